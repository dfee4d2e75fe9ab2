package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// That the document is held against answers at all, and names the routes that there are.
class OpenApiTest {
    private static final String LINKS = """
        {"data":[{"id":"lnk_0000000000001","code":"demo","path":"/r/demo","program_id":"prg_0000000000001",
        "affiliate_id":"aff_0000000000001","channel_id":null,"creative_id":null,
        "destination":"https://shop.example/","enabled":true}],"next_cursor":null}\
        """;

    private static final String TERMS_PATH = "/v1/programs/prg_0000000000001/terms/1";
    private static final String TERMS = """
        {"program_id":"prg_0000000000001","version":1,"effective_from":"2026-11-01T00:00:00Z",
        "attribution":{"model":"last_click","window_days":30,"precedence":"coupon",
        "after_checkout":{"channels":["app"],"treatment":"suppress","keeps_percent":null},"least_seconds":null,"binding":null},
        "paid_under":"click","hold_days":30,"validation":{"mode":"auto","days":30},
        "minimum_payout":{"amount":"0.00","currency":"EUR"},"pays_within_days":65,
        "rules":[{"id":"base","conditions":[{"new_customer":true},{"hours":{"from":"22:00","to":"02:00"}}],
        "pay":{"percent":null,"amount":null,"per_item":null,"stages":[{"months":null,"pay":{"percent":"10","amount":null,"per_item":null}}],"tiers":null},
        "hold_days":null}],
        "limits":{"least":null,"most":null},"caps":[{"rule_id":null,"period":"day","most":{"amount":"1.00","currency":"EUR"}}],
        "click_pay":null,"bonuses":[],"in_words":["A."]}\
        """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        wrong type       | "enabled":true     | "enabled":"yes"            | boolean expected
        extra field      | "enabled":true     | "enabled":true,"secret":1  | secret
        missing field    | ,"enabled":true    | ``                         | enabled
        number as cursor | "next_cursor":null | "next_cursor":7            | integer found
        id of another    | lnk_0000           | prg_0000                   | regex
        """)
    void canary_isRefused(String name, String text, String instead, String fault) {
        assertThat(LINKS).contains(text);
        assertThat(OpenApi.faults("/v1/links", ok(LINKS.replace(text, instead))))
                .as(name)
                .anyMatch(message -> message.contains(fault));
    }

    @Test
    void answer_thatKeepsToIt_isNot() {
        assertThat(OpenApi.faults("/v1/links", ok(LINKS))).isEmpty();
        assertThat(OpenApi.faults(TERMS_PATH, ok(TERMS))).isEmpty();
    }

    /// Of a document that nests more than any other.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        extra field in a pay    | "tiers":null                | "tiers":null,"per_click":1  | per_click
        missing kind of pay     | ,"tiers":null               | ``                          | tiers
        flat pay that nests     | "per_item":null}            | "per_item":null,"tiers":null} | tiers
        stage without its pay   | ,"pay":{"percent":"10"      | ,"paid":{"percent":"10"     | pay
        another measure         | "model":"last_click"        | "model":"any_click"         | enum
        condition of two kinds  | {"new_customer":true}       | {"new_customer":true,"days":[]} | propert
        hour of no clock        | "to":"02:00"                | "to":"26:00"                | regex
        unknown channel         | "channels":["app"]          | "channels":["radio"]        | enum
        cap without a period    | "period":"day",             | ``                          | period
        sentence that is none   | "in_words":["A."]           | "in_words":[7]              | string expected
        missing words           | ,"in_words":["A."]          | ``                          | in_words
        """)
    void canaryInTerms_isRefused(String name, String text, String instead, String fault) {
        assertThat(TERMS).contains(text);
        assertThat(OpenApi.faults(TERMS_PATH, ok(TERMS.replace(text, instead))))
                .as(name)
                .anyMatch(message -> message.contains(fault));
    }

    @Test
    void document_namesTheRoutesThatThereAre() {
        Map<String, Object> paths = paths();
        TreeSet<String> documented = new TreeSet<>();
        paths.forEach((path, methods) -> map(methods).keySet().stream()
                .filter(method -> path.startsWith("/v1/") && !method.equals("parameters"))
                .forEach(method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        ApiFixture api = new ApiFixture();
        List<String> served = new ArrayList<>(api.routes());
        served.addAll(api.personalRoutes());
        assertThat(documented).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void document_saysOfEachRoute_thatItMayBeUnavailable() {
        Map<String, Object> paths = paths();
        paths.forEach((path, methods) -> map(methods).forEach((method, operation) -> {
            if (!method.equals("parameters")) {
                assertThat(map(map(operation).get("responses")).keySet())
                        .as(method + " " + path)
                        .contains("503");
            }
        }));
    }

    /// Examples and headers that answers share stand once; the default limit guards against strangers' files.
    private static Map<String, Object> paths() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(500);
        return map(
                map(new Yaml(new SafeConstructor(options)).load(OpenApi.TEXT)).get("paths"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    private static APIGatewayV2HTTPResponse ok(String body) {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(200)
                .withHeaders(Map.of("content-type", "application/json"))
                .withBody(body)
                .build();
    }
}
