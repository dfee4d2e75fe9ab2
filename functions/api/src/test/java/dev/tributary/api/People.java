package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// People before the API, each in one browser of the kind that says where calls come from.
final class People {
    static final String SITE = "https://tributary.example";
    private static final ObjectMapper JSON = new ObjectMapper();
    final WriteApi api;
    private final Map<String, String> cookies = new HashMap<>();

    People(WriteApi api) {
        this.api = api;
    }

    /// By a key of `keyOwner`'s, without an answer that matters.
    void invite(String keyOwner, String name, String role) {
        assertThat(api.post(keyOwner, "/v1/members", invitation(name, role)).getStatusCode())
                .isEqualTo(201);
    }

    static String invitation(String name, String role) {
        return "{\"email\":\"%s\",\"name\":\"%s\",\"role\":\"%s\"}".formatted(address(name), name, role);
    }

    static String address(String name) {
        return name + "@people.example";
    }

    /// Asks for a link and uses it.
    void signIn(String name) {
        String before = cookies.getOrDefault(name, "");
        APIGatewayV2HTTPResponse answer = use(ask(name), before);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(201);
        cookies.put(name, cookie(answer));
        api.use(name, cookie(answer));
        // As the pages do it: one who belongs to a single tenant joins it by that.
        assertThat(get(name, "/v1/sessions/current").getStatusCode()).isEqualTo(200);
    }

    /// The secret of a link that was sent.
    String ask(String name) {
        api.now = api.now.plusSeconds(1);
        int before = api.mail.mails.size();
        APIGatewayV2HTTPResponse answer =
                api.post("nobody", "/v1/sign_in_links", "{\"email\":\"" + address(name) + "\"}");
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(202);
        assertThat(api.mail.mails).hasSize(before + 1);
        return api.mail.token();
    }

    APIGatewayV2HTTPResponse use(String token, String cookie) {
        return api.post(
                "nobody",
                "/v1/sessions",
                "{\"token\":\"" + token + "\"}",
                "sec-fetch-site",
                "same-origin",
                "cookie",
                cookie);
    }

    static JsonNode json(APIGatewayV2HTTPResponse answer) {
        try {
            return JSON.readTree(answer.getBody());
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(answer.getBody(), malformed);
        }
    }

    static String cookie(APIGatewayV2HTTPResponse answer) {
        return Objects.requireNonNull(answer.getHeaders().get("set-cookie")).split(";", 2)[0];
    }

    String cookieOf(String name) {
        return Objects.requireNonNull(cookies.get(name), name);
    }

    /// As a page of ours calls.
    APIGatewayV2HTTPResponse call(String name, String method, String target, String body, String... more) {
        return api.call(name, method, target, body, more);
    }

    APIGatewayV2HTTPResponse get(String name, String target) {
        return call(name, "GET", target, "");
    }
}
