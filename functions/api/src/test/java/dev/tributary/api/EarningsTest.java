package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.conversion.ReceiptId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Conversions, commissions, balances, entries and receipts: who sees which, and what they say. Each
/// answer is held against the document by the fixture.
class EarningsTest {
    private static final ApiFixture API = ApiFixture.filled();
    private static final Sales SALES = new Sales(API);
    private static final Instant AT = Sales.CLICK.plusSeconds(600);
    private static final ReceiptId CLICKED = SALES.byClick(1, 1, "A-1", AT, "126.00");
    private static final ReceiptId OTHERS = SALES.byClick(1, 2, "A-2", AT.plusSeconds(60), "9.99");
    private static final ReceiptId NOBODYS = SALES.byNobody(1, "A-3", AT.plusSeconds(120), "50.00");
    private static final ReceiptId OLD = SALES.byCoupon(1, "A-4", AT.minus(Duration.ofDays(20)), "100.00");
    private static final ReceiptId REFUNDED = SALES.refund(1, "A-4", "R-1", Optional.empty());
    private static final ReceiptId PARTLY = SALES.refund(1, "A-1", "R-2", Optional.of("63.00"));
    private static final ReceiptId FOREIGN = SALES.byClick(3, 3, "B-1", AT, "10.00");
    private static final ReceiptId OCTOBERS = SALES.byNobody(1, "A-0", AT.minus(Duration.ofDays(40)), "1.00");
    private static final ReceiptId EARLY = SALES.refund(1, "A-9", "R-9", Optional.of("1.00"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # who       | list                                                              | orders in it
        merchant 1  | /v1/conversions                                                   | A-3 A-2 A-1 A-4 A-0
        merchant 1  | /v1/conversions?program_id=prg_0000000000002                      | -
        merchant 1  | /v1/conversions?order_id=A-1                                      | A-1
        merchant 1  | /v1/conversions?order_id=A-9                                      | -
        merchant 1  | /v1/conversions?order_id=B-1                                      | -
        merchant 1  | /v1/conversions?state=unattributed                                | A-3 A-0
        merchant 1  | /v1/conversions?affiliate_id=aff_0000000000002                    | A-2
        merchant 1  | /v1/conversions?from=2026-11-22T12:11:00Z&to=2026-11-22T12:12:00Z | A-2
        merchant 1  | /v1/conversions?to=2026-11-22T12:00:00Z                           | A-4 A-0
        merchant 1  | /v1/conversions?from=2025-01-01T00:00:00Z                         | -
        merchant 2  | /v1/conversions                                                   | B-1
        nobody      | /v1/conversions                                                   | -
        affiliate 1 | /v1/conversions                                                   | A-1 A-4
        affiliate 1 | /v1/conversions?order_id=A-2                                      | -
        affiliate 1 | /v1/conversions?order_id=A-3                                      | -
        affiliate 1 | /v1/conversions?affiliate_id=aff_0000000000002                    | -
        affiliate 3 | /v1/conversions                                                   | B-1
        merchant 1  | /v1/commissions                                                   | A-2 A-1 A-4
        merchant 1  | /v1/commissions?state=pending                                     | A-2 A-1
        merchant 1  | /v1/commissions?state=reversed                                    | A-4
        merchant 1  | /v1/commissions?state=released                                    | -
        merchant 1  | /v1/commissions?order_id=A-1&program_id=prg_0000000000001         | A-1
        affiliate 1 | /v1/commissions                                                   | A-1 A-4
        affiliate 3 | /v1/commissions?order_id=A-1                                      | -
        """)
    void list_holdsWhatIsOwn(String who, String list, String orders) {
        String body = API.get(who, list).getBody();
        String[] expected = orders.equals("-") ? new String[0] : orders.split(" ");
        assertThat(Json.texts(body, "order_id")).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # target                                                                    | field, code
        /v1/conversions?from=yesterday                                              | "field":"from","code":"malformed"
        /v1/conversions?from=2026-11-22                                             | "field":"from","code":"malformed"
        /v1/conversions?from=2026-13-22T00:00:00Z                                   | "field":"from","code":"malformed"
        /v1/conversions?from=2026-11-22T00:00:00Z&to=2026-11-22T00:00:00Z           | "field":"to","code":"out_of_range"
        /v1/conversions?from=2024-11-22T00:00:00Z&to=2026-11-22T00:00:00Z           | "field":"to","code":"out_of_range"
        /v1/conversions?state=awaiting_sale                                         | "field":"state","code":"malformed"
        /v1/conversions?order_id=                                                   | "field":"order_id","code":"malformed"
        /v1/conversions?limit=101                                                   | "field":"limit","code":"out_of_range"
        /v1/conversions?cursor=x                                                    | bad_cursor
        /v1/conversions/cnv_00000000000000000000000000?color=red                    | "field":"color","code":"unknown"
        /v1/commissions?state=paid                                                  | "field":"state","code":"malformed"
        /v1/commissions?cursor=                                                     | bad_cursor
        /v1/balances?cursor=AAAA                                                    | bad_cursor
        /v1/balances?program_id=1                                                   | "field":"program_id","code":"malformed"
        /v1/entries                                                                 | "field":"program_id","code":"required"
        /v1/entries?program_id=prg_0000000000001                                    | "field":"affiliate_id","code":"required"
        /v1/entries?program_id=prg_0000000000001&affiliate_id=aff_0000000000001&cursor=9 | bad_cursor
        /v1/programs/prg_0000000000001/terms?limit=0                                | "field":"limit","code":"out_of_range"
        """)
    void badQuery_isRefused(String target, String says) {
        APIGatewayV2HTTPResponse answer = API.get("merchant 1", target);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(400);
        assertThat(answer.getBody()).contains(says);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # who       | what another has                                          | what nobody has
        merchant 2  | /v1/conversions?program_id=prg_0000000000001              | /v1/conversions?program_id=prg_0000000000099
        merchant 2  | /v1/commissions?program_id=prg_0000000000001              | /v1/commissions?program_id=prg_0000000000099
        merchant 2  | /v1/conversions/{conversion}                              | /v1/conversions/cnv_00000000000000000000000000
        merchant 2  | /v1/conversions/{conversion}?order_id=A-2                 | /v1/conversions/cnv_00000000000000000000000000?order_id=A-2
        merchant 2  | /v1/commissions/{commission}                              | /v1/commissions/com_00000000000000000000000000
        merchant 2  | /v1/balances?program_id=prg_0000000000001                 | /v1/balances?program_id=prg_0000000000099
        merchant 2  | /v1/entries?program_id=prg_0000000000001&affiliate_id=aff_0000000000001 | /v1/entries?program_id=prg_0000000000099&affiliate_id=aff_0000000000001
        merchant 2  | /v1/programs/prg_0000000000001/terms                      | /v1/programs/prg_0000000000099/terms
        merchant 2  | /v1/programs/prg_0000000000001/terms/1                    | /v1/programs/prg_0000000000099/terms/1
        merchant 2  | /v1/receipts/{receipt}                                    | /v1/receipts/rcp_x
        affiliate 1 | /v1/conversions/{conversion}                              | /v1/conversions/cnv_00000000000000000000000000
        affiliate 1 | /v1/conversions/{conversion}?order_id=A-2                 | /v1/conversions/cnv_00000000000000000000000000?order_id=A-2
        affiliate 1 | /v1/commissions/{commission}                              | /v1/commissions/com_00000000000000000000000000
        affiliate 1 | /v1/commissions?affiliate_id=aff_0000000000002            | /v1/commissions?affiliate_id=aff_0000000000099
        affiliate 1 | /v1/balances?affiliate_id=aff_0000000000002               | /v1/balances?affiliate_id=aff_0000000000099
        affiliate 1 | /v1/entries?program_id=prg_0000000000001&affiliate_id=aff_0000000000002 | /v1/entries?program_id=prg_0000000000001&affiliate_id=aff_0000000000099
        affiliate 1 | /v1/receipts/{receipt}                                    | /v1/receipts/rcp_x
        affiliate 3 | /v1/programs/prg_0000000000001/terms                      | /v1/programs/prg_0000000000099/terms
        """)
    void foreign_looksLikeUnknown(String who, String foreign, String unknown) {
        String filled = foreign.replace("{conversion}", OTHERS.key().id().toString())
                .replace("{commission}", Json.texts(commissions("A-2"), "id").getFirst())
                .replace("{receipt}", OTHERS.text());
        APIGatewayV2HTTPResponse answer = API.get(who, filled);
        APIGatewayV2HTTPResponse expected = API.get(who, unknown);
        assertThat(answer.getStatusCode()).isEqualTo(expected.getStatusCode()).isIn(200, 404);
        assertThat(answer.getBody()).isEqualTo(expected.getBody());
    }

    private static String commissions(String order) {
        return API.get("merchant 1", "/v1/commissions?order_id=" + order).getBody();
    }

    @Test
    void commission_isExplainedAndRecomputed() {
        String body = commissions("A-1");
        String id = Json.texts(body, "id").getFirst();
        String one = API.get("affiliate 1", "/v1/commissions/" + id).getBody();
        assertThat(body).contains(one);
        assertThat(one)
                .contains("\"sentence\":\"10 % of 100.00 EUR (126.00 EUR less tax 21.00 and shipping 5.00), by rule"
                        + " \\\"base\\\" of terms version 1, for the click of 2026-11-22T12:00:00Z: 10.00 EUR."
                        + " 5.00 EUR of it is reversed.\"")
                .contains("\"amount\":{\"amount\":\"10.00\",\"currency\":\"EUR\"},\"reversed\":{\"amount\":\"5.00\"")
                .contains("\"base\":{\"minor\":\"10000\",\"currency\":\"EUR\"},\"parts\"")
                .contains("\"exact\":{\"minor\":\"1000\"")
                .contains("\"recomputed\":{\"amount\":\"10.00\",\"currency\":\"EUR\"}")
                .contains("\"state\":\"pending\"");
        assertThat(commissions("A-2")).contains("\"minor\":\"999/10\"").contains("\"recomputed\":{\"amount\":\"1.00\"");
    }

    /// Also by a browser's header, and by one that asks for nothing that there is, or is broken.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # header                     | language | says
        lv                           | lv       | nosacījuma
        de-DE,lv;q=0.8,en;q=0.9      | en       | by rule
        he-IL,he;q=0.9,en;q=0.8      | he       | לפי כלל
        fa                           | fa       | طبق قاعدهٔ
        fa;q=0,lv;q=0.1              | lv       | nosacījuma
        de                           | en       | by rule
        *                            | en       | by rule
        ;;q=x                        | en       | by rule
        """)
    void sentence_isInTheReadersLanguage(String header, String language, String says) {
        String path = "/v1/commissions/" + Json.texts(commissions("A-1"), "id").getFirst();
        APIGatewayV2HTTPResponse answer = API.call(
                "GET",
                path,
                Map.of("authorization", "Bearer " + API.secret("affiliate 1"), "accept-language", header),
                "");
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
        assertThat(answer.getHeaders()).containsEntry("content-language", language);
        assertThat(answer.getBody()).contains(says);
        assertThat(answer.getBody().replaceFirst("\"sentence\":\"([^\"\\\\]|\\\\.)*\"", ""))
                .isEqualTo(
                        API.get("affiliate 1", path).getBody().replaceFirst("\"sentence\":\"([^\"\\\\]|\\\\.)*\"", ""));
    }

    @Test
    void conversion_isFoundByItsId_withOrWithoutItsOrder() {
        String id = CLICKED.key().id().toString();
        String whole = API.get("merchant 1", "/v1/conversions/" + id).getBody();
        assertThat(API.get("merchant 1", "/v1/conversions/" + id + "?order_id=A-1")
                        .getBody())
                .isEqualTo(whole);
        assertThat(whole).contains("\"refunded\":{\"amount\":\"63.00\"").contains("\"receipt_id\":\"" + CLICKED);
        assertThat(Json.texts(whole, "status")).containsExactly("approved", "converted", "reversed");
        String own = API.get("affiliate 1", "/v1/conversions/" + id).getBody();
        assertThat(own).contains("\"receipts\":null").doesNotContain("rcp_");
        assertThat(API.get("merchant 1", "/v1/conversions/" + id + "?order_id=A-2")
                        .getStatusCode())
                .isEqualTo(404);
    }

    @Test
    void pages_holdEveryConversionOnce() {
        for (String list : List.of("/v1/conversions?limit=1", "/v1/conversions?limit=3", "/v1/commissions?limit=1")) {
            List<String> orders = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            do {
                String body = API.get(
                                "merchant 1",
                                list + cursor.map(text -> "&cursor=" + text).orElse(""))
                        .getBody();
                assertThat(body).doesNotContain("problem");
                orders.addAll(Json.texts(body, "order_id"));
                cursor = Json.nextCursor(body);
            } while (cursor.isPresent());
            List<String> all = list.startsWith("/v1/conv")
                    ? List.of("A-3", "A-2", "A-1", "A-4", "A-0")
                    : List.of("A-2", "A-1", "A-4");
            assertThat(orders).as(list).containsExactlyElementsOf(all);
        }
    }

    @Test
    void balances_areThoseOfTheAccounts() {
        String body = API.get("merchant 1", "/v1/balances?program_id=prg_0000000000001")
                .getBody();
        assertThat(Json.texts(body, "affiliate_id")).containsExactly("aff_0000000000001", "aff_0000000000002");
        assertThat(body)
                .contains("\"pending\":{\"amount\":\"5.00\",\"currency\":\"EUR\"}")
                .contains("\"release_day\":\"2026-12-23\",\"amount\":{\"amount\":\"5.00\"")
                .contains("\"version\":4}");
        String own = API.get("affiliate 1", "/v1/balances").getBody();
        assertThat(Json.texts(own, "program_id")).containsExactly("prg_0000000000001", "prg_0000000000002");
        assertThat(own).contains("\"version\":0}");
    }

    @Test
    void entries_followEachOtherByHash() {
        String list = "/v1/entries?program_id=prg_0000000000001&affiliate_id=aff_0000000000001";
        String body = API.get("merchant 1", list).getBody();
        List<String> hashes = Json.texts(body, "hash");
        assertThat(hashes).hasSize(4);
        assertThat(Json.texts(body, "previous_hash").subList(1, 4)).isEqualTo(hashes.subList(0, 3));
        assertThat(Json.texts(body, "kind")).containsExactly("accrue", "accrue", "reverse", "reverse");
        String first = API.get("merchant 1", list + "&limit=3").getBody();
        String rest = API.get(
                        "merchant 1",
                        list + "&limit=3&cursor=" + Json.nextCursor(first).orElseThrow())
                .getBody();
        assertThat(Json.texts(rest, "hash")).isEqualTo(hashes.subList(3, 4));
        assertThat(API.get("affiliate 1", "/v1/entries?program_id=prg_0000000000001")
                        .getBody())
                .isEqualTo(body);
    }

    @Test
    void receipts_sayWhatBecameOfTheCall() {
        assertThat(receipt("merchant 1", CLICKED))
                .contains("\"status\":\"converted\"")
                .doesNotContain("\"content_hash\":null");
        assertThat(receipt("affiliate 1", CLICKED))
                .contains("\"status\":\"converted\"")
                .contains("\"content_hash\":null");
        assertThat(receipt("merchant 1", NOBODYS)).contains("\"status\":\"unattributed\"");
        assertThat(receipt("merchant 1", OCTOBERS)).contains("\"status\":\"unattributed\"");
        assertThat(receipt("affiliate 1", NOBODYS)).contains("not_found");
        assertThat(receipt("merchant 1", REFUNDED)).contains("\"status\":\"reversed\"");
        assertThat(receipt("affiliate 1", PARTLY)).contains("\"status\":\"reversed\"");
        assertThat(receipt("merchant 1", OLD))
                .contains("\"conversion_id\":\"" + OLD.key().id());
        assertThat(receipt("merchant 1", EARLY)).contains("\"status\":\"waiting\"");
        assertThat(receipt("merchant 1", FOREIGN)).contains("not_found");
        ReceiptId underWay = SALES.underWay(1, "A-77");
        assertThat(receipt("merchant 1", underWay))
                .contains("\"status\":\"processing\"")
                .contains("\"received_at\":null");
        assertThat(receipt("affiliate 1", underWay)).contains("not_found");
    }

    @Test
    void forgedReceipt_isNotThereAndCostsNoRead() {
        String genuine = CLICKED.text();
        int before = API.orderReads;
        for (int place : List.of(5, 20, 40, genuine.length() - 3)) {
            char other = genuine.charAt(place) == 'A' ? 'B' : 'A';
            String forged = genuine.substring(0, place) + other + genuine.substring(place + 1);
            assertThat(API.get("merchant 1", "/v1/receipts/" + forged).getStatusCode())
                    .isEqualTo(404);
        }
        assertThat(API.orderReads).isEqualTo(before);
    }

    private static String receipt(String who, ReceiptId id) {
        return API.get(who, "/v1/receipts/" + id).getBody();
    }

    @Test
    void terms_areShownByVersion() {
        String one =
                API.get("affiliate 1", "/v1/programs/prg_0000000000001/terms/1").getBody();
        assertThat(API.get("merchant 1", "/v1/programs/prg_0000000000001/terms").getBody())
                .isEqualTo("{\"data\":[" + one + "],\"next_cursor\":null,\"has_draft\":false}");
        assertThat(one).contains("\"pay\":{\"percent\":\"10\",\"amount\":null,").contains("\"hold_days\":30");
        for (String version : List.of("0", "2", "01", "+1", "x", "99999999999")) {
            assertThat(API.get("merchant 1", "/v1/programs/prg_0000000000001/terms/" + version)
                            .getStatusCode())
                    .isEqualTo(404);
        }
    }
}
