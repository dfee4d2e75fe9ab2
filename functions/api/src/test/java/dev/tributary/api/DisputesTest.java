package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// Disputes opened, shown to their two sides and withdrawn; what is refused leaves nothing. Affiliate 1 is
/// credited with A-1, affiliate 2 with A-2, nobody with A-3; of A-4 everything was taken back; A-9 is not there.
class DisputesTest {
    static final String PATH = "/v1/disputes";
    static final String MISSING = """
        {"program_id":"prg_0000000000001","kind":"missing","order_id":"A-3","occurred_at":"2026-11-22T12:10:00Z",\
        "amount":{"amount":"100.00","currency":"EUR"},"text":"She bought\\nby my link"}\
        """;
    static final String WRONG = """
        {"program_id":"prg_0000000000001","kind":"wrong","order_id":"A-1","text":"It is 12 %"}\
        """;
    private static final WriteApi API = filled();

    private WriteApi own = API;

    static WriteApi filled() {
        WriteApi api = new WriteApi();
        Sales sales = new Sales(api.stored);
        sales.byClick(1, 1, "A-1", Sales.CLICK.plusSeconds(600), "100.00");
        sales.byClick(1, 2, "A-2", Sales.CLICK.plusSeconds(600), "100.00");
        sales.byNobody(1, "A-3", Sales.CLICK.plusSeconds(600), "100.00");
        sales.byClick(1, 1, "A-4", Sales.CLICK.plusSeconds(600), "100.00");
        sales.refund(1, "A-4", "R-1", Optional.of("60.00"));
        return api;
    }

    /// What is changed in a good claim, and to what.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | from                   | to                      | status | says
        merchant 1  | ``                     | ``                      | 403    | affiliate_only
        affiliate 1 | }                      | ``                      | 400    | malformed_json
        affiliate 1 | "program_id"           | "program"               | 422    | "field":"program_id","code":"missing"
        affiliate 1 | missing                | lost                    | 422    | "field":"kind","code":"malformed"
        affiliate 1 | prg_0000000000001      | prg_0000000000003       | 404    | no such program
        affiliate 3 | ``                     | ``                      | 404    | no such program
        affiliate 1 | "order_id":"A-3",      | ``                      | 422    | "field":"order_id","code":"missing"
        affiliate 1 | A-3                    | A-1                     | 409    | already_credited
        affiliate 1 | "kind"                 | "commission_id":"com_1","kind" | 422 | "field":"commission_id","code":"unknown_field"
        affiliate 1 | "kind"                 | "click_id":"abc","kind" | 422    | "field":"click_id","code":"forged"
        affiliate 1 | 2026-11-22T12:10:00Z   | yesterday               | 422    | "field":"occurred_at"
        affiliate 1 | 2026-11-22T12:10:00Z   | 2026-08-14T22:29:59Z    | 422    | "field":"occurred_at","code":"too_old"
        affiliate 1 | 2026-11-22T12:10:00Z   | 2026-11-22T22:35:01Z    | 422    | "field":"occurred_at","code":"in_the_future"
        affiliate 1 | "100.00"               | "-1.00"                 | 422    | "field":"amount.amount"
        affiliate 1 | EUR                    | USD                     | 422    | "field":"amount.currency","code":"currency_mismatch"
        affiliate 1 | "kind"                 | "claimed":{"amount":"0.00","currency":"EUR"},"kind" | 422 | "field":"claimed","code":"zero"
        affiliate 1 | She bought\\nby my link | ` `                    | 422    | "field":"text","code":"malformed"
        affiliate 1 | "missing"              | "declined"              | 422    | "field":"order_id","code":"unknown_subject"
        affiliate 1 | "missing"              | "declined"              | 422    | "field":"amount","code":"unknown_field"
        """)
    void badClaim_leavesNothing(String who, String from, String to, int status, String says) {
        Map<String, Map<String, AttributeValue>> before = API.items();
        String body = from.isEmpty() ? MISSING : MISSING.replace(from, to);
        APIGatewayV2HTTPResponse answer = API.post(who, PATH, body);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
        assertThat(API.items()).isEqualTo(before);
    }

    /// Nobody's order, another's and one that is not there: the claim says nothing of what there is, nor does a wrong
    /// or declined one, of any of them.
    @Test
    void whatIsThere_isNotToldByClaims() {
        own = filled();
        List<String> shown = new ArrayList<>();
        for (String order : List.of("A-2", "A-3", "A-9")) {
            String opened = open("affiliate 1", MISSING.replace("A-3", order));
            shown.add(own.get("affiliate 1", PATH + "/" + opened)
                    .getBody()
                    .replace(opened, "dsp")
                    .replace(order, "order"));
            for (String kind : List.of("wrong", "declined")) {
                APIGatewayV2HTTPResponse refused = own.post(
                        "affiliate 1", PATH, WRONG.replace("A-1", order).replace("wrong", kind));
                assertThat(refused.getStatusCode()).isEqualTo(422);
                assertThat(refused.getBody()).contains("unknown_subject");
                shown.add(refused.getBody());
            }
        }
        assertThat(shown.subList(3, 6)).isEqualTo(shown.subList(0, 3));
        assertThat(shown.subList(6, 9)).isEqualTo(shown.subList(0, 3));
    }

    @Test
    void dispute_isKeptWithItsTrace_andShownToItsTwoSides() {
        own = filled();
        APIGatewayV2HTTPResponse answer = own.post("affiliate 1", PATH, MISSING);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(201);
        String id = Json.texts(answer.getBody(), "id").getFirst();
        String location = PATH + "/" + id;
        assertThat(answer.getHeaders()).containsEntry("location", location).containsEntry("etag", "\"1\"");
        assertThat(answer.getBody())
                .contains(
                        "\"state\":\"open\"",
                        "She bought\\nby my link",
                        "\"escalates_at\":\"2026-12-22T22:30:00Z\"",
                        "\"accepted_by_time_at\":\"2027-02-05T22:30:00Z\"",
                        "\"ruling\":null");
        for (String who : List.of("affiliate 1", "merchant 1")) {
            assertThat(own.get(who, location).getBody()).isEqualTo(answer.getBody());
            assertThat(own.get(who, PATH).getBody()).contains(id);
            assertThat(own.get(
                                    who,
                                    PATH + "?program_id=prg_0000000000001&affiliate_id=aff_0000000000001"
                                         + "&state=open&kind=missing&from=2026-11-22T22:30:00Z&to=2026-11-22T22:30:01Z")
                            .getBody())
                    .contains(id);
            for (String filter : List.of(
                    "state=accepted",
                    "kind=wrong",
                    "to=2026-11-22T22:30:00Z",
                    "from=2026-11-22T22:30:01Z",
                    "program_id=prg_0000000000002",
                    "affiliate_id=aff_0000000000002")) {
                assertThat(own.get(who, PATH + "?" + filter).getBody())
                        .as(filter)
                        .contains("\"data\":[]");
            }
            assertThat(own.get(who, PATH + "?state=lost").getStatusCode()).isEqualTo(400);
        }
        for (String who : List.of("merchant 2", "merchant 9", "affiliate 2", "affiliate 3", "affiliate 9")) {
            assertThat(own.get(who, location).getStatusCode()).as(who).isEqualTo(404);
            assertThat(own.get(who, PATH).getBody()).as(who).contains("\"data\":[]");
            for (String verb : List.of("withdraw", "accept", "reject")) {
                assertThat(own.post(who, location + "/" + verb, "{\"reason\":\"X\",\"code\":\"other\"}")
                                .getStatusCode())
                        .as("%s %s", who, verb)
                        .isEqualTo(404);
            }
        }
        assertThat(audit()).contains("dispute.open", id).doesNotContain("bought");
    }

    @Test
    void whatIsSaidAboutIt_isAThread_ofItsTwoSides() {
        String id = open("affiliate 1", MISSING.replace("A-3", "T-1"));
        String thread = """
            {"program_id":"prg_0000000000001","subject":"My order","text":"Any news?","about":{"dispute_id":"%s"}}\
            """;
        APIGatewayV2HTTPResponse opened = own.post("affiliate 1", "/v1/threads", thread.formatted(id));
        assertThat(opened.getStatusCode()).as(opened.getBody()).isEqualTo(201);
        assertThat(own.get("merchant 1", "/v1/threads").getBody()).contains("\"about\":{\"dispute_id\":\"" + id);
        APIGatewayV2HTTPResponse others = own.post("affiliate 2", "/v1/threads", thread.formatted(id));
        assertThat(others.getBody()).contains("unknown_subject");
        assertThat(own.post("affiliate 1", "/v1/threads", thread.formatted("dsp_0000000000001"))
                        .getBody())
                .contains("unknown_subject");
    }

    @Test
    void oneOfAThing_isOpen_andTwentyInAll() {
        own = filled();
        String id = open("affiliate 1", MISSING);
        assertThat(own.post("affiliate 1", PATH, MISSING).getBody()).contains("already_open");
        // Another's claim to the same order is its own.
        open("affiliate 2", MISSING);
        assertThat(own.post("affiliate 1", PATH + "/" + id + "/withdraw", "").getBody())
                .contains("\"state\":\"withdrawn\"", "\"withdrawn_at\":\"2026-11-22T22:30:00Z\"");
        assertThat(own.post("affiliate 1", PATH + "/" + id + "/withdraw", "").getBody())
                .contains("illegal_state");
        for (int number = 0; number < 20; number++) {
            open("affiliate 1", MISSING.replace("A-3", "X-" + number));
        }
        assertThat(own.post("affiliate 1", PATH, MISSING).getBody()).contains("too_many");
        assertThat(own.get("affiliate 1", PATH + "?limit=100&state=open").getBody())
                .contains("X-0", "X-19");
    }

    /// Whatever is withdrawn: each was told to both sides. A repeat of one that is there is none.
    @Test
    void fortyADay_areOpened_thenNoneUntilTheNextDayOfUtc() {
        own = filled();
        loop(39);
        String last = MISSING.replace("A-3", "L-40");
        APIGatewayV2HTTPResponse fortieth = own.post("affiliate 1", PATH, last, "idempotency-key", "k-40");
        assertThat(fortieth.getStatusCode()).isEqualTo(201);
        own.post(
                "affiliate 1", PATH + "/" + Json.texts(fortieth.getBody(), "id").getFirst() + "/withdraw", "");
        Map<String, Map<String, AttributeValue>> before = own.items();

        APIGatewayV2HTTPResponse refused = own.post("affiliate 1", PATH, MISSING);
        assertThat(refused.getStatusCode()).isEqualTo(429);
        assertThat(refused.getBody()).contains("\"code\":\"too_many_today\"");
        // 22:30 to midnight.
        assertThat(refused.getHeaders()).containsEntry("retry-after", "5400");
        assertThat(own.post("affiliate 1", PATH, last, "idempotency-key", "k-40")
                        .getBody())
                .isEqualTo(fortieth.getBody());
        assertThat(own.items()).isEqualTo(before);
        open("affiliate 2", MISSING);

        own.now = Instant.parse("2026-11-22T23:59:59.999Z");
        assertThat(own.post("affiliate 1", PATH, MISSING).getHeaders()).containsEntry("retry-after", "1");
        own.now = Instant.parse("2026-11-23T00:00:00Z");
        open("affiliate 1", MISSING);
    }

    /// Of two that are the 40th at once, one is.
    @Test
    void fortiethMeanwhile_isTheLast() {
        own = filled();
        loop(39);
        own.withFaults(WireFault.meanwhile(TransactWriteItemsRequest.class, 1, () -> {
            own.withFaults();
            open("affiliate 1", MISSING.replace("A-3", "L-40"));
        }));
        assertThat(own.post("affiliate 1", PATH, MISSING).getBody()).contains("too_many_today");
    }

    private void loop(int times) {
        for (int number = 0; number < times; number++) {
            String id = open("affiliate 1", MISSING.replace("A-3", "L-" + number));
            own.post("affiliate 1", PATH + "/" + id + "/withdraw", "");
        }
    }

    /// Of two that claim the same at once, one is kept.
    @Test
    void theSameClaimMeanwhile_isKeptOnce() {
        own = filled();
        own.withFaults(WireFault.meanwhile(TransactWriteItemsRequest.class, 1, () -> {
            own.withFaults();
            open("affiliate 1", MISSING);
        }));
        assertThat(own.post("affiliate 1", PATH, MISSING).getBody()).contains("already_open");
        assertThat(own.get("merchant 1", PATH).getBody().split("dsp_", -1)).hasSize(2);
    }

    @Test
    void repeatUnderItsKey_opensOnce_alsoAfterTheKeyExpired_andWhenItHasEnded() {
        own = filled();
        APIGatewayV2HTTPResponse first = own.post("affiliate 1", PATH, MISSING, "idempotency-key", "k-1");
        assertThat(own.post("affiliate 1", PATH, MISSING, "idempotency-key", "k-1")
                        .getBody())
                .isEqualTo(first.getBody());
        String id = Json.texts(first.getBody(), "id").getFirst();
        own.post("affiliate 1", PATH + "/" + id + "/withdraw", "");
        own.now = own.now.plus(Duration.ofDays(3));
        assertThat(own.post("affiliate 1", PATH, MISSING, "idempotency-key", "k-1")
                        .getBody())
                .contains(id, "withdrawn");
    }

    @Test
    void bothSides_areTold() {
        own = filled();
        for (String who : List.of("merchant 1", "affiliate 1")) {
            own.post(who, "/v1/webhooks", "{\"url\":\"https://hooks.example.com/\"}");
        }
        String path = PATH + "/" + open("affiliate 1", MISSING);
        own.post("merchant 1", path + "/reject", "{\"code\":\"other\",\"reason\":\"X\"}");
        for (String who : List.of("merchant 1", "affiliate 1")) {
            String hook =
                    Json.texts(own.get(who, "/v1/webhooks").getBody(), "id").getFirst();
            assertThat(own.get(who, "/v1/webhooks/" + hook + "/deliveries").getBody())
                    .contains("dispute.opened", "dispute.ruled");
        }
    }

    private String open(String who, String body) {
        return open(own, who, body);
    }

    static String open(WriteApi own, String who, String body) {
        APIGatewayV2HTTPResponse answer = own.post(who, PATH, body);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(201);
        return Json.texts(answer.getBody(), "id").getFirst();
    }

    private String audit() {
        return own.get("merchant 1", "/v1/audit_events").getBody();
    }
}
