package dev.tributary.infrastructure.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.language.Html;
import dev.tributary.domain.language.Language;
import dev.tributary.infrastructure.local.backend.Mailbox;
import dev.tributary.infrastructure.local.http.Routes;
import dev.tributary.infrastructure.local.seed.DemoDoor;
import dev.tributary.infrastructure.local.template.Template;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `/` of the local machine: what runs, the way in as one of the demo's owners, the last mail, and how full the queues
/// are. It lets people in, so it answers only under a name of this machine, and takes a press of its own button only.
final class HomePage implements Invocable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final String SIGN_IN = "/machine/sign-in";
    private static final String LANGUAGE_COOKIE = "tributary-language=";
    private static final Map<String, String> LANGUAGES =
            Map.of("en", "English", "he", "עברית", "fa", "فارسی", "lv", "Latviešu");
    private static final int MAILS = 5;
    private static final Pattern STYLE = Pattern.compile("href=\"(/assets/[0-9a-f]{12}/app\\.css)\"");
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final LocalMachine machine;
    private final Mailbox mailbox;
    private final DemoDoor door;
    private final Optional<Invocable> portal;

    /// @param portal whose style sheet this page has
    HomePage(LocalMachine machine, Mailbox mailbox, Optional<Invocable> portal) {
        this.machine = machine;
        this.mailbox = mailbox;
        this.door = new DemoDoor(machine);
        this.portal = portal;
    }

    /// More exact than the pages' own route, which takes any method.
    void addTo(Routes routes) {
        routes.add(new Template.Route("GET", "/"), this);
        routes.add(new Template.Route("POST", SIGN_IN), this);
    }

    @Override
    public byte[] invoke(byte[] event) throws Exception {
        JsonNode call = JSON.readTree(event);
        JsonNode headers = call.path("headers");
        String host = headers.path("host").asText();
        if (!OWN_NAMES.contains(host.replaceFirst(":[0-9]+$", ""))) {
            return reply(403, Map.of("content-type", "text/plain; charset=utf-8"), "It answers on 127.0.0.1 only.");
        }
        if (call.path("rawPath").asText().equals(SIGN_IN)) {
            return signIn(headers, host, call.path("rawQueryString").asText());
        }
        Optional<Language> chosen = Optional.of(
                        call.path("queryStringParameters").path("language").asText())
                .filter(code -> !code.isEmpty())
                .flatMap(Language::of);
        if (chosen.isPresent()) {
            return reply(
                    303,
                    Map.of(
                            "location",
                            "/",
                            "set-cookie",
                            LANGUAGE_COOKIE + chosen.get().code() + "; path=/; max-age=31536000; samesite=lax"),
                    "");
        }
        return reply(200, Map.of("content-type", "text/html; charset=utf-8"), page(language(call)));
    }

    private byte[] signIn(JsonNode headers, String host, String query) throws Exception {
        boolean isOwn = headers.has("sec-fetch-site")
                ? headers.path("sec-fetch-site").asText().equals("same-origin")
                : headers.path("origin").asText().equals("http://" + host);
        if (!isOwn) {
            return reply(403, Map.of("content-type", "text/plain; charset=utf-8"), "Press the button on the page.");
        }
        DemoDoor.Owner owner = query.equals("as=affiliate") ? DemoDoor.Owner.AFFILIATE : DemoDoor.Owner.MERCHANT;
        // By its path: under the name by which the browser is here, else its cookie would be another name's.
        return door.link(owner)
                .map(link -> link.substring(machine.baseUrl().length()))
                .map(path -> reply(303, Map.of("location", path), ""))
                .orElseGet(() -> reply(303, Map.of("location", "/"), ""));
    }

    private static Language language(JsonNode call) {
        for (JsonNode cookie : call.path("cookies")) {
            if (cookie.asText().startsWith(LANGUAGE_COOKIE)) {
                Optional<Language> chosen = Language.of(cookie.asText().substring(LANGUAGE_COOKIE.length()));
                if (chosen.isPresent()) {
                    return chosen.get();
                }
            }
        }
        try {
            return Locale.LanguageRange.parse(
                            call.path("headers").path("accept-language").asText("en"))
                    .stream()
                    .flatMap(range -> Language.of(range.getRange()).stream())
                    .findFirst()
                    .orElse(Language.ENGLISH);
        } catch (IllegalArgumentException unreadable) {
            return Language.ENGLISH;
        }
    }

    private String page(Language language) throws Exception {
        Words words = new Words(language);
        return Html.opening(language) + "<head><meta charset=\"utf-8\"><meta name=\"viewport\""
                + " content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\"><title>"
                + words.of(HomeWord.TITLE) + " – Tributary</title>"
                + style().map(path -> "<link rel=\"stylesheet\" href=\"" + path + "\">")
                        .orElse("")
                + "</head><body><header class=\"top\"><a class=\"brand\" href=\"/\">Tributary</a><span"
                + " class=\"grow\"></span><nav aria-label=\"" + words.of(HomeWord.LANGUAGE) + "\">" + languages()
                + "</nav></header><main class=\"alone\"><h1>" + words.of(HomeWord.TITLE) + "</h1><p>"
                + words.of(HomeWord.WHAT) + " <code dir=\"ltr\">" + Html.escaped(machine.baseUrl()) + "</code></p>"
                + entrance(words) + look(words) + mail(words) + queues(words) + functions(words)
                + "</main></body></html>";
    }

    private static String languages() {
        StringBuilder html = new StringBuilder();
        for (Language language : Language.ALL) {
            html.append(" <a lang=\"%1$s\" hreflang=\"%1$s\" href=\"/?language=%1$s\">%2$s</a>"
                    .formatted(language.code(), LANGUAGES.get(language.code())));
        }
        return html.toString();
    }

    private String entrance(Words words) {
        StringBuilder html = new StringBuilder("<h2>" + words.of(HomeWord.SIGN_IN) + "</h2><div class=\"buttons\">");
        boolean isDemo = false;
        for (DemoDoor.Owner owner : DemoDoor.Owner.values()) {
            if (door.knows(owner)) {
                isDemo = true;
                HomeWord word = owner == DemoDoor.Owner.MERCHANT ? HomeWord.AS_MERCHANT : HomeWord.AS_AFFILIATE;
                html.append("<form method=\"post\" action=\"" + SIGN_IN + "?as="
                        + owner.name().toLowerCase(Locale.ROOT) + "\"><button class=\"main\">" + words.of(word)
                        + "</button></form>");
            }
        }
        return html + (isDemo ? "" : "<p>" + words.of(HomeWord.NO_DEMO) + "</p>") + "</div>";
    }

    private static String look(Words words) {
        return "<h2>" + words.of(HomeWord.SEE) + "</h2><p><a href=\"/programs\">" + words.of(HomeWord.DIRECTORY)
                + "</a> · <a href=\"/v1/docs\">" + words.of(HomeWord.DOCS) + "</a> · <a href=\"/mailbox\">"
                + words.of(HomeWord.MAILBOX) + "</a></p>";
    }

    private String mail(Words words) {
        List<Mailbox.Message> messages = mailbox.messages();
        StringBuilder html = new StringBuilder("<h2>" + words.of(HomeWord.MAILBOX) + "</h2>");
        if (messages.isEmpty()) {
            return html.append("<p>")
                    .append(words.of(HomeWord.NO_MAIL))
                    .append("</p>")
                    .toString();
        }
        html.append("<ul>");
        for (Mailbox.Message message : messages.subList(0, Math.min(MAILS, messages.size()))) {
            html.append("<li><bdi>")
                    .append(Html.escaped(message.subject()))
                    .append("</bdi> <bdi dir=\"ltr\">")
                    .append(Html.escaped(message.to()))
                    .append("</bdi></li>");
        }
        return html.append("</ul><p><a href=\"/mailbox\">")
                .append(words.of(HomeWord.ALL_MAIL))
                .append("</a></p>")
                .toString();
    }

    private String queues(Words words) {
        StringBuilder rows = new StringBuilder();
        for (LocalMachine.Depth depth : machine.depths()) {
            rows.append("<tr><th scope=\"row\"><bdi dir=\"ltr\">")
                    .append(Html.escaped(depth.queue()))
                    .append("</bdi></th>");
            for (int number : new int[] {depth.waiting(), depth.inFlight(), depth.delayed()}) {
                rows.append("<td class=\"number\">")
                        .append(words.number(number))
                        .append("</td>");
            }
            rows.append("</tr>");
        }
        return table(
                        words,
                        HomeWord.QUEUES,
                        rows,
                        HomeWord.QUEUE,
                        HomeWord.WAITING,
                        HomeWord.IN_FLIGHT,
                        HomeWord.DELAYED)
                + "<p><a class=\"button\" href=\"/\">" + words.of(HomeWord.AGAIN) + "</a></p>";
    }

    private String functions(Words words) {
        StringBuilder rows = new StringBuilder();
        for (Template.Function function : machine.template().functions()) {
            rows.append("<tr><th scope=\"row\"><bdi dir=\"ltr\">")
                    .append(Html.escaped(function.name()))
                    .append("</bdi></th>");
            for (int number : new int[] {
                function.routes().size(),
                function.queueSources().size(),
                function.schedules().size()
            }) {
                rows.append("<td class=\"number\">")
                        .append(words.number(number))
                        .append("</td>");
            }
            rows.append("</tr>");
        }
        return table(
                        words,
                        HomeWord.FUNCTIONS,
                        rows,
                        HomeWord.FUNCTION,
                        HomeWord.ROUTES,
                        HomeWord.QUEUES,
                        HomeWord.SCHEDULES)
                + "<h2>" + words.of(HomeWord.SERVERS) + "</h2><p>"
                + Html.escaped("DynamoDB " + machine.dynamoEndpoint() + ", SQS " + machine.sqsEndpoint() + ", S3 "
                        + machine.filesEndpoint())
                + "</p>";
    }

    private static String table(Words words, HomeWord title, CharSequence rows, HomeWord first, HomeWord... others) {
        StringBuilder html = new StringBuilder("<h2>" + words.of(title) + "</h2><div class=\"scroll\" tabindex=\"0\""
                + " role=\"region\" aria-label=\"" + words.of(title) + "\"><table><thead><tr><th scope=\"col\">"
                + words.of(first) + "</th>");
        for (HomeWord other : others) {
            html.append("<th scope=\"col\" class=\"number\">")
                    .append(words.of(other))
                    .append("</th>");
        }
        return html.append("</tr></thead><tbody>")
                .append(rows)
                .append("</tbody></table></div>")
                .toString();
    }

    /// As the pages' own shell names it.
    private Optional<String> style() throws Exception {
        if (portal.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode call = JSON.createObjectNode()
                .put("version", "2.0")
                .put("rawPath", "/app")
                .put("rawQueryString", "");
        call.putObject("headers").put("host", "localhost");
        call.putObject("requestContext")
                .putObject("http")
                .put("method", "GET")
                .put("path", "/app")
                .put("sourceIp", "127.0.0.1");
        JsonNode answer = JSON.readTree(portal.get().invoke(JSON.writeValueAsBytes(call)));
        Matcher style = STYLE.matcher(answer.path("body").asText());
        return style.find() ? Optional.of(style.group(1)) : Optional.empty();
    }

    private static byte[] reply(int status, Map<String, String> headers, String body) {
        ObjectNode reply = JSON.createObjectNode().put("statusCode", status).put("body", body);
        ObjectNode sent = reply.putObject("headers")
                .put("cache-control", "no-store")
                .put("content-security-policy", POLICY)
                // A form's Origin would be null without any.
                .put("referrer-policy", "same-origin")
                .put("x-content-type-options", "nosniff");
        headers.forEach(sent::put);
        return reply.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// All that is said, in one language.
    private record Words(Language language) {
        String of(HomeWord word) {
            return Html.escaped(word.in(language));
        }

        String number(int number) {
            return language.number(number);
        }
    }
}
