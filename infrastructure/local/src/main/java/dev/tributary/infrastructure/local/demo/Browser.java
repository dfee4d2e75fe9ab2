package dev.tributary.infrastructure.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/// Calls the platform over HTTP, as a shopper, a shop or a person does; it follows no redirect.
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_PAGES = 1_000;

    private final String baseUrl;
    private final HttpClient client;

    /// @param baseUrl `http://127.0.0.1:3000`
    Browser(String baseUrl) {
        this.baseUrl = baseUrl;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /// @param headers by lower-case name
    record Reply(String what, int status, Map<String, List<String>> headers, String body) {
        JsonNode json() {
            try {
                return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
            } catch (IOException e) {
                throw new UnexpectedAnswer(what + " answered no JSON: " + body, e);
            }
        }

        Optional<String> header(String name) {
            return headers.getOrDefault(name, List.of()).stream().findFirst();
        }

        /// @throws UnexpectedAnswer for any other answer
        Reply expect(int... wanted) {
            for (int one : wanted) {
                if (status == one) {
                    return this;
                }
            }
            throw new UnexpectedAnswer(what + " answered " + status + " " + body, null);
        }
    }

    Reply send(String method, String path, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(path.startsWith("http") ? path : baseUrl + path))
                .timeout(PATIENCE)
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            HttpResponse<String> reply = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(
                    method + " " + path, reply.statusCode(), reply.headers().map(), reply.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at " + method + " " + path, e);
        }
    }

    /// Where a shop's postbacks go in.
    @FunctionalInterface
    interface Door {
        Reply post(String path, Map<String, String> headers, byte[] body);
    }

    /// With somebody's API key.
    Reply get(String key, String path) {
        return send("GET", path, Map.of("authorization", "Bearer " + key), new byte[0])
                .expect(200);
    }

    /// With somebody's API key and a JSON body.
    Reply post(String key, String path, JsonNode body) {
        return call("POST", key, path, body);
    }

    Reply call(String method, String key, String path, JsonNode body) {
        Map<String, String> headers = Map.of("authorization", "Bearer " + key, "content-type", "application/json");
        return send(method, path, headers, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// All of a list, page by page.
    /// @param path with its filters: `/v1/entries?program_id=prg_...`
    List<JsonNode> list(String key, String path) {
        List<JsonNode> all = new ArrayList<>();
        String paged = path + (path.contains("?") ? "&" : "?") + "limit=100";
        String cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode answer = get(key, paged + cursor).json();
            answer.path("data").forEach(all::add);
            if (!answer.path("next_cursor").isTextual()) {
                return all;
            }
            cursor = "&cursor=" + answer.path("next_cursor").textValue();
        }
        throw new UnexpectedAnswer(path + " has more than " + MOST_PAGES + " pages", null);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
