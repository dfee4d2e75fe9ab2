package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.payout.StripeKey;
import dev.tributary.infrastructure.table.DynamoProgramSecrets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// By which key a program pays at Stripe: said by its merchant, sealed, and shown by its end.
class StripeTest {
    private static final String PATH = "/v1/programs/prg_0000000000001/stripe";
    private static final String GOOD =
            "{\"secret_key\":\"sk_live_abcdefgh4242\",\"webhook_secrets\":[\"whsec_newnewnew\",\"whsec_oldoldold\"]}";

    private final WriteApi api = new WriteApi();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | body                                                       | status | says
        keeper 1    | {"secret_key":"sk_live_abcdefgh4242"}                      | 403    | insufficient_scope
        affiliate 1 | {"secret_key":"sk_live_abcdefgh4242"}                      | 403    | merchant_only
        merchant 2  | {"secret_key":"sk_live_abcdefgh4242"}                      | 404    | no such program
        merchant 1  | {}                                                         | 422    | "field":"secret_key","code":"missing"
        merchant 1  | {"secret_key":"pk_live_abcdefgh4242"}                      | 422    | "field":"secret_key","code":"malformed"
        merchant 1  | {"secret_key":"sk_live_abcdefgh 4242"}                     | 422    | "field":"secret_key","code":"malformed"
        merchant 1  | {"secret_key":"sk_live_abcdefgh4242","webhook_secrets":["abcdefgh4242"]} | 422 | "field":"webhook_secrets[0]","code":"malformed"
        merchant 1  | {"secret_key":"sk_live_abcdefgh4242","webhook_secrets":["whsec_aaaaaaaa","whsec_bbbbbbbb","whsec_cccccccc"]} | 422 | "field":"webhook_secrets","code":"too_many"
        merchant 1  | {"secret_key":"sk_live_abcdefgh4242","secret":"x"}         | 422    | unknown_field
        """)
    void badKey_leavesNothing_andIsNotRepeated(String who, String body, int status, String says) {
        Map<String, Map<String, AttributeValue>> before = api.items();
        APIGatewayV2HTTPResponse answer = api.call(who, "PUT", PATH, body);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says).doesNotContain("4242");
        assertThat(api.items()).isEqualTo(before);
    }

    @Test
    void key_isSaid_sealed_andShowsItsEndOnly() {
        assertThat(api.get("merchant 1", PATH).getBody()).contains("no_stripe_key");
        APIGatewayV2HTTPResponse made = api.call("merchant 1", "PUT", PATH, GOOD);
        assertThat(made.getBody()).isEqualTo("{\"key_ends\":\"4242\",\"webhook_secrets\":2}");
        assertThat(api.get("merchant 1", PATH).getBody()).isEqualTo(made.getBody());
        assertThat(api.get("affiliate 1", PATH).getStatusCode()).isEqualTo(403);
        assertThat(api.items().toString()).doesNotContain("abcdefgh", "newnewnew", "oldoldold");
        assertThat(api.call("merchant 1", "PUT", PATH, GOOD, "if-match", "\"7\"")
                        .getStatusCode())
                .isEqualTo(412);

        StripeKey stored = DynamoProgramSecrets.stripeKeys(api.stored.table)
                .find(new ProgramId(1))
                .orElseThrow()
                .value();
        assertThat(stored.open(new MerchantId(1), api.ring)).contains("sk_live_abcdefgh4242");
        assertThat(stored.open(new MerchantId(2), api.ring)).isEmpty();
        assertThat(stored.openSecrets(new MerchantId(1), api.ring))
                .containsExactly("whsec_newnewnew", "whsec_oldoldold");
        api.call("merchant 1", "PUT", PATH, "{\"secret_key\":\"rk_live_abcdefgh9999\"}");
        assertThat(api.get("merchant 1", PATH).getBody()).isEqualTo("{\"key_ends\":\"9999\",\"webhook_secrets\":0}");
        assertThat(Json.texts(api.get("merchant 1", "/v1/audit_events").getBody(), "action"))
                .containsExactly("stripe.put", "stripe.put");
    }

    @Test
    void currencyThatStripeCountsOtherwise_isNotPaid() {
        String dinars = String.valueOf(api.post(
                        "merchant 1",
                        "/v1/programs",
                        "{\"name\":\"X\",\"currency\":\"KWD\",\"time_zone\":\"UTC\","
                                + "\"landing_domains\":[\"shop.example\"]}")
                .getHeaders()
                .get("location"));
        assertThat(api.call("merchant 1", "PUT", dinars + "/stripe", GOOD).getBody())
                .contains("currency_not_paid");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"rail":"stripe"}                                      | "field":"stripe_account","code":"missing"
        {"rail":"stripe","stripe_account":"acct_"}             | "field":"stripe_account","code":"malformed"
        {"rail":"stripe","stripe_account":"ca_123"}            | "field":"stripe_account","code":"malformed"
        {"rail":"stripe","stripe_account":"acct_1&amount=9"}   | "field":"stripe_account","code":"malformed"
        {"rail":"stripe","stripe_account":"acct_1","iban":"x"} | unknown_field
        """)
    void methodWithoutAnAccount_isRefused(String body, String says) {
        APIGatewayV2HTTPResponse answer = api.call("affiliate 1", "PUT", "/v1/payout_method", body);
        assertThat(answer.getStatusCode()).isEqualTo(422);
        assertThat(answer.getBody()).contains(says);
    }

    @Test
    void method_isSealed_andTheSameAgainChangesNothing() {
        String body = "{\"rail\":\"stripe\",\"stripe_account\":\"acct_1032D82eZvKYlo2C\"}";
        APIGatewayV2HTTPResponse made = api.call("affiliate 1", "PUT", "/v1/payout_method", body);
        assertThat(made.getStatusCode()).as(made.getBody()).isEqualTo(200);
        assertThat(made.getBody()).contains("\"rail\":\"stripe\"").doesNotContain("1032D");
        assertThat(api.items().toString()).doesNotContain("1032D");
        assertThat(api.call("affiliate 1", "PUT", "/v1/payout_method", body).getHeaders())
                .containsEntry("etag", made.getHeaders().get("etag"));
    }
}
