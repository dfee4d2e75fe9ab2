package dev.tributary.infrastructure.local.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;

/// What shops, shoppers and people with keys call; an answer that is no success ends the test.
final class Calls implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64) Firefox/132.0";

    private final HttpClient client = HttpClient.newHttpClient();
    private final String baseUrl;

    Calls(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    JsonNode get(String key, String path) throws Exception {
        return send("GET", key, path, "");
    }

    JsonNode post(String key, String path, String body) throws Exception {
        return send("POST", key, path, body);
    }

    JsonNode put(String key, String path, String body) throws Exception {
        return send("PUT", key, path, body);
    }

    /// @param path below the base, or a whole address
    JsonNode send(String method, String key, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(path.startsWith("http") ? path : baseUrl + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("authorization", "Bearer " + key);
        }
        if (!body.isEmpty()) {
            request.header("content-type", "application/json");
        }
        if (method.equals("POST")) {
            request.header("idempotency-key", UUID.randomUUID().toString());
        }
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().isEmpty() ? JSON.missingNode() : JSON.readTree(answer.body());
    }

    /// A shopper follows a link.
    /// @return the click_id that the landing page gets
    String click(String link) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(link))
                .header("user-agent", AGENT)
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        String location = answer.headers().firstValue("location").orElseThrow();
        return location.replaceFirst(".*[?&]click_id=", "").replaceFirst("&.*", "");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
