package dev.tributary.infrastructure.local.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.language.Html;
import dev.tributary.infrastructure.local.Invocable;
import dev.tributary.infrastructure.local.http.Routes;
import dev.tributary.infrastructure.local.template.Template;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `/mailbox` of the local machine, for people, and `/mailbox/messages`, the same as JSON: mail that it
/// would have sent. Sign-in links are in there, so it answers only under a name of this machine: no page
/// of somebody else's reads it by a name that leads here.
public final class MailboxPage implements Invocable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors"
                    + " 'none'";

    private final Mailbox mailbox;

    public MailboxPage(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    public Mailbox mailbox() {
        return mailbox;
    }

    public void addTo(Routes routes) {
        routes.add(new Template.Route("GET", "/mailbox"), this);
        routes.add(new Template.Route("GET", "/mailbox/messages"), this);
    }

    @Override
    public byte[] invoke(byte[] event) throws Exception {
        JsonNode call = JSON.readTree(event);
        String host = call.path("headers").path("host").asText().replaceFirst(":[0-9]+$", "");
        if (!OWN_NAMES.contains(host)) {
            return reply(403, "text/plain; charset=utf-8", "The mailbox answers on 127.0.0.1 only.");
        }
        return call.path("rawPath").asText().equals("/mailbox")
                ? reply(200, "text/html; charset=utf-8", page())
                : reply(200, "application/json", json());
    }

    private String json() throws Exception {
        ArrayNode data = JSON.createArrayNode();
        mailbox.messages().forEach(message -> data.add(Mailbox.node(message)));
        return JSON.writeValueAsString(JSON.createObjectNode().set("data", data));
    }

    private String page() {
        StringBuilder html = new StringBuilder("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>Mailbox</title>"
                + "<style>:root{color-scheme:light dark;font-family:system-ui}body{max-width:46rem;margin:2rem auto;"
                + "padding:0 1rem}article{border-top:1px solid;padding:1rem 0}p{white-space:pre-wrap}</style>"
                + "<h1>Mailbox</h1><p>Mail that this machine would have sent. Nothing leaves it.</p>");
        if (mailbox.messages().isEmpty()) {
            html.append("<p>There is none.</p>");
        }
        for (Mailbox.Message message : mailbox.messages()) {
            html.append("<article><h2 dir=\"auto\">")
                    .append(Html.escaped(message.subject()))
                    .append("</h2><div>To ")
                    .append(Html.escaped(message.to()))
                    .append(", ")
                    .append(message.at())
                    .append("</div>");
            // Each paragraph by its own direction, as a reader of mail lays it out.
            message.text()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(line ->
                            html.append("<p dir=\"auto\">").append(linked(line)).append("</p>"));
            html.append("</article>");
        }
        return html.append("</html>").toString();
    }

    private static String linked(String line) {
        StringBuilder html = new StringBuilder();
        Matcher link = LINK.matcher(line);
        int end = 0;
        while (link.find()) {
            html.append(Html.escaped(line.substring(end, link.start())))
                    .append("<a href=\"")
                    .append(Html.escaped(link.group()))
                    .append("\">")
                    .append(Html.escaped(link.group()))
                    .append("</a>");
            end = link.end();
        }
        return html.append(Html.escaped(line.substring(end))).toString();
    }

    private static byte[] reply(int status, String type, String body) throws Exception {
        ObjectNode reply = JSON.createObjectNode().put("statusCode", status).put("body", body);
        reply.putObject("headers")
                .put("content-type", type)
                .put("cache-control", "no-store")
                .put("content-security-policy", POLICY)
                .put("referrer-policy", "no-referrer")
                .put("x-content-type-options", "nosniff");
        return JSON.writeValueAsString(reply).getBytes(StandardCharsets.UTF_8);
    }
}
