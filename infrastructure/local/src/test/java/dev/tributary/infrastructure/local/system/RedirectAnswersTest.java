package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.click.Click;
import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.system.RawHttp.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What `/r/` answers over HTTP, and which click it leaves behind: every row is one request.
@Tag("system")
class RedirectAnswersTest {
    private static final String CHROME = "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Chrome/131.0.0.0 Safari/537.36";
    private static final String HOME = "https://shop.example/landing?ref=a&utm_source=A&utm_content=&click_id=CLICK";
    private static final Pattern CLICK_ID = Pattern.compile("click_id=([A-Za-z0-9_-]+)");
    private static final Pattern TOLD = Pattern.compile("\\{\"click_id\":\"([A-Za-z0-9_-]+)\"}");
    private static final String NOBODY = "";

    /// @param request the request line without its version
    /// @param answer status, then Location or the problem's code; `, cookie` where one is set
    /// @param click the kind that is recorded, or `none`
    /// @param headers beside Host; a User-Agent of a person is added when none is there
    private record Row(String request, String answer, String click, List<String> headers) {}

    private final List<Row> rows = new ArrayList<>();

    @Test
    void redirect_answersAsTheTableSays() throws Exception {
        paths();
        states();
        headers();
        people();
        deepLinks();
        parameters();
        consent();
        shopsPages();
        methods();
        List<String> wanted = new ArrayList<>();
        List<String> found = new ArrayList<>();
        try (LocalMachine machine =
                LocalMachine.start(Options.machine(Project.TEMPLATE).withLongestWindow(Duration.ofMillis(100)))) {
            Shop.seed(machine);
            int port = URI.create(machine.baseUrl()).getPort();
            List<Optional<String>> ids = new ArrayList<>();
            List<String> answers = new ArrayList<>();
            for (Row row : rows) {
                Reply reply = send(port, row);
                ids.add(reply.header("location")
                        .map(CLICK_ID::matcher)
                        .or(() -> Optional.of(TOLD.matcher(reply.body())))
                        .filter(Matcher::find)
                        .map(id -> id.group(1)));
                answers.add(answer(row, reply));
            }
            assertMadeUpCodesArePutOff(port);
            machine.awaitQueuesEmpty(Duration.ofSeconds(30));
            Map<String, String> recorded = new TreeMap<>();
            for (Click click : RecordedClicks.of(Shop.table(machine))) {
                recorded.put(click.clickId(), click.kind().text());
            }
            for (int i = 0; i < rows.size(); i++) {
                Row row = rows.get(i);
                String kind = ids.get(i).map(recorded::remove).orElse("none");
                wanted.add(row.request + " " + row.headers + "\n    " + row.answer + " | " + row.click);
                found.add(row.request + " " + row.headers + "\n    " + answers.get(i) + " | " + kind);
            }
            assertThat(recorded).as("clicks that no answer gave out").isEmpty();
        }

        assertThat(String.join("\n", found)).isEqualTo(String.join("\n", wanted));
    }

    /// Codes that nobody has, from one address; a link that is known here is answered all the same.
    private static void assertMadeUpCodesArePutOff(int port) throws IOException {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            statuses.add(RawHttp.send(port, "GET /r/made-up-" + i + " HTTP/1.1").status());
        }
        assertThat(statuses).containsOnly(404, 429);
        Reply known = RawHttp.send(port, "GET /r/demo?url=https%3A%2F%2Fevil.example%2F HTTP/1.1");
        assertThat(known.status()).isEqualTo(400);
        assertThat(known.body()).contains("bad_url");
    }

    private void paths() {
        row("GET /r/demo", "302 " + HOME, "qualified");
        row("GET /r/demo?", "302 " + HOME, "qualified");
        row("GET /r/nobody", "404 unknown_link", "none");
        row("GET /r/DEMO", "404 unknown_link", "none");
        row("GET /r/demo%20", "404 unknown_link", "none");
        row("GET /r/demo;x=1", "404 unknown_link", "none");
        row("GET /r/%2e", "404 unknown_link", "none");
        row("GET /r/%2e%2e%2fdemo", "404 unknown_link", "none");
        row("GET /r/d%C3%A9mo", "404 unknown_link", "none");
        row("GET /r/" + "x".repeat(65), "404 unknown_link", "none");
        row("GET /r/d%65mo", "302 " + HOME, "qualified");
        row("GET /r/", "404 not_found", "none");
        row("GET /r", "404 not_found", "none");
        row("GET /r/demo/", "404 not_found", "none");
        row("GET /r/a/b", "404 not_found", "none");
        row("GET /r/./demo", "404 not_found", "none");
        row("GET //r/demo", "404 not_found", "none");
        row("GET http://evil.example/r/demo", "400 Bad Request", "none");
        row("GET /R/demo", "404 not_found", "none");
        row("GET /r/%ff", "400 Bad Request", "none");
        row("GET /r/%c0%af", "400 Bad Request", "none");
        row("GET /r/demo%00", "400 Bad Request", "none");
        row("GET /r/demo%0d%0aX:1", "400 Bad Request", "none");
        row("GET /r/%zz", "400 Bad Request", "none");
        row("GET /r/demo%", "400 Bad Request", "none");
    }

    private void states() {
        row("GET /r/off", "410 link_closed", "none");
        row("GET /r/banned", "410 link_closed", "none");
        row("GET /r/applied", "410 link_closed", "none");
        row("GET /r/off-fallback", "302 " + Shop.FALLBACK_PAGE, "none");
        row("GET /r/banned-fallback?url=https%3A%2F%2Fevil.example", "302 " + Shop.FALLBACK_PAGE, "none");
        row(
                "GET /r/paused",
                "302 https://shop.example/?utm_source=P&utm_content=&ref=never&click_id=CLICK",
                "not_qualified");
    }

    /// None of these leads anywhere else.
    private void headers() {
        row("GET /r/demo", "302 " + HOME, "qualified", "Host: evil.example");
        row("GET /r/demo", "302 " + HOME, "qualified", "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: http");
        row("GET /r/demo", "302 " + HOME, "qualified", "X-Forwarded-For: 203.0.113.9, 10.0.0.1");
        row("GET /r/demo", "302 " + HOME, "qualified", "X-Original-URL: /v1/programs", "X-Rewrite-URL: /r/off");
        row("GET /r/demo", "302 " + HOME, "qualified", "Forwarded: host=evil.example;proto=http");
        row("GET /r/demo", "302 " + HOME, "qualified", "Referer: https://user:secret@blog.example/?token=1");
        row("GET /r/demo", "302 " + HOME, "qualified", "X-HTTP-Method-Override: DELETE");
    }

    private void people() {
        row("HEAD /r/demo", "302 " + HOME, "not_qualified");
        row("GET /r/demo", "302 " + HOME, "bot", "User-Agent: Mozilla/5.0 (compatible; Googlebot/2.1)");
        row("GET /r/demo", "302 " + HOME, "bot", "User-Agent: curl/8.5.0");
        row("GET /r/demo", "302 " + HOME, "preview", "User-Agent: facebookexternalhit/1.1");
        row("GET /r/demo", "302 " + HOME, "preview", "Sec-Purpose: prefetch;prerender");
        row("GET /r/demo", "302 " + HOME, "preview", "Purpose: prefetch");
        row("GET /r/demo", "302 " + HOME, "not_qualified", "User-Agent: " + NOBODY);
        row("GET /r/demo", "302 " + HOME, "not_qualified", "Sec-Fetch-Dest: image");
        row("GET /r/demo", "302 " + HOME, "not_qualified", "Sec-Fetch-Dest: iframe");
        row("GET /r/demo", "302 " + HOME, "qualified", "Sec-Fetch-Dest: document");
    }

    private void deepLinks() {
        for (String leaving : List.of(
                "http://shop.example/",
                "https://evil.example/",
                "//evil.example/",
                "/relative",
                "",
                "https://shop.example.evil.example/",
                "https://evil-shop.example/",
                "https://sub.shop.example/",
                "https://shop.example@evil.example/",
                "https://user:pw@shop.example/",
                "https://shop.example:8443/",
                "https://evil.example\\@shop.example/",
                "https://shop.example\\.evil.example/",
                "https:/\\evil.example",
                "https:shop.example",
                "javascript:alert(1)",
                "data:text/html,x",
                " https://shop.example/",
                "https://shop.example/\tx",
                "ht\ttps://shop.example/",
                "https://shop.example/\r\nSet-Cookie: a=b",
                "https://shop.example\u0000.evil.example/",
                "https://shop.example%2eevil.example/",
                "https://shop\u3002example/",
                "https://sho\u0440.example/",
                "https://[::1]/",
                "https://shop.example./",
                "https://?shop.example/",
                "https://shop.example/" + "x".repeat(2_048))) {
            row("GET /r/demo?url=" + encode(leaving), "400 bad_url", "none");
        }
        row("GET /r/demo?url=%zz", "400 bad_url", "none");
        row("GET /r/demo?url=https%3A%2F%2Fshop.example%2F%ff", "400 bad_url", "none");
        String end = "utm_source=A&utm_content=&ref=never&click_id=CLICK";
        String two = "url=" + encode("https://shop.example/");
        row("GET /r/demo?" + two + "&" + two, "400 bad_url", "none");
        row("GET /r/demo?" + two, "302 https://shop.example/?" + end, "qualified");
        row(
                "GET /r/demo?url=" + encode("HTTPS://WWW.SHOP.EXAMPLE:443"),
                "302 https://www.shop.example/?" + end,
                "qualified");
        row(
                "GET /r/demo?url=" + encode("https://www.shop.example/shoes?size=42#top"),
                "302 https://www.shop.example/shoes?size=42&" + end + "#top",
                "qualified");
        row(
                "GET /r/demo?url=" + encode("https://shop.example/?click_id=forged&click%5Fid=forged"),
                "302 https://shop.example/?" + end,
                "qualified");
        row(
                "GET /r/demo?url=" + encode("https://shop.example/ž"),
                "302 https://shop.example/%C5%BE?" + end,
                "qualified");
    }

    private void parameters() {
        row("GET /r/demo?sub1=a&sub1=b", "302 " + withContent("a"), "qualified");
        row("GET /r/demo?sub1=1,999", "302 " + withContent("1%2C999"), "qualified");
        row("GET /r/demo?sub1=a%26click_id%3Dx%23y", "302 " + withContent("a%26click_id%3Dx%23y"), "qualified");
        row("GET /r/demo?sub1=a%0d%0aSet-Cookie:%20b", "302 " + withContent("aSet-Cookie%3A%20b"), "qualified");
        row("GET /r/demo?sub1=%ff&sub2=%zz", "302 " + HOME, "qualified");
        row("GET /r/demo?sub1={click_id}", "302 " + withContent("%7Bclick_id%7D"), "qualified");
        row("GET /r/demo?" + "a=1&".repeat(200) + "sub1=late", "302 " + HOME, "qualified");
        row(
                "GET /r/macro?sub1=..%2Fx&sub2=%26a%3Db&source=so",
                "302 https://shop.example/..%2Fx?l=L&a=A&c=C&s=%26a%3Db&o=so&x={other}"
                        + "&utm_source=A&utm_content=..%2Fx&ref=never&click_id=CLICK",
                "qualified");
    }

    private void consent() {
        row("GET /r/demo?consent=1", "302 " + HOME + ", cookie", "qualified");
        row("GET /r/demo?consent=0", "302 " + HOME, "qualified");
        row("GET /r/demo?consent=1", "302 " + HOME, "qualified", "Sec-GPC: 1");
        row("GET /r/demo?consent=1&gdpr_consent=0", "302 " + HOME, "qualified");
        row("GET /r/demo?consent=1&consent=1", "302 " + HOME + ", cookie", "qualified");
        row("GET /r/demo?consent=1&consent=0", "302 " + HOME, "qualified");
        row("GET /r/demo?consent=0&consent=1", "302 " + HOME, "qualified");
        row("GET /r/demo?gdpr_consent=1&gdpr_consent=0", "302 " + HOME, "qualified");
        row("GET /r/demo?consent=1&" + "a=1&".repeat(100) + "consent=0", "302 " + HOME, "qualified");
        row("GET /r/demo?gdpr_consent=1", "302 " + HOME + ", cookie", "qualified");
        row("GET /r/demo?gdpr_consent=nonsense", "302 " + HOME, "qualified");
        row("GET /r/demo", "302 " + HOME + ", cookie", "qualified", "CloudFront-Viewer-Country: US");
        row("GET /r/demo", "302 " + HOME, "qualified", "CloudFront-Viewer-Country: DE");
        row(
                "GET /r/demo?consent=0",
                "302 " + HOME + ", no more cookie",
                "qualified",
                "Cookie: trb_v=AAECAwQFBgcICQoLDA0ODw");
    }

    /// A page of the shop asks for the click_id of a shopper who is there already: `?via=demo`.
    private void shopsPages() {
        String shop = "Origin: https://shop.example";
        row("GET /r/demo?as=json", "200 to https://shop.example", "qualified", shop);
        row("GET /r/demo?as=json", "200 to https://www.shop.example", "qualified", "Origin: https://www.shop.example");
        row("GET /r/demo?as=json&consent=1", "200 to https://shop.example", "qualified", shop);
        row("GET /r/demo?as=json&url=%zz", "200 to https://shop.example", "qualified", shop);
        row("GET /r/demo?as=json", "200 to https://shop.example", "not_qualified", shop, "Sec-Fetch-Dest: document");
        row("GET /r/demo?as=json", "200 to https://shop.example", "bot", shop, "User-Agent: Googlebot/2.1");
        row("GET /r/paused?as=json", "200 to https://shop.example", "not_qualified", shop);
        row("GET /r/demo?as=json", "403 bad_origin", "none");
        for (String other : List.of(
                "http://shop.example",
                "https://shop.example:8443",
                "https://sub.shop.example",
                "https://shop.example.evil.example",
                "https://shop.example/",
                "https://SHOP.EXAMPLE",
                "https://",
                "null")) {
            row("GET /r/demo?as=json", "403 bad_origin", "none", "Origin: " + other);
        }
        row("GET /r/nobody?as=json", "404 unknown_link", "none", shop);
        row("GET /r/off?as=json", "410 link_closed", "none", shop);
        row("GET /r/off-fallback?as=json", "302 " + Shop.FALLBACK_PAGE, "none", shop);
        row("GET /r/demo", "302 " + HOME, "not_qualified", shop, "Sec-Fetch-Dest: empty");
    }

    private void methods() {
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            row(method + " /r/demo", "405 method_not_allowed", "none");
        }
        row("OPTIONS /r/demo", "204 GET, HEAD, OPTIONS", "none");
    }

    private void row(String request, String answer, String click, String... headers) {
        rows.add(new Row(request, answer, click, List.of(headers)));
    }

    private static String withContent(String sub1) {
        return HOME.replace("utm_content=", "utm_content=" + sub1);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Reply send(int port, Row row) throws IOException {
        List<String> headers = new ArrayList<>(row.headers);
        if (headers.stream().noneMatch(header -> header.startsWith("User-Agent"))) {
            headers.add(CHROME);
        }
        try {
            return RawHttp.send(port, row.request + " HTTP/1.1", headers.toArray(String[]::new));
        } catch (IOException e) {
            throw new IOException("no answer to " + row, e);
        }
    }

    private static String answer(Row row, Reply reply) {
        String start = reply.status() + " ";
        Optional<String> location = reply.header("location");
        if (location.isPresent()) {
            assertThat(reply.header("cache-control")).as(row.request).contains("no-store");
            assertThat(reply.body()).as(row.request).isEmpty();
            return start
                    + CLICK_ID.matcher(location.get())
                            .replaceAll("click_id=CLICK")
                            .replace(Shop.AFFILIATE.toString(), "A")
                            .replace(Shop.PAUSED.toString(), "P")
                            .replaceFirst("l=lnk_[a-z0-9]+", "l=L")
                            .replaceFirst("c=crt_[a-z0-9]+", "c=C")
                    + cookie(row, reply);
        }
        if (TOLD.matcher(reply.body()).matches()) {
            assertThat(reply.header("cache-control")).as(row.request).contains("no-store");
            assertThat(reply.header("vary")).as(row.request).contains("origin");
            return start + "to " + reply.header("access-control-allow-origin").orElse("nobody") + cookie(row, reply);
        }
        if (reply.body().isEmpty()) {
            return start + reply.header("allow").orElse("");
        }
        var problem = Project.parse(reply.body());
        if (problem.has("code")) {
            assertThat(reply.header("content-type").orElse("")).as(row.request).startsWith("application/problem+json");
            assertThat(problem.path("status").asInt()).as(row.request).isEqualTo(reply.status());
        }
        return start + problem.path("code").asText(problem.path("message").asText());
    }

    private static String cookie(Row row, Reply reply) {
        Optional<String> cookie = reply.header("set-cookie");
        if (cookie.isEmpty()) {
            return "";
        }
        assertThat(cookie.get())
                .as(row.request)
                .matches("trb_v=[A-Za-z0-9_-]*; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=\\d+");
        return cookie.get().endsWith("Max-Age=0") ? ", no more cookie" : ", cookie";
    }
}
