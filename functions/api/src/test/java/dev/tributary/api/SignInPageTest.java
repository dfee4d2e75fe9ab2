package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.access.SignInLink;
import dev.tributary.domain.language.Language;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The page without a script: what opens mail's links uses nothing up, the button does.
class SignInPageTest {
    private final WriteApi api = new WriteApi();
    private final People people = new People(api);

    SignInPageTest() {
        people.invite("merchant 1", "anna", "owner");
    }

    @Test
    void aLinkThatIsOpened_isNotUsedUp() {
        String token = people.ask("anna");
        for (String method : List.of("GET", "GET", "HEAD")) {
            APIGatewayV2HTTPResponse page = page(method, "/sign-in?token=" + token, "", "en");
            assertThat(page.getStatusCode()).isEqualTo(200);
            assertThat(page.getHeaders()).doesNotContainKey("set-cookie");
            // Whose it is, and by a link that opens nothing nobody's.
            assertThat(page.getBody()).contains(method.equals("GET") ? "anna@people.example" : "");
        }
        APIGatewayV2HTTPResponse opened = form("token=" + token);
        assertThat(opened.getStatusCode()).isEqualTo(303);
        assertThat(opened.getHeaders()).containsEntry("location", "/app");

        assertThat(page("GET", "/sign-in?token=" + token, "", "en").getBody())
                .contains("role=\"alert\"")
                .doesNotContain("anna@people.example", token);
        APIGatewayV2HTTPResponse again = form("token=" + token);
        assertThat(again.getStatusCode()).isEqualTo(401);
        assertThat(again.getBody()).contains("role=\"alert\"");
        assertThat(again.getHeaders()).doesNotContainKey("set-cookie");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
        cross-site,  -,                         403
        same-site,   -,                         403
        -,           https://evil.example,      403
        -,           null,                      403
        -,           -,                         403
        -,           https://tributary.example, 303
        same-origin, -,                         303
        """)
    void aFormOfAnotherPage_signsNobodyIn(String fetchSite, String origin, int status) {
        String token = people.ask("anna");
        APIGatewayV2HTTPResponse answer = api.call(
                "nobody",
                "POST",
                "/sign-in",
                "token=" + token,
                "content-type",
                "application/x-www-form-urlencoded",
                fetchSite == null ? "x" : "sec-fetch-site",
                fetchSite == null ? "x" : fetchSite,
                origin == null ? "x" : "origin",
                origin == null ? "x" : origin);
        assertThat(answer.getStatusCode()).isEqualTo(status);
        assertThat(answer.getHeaders().containsKey("set-cookie")).isEqualTo(status == 303);
    }

    @Test
    void anAddress_isAnsweredAlike_whoeverItBelongsTo() {
        APIGatewayV2HTTPResponse known = form("email=Anna%40people.example");
        APIGatewayV2HTTPResponse unknown = form("email=nobody%40people.example");
        assertThat(known.getStatusCode()).isEqualTo(202);
        assertThat(unknown.getStatusCode()).isEqualTo(202);
        assertThat(unknown.getBody()).isEqualTo(known.getBody());
        assertThat(api.mail.to("anna@people.example")).isEqualTo(2);
        for (int i = 1; i < SignInLink.MOST_PER_HOUR; i++) {
            form("email=anna%40people.example");
        }
        assertThat(form("email=anna%40people.example").getStatusCode()).isEqualTo(429);
        assertThat(form("email=anna").getStatusCode()).isEqualTo(422);
        assertThat(form("").getStatusCode()).isEqualTo(422);
        api.mail.hasSender = false;
        assertThat(form("email=nobody%40people.example").getBody()).contains("./tributary sign-in-link");
    }

    @Test
    void whatIsSent_standsInNoPage() {
        String mark = "\"><script>alert(1)</script>";
        String encoded = URLEncoder.encode(mark, StandardCharsets.UTF_8);
        for (APIGatewayV2HTTPResponse page : List.of(
                page("GET", "/sign-in?token=" + encoded, "", "en"),
                form("token=" + encoded),
                form("email=" + encoded),
                page("GET", "/sign-in", "", mark))) {
            assertThat(page.getBody()).doesNotContain("script");
            assertThat(page.getHeaders().get("content-security-policy"))
                    .startsWith("default-src 'none'; style-src 'sha256-")
                    .contains("form-action 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(page.getHeaders())
                    .containsEntry("cache-control", "no-store")
                    .containsEntry("referrer-policy", "same-origin")
                    .containsEntry("x-content-type-options", "nosniff");
        }
    }

    @ParameterizedTest
    @CsvSource({"en, ltr", "he, rtl", "fa, rtl", "lv, ltr"})
    void page_andMail_areInTheLanguageThatIsAsked(String code, String direction) {
        String opening = "<html lang=\"" + code + "\" dir=\"" + direction + "\">";
        APIGatewayV2HTTPResponse page = page("GET", "/sign-in", "", code);
        assertThat(page.getBody()).contains(opening);
        assertThat(page.getHeaders()).containsEntry("content-language", code);

        page("POST", "/sign-in", "email=anna%40people.example", code);
        assertThat(api.mail.last().html())
                .contains(opening, "<p dir=\"ltr\"><a href=\"https://tributary.example/sign-in?token=");
        assertThat(api.mail.last().text())
                .contains("\nhttps://tributary.example/sign-in?token=" + api.mail.token() + "\n");
        assertThat(Language.ALL).extracting(Language::code).contains(code);
    }

    private APIGatewayV2HTTPResponse form(String body) {
        return page("POST", "/sign-in", body, "en");
    }

    private APIGatewayV2HTTPResponse page(String method, String target, String body, String language, String... more) {
        String[] headers = new String[6 + more.length];
        headers[0] = "accept-language";
        headers[1] = language;
        headers[2] = "content-type";
        headers[3] = "application/x-www-form-urlencoded";
        headers[4] = "sec-fetch-site";
        headers[5] = "same-origin";
        System.arraycopy(more, 0, headers, 6, more.length);
        return api.call("nobody", method, target, body, headers);
    }
}
