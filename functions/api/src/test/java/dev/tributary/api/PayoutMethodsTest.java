package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.payout.Iban;
import dev.tributary.domain.payout.PayoutMethod;
import dev.tributary.domain.payout.Receiver;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.domain.token.SealedField;
import dev.tributary.infrastructure.table.DynamoPayoutMethods;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Where an affiliate's money goes: set by itself, sealed, and never shown.
class PayoutMethodsTest {
    private static final WriteApi API = new WriteApi();
    private static final String PUT = "/v1/payout_method";
    private static final String LIST = "/v1/payout_methods";
    private static final String GOOD = "{\"rail\":\"csv\",\"reference\":\"Vendor 4711\"}";
    private final WriteApi own = new WriteApi();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | body                                          | status | says
        merchant 1  | {"rail":"csv","reference":"x"}                | 403    | affiliate_only
        affiliate 1 | {}                                            | 422    | "field":"rail","code":"missing"
        affiliate 1 | {"rail":"csv"}                                | 422    | "field":"reference","code":"missing"
        affiliate 1 | {"rail":"cheque","reference":"x"}             | 422    | "field":"rail","code":"malformed"
        affiliate 1 | {"rail":"sepa","reference":"x"}               | 422    | "field":"reference","code":"unknown_field"
        affiliate 1 | {"rail":"sepa","iban":"DE89370400440532013000"} | 422  | "field":"holder","code":"missing"
        affiliate 1 | {"rail":"sepa","holder":"Anna"}               | 422    | "field":"iban","code":"missing"
        affiliate 1 | {"rail":"sepa","holder":"Anna","iban":"DE88370400440532013000"} | 422 | "field":"iban","code":"malformed"
        affiliate 1 | {"rail":"sepa","holder":"Anna","iban":"BR1800360305000010009795493C1"} | 422 | "field":"iban","code":"malformed"
        affiliate 1 | {"rail":"sepa","holder":"Anna","iban":"DE51370400440532013"} | 422 | "field":"iban","code":"malformed"
        affiliate 1 | {"rail":"sepa","holder":"אנה","iban":"DE89370400440532013000"} | 422 | "field":"holder","code":"malformed"
        affiliate 1 | {"rail":"sepa","holder":"An\u202ena","iban":"DE89370400440532013000"} | 422 | "field":"holder","code":"malformed"
        affiliate 1 | {"rail":"csv","reference":""}                 | 422    | "field":"reference","code":"malformed"
        affiliate 1 | {"rail":"csv","reference":7}                  | 422    | "field":"reference","code":"malformed"
        affiliate 1 | {"rail":"csv","reference":"a\\nb"}            | 400    | control_character
        affiliate 1 | {"rail":"csv","reference":"a\\u202eb"}        | 422    | "field":"reference","code":"malformed"
        affiliate 1 | {"rail":"csv","reference":"a\\ud800"}         | 400    | lone_surrogate
        affiliate 1 | {"rail":"csv","reference":"a\\uffff"}         | 400    | noncharacter
        affiliate 1 | {"rail":"csv","reference":"x","iban":"y"}     | 422    | "field":"iban","code":"unknown_field"
        """)
    void badCall_leavesNothing(String who, String body, int status, String says) {
        Map<String, Map<String, AttributeValue>> before = API.items();
        APIGatewayV2HTTPResponse answer = API.call(who, "PUT", PUT, body);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says).doesNotContain("\"reference\":");
        assertThat(API.items()).isEqualTo(before);
    }

    /// As people write it, and the same number again is no change.
    @Test
    void bankAccount_isSealed_andShownToNobody() {
        String put = "{\"rail\":\"sepa\",\"holder\":\"Anna Müller\",\"iban\":\"de89 3704 0044 0532 0130 00\"}";
        APIGatewayV2HTTPResponse made = own.call("affiliate 1", "PUT", PUT, put);
        assertThat(made.getBody())
                .contains("\"rail\":\"sepa\"", "\"version\":1")
                .doesNotContain("3704", "Anna");
        assertThat(own.call("affiliate 1", "PUT", PUT, put.replace(" ", "").replace("AnnaM", "Anna M"))
                        .getBody())
                .isEqualTo(made.getBody());

        PayoutMethod method = methods().find(new AffiliateId(1)).orElseThrow().value();
        assertThat(Receiver.open(method.rail(), method.destination(), "aff_0000000000001", own.ring))
                .contains(new Receiver.BankAccount("Anna Müller", new Iban("DE89370400440532013000")));
        assertThat(own.items().toString()).doesNotContain("DE89", "Müller");
    }

    /// Whoever may pay to it sees that it is another one, once for each time that it was.
    @Test
    void merchantsSeeThatItChanged_andNoOthers() {
        WriteApi api = new WriteApi();
        String put = "{\"rail\":\"csv\",\"reference\":\"Mine\"}";
        api.call("affiliate 1", "PUT", "/v1/payout_method", put);
        api.call("affiliate 1", "PUT", "/v1/payout_method", put);
        api.call("affiliate 1", "PUT", "/v1/payout_method", put.replace("Mine", "Other"));

        String log = api.get("merchant 1", "/v1/audit_events").getBody();
        assertThat(Json.texts(log, "action")).containsExactly("payout_method.put", "payout_method.put");
        assertThat(log)
                .contains("\"actor\":\"aff_0000000000001\"", "\"object\":\"aff_0000000000001\"")
                .doesNotContain("Mine");
        assertThat(api.get("merchant 2", "/v1/audit_events").getBody()).contains("\"data\":[]");
    }

    @Test
    void referenceOfTheGreatestLength_fits_andOneMoreDoesNot() {
        String most = GOOD.replace("Vendor 4711", "ü".repeat(140));

        assertThat(own.call("affiliate 1", "PUT", PUT, most.replace("üü", "üüü"))
                        .getStatusCode())
                .isEqualTo(422);
        assertThat(own.call("affiliate 1", "PUT", PUT, most).getStatusCode()).isEqualTo(200);
    }

    @Test
    void firstMethod_isValidAtOnceAndNew_aChangedOneAfterAWeek_theSameAgainChangesNothing() {
        APIGatewayV2HTTPResponse first = own.call("affiliate 1", "PUT", PUT, GOOD);
        assertThat(first.getStatusCode()).as(first.getBody()).isEqualTo(200);
        assertThat(first.getBody())
                .isEqualTo("{\"affiliate_id\":\"aff_0000000000001\",\"rail\":\"csv\",\"version\":1,"
                        + "\"valid_from\":\"2026-11-22T22:30:00Z\",\"is_new\":true}");
        own.now = own.now.plusSeconds(60);
        Map<String, Map<String, AttributeValue>> before = own.items();
        assertThat(own.call("affiliate 1", "PUT", PUT, GOOD).getBody()).isEqualTo(first.getBody());
        assertThat(own.items()).isEqualTo(before);

        assertThat(own.call("affiliate 1", "PUT", PUT, GOOD.replace("4711", "4712"), "if-match", "\"2\"")
                        .getStatusCode())
                .isEqualTo(412);
        APIGatewayV2HTTPResponse changed =
                own.call("affiliate 1", "PUT", PUT, GOOD.replace("4711", "4712"), "if-match", "\"1\"");
        assertThat(changed.getBody())
                .contains("\"version\":2", "\"valid_from\":\"2026-11-29T22:31:00Z\"", "\"is_new\":false");
        assertThat(changed.getHeaders()).containsEntry("etag", "\"2\"");
    }

    @Test
    void sameAgain_underANewKey_isSealedAnew_andDoesNotWait() {
        own.call("affiliate 1", "PUT", PUT, GOOD);
        byte[] key = new byte[32];
        own.ring = new KeyRing(List.of(ApiFixture.firstKey(), new KeyRing.Key(4, key, own.now.plusSeconds(60))));
        own.now = own.now.plusSeconds(60);

        String answer = own.call("affiliate 1", "PUT", PUT, GOOD).getBody();

        assertThat(answer).contains("\"version\":2", "\"valid_from\":\"2026-11-22T22:30:00Z\"", "\"is_new\":true");
        SealedField destination =
                methods().find(new AffiliateId(1)).orElseThrow().value().destination();
        assertThat(destination.kid()).isEqualTo(4);
        assertThat(destination.open("aff_0000000000001", new KeyRing(List.of(new KeyRing.Key(4, key, Instant.EPOCH)))))
                .contains("Vendor 4711".getBytes(StandardCharsets.UTF_8));
        assertThat(own.call("affiliate 1", "PUT", PUT, GOOD).getBody()).isEqualTo(answer);
    }

    @Test
    void ifMatch_whereNothingIs_isStale() {
        assertThat(own.call("affiliate 1", "PUT", PUT, GOOD, "if-match", "\"1\"")
                        .getStatusCode())
                .isEqualTo(412);
        assertThat(methods().find(new AffiliateId(1))).isEmpty();
    }

    @Test
    void destination_isSealedForItsOwner_andStandsNowhereElse() {
        own.call("affiliate 1", "PUT", PUT, GOOD, "idempotency-key", "k-1");

        assertThat(own.items().toString()).doesNotContain("Vendor", "4711");
        PayoutMethod method =
                methods().find(new AffiliateId(1)).map(Versioned::value).orElseThrow();
        assertThat(method.destination().open("aff_0000000000001", own.stored.ring))
                .map(plain -> new String(plain, StandardCharsets.UTF_8))
                .contains("Vendor 4711");
        assertThat(method.changedBy()).contains("aff_", "/key_");
        assertThat(own.count("U#aff_0000000000001")).isEqualTo(1);
    }

    @Test
    void merchant_seesThoseOfItsPrograms_andAnAffiliateItsOwn() {
        for (String who : new String[] {"affiliate 1", "affiliate 2", "affiliate 3"}) {
            own.call(who, "PUT", PUT, GOOD);
        }

        assertThat(Json.texts(
                        own.get("merchant 1", LIST + "?program_id=prg_0000000000001")
                                .getBody(),
                        "affiliate_id"))
                .containsExactly("aff_0000000000001", "aff_0000000000002");
        assertThat(own.get("merchant 1", LIST + "?program_id=prg_0000000000003").getStatusCode())
                .isEqualTo(404);
        assertThat(own.get("merchant 1", LIST).getBody()).contains("\"field\":\"program_id\",\"code\":\"required\"");
        assertThat(Json.texts(own.get("affiliate 3", LIST).getBody(), "affiliate_id"))
                .containsExactly("aff_0000000000003");
        assertThat(own.get("affiliate 9", LIST).getBody()).isEqualTo("{\"data\":[],\"next_cursor\":null}");
        String page = own.get("merchant 1", LIST + "?program_id=prg_0000000000001&limit=1")
                .getBody();
        String next = own.get(
                        "merchant 1",
                        LIST + "?program_id=prg_0000000000001&limit=1&cursor="
                                + Json.nextCursor(page).orElseThrow())
                .getBody();
        assertThat(Json.texts(next, "affiliate_id")).containsExactly("aff_0000000000002");
    }

    private DynamoPayoutMethods methods() {
        return new DynamoPayoutMethods(own.stored.table);
    }
}
