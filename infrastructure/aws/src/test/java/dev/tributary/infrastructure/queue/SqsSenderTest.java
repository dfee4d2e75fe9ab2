package dev.tributary.infrastructure.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.infrastructure.queue.SqsSender.NotSentException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Against a queue that answers in SQS's JSON protocol and refuses every message that says "no".
final class SqsSenderTest {
    private final List<List<String>> batches = new ArrayList<>();
    private HttpServer queue;
    private SqsSender sender;

    @BeforeEach
    void start() throws IOException {
        queue = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        queue.createContext("/", exchange -> {
            byte[] reply = answer(Message.JSON.readTree(exchange.getRequestBody()))
                    .toString()
                    .getBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
            exchange.close();
        });
        queue.start();
        URI uri = URI.create("http://127.0.0.1:" + queue.getAddress().getPort());
        SqsClient client = SqsClient.builder()
                .region(Region.EU_CENTRAL_1)
                .endpointOverride(uri)
                .checksumValidationEnabled(false)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        sender = new SqsSender(client, uri + "/000000000000/jobs");
    }

    @AfterEach
    void stop() {
        queue.stop(0);
    }

    private ObjectNode answer(JsonNode request) {
        ObjectNode reply = Message.JSON.createObjectNode();
        reply.putArray("Successful");
        reply.putArray("Failed");
        List<String> bodies = new ArrayList<>();
        for (JsonNode entry : request.path("Entries")) {
            String body = entry.path("MessageBody").asText();
            bodies.add(body);
            boolean refused = body.equals("no");
            ObjectNode result =
                    reply.withArray(refused ? "Failed" : "Successful").addObject();
            result.put("Id", entry.path("Id").asText());
            if (refused) {
                result.put("Code", "InternalError").put("SenderFault", false);
            } else {
                result.put("MessageId", "m").put("MD5OfMessageBody", "x");
            }
        }
        batches.add(bodies);
        return reply;
    }

    @Test
    void refusedMessage_inAnAcceptedBatch_isAFailure() {
        assertThatThrownBy(() -> sender.send(List.of("a", "no", "b")))
                .isInstanceOf(NotSentException.class)
                .hasMessage("1 messages were not sent: [1 InternalError]");
    }

    @Test
    void messages_leaveInBatches_of10And256KB() {
        List<String> small = IntStream.range(0, 23).mapToObj(i -> "m" + i).toList();
        List<String> large = List.of("x".repeat(200_000), "y".repeat(60_000), "z".repeat(10_000));

        sender.send(small);
        sender.send(large);
        sender.send(List.of());

        assertThat(batches.stream().map(List::size)).containsExactly(10, 10, 3, 2, 1);
        assertThat(batches.stream().flatMap(List::stream).limit(23)).containsExactlyElementsOf(small);
    }
}
