package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.infrastructure.local.LocalMachine;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// People before a machine, each with a browser's cookie, who read its mailbox.
final class Visitors implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("/sign-in\\?token=([A-Za-z0-9_-]{43})");

    private final LocalMachine machine;
    private final HttpClient browser = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new HashMap<>();

    Visitors(LocalMachine machine) {
        this.machine = machine;
    }

    String cookieOf(String address) {
        return String.valueOf(cookies.get(address));
    }

    /// As a person does: the address, the mail, its link, the button.
    void signIn(String address) throws Exception {
        String form = "application/x-www-form-urlencoded";
        HttpResponse<String> asked = send(
                "POST",
                "/sign-in",
                "email=" + address.replace("@", "%40"),
                "content-type",
                form,
                "sec-fetch-site",
                "same-origin");
        assertThat(asked.statusCode()).isEqualTo(202);
        press(address, "");
    }

    /// As a person does who has applied from the directory: the mail, its link, what will be sent, the button.
    void sendApplication(String address) throws Exception {
        press(address, "&application=send");
    }

    private void press(String address, String more) throws Exception {
        String form = "application/x-www-form-urlencoded";
        JsonNode mail = mailbox().path(0);
        assertThat(mail.path("to").asText()).isEqualTo(address);
        Matcher link = TOKEN.matcher(mail.path("text").asText());
        assertThat(link.find()).isTrue();
        assertThat(send("GET", link.group(), "").body()).contains("<button>");
        HttpResponse<String> opened = send(
                "POST", "/sign-in", "token=" + link.group(1) + more, "content-type", form, "origin", machine.baseUrl());
        assertThat(opened.statusCode()).isEqualTo(303);
        String cookie = opened.headers().firstValue("set-cookie").orElseThrow();
        assertThat(cookie)
                .startsWith("tributary=")
                .contains("HttpOnly", "SameSite=Lax")
                .doesNotContain("Secure");
        cookies.put(address, cookie.replaceFirst(";.*", ""));
    }

    HttpResponse<String> as(String address, String method, String path, String body) throws Exception {
        return send(
                method,
                path,
                body,
                "cookie",
                String.valueOf(cookies.get(address)),
                "sec-fetch-site",
                "same-origin",
                "tributary-request",
                "1");
    }

    JsonNode mailbox() throws Exception {
        return json(send("GET", "/mailbox/messages", "")).path("data");
    }

    static String code(HttpResponse<String> answer) {
        return answer.statusCode() + " " + json(answer).path("code").asText();
    }

    static JsonNode json(HttpResponse<String> answer) {
        return Project.parse(answer.body());
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(machine.baseUrl() + path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty() && !String.join(" ", headers).contains("content-type")) {
            request.header("content-type", "application/json");
        }
        for (int at = 0; at < headers.length; at += 2) {
            request.header(headers[at], headers[at + 1]);
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        browser.shutdownNow();
    }
}
