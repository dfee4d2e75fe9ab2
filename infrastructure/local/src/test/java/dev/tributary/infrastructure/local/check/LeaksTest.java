package dev.tributary.infrastructure.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.table.InMemoryDynamo;
import dev.tributary.infrastructure.table.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Wherever a secret stands, it is found; and what a refused call changes is, too.
class LeaksTest {
    private static final Map<String, String> SECRETS = Map.of("the token", "pbt_123");
    private final Table table = InMemoryDynamo.create();

    @Test
    void aSecret_isFoundInEveryPlace() {
        put("plain", AttributeValue.fromS("token pbt_123."));
        put("bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("..pbt_123")));
        put(
                "inside",
                AttributeValue.fromM(Map.of("list", AttributeValue.fromL(List.of(AttributeValue.fromS("pbt_123"))))));
        put("packed", AttributeValue.fromB(SdkBytes.fromUtf8String("\u0001packed")));
        put("clean", AttributeValue.fromS("hmac"));

        assertThat(Leaks.broken(snapshot(), Map.of("message 1", "{\"t\":\"pbt_123\"}", "message 2", "{}"), SECRETS))
                .containsExactlyInAnyOrder(
                        "17 the token stands in clear in message 1",
                        "17 the token stands in clear in A / plain",
                        "17 the token stands in clear in A / bytes",
                        "17 the token stands in clear in A / inside",
                        "17 the token stands in clear in A / packed");
    }

    @Test
    void whatHasChanged_isNamed() {
        put("same", AttributeValue.fromS("1"));
        put("other", AttributeValue.fromS("1"));
        put("gone", AttributeValue.fromS("1"));
        Snapshot before = snapshot();
        put("other", AttributeValue.fromS("2"));
        put("new", AttributeValue.fromS("1"));
        table.client().deleteItem(delete -> delete.tableName(table.name()).key(key("gone")));

        assertThat(before.changedIn(before)).isEmpty();
        assertThat(before.changedIn(snapshot()))
                .containsExactly(
                        "15 a refused call has changed A / gone",
                        "15 a refused call has changed A / new",
                        "15 a refused call has changed A / other");
    }

    private Snapshot snapshot() {
        return Snapshot.of(table.client(), table.name(), bytes -> {
            if (bytes[0] != 1) {
                throw new IllegalStateException("not packed");
            }
            return "packed pbt_123".getBytes(StandardCharsets.UTF_8);
        });
    }

    private void put(String sk, AttributeValue value) {
        table.client()
                .putItem(put -> put.tableName(table.name())
                        .item(Map.of(
                                Keys.PK,
                                AttributeValue.fromS("A"),
                                Keys.SK,
                                AttributeValue.fromS(sk),
                                "value",
                                value)));
    }

    private static Map<String, AttributeValue> key(String sk) {
        return Map.of(Keys.PK, AttributeValue.fromS("A"), Keys.SK, AttributeValue.fromS(sk));
    }
}
