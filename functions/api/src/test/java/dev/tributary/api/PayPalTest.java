package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.payout.PayPalAccount;
import dev.tributary.infrastructure.table.DynamoProgramSecrets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// By which app a program pays at PayPal: said by its merchant, sealed, and shown by its end. And
/// where an affiliate is found there.
class PayPalTest {
    private static final String PATH = "/v1/programs/prg_0000000000001/paypal";
    private static final String GOOD = "{\"client_id\":\"AbcdefghIjkl01234242\",\"secret\":\"EcretEcretEcret01234\","
            + "\"webhook_id\":\"1JE4291016473214C\"}";

    private final WriteApi api = new WriteApi();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | body                                                                      | status | says
        keeper 1    | {"client_id":"AbcdefghIjkl01234242","secret":"EcretEcretEcret01234"}      | 403    | insufficient_scope
        affiliate 1 | {"client_id":"AbcdefghIjkl01234242","secret":"EcretEcretEcret01234"}      | 403    | merchant_only
        merchant 2  | {"client_id":"AbcdefghIjkl01234242","secret":"EcretEcretEcret01234"}      | 404    | no such program
        merchant 1  | {"secret":"EcretEcretEcret01234"}                                         | 422    | "field":"client_id","code":"missing"
        merchant 1  | {"client_id":"AbcdefghIjkl01234242"}                                      | 422    | "field":"secret","code":"missing"
        merchant 1  | {"client_id":"too short 4242","secret":"EcretEcretEcret01234"}            | 422    | "field":"client_id","code":"malformed"
        merchant 1  | {"client_id":"AbcdefghIjkl01234242","secret":"Ecret:EcretEcret01234"}     | 422    | "field":"secret","code":"malformed"
        merchant 1  | {"client_id":"AbcdefghIjkl01234242","secret":"EcretEcretEcret01234","webhook_id":"a-b-c"} | 422 | "field":"webhook_id","code":"malformed"
        merchant 1  | {"client_id":"AbcdefghIjkl01234242","secret":"EcretEcretEcret01234","token":"x"} | 422 | unknown_field
        """)
    void badApp_leavesNothing_andIsNotRepeated(String who, String body, int status, String says) {
        Map<String, Map<String, AttributeValue>> before = api.items();
        APIGatewayV2HTTPResponse answer = api.call(who, "PUT", PATH, body);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says).doesNotContain("4242", "Ecret");
        assertThat(api.items()).isEqualTo(before);
    }

    @Test
    void app_isSaid_sealed_andShowsItsEndOnly() {
        assertThat(api.get("merchant 1", PATH).getBody()).contains("no_paypal_app");
        APIGatewayV2HTTPResponse made = api.call("merchant 1", "PUT", PATH, GOOD);
        assertThat(made.getBody()).isEqualTo("{\"client_id_ends\":\"4242\",\"webhook_id\":\"1JE4291016473214C\"}");
        assertThat(api.get("merchant 1", PATH).getBody()).isEqualTo(made.getBody());
        assertThat(api.get("affiliate 1", PATH).getStatusCode()).isEqualTo(403);
        assertThat(api.get("merchant 2", PATH).getStatusCode()).isEqualTo(404);
        assertThat(api.items().toString()).doesNotContain("Abcdefgh", "EcretEcret");
        assertThat(api.call("merchant 1", "PUT", PATH, GOOD, "if-match", "\"7\"")
                        .getStatusCode())
                .isEqualTo(412);

        PayPalAccount stored = DynamoProgramSecrets.payPalAccounts(api.stored.table)
                .find(new ProgramId(1))
                .orElseThrow()
                .value();
        assertThat(stored.open(new MerchantId(1), api.ring))
                .contains(new PayPalAccount.Credentials("AbcdefghIjkl01234242", "EcretEcretEcret01234"));
        assertThat(stored.open(new MerchantId(2), api.ring)).isEmpty();
        assertThat(stored.open(new MerchantId(1), api.ring).orElseThrow().toString())
                .isEqualTo("Credentials[...]");
        api.call(
                "merchant 1",
                "PUT",
                PATH,
                "{\"client_id\":\"AbcdefghIjkl01239999\",\"secret\":\"EcretEcretEcret01234\"}");
        assertThat(api.get("merchant 1", PATH).getBody())
                .isEqualTo("{\"client_id_ends\":\"9999\",\"webhook_id\":null}");
        assertThat(Json.texts(api.get("merchant 1", "/v1/audit_events").getBody(), "action"))
                .containsExactly("paypal.put", "paypal.put");
        assertThat(api.get("merchant 1", "/v1/audit_events").getBody()).doesNotContain("Ecret", "Abcdefgh");
    }

    @Test
    void currencyThatPayPalDoesNotPay_isRefused() {
        String forints = String.valueOf(api.post(
                        "merchant 1",
                        "/v1/programs",
                        "{\"name\":\"X\",\"currency\":\"HUF\",\"time_zone\":\"UTC\","
                                + "\"landing_domains\":[\"shop.example\"]}")
                .getHeaders()
                .get("location"));
        assertThat(api.call("merchant 1", "PUT", forints + "/paypal", GOOD).getBody())
                .contains("currency_not_paid");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"rail":"paypal"}                                            | "field":"paypal_receiver","code":"missing"
        {"rail":"paypal","paypal_receiver":"anna"}                   | "field":"paypal_receiver","code":"malformed"
        {"rail":"paypal","paypal_receiver":"anna@example"}           | "field":"paypal_receiver","code":"malformed"
        {"rail":"paypal","paypal_receiver":"anna@exa mple.com"}      | "field":"paypal_receiver","code":"malformed"
        {"rail":"paypal","paypal_receiver":"anna@@example.com"}      | "field":"paypal_receiver","code":"malformed"
        {"rail":"paypal","paypal_receiver":"an..na@example.com"}     | "field":"paypal_receiver","code":"malformed"
        {"rail":"paypal","paypal_receiver":".anna@example.com"}      | "field":"paypal_receiver","code":"malformed"
        {"rail":"paypal","paypal_receiver":"anna.@example.com"}      | "field":"paypal_receiver","code":"malformed"
        {"rail":"paypal","paypal_receiver":"anna@-example.com"}      | "field":"paypal_receiver","code":"malformed"
        {"rail":"paypal","paypal_receiver":"anna@example.com,x@y.com"} | "field":"paypal_receiver","code":"malformed"
        {"rail":"paypal","paypal_receiver":"a\u017fna@example.com"}  | "field":"paypal_receiver","code":"malformed"
        {"rail":"paypal","paypal_receiver":"5kt8h2q7l9wxc"}          | "field":"paypal_receiver","code":"malformed"
        {"rail":"paypal","paypal_receiver":"5KT8H2Q7L9WXCX"}         | "field":"paypal_receiver","code":"malformed"
        {"rail":"paypal","paypal_receiver":"anna@example.com","iban":"x"} | unknown_field
        """)
    void methodWithoutAReceiver_isRefused_andNotRepeated(String body, String says) {
        Map<String, Map<String, AttributeValue>> before = api.items();
        APIGatewayV2HTTPResponse answer = api.call("affiliate 1", "PUT", "/v1/payout_method", body);
        assertThat(answer.getStatusCode()).isEqualTo(422);
        assertThat(answer.getBody()).contains(says).doesNotContain("example");
        assertThat(api.items()).isEqualTo(before);
    }

    @Test
    void tooLongAnAddress_isRefused() {
        String fits = "a".repeat(64) + "@" + "b".repeat(58) + ".com";
        assertThat(fits).hasSize(127);
        assertThat(put(fits).getStatusCode()).isEqualTo(200);
        assertThat(put("a".repeat(64) + "@" + "b".repeat(59) + ".com").getStatusCode())
                .isEqualTo(422);
    }

    private APIGatewayV2HTTPResponse put(String receiver) {
        return api.call(
                "affiliate 1",
                "PUT",
                "/v1/payout_method",
                "{\"rail\":\"paypal\",\"paypal_receiver\":\"" + receiver + "\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna@example.com",
                "Anna.O'Neil+shop@mail.example.co.uk",
                "5KT8H2Q7L9WXC",
                "a@xn--bcher-kva.example"
            })
    void method_isSealed_andTheSameAgainChangesNothing(String receiver) {
        APIGatewayV2HTTPResponse made = put(receiver);
        assertThat(made.getStatusCode()).as(made.getBody()).isEqualTo(200);
        assertThat(made.getBody()).contains("\"rail\":\"paypal\"").doesNotContain(receiver);
        assertThat(api.items().toString()).doesNotContain(receiver);
        assertThat(put(receiver).getHeaders())
                .containsEntry("etag", made.getHeaders().get("etag"));
        assertThat(api.get("merchant 1", "/v1/payout_methods?program_id=prg_0000000000001")
                        .getBody())
                .contains("\"rail\":\"paypal\"")
                .doesNotContain(receiver);
    }
}
