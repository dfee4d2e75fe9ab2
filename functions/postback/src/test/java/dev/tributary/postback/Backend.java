package dev.tributary.postback;

import com.sun.net.httpserver.HttpServer;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.Table;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/// A table, a queue and a secret on loopback.
final class Backend implements AutoCloseable {
    static final String RING = """
        {"first":"0123456789012345678901234567890123456789012345678901234567890123","keys":[
         {"kid":1,"key":"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz","signs_from":"2026-11-01T00:00:00Z"}]}\
        """;

    final Table table = EmbeddedTable.create().connect();
    private final String tableUrl;
    private final SQSRestServer queues;
    private final HttpServer secrets;
    private final SqsClient sqs;
    private final String queueUrl;

    Backend() throws IOException {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        EmbeddedTable any = EmbeddedTable.create();
        tableUrl = any.url();
        queues = SQSRestServerBuilder.withInterface("127.0.0.1")
                .withDynamicPort()
                .start();
        int port = queues.waitUntilStarted().localAddress().getPort();
        sqs = SqsClient.builder()
                .region(Region.EU_CENTRAL_1)
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        queueUrl = "http://127.0.0.1:" + port
                + URI.create(sqs.createQueue(create -> create.queueName("conversions"))
                                .queueUrl())
                        .getPath();
        secrets = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secrets.createContext("/", exchange -> {
            String text = RING.replace("\n", " ").replace("\"", "\\\"");
            byte[] body = ("{\"SecretString\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        secrets.start();
    }

    /// @param changes variables in place of those of the backend
    Environment environment(Clock clock, Map<String, String> changes) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "AWS_REGION",
                "eu-central-1",
                "AWS_ACCESS_KEY_ID",
                "test",
                "AWS_SECRET_ACCESS_KEY",
                "test",
                "TABLE_NAME",
                table.name(),
                "KEY_RING_SECRET",
                "ring",
                "CONVERSIONS_QUEUE_URL",
                queueUrl,
                "AWS_ENDPOINT_URL_DYNAMODB",
                tableUrl,
                "AWS_ENDPOINT_URL_SQS",
                queueUrl.substring(0, queueUrl.indexOf('/', 8)),
                "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                "http://127.0.0.1:" + secrets.getAddress().getPort()));
        variables.putAll(changes);
        return new Environment(variables, clock);
    }

    /// The messages of the queue, which is empty afterwards.
    List<String> messages() {
        List<String> bodies = new ArrayList<>();
        while (true) {
            List<Message> some = sqs.receiveMessage(receive ->
                            receive.queueUrl(queueUrl).maxNumberOfMessages(10).waitTimeSeconds(0))
                    .messages();
            if (some.isEmpty()) {
                return bodies;
            }
            for (Message message : some) {
                bodies.add(message.body());
                sqs.deleteMessage(delete -> delete.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
            }
        }
    }

    /// Everything in the table but its log of calls: what a call may not change.
    List<?> items() {
        return scan().filter(item -> !isLine(item)).toList();
    }

    /// The lines of the log of calls.
    List<Map<String, AttributeValue>> lines() {
        return scan().filter(Backend::isLine).toList();
    }

    private Stream<Map<String, AttributeValue>> scan() {
        return table.client().scan(scan -> scan.tableName(table.name())).items().stream();
    }

    private static boolean isLine(Map<String, AttributeValue> item) {
        return Objects.requireNonNull(item.get("pk")).s().startsWith("PC#");
    }

    @Override
    public void close() {
        secrets.stop(0);
        sqs.close();
        queues.stopAndWait();
    }
}
