package dev.tributary.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.click.ClickKind;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.id.LinkCode;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.LandingUrl;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.token.ClickTokens;
import dev.tributary.domain.token.KeyRing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClicksTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:00Z");
    private static final String BROWSER = "Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537.36";
    private static final KeyRing RING = new KeyRing(List.of(
            new KeyRing.Key(0, "a ring for tests, nothing else, 32".getBytes(StandardCharsets.UTF_8), Instant.EPOCH)));
    private static final Clicks CLICKS = new Clicks(new UserAgents());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // method | headers (a=b;c=d)                      | enrollment | kind
                "GET  | ''                                         | APPROVED | QUALIFIED",
                "GET  | sec-fetch-dest=document                    | APPROVED | QUALIFIED",
                "HEAD | ''                                         | APPROVED | NOT_QUALIFIED",
                "GET  | sec-fetch-dest=image                       | APPROVED | NOT_QUALIFIED",
                "GET  | sec-fetch-dest=iframe                      | APPROVED | NOT_QUALIFIED",
                "GET  | sec-fetch-dest=empty                       | APPROVED | NOT_QUALIFIED",
                "GET  | user-agent=                                | APPROVED | NOT_QUALIFIED",
                "GET  | sec-purpose=prefetch                       | APPROVED | PREVIEW",
                "GET  | sec-purpose=prefetch;sec-fetch-dest=image  | APPROVED | PREVIEW",
                "GET  | sec-purpose=prefetch,prerender             | APPROVED | PREVIEW",
                "GET  | purpose=prefetch                           | APPROVED | PREVIEW",
                "GET  | x-moz=prefetch                             | APPROVED | PREVIEW",
                "GET  | user-agent=Googlebot/2.1                   | APPROVED | BOT",
                "HEAD | user-agent=Googlebot/2.1                   | APPROVED | BOT",
                "GET  | user-agent=WhatsApp/2.2                    | APPROVED | PREVIEW",
                "GET  | ''                                         | PAUSED   | NOT_QUALIFIED",
                "GET  | ''                                         | ENDED    | NOT_QUALIFIED",
                "GET  | user-agent=Googlebot/2.1                   | PAUSED   | BOT",
            })
    void request_makesAClickOfAKind(String method, String headers, EnrollmentState state, ClickKind kind)
            throws IOException {
        Clicks.Made made = make(shopper(method, headers, ""), "", state);
        assertThat(made.click().kind()).isEqualTo(kind);
        assertThat(made.click().token().qualified()).isEqualTo(kind == ClickKind.QUALIFIED);
        assertThat(ClickTokens.verify(made.click().clickId(), RING))
                .contains(made.click().token());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // headers                              | query                                    | consent
                "''                                     | ''                                       | false",
                "''                                     | consent=1                                | true",
                "''                                     | consent=0                                | false",
                "''                                     | consent=yes                              | false",
                "sec-gpc=1                              | consent=1                                | false",
                "''                                     | consent=1&gdpr_consent=0                 | false",
                "''                                     | gdpr_consent=1                           | true",
                "''                                     | consent=1&consent=1                      | true",
                "''                                     | consent=1&consent=0                      | false",
                "''                                     | consent=0&consent=1                      | false",
                "''                                     | consent=yes&consent=1                    | true",
                "''                                     | gdpr_consent=1&gdpr_consent=0            | false",
                "''                                     | gdpr_consent=0&gdpr_consent=1&consent=1  | false",
                "''                                     | gdpr_consent=1&gdpr_consent=not!base64   | false",
                // Purpose 1 granted, then not (bit 152 of the core string).
                "''                                     | gdpr_consent=CAAAAAAAAAAAAAAAAAAAAAAAAIAAAAAAAAAA | true",
                "''                                     | gdpr_consent=CAAAAAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAA | false",
                "''                                     | gdpr_consent=not!base64                   | false",
                "cloudfront-viewer-country=US           | ''                                       | true",
                "cloudfront-viewer-country=LV           | ''                                       | false",
                "cloudfront-viewer-country=US           | consent=0                                | false",
                "cloudfront-viewer-country=US;sec-gpc=1 | ''                                       | false",
            })
    void consent_decidesAboutCookieAndTag(String headers, String query, boolean consent) throws IOException {
        Clicks.Made made = make(shopper("GET", headers, ""), query, EnrollmentState.APPROVED);
        assertThat(made.click().token().consent()).isEqualTo(consent);
        assertThat(made.click().token().visitorTag().isPresent()).isEqualTo(consent);
        assertThat(made.cookie().isPresent()).isEqualTo(consent);
    }

    @Test
    void visitor_isKnownAgainByItsCookie_andForgottenOnRefusal() throws IOException {
        Clicks.Made first = make(shopper("GET", "", ""), "consent=1", EnrollmentState.APPROVED);
        String cookie = first.cookie().orElseThrow();
        assertThat(cookie).contains("; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=7776000");
        String pair = cookie.substring(0, cookie.indexOf(';'));
        Clicks.Made again = make(shopper("GET", "", pair), "consent=1", EnrollmentState.APPROVED);
        assertThat(again.click().token().visitorTag())
                .isEqualTo(first.click().token().visitorTag());
        Clicks.Made refused = make(shopper("GET", "", pair), "consent=0", EnrollmentState.APPROVED);
        assertThat(refused.click().token().visitorTag()).isEmpty();
        assertThat(refused.cookie().orElseThrow()).startsWith("trb_v=;").endsWith("Max-Age=0");
        Clicks.Made forged = make(shopper("GET", "", "trb_v=x; Domain=evil"), "consent=1", EnrollmentState.APPROVED);
        assertThat(forged.cookie().orElseThrow()).doesNotContain("evil");
    }

    @Test
    void click_keepsNothingPersonal() throws IOException {
        Clicks.Made made =
                make(shopper("GET", "referer=https://Blog.Example:8080/p?q=secret", ""), "", EnrollmentState.APPROVED);
        assertThat(made.click().referrerHost()).isEqualTo("blog.example");
        assertThat(made.click().toString()).doesNotContain("192.0.2.7", "secret", "Mozilla");
        Clicks.Made sameVisitor = make(shopper("GET", "", ""), "", EnrollmentState.APPROVED);
        assertThat(sameVisitor.click().visitorHash()).isEqualTo(made.click().visitorHash());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // method | headers (a=b;c=d)                              | kind
                "GET  | ''                                                     | QUALIFIED",
                "GET  | sec-fetch-dest=empty                                   | QUALIFIED",
                "GET  | sec-fetch-dest=empty;referer=https://shop.example/     | QUALIFIED",
                "GET  | sec-fetch-dest=document                                | NOT_QUALIFIED",
                "GET  | sec-fetch-dest=script                                  | NOT_QUALIFIED",
                "HEAD | sec-fetch-dest=empty                                   | NOT_QUALIFIED",
                "GET  | sec-fetch-dest=empty;sec-purpose=prefetch              | PREVIEW",
                "GET  | sec-fetch-dest=empty;user-agent=Googlebot/2.1          | BOT",
            })
    void shopsPage_makesAClickOfAKind(String method, String headers, ClickKind kind) throws IOException {
        Clicks.Made made = make(
                shopper(method, headers, ""), "as=json&referrer=https%3A%2F%2Fblog.example", EnrollmentState.APPROVED);
        assertThat(made.click().kind()).isEqualTo(kind);
        assertThat(made.click().referrerHost()).isEqualTo("blog.example");
    }

    @Test
    void badCountryAndReferrer_areDropped() throws IOException {
        Clicks.Made made = make(
                shopper("GET", "cloudfront-viewer-country=lv;referer=javascript:alert(1)", ""),
                "",
                EnrollmentState.APPROVED);
        assertThat(made.click().token().country()).isEmpty();
        assertThat(made.click().referrerHost()).isEmpty();
    }

    private static Clicks.Made make(Shopper shopper, String query, EnrollmentState state) {
        ProgramId program = new ProgramId(1);
        AffiliateId affiliate = new AffiliateId(2);
        LandingUrl destination = LandingUrl.of("https://shop.example/");
        Clicks.Way way = new Clicks.Way(
                new Link(
                        new LinkId(3),
                        new LinkCode("demo"),
                        program,
                        affiliate,
                        Optional.empty(),
                        Optional.empty(),
                        destination,
                        true),
                new Program(
                        program,
                        new MerchantId(4),
                        "Demo",
                        new CurrencyCode("EUR"),
                        ZoneId.of("Europe/Riga"),
                        List.of("shop.example"),
                        "click_id",
                        Optional.empty(),
                        Optional.empty(),
                        4,
                        Set.of(new CountryCode("US")),
                        List.of(new Program.TermsVersion(1, Instant.EPOCH))),
                new Enrollment(
                        program, affiliate, List.of(new Enrollment.Change(state, Instant.EPOCH)), Optional.empty()),
                false);
        return CLICKS.make(shopper, ClickQuery.read(query), way, RING, new Clicks.Chance(NOW, 42, new byte[16]));
    }

    private static Shopper shopper(String method, String headers, String cookie) throws IOException {
        StringBuilder json = new StringBuilder("{\"version\":\"2.0\",\"rawPath\":\"/r/demo\",\"headers\":{");
        boolean ownAgent = headers.contains("user-agent=");
        json.append("\"accept\":\"*/*\"");
        if (!ownAgent) {
            json.append(",\"user-agent\":\"" + BROWSER + "\"");
        }
        for (String header : headers.isEmpty() ? new String[0] : headers.split(";")) {
            int equals = header.indexOf('=');
            json.append(",\"" + header.substring(0, equals) + "\":\"" + header.substring(equals + 1) + "\"");
        }
        json.append("},\"cookies\":[");
        if (!cookie.isEmpty()) {
            json.append("\"other=1\",\"" + cookie + "\"");
        }
        json.append("],\"requestContext\":{\"accountId\":\"1\",\"http\":{\"method\":\"" + method
                + "\",\"sourceIp\":\"192.0.2.7\"},\"timeEpoch\":1},\"pathParameters\":{\"code\":\"demo\"},"
                + "\"isBase64Encoded\":false}");
        Shopper shopper = Shopper.read(new ByteArrayInputStream(json.toString().getBytes(StandardCharsets.UTF_8)));
        assertThat(shopper.method()).isEqualTo(method);
        assertThat(shopper.code()).isEqualTo("demo");
        return shopper;
    }
}
