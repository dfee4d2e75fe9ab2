package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// A merchant's own exchange rates: said once for a date, and never changed.
class ExchangeRatesTest {
    private static final String PATH = "/v1/programs/prg_0000000000001/exchange_rates";
    private static final LocalDate TODAY = LocalDate.ofInstant(ApiFixture.NOW, ZoneOffset.UTC);
    private final WriteApi api = new WriteApi();

    /// @param path currency and date; today is the fixture's
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | path            | body                         | status | says
        merchant 1  | KWD/TODAY       | {}                           | 422    | "field":"rate","code":"missing"
        merchant 1  | KWD/TODAY       | {"rate":3.01}                | 422    | "field":"rate","code":"malformed"
        merchant 1  | KWD/TODAY       | {"rate":"0"}                 | 422    | "field":"rate","code":"malformed"
        merchant 1  | KWD/TODAY       | {"rate":"0.000"}             | 422    | "field":"rate","code":"malformed"
        merchant 1  | KWD/TODAY       | {"rate":"-3"}                | 422    | "field":"rate","code":"malformed"
        merchant 1  | KWD/TODAY       | {"rate":"1e3"}               | 422    | "field":"rate","code":"malformed"
        merchant 1  | KWD/TODAY       | {"rate":"3,01"}              | 422    | "field":"rate","code":"malformed"
        merchant 1  | KWD/TODAY       | {"rate":"1234567890"}        | 422    | "field":"rate","code":"malformed"
        merchant 1  | KWD/TODAY       | {"rate":"0.12345678901"}     | 422    | "field":"rate","code":"malformed"
        merchant 1  | KWD/TODAY       | {"rate":"3","to":"EUR"}      | 422    | "field":"to","code":"unknown_field"
        merchant 1  | KWX/TODAY       | {"rate":"3"}                 | 422    | "field":"currency","code":"unknown_currency"
        merchant 1  | kwd/TODAY       | {"rate":"3"}                 | 422    | "field":"currency","code":"unknown_currency"
        merchant 1  | XAU/TODAY       | {"rate":"3"}                 | 422    | "field":"currency","code":"unknown_currency"
        merchant 1  | EUR/TODAY       | {"rate":"1"}                 | 422    | "field":"currency","code":"own_currency"
        merchant 1  | KWD/TOMORROW    | {"rate":"3"}                 | 422    | "field":"date","code":"out_of_range"
        merchant 1  | KWD/LONG_AGO    | {"rate":"3"}                 | 422    | "field":"date","code":"out_of_range"
        merchant 1  | KWD/2026-02-30  | {"rate":"3"}                 | 422    | "field":"date","code":"malformed"
        merchant 1  | KWD/today       | {"rate":"3"}                 | 422    | "field":"date","code":"malformed"
        merchant 2  | KWD/TODAY       | {"rate":"3"}                 | 404    | no such program
        affiliate 1 | KWD/TODAY       | {"rate":"3"}                 | 403    | merchant_only
        """)
    void badRate_leavesNothing(String who, String path, String body, int status, String says) {
        Map<String, Map<String, AttributeValue>> before = api.items();
        APIGatewayV2HTTPResponse answer = api.call(who, "PUT", PATH + "/" + dated(path), body);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
        assertThat(api.items()).isEqualTo(before);
    }

    @Test
    void rate_isSaidOnce_listedAndAudited() {
        String path = PATH + "/" + dated("KWD/TODAY");
        APIGatewayV2HTTPResponse made = put(path, "3.0120");
        assertThat(made.getStatusCode()).as(made.getBody()).isEqualTo(200);
        assertThat(made.getBody()).contains("\"currency\":\"KWD\"", "\"rate\":\"3.012\"", "\"in\":\"EUR\"");
        Map<String, Map<String, AttributeValue>> before = api.items();

        // The same again changes nothing, another one is refused, whoever says so.
        assertThat(put(path, "3.012").getBody()).isEqualTo(made.getBody());
        APIGatewayV2HTTPResponse other = put(path, "3.013");
        assertThat(other.getStatusCode()).isEqualTo(409);
        assertThat(other.getBody()).contains("rate_is_fixed");
        assertThat(api.items()).isEqualTo(before);

        put(PATH + "/" + dated("KWD/OLDEST"), "3.5");
        put(PATH + "/" + dated("BHD/TODAY"), "2.4");
        String first = api.get("merchant 1", PATH + "?limit=2").getBody();
        assertThat(first).containsSubsequence("\"BHD\"", "\"KWD\"", "\"3.5\"").doesNotContain("3.012");
        String cursor = first.replaceFirst(".*\"next_cursor\":\"([^\"]+)\".*", "$1");
        assertThat(api.get("merchant 1", PATH + "?limit=2&cursor=" + cursor).getBody())
                .contains("3.012", "\"next_cursor\":null");
        assertThat(api.get("affiliate 1", PATH).getStatusCode()).isEqualTo(403);
        assertThat(api.get("merchant 2", PATH).getStatusCode()).isEqualTo(404);
        assertThat(api.get("merchant 1", "/v1/audit_events").getBody())
                .contains("exchange_rate.put", "prg_0000000000001/" + dated("KWD/TODAY"))
                .contains("3.012");
    }

    @Test
    void whoeverComesBetween_hasSaidIt() {
        String path = PATH + "/" + dated("KWD/TODAY");
        api.withFaults(WireFault.meanwhile(TransactWriteItemsRequest.class, 1, () -> put(path, "3.01")));
        APIGatewayV2HTTPResponse late = put(path, "3.02");
        assertThat(late.getStatusCode()).isEqualTo(409);
        assertThat(api.get("merchant 1", PATH).getBody()).contains("\"3.01\"").doesNotContain("3.02");
    }

    private APIGatewayV2HTTPResponse put(String path, String rate) {
        return api.call("merchant 1", "PUT", path, "{\"rate\":\"" + rate + "\"}");
    }

    private static String dated(String path) {
        return path.replace("TODAY", TODAY.toString())
                .replace("TOMORROW", TODAY.plusDays(1).toString())
                .replace("OLDEST", TODAY.minusDays(107).toString())
                .replace("LONG_AGO", TODAY.minusDays(108).toString());
    }
}
