package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import de.speedbanking.iban.Iban;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.payout.Debtor;
import dev.tributary.infrastructure.table.DynamoProgramSecrets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The account that files are paid from: said by a merchant, sealed, and held against another library's
/// idea of a number.
class DebtorTest {
    private static final String PATH = "/v1/programs/prg_0000000000001/debtor";
    private static final String GOOD = "{\"name\":\"Shoes GmbH\",\"iban\":\"DE89 3704 0044 0532 0130 00\"}";

    private final WriteApi api = new WriteApi();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | body                                                     | status | says
        keeper 1    | {"name":"Shoes","iban":"DE89370400440532013000"}         | 403    | insufficient_scope
        affiliate 1 | {"name":"Shoes","iban":"DE89370400440532013000"}         | 403    | merchant_only
        merchant 2  | {"name":"Shoes","iban":"DE89370400440532013000"}         | 404    | no such program
        merchant 1  | {}                                                       | 422    | "field":"name","code":"missing"
        merchant 1  | {"name":"Shoes"}                                         | 422    | "field":"iban","code":"missing"
        merchant 1  | {"name":"Shoes","iban":"DE89370400440532013001"}         | 422    | "field":"iban","code":"malformed"
        merchant 1  | {"name":"Shoes","iban":"DE89370400440532013000","bic":"COBADEFF XX"} | 422 | "field":"bic","code":"malformed"
        merchant 1  | {"name":"Shoes","iban":"DE89370400440532013000","bic":"cobadeff"}    | 422 | "field":"bic","code":"malformed"
        merchant 1  | {"name":"חנות","iban":"DE89370400440532013000"}          | 422    | "field":"name","code":"malformed"
        """)
    void badAccount_leavesNothing_andIsNotRepeated(String who, String body, int status, String says) {
        Map<String, Map<String, AttributeValue>> before = api.items();
        APIGatewayV2HTTPResponse answer = api.call(who, "PUT", PATH, body);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says).doesNotContain("3704");
        assertThat(api.items()).isEqualTo(before);
    }

    @Test
    void account_isSaid_sealed_andShowsItsEndOnly() {
        assertThat(api.get("merchant 1", PATH).getBody()).contains("no_debtor");
        APIGatewayV2HTTPResponse made = api.call("merchant 1", "PUT", PATH, GOOD);
        assertThat(made.getBody()).isEqualTo("{\"name\":\"Shoes GmbH\",\"iban_ends\":\"3000\"}");
        assertThat(api.get("merchant 1", PATH).getBody()).isEqualTo(made.getBody());
        assertThat(api.items().toString()).doesNotContain("3704");
        assertThat(api.call("merchant 1", "PUT", PATH, GOOD, "if-match", "\"7\"")
                        .getStatusCode())
                .isEqualTo(412);

        api.call("merchant 1", "PUT", PATH, GOOD.replace("}", ",\"bic\":\"COBADEFFXXX\"}"));
        Debtor debtor = DynamoProgramSecrets.debtors(api.stored.table)
                .find(new ProgramId(1))
                .orElseThrow()
                .value();
        assertThat(debtor.open(new MerchantId(1), api.ring).orElseThrow().bic()).contains("COBADEFFXXX");
        assertThat(Json.texts(api.get("merchant 1", "/v1/audit_events").getBody(), "action"))
                .containsExactly("debtor.put", "debtor.put");
    }

    @Test
    void dollars_areNotPaidBySepa() {
        String dollars = String.valueOf(api.post(
                        "merchant 1",
                        "/v1/programs",
                        "{\"name\":\"X\",\"currency\":\"USD\",\"time_zone\":\"UTC\","
                                + "\"landing_domains\":[\"shop.example\"]}")
                .getHeaders()
                .get("location"));
        assertThat(api.call("merchant 1", "PUT", dollars + "/debtor", GOOD).getBody())
                .contains("currency_not_paid");
    }

    /// Cyprus has eight digits before any letter; the check digits of this one are right.
    @Test
    void letterWhereItsCountryHasDigits_isRefused() {
        assertThat(dev.tributary.domain.payout.Iban.parse("CY877288419M21FEG2YK6L1WRBI0"))
                .isPresent();
        assertThat(Sepa.iban("CY877288419M21FEG2YK6L1WRBI0")).isEmpty();
    }

    /// What is taken, and what a slip makes of it, is what another library takes.
    @Test
    void numbers_areJudgedAsAnotherLibraryDoes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int taken = 0;
        int refused = 0;
        for (int at = 0; at < 2_000; at++) {
            String number = slip(org.iban4j.Iban.random(random).toString(), random);
            boolean ours = Sepa.iban(number).isPresent();
            boolean theirs = Iban.isValid(number)
                    && dev.tributary.domain.payout.Iban.parse(number)
                            .filter(dev.tributary.domain.payout.Iban::isInSepa)
                            .isPresent();
            assertThat(ours).as("seed " + seed + ": " + number).isEqualTo(theirs);
            taken += ours ? 1 : 0;
            refused += ours ? 0 : 1;
        }
        assertThat(taken).isGreaterThan(100);
        assertThat(refused).isGreaterThan(100);
    }

    /// Two signs in each other's place, or one left out. A letter stays where its country has letters: of that the
    /// other library knows nothing, and one such slip in 97 keeps the check digits right.
    private static String slip(String number, Random random) {
        int at = 4 + random.nextInt(number.length() - 5);
        boolean alike = Character.isDigit(number.charAt(at)) == Character.isDigit(number.charAt(at + 1));
        return switch (random.nextInt(4)) {
            case 0 ->
                alike
                        ? number.substring(0, at) + number.charAt(at + 1) + number.charAt(at) + number.substring(at + 2)
                        : number;
            case 1 -> number.substring(0, at) + number.substring(at + 1);
            default -> number;
        };
    }
}
