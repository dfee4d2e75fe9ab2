package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// Programs made and changed.
class ProgramWritesTest {
    private static final String PROGRAM = "/v1/programs/prg_0000000000001";
    private static final String GOOD = """
        {"name":"Shoes","currency":"EUR","time_zone":"Europe/Riga","landing_domains":["shoes.example","www.shoes.example"]}\
        """;
    private static final WriteApi API = new WriteApi();
    private final WriteApi own = new WriteApi();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # field             | value                         | path                | code
        name                | ""                            | name                | malformed
        name                | null                          | name                | missing
        name                | 7                             | name                | malformed
        currency            | "eur"                         | currency            | malformed
        currency            | "XAU"                         | currency            | malformed
        currency            | null                          | currency            | missing
        time_zone           | "+02:00"                      | time_zone           | malformed
        time_zone           | "Mars/Phobos"                 | time_zone           | malformed
        landing_domains     | []                            | landing_domains     | missing
        landing_domains     | "shoes.example"               | landing_domains     | malformed
        landing_domains     | ["Shoes.example"]             | landing_domains[0]  | malformed
        landing_domains     | ["a.example","b"]             | landing_domains[1]  | malformed
        landing_domains     | ["https://a.example"]         | landing_domains[0]  | malformed
        click_parameter     | "a=b"                         | click_parameter     | malformed
        utm_template        | "a b"                         | utm_template        | malformed
        utm_template        | "a=%zz"                       | utm_template        | malformed
        utm_template        | "a=b#c"                       | utm_template        | malformed
        fallback_url        | "http://shoes.example/"       | fallback_url        | malformed
        consent_assumed     | ["lv"]                        | consent_assumed[0]  | malformed
        consent_assumed     | null                          | consent_assumed     | malformed
        categories          | null                          | categories          | malformed
        categories          | "shoes"                       | categories          | malformed
        categories          | ["shoes",""]                  | categories[1]       | malformed
        click_shards        | 64                            | click_shards        | unknown_field
        merchant_id         | "mer_0000000000002"           | merchant_id         | unknown_field
        """)
    void badCreation_leavesNothing(String field, String value, String path, String code) {
        String body = GOOD.contains("\"" + field + "\"")
                ? GOOD.replaceAll("\"" + field + "\":(\\[[^]]*]|\"[^\"]*\")", "\"" + field + "\":" + value)
                : GOOD.replace("{", "{\"" + field + "\":" + value + ",");
        Map<String, Map<String, AttributeValue>> before = API.items();
        APIGatewayV2HTTPResponse answer = API.post("merchant 1", "/v1/programs", body);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(422);
        assertThat(answer.getBody()).contains("\"field\":\"" + path + "\",\"code\":\"" + code + "\"");
        assertThat(API.items()).isEqualTo(before);
    }

    @Test
    void tooLong_isRefused() {
        String body = GOOD.replace("Shoes", "x".repeat(201));
        assertThat(API.post("merchant 1", "/v1/programs", body).getBody()).contains("\"field\":\"name\"");
        String domains = "\"a.example\",".repeat(51);
        assertThat(API.post("merchant 1", "/v1/programs", GOOD.replace("[", "[" + domains))
                        .getBody())
                .contains("\"code\":\"too_many\"");
    }

    @Test
    void creation_isReadAndListed_andPaysNothingYet() {
        APIGatewayV2HTTPResponse made = own.post("merchant 1", "/v1/programs", GOOD);
        assertThat(made.getStatusCode()).as(made.getBody()).isEqualTo(201);
        String location = String.valueOf(made.getHeaders().get("location"));
        assertThat(own.get("merchant 1", location).getBody()).isEqualTo(made.getBody());
        assertThat(own.get("merchant 1", location + "/terms").getBody()).contains("\"data\":[]");
        assertThat(own.get("merchant 2", location).getStatusCode()).isEqualTo(404);
        assertThat(own.get("merchant 1", "/v1/audit_events").getBody()).contains("program.create");
    }

    @Test
    void affiliate_isToldThatItIsNoMerchant() {
        assertThat(own.post("affiliate 1", "/v1/programs", GOOD).getBody()).contains("merchant_only");
        assertThat(own.patch("affiliate 1", PROGRAM, "{}").getStatusCode()).isEqualTo(403);
        assertThat(own.patch("affiliate 3", PROGRAM, "{}").getStatusCode()).isEqualTo(404);
    }

    @Test
    void change_setsAndTakesAway() {
        APIGatewayV2HTTPResponse changed = own.patch("merchant 1", PROGRAM, """
            {"name":"New","utm_template":null,"fallback_url":"https://shop.example/gone","consent_assumed":["LV","US"]}\
            """);
        assertThat(changed.getBody())
                .contains("\"name\":\"New\"")
                .contains("\"utm_template\":null")
                .contains("https://shop.example/gone")
                .contains("[\"LV\",\"US\"]");
        assertThat(changed.getHeaders()).containsEntry("etag", "\"2\"");
        assertThat(own.get("merchant 1", "/v1/audit_events").getBody())
                .contains("[\"consent_assumed\",\"fallback_url\",\"name\",\"utm_template\"]");
    }

    @Test
    void categories_areListedForTermsToName() {
        APIGatewayV2HTTPResponse made =
                own.post("merchant 1", "/v1/programs", GOOD.replace("{", "{\"categories\":[\"shoes\",\"hats\"],"));
        assertThat(made.getBody()).contains("\"categories\":[\"hats\",\"shoes\"]");
        String location = String.valueOf(made.getHeaders().get("location"));
        assertThat(own.get("merchant 1", location).getBody()).isEqualTo(made.getBody());
        assertThat(own.patch("merchant 1", location, "{\"name\":\"N\"}").getBody())
                .contains("\"categories\":[\"hats\",\"shoes\"]");
        assertThat(own.patch("merchant 1", location, "{\"categories\":[]}").getBody())
                .contains("\"categories\":[]");
        assertThat(own.get("merchant 1", "/v1/audit_events").getBody()).contains("[\"categories\"]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # body                          | status | says
        {"name":null}                   | 422    | "field":"name","code":"malformed"
        {"landing_domains":[]}          | 422    | "field":"landing_domains","code":"missing"
        {"terms":[]}                    | 422    | "field":"terms","code":"unknown_field"
        {"currency":"USD"}              | 409    | fixed
        """)
    void badChange_leavesNothing(String body, int status, String says) {
        Map<String, Map<String, AttributeValue>> before = API.items();
        APIGatewayV2HTTPResponse answer = API.patch("merchant 1", PROGRAM, body);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
        assertThat(API.items()).isEqualTo(before);
    }

    @Test
    void currencyAndZone_areFreeWithoutTermsAndConversions() {
        String made = String.valueOf(
                own.post("merchant 1", "/v1/programs", GOOD).getHeaders().get("location"));
        APIGatewayV2HTTPResponse answer = own.patch("merchant 1", made, "{\"currency\":\"USD\",\"time_zone\":\"UTC\"}");
        assertThat(answer.getBody()).contains("\"currency\":\"USD\"").contains("\"time_zone\":\"UTC\"");
        assertThat(own.patch("merchant 1", PROGRAM, "{\"time_zone\":\"UTC\"}").getStatusCode())
                .isEqualTo(200);
    }

    /// Money that was given before any sale is in an account of its currency.
    @Test
    void currency_isFixedByAnAdjustment_andByALimit_andTheZoneIsNot() {
        for (boolean adjusted : new boolean[] {true, false}) {
            String path = String.valueOf(
                    own.post("merchant 1", "/v1/programs", GOOD).getHeaders().get("location"));
            String program = path.substring(path.lastIndexOf('/') + 1);
            if (adjusted) {
                own.post("affiliate 1", "/v1/enrollments", "{\"program_id\":\"" + program + "\"}");
                APIGatewayV2HTTPResponse given = own.post(
                        "merchant 1",
                        "/v1/adjustments",
                        "{\"program_id\":\"" + program + "\",\"affiliate_id\":\"aff_0000000000001\","
                                + "\"amount\":{\"amount\":\"5\",\"currency\":\"EUR\"},\"reason\":\"Hello\"}");
                assertThat(given.getStatusCode()).as(given.getBody()).isEqualTo(201);
            } else {
                own.call(
                        "merchant 1",
                        "PUT",
                        path + "/payout_policy",
                        "{\"schedule\":\"by_hand\",\"second_approval_above\":{\"amount\":\"5\",\"currency\":\"EUR\"}}");
            }

            APIGatewayV2HTTPResponse refused = own.patch("merchant 1", path, "{\"currency\":\"USD\"}");
            assertThat(refused.getStatusCode()).as(refused.getBody()).isEqualTo(409);
            assertThat(refused.getBody()).contains("fixed");
            assertThat(own.patch("merchant 1", path, "{\"time_zone\":\"UTC\"}").getStatusCode())
                    .isEqualTo(200);
        }
    }

    /// Of what may bring money, the first and a change of the currency at once: one of them sees the other.
    @ParameterizedTest
    @ValueSource(strings = {"enrollment", "credentials", "limit", "terms"})
    void currency_doesNotChangeUnderTheFirstMoney(String first) {
        String path = String.valueOf(
                own.post("merchant 1", "/v1/programs", GOOD).getHeaders().get("location"));
        own.post("merchant 1", path + "/terms", "{\"rules\":[{\"id\":\"a\",\"pay\":{\"percent\":\"1\"}}]}");
        List<APIGatewayV2HTTPResponse> other = new ArrayList<>();
        own.withFaults(WireFault.meanwhile(
                TransactWriteItemsRequest.class,
                1,
                () -> other.add(own.patch("merchant 1", path, "{\"currency\":\"USD\"}"))));

        APIGatewayV2HTTPResponse money = money(first, path);
        assertThat(other.getFirst().getStatusCode()).isEqualTo(200);
        assertThat(own.get("merchant 1", path).getBody()).contains("\"currency\":\"USD\"");
        if (first.equals("limit") || first.equals("terms")) {
            assertThat(money.getBody()).as("it is in EUR").contains("currency_mismatch");
        } else {
            assertThat(money.getStatusCode()).as(money.getBody()).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"enrollment", "credentials", "limit", "terms"})
    void currency_isFixedByTheFirstMoneyThatComesBetween(String first) {
        String path = String.valueOf(
                own.post("merchant 1", "/v1/programs", GOOD).getHeaders().get("location"));
        own.post("merchant 1", path + "/terms", "{\"rules\":[{\"id\":\"a\",\"pay\":{\"percent\":\"1\"}}]}");
        APIGatewayV2HTTPResponse money = money(first, path);
        assertThat(money.getStatusCode()).as(money.getBody()).isBetween(200, 201);
        assertThat(own.patch("merchant 1", path, "{\"currency\":\"USD\"}").getBody())
                .contains("\"code\":\"fixed\"");
    }

    private APIGatewayV2HTTPResponse money(String first, String path) {
        String program = path.substring(path.lastIndexOf('/') + 1);
        return switch (first) {
            case "enrollment" -> own.post("affiliate 1", "/v1/enrollments", "{\"program_id\":\"" + program + "\"}");
            case "credentials" -> own.post("merchant 1", path + "/postback_credentials", "");
            case "limit" ->
                own.call(
                        "merchant 1",
                        "PUT",
                        path + "/payout_policy",
                        "{\"schedule\":\"by_hand\",\"second_approval_above\":{\"amount\":\"5\",\"currency\":\"EUR\"}}");
            default -> own.post("merchant 1", path + "/terms/draft/publish", "");
        };
    }

    @Test
    void zone_isFixedByAConversion() {
        new Sales(own.stored).byNobody(1, "A-1", Sales.CLICK, "100.00");
        APIGatewayV2HTTPResponse answer = own.patch("merchant 1", PROGRAM, "{\"time_zone\":\"UTC\"}");
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(409);
        assertThat(answer.getBody()).contains("fixed");
    }
}
