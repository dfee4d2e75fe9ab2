package dev.tributary.infrastructure.table;

import dev.tributary.infrastructure.edge.Credentials;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The platform's one table and the client that reaches it, which throws
/// [dev.tributary.domain.stored.UnavailableException] when the table does not answer.
public record Table(DynamoDbClient client, String name) {
    private static final Duration ATTEMPT = Duration.ofSeconds(8);
    /// Long before the front door, at 30 s, gives up on a function that waits for a silent table.
    private static final Duration CALL = Duration.ofSeconds(20);

    public Table {
        client = client instanceof AnsweringClient ? client : new AnsweringClient(client);
    }

    /// @throws IllegalStateException naming a variable that is missing
    public static Table of(Environment environment) {
        DynamoDbClientBuilder client = DynamoDbClient.builder()
                .region(Region.of(environment.region()))
                .credentialsProvider(Credentials.of(environment))
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(ATTEMPT))
                .overrideConfiguration(limits -> limits.apiCallTimeout(CALL));
        environment.endpointOverride("dynamodb").ifPresent(client::endpointOverride);
        return new Table(client.build(), environment.variable("TABLE_NAME"));
    }

    static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of(Keys.PK, text(pk), Keys.SK, text(sk));
    }

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static AttributeValue bytes(byte[] value) {
        return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(value));
    }

    /// @throws IllegalStateException naming the item, when the attribute is not there
    static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw new IllegalStateException("item " + name(item) + " has no attribute " + name);
        }
        return value;
    }

    static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(attribute(item, name).n());
    }

    static byte[] bytes(Map<String, AttributeValue> item, String name) {
        return attribute(item, name).b().asByteArrayUnsafe();
    }

    static String text(Map<String, AttributeValue> item, String name) {
        return attribute(item, name).s();
    }

    /// For an error's text.
    static String name(Map<String, AttributeValue> item) {
        AttributeValue pk = item.get(Keys.PK);
        AttributeValue sk = item.get(Keys.SK);
        return (pk == null ? "?" : pk.s()) + " / " + (sk == null ? "?" : sk.s());
    }
}
