package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.books.BookExport.Mark;
import dev.tributary.domain.books.BookFile;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.ExportId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.listing.ListExport;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.party.Channel;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.program.Coupon;
import dev.tributary.infrastructure.table.DynamoAffiliates;
import dev.tributary.infrastructure.table.DynamoCoupons;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Exports of lists: what is filtered is what comes, to whoever may see it. How files are made of it is tried
/// where they are made.
class ListExportsTest {
    private static final WriteApi API = new WriteApi();
    private static final Exported EXPORTED = new Exported(API);
    private static final Instant AT = Sales.CLICK.plusSeconds(600);
    private static final byte[] CSV = "id,program_id\r\n".getBytes(StandardCharsets.UTF_8);

    static {
        Sales sales = new Sales(API.stored);
        sales.byClick(1, 1, "A-1", AT, "126.00");
        sales.byClick(1, 2, "=A-2", AT.plusSeconds(60), "9.99");
        sales.byNobody(1, "A-3", AT.plusSeconds(120), "50.00");
        sales.byCoupon(1, "A-4", AT.minus(Duration.ofDays(20)), "100.00");
        sales.inDollars(1, "A-5", AT, "20.00");
        sales.byNobody(2, "A-6", AT, "1.00");
        sales.refund(1, "A-4", "R-1", Optional.empty());
        sales.refund(1, "A-1", "R-2", Optional.of("63.00"));
        sales.byClick(3, 3, "B-1", AT, "10.00");
        DynamoAffiliates affiliates = new DynamoAffiliates(API.stored.table);
        affiliates.create(new Affiliate(
                new AffiliateId(1),
                "@Anna, \"the\" one",
                AT,
                Optional.empty(),
                Optional.of(new MerchantId(1)),
                List.of(new Channel(new ChannelId(1), ChannelKind.NEWSLETTER, "-Anna's"))));
        DynamoCoupons coupons = new DynamoCoupons(API.stored.table);
        for (long affiliate : new long[] {1, 2}) {
            coupons.create(new Coupon(
                    new ProgramId(1),
                    new CouponCode("CODE" + affiliate),
                    new AffiliateId(affiliate),
                    Optional.empty(),
                    affiliate == 1));
        }
        API.patch(
                "merchant 1",
                "/v1/enrollments/prg_0000000000001/aff_0000000000001",
                "{\"group\":\"+gold\",\"tags\":[\"b\",\"a\"],\"minimum_payout\":{\"amount\":\"5.00\",\"currency\":\"EUR\"}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
        # who       | list        | filters                                                         | rows
        merchant 1  | conversions | ''                                                              | 6
        merchant 1  | conversions | program_id=prg_0000000000001                                    | 5
        merchant 1  | conversions | program_id=prg_0000000000001&state=unattributed                 | 1
        merchant 1  | conversions | affiliate_id=aff_0000000000002                                  | 1
        merchant 1  | conversions | order_id=A-4                                                    | 1
        merchant 1  | conversions | from=2026-11-22T12:11:00Z&to=2026-11-22T12:12:00Z               | 1
        merchant 1  | conversions | to=2026-11-22T12:00:00Z                                         | 1
        merchant 2  | conversions | ''                                                              | 1
        merchant 9  | conversions | ''                                                              | 0
        affiliate 1 | conversions | ''                                                              | 3
        affiliate 1 | conversions | affiliate_id=aff_0000000000002                                  | 0
        affiliate 2 | conversions | program_id=prg_0000000000001                                    | 1
        merchant 1  | commissions | ''                                                              | 4
        merchant 1  | commissions | state=pending&program_id=prg_0000000000001                      | 3
        merchant 1  | commissions | state=reversed                                                  | 1
        merchant 1  | commissions | order_id=A-1                                                    | 1
        affiliate 1 | commissions | ''                                                              | 3
        affiliate 3 | commissions | order_id=A-1                                                    | 0
        merchant 1  | links       | ''                                                              | 3
        merchant 1  | links       | affiliate_id=aff_0000000000001&program_id=prg_0000000000001     | 1
        affiliate 2 | links       | ''                                                              | 1
        affiliate 2 | links       | affiliate_id=aff_0000000000001                                  | 0
        merchant 1  | enrollments | ''                                                              | 3
        merchant 1  | enrollments | state=paused                                                    | 1
        affiliate 1 | enrollments | state=approved                                                  | 1
        merchant 1  | coupons     | ''                                                              | 2
        merchant 1  | coupons     | affiliate_id=aff_0000000000002                                  | 1
        affiliate 1 | coupons     | ''                                                              | 1
        merchant 1  | affiliates  | program_id=prg_0000000000001                                    | 1
        """)
    void export_hasTheRowsOfTheList_andNoOthers(String who, String list, String filters, int count) {
        EXPORTED.hasTheRowsOfTheList(who, list, filters, count);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"kind":"conversions","filter":{"color":"red"}}                                                 | filter.color        | unknown
        {"kind":"conversions","filter":{"limit":"10"}}                                                  | filter.limit        | unknown
        {"kind":"conversions","filter":{"state":"paid"}}                                                | filter.state        | malformed
        {"kind":"conversions","filter":{"from":"yesterday"}}                                            | filter.from         | malformed
        {"kind":"conversions","filter":{"from":"2026-11-22T00:00:00Z","to":"2026-11-22T00:00:00Z"}}     | filter.to           | out_of_range
        {"kind":"conversions","filter":{"affiliate_id":1}}                                              | filter.affiliate_id | malformed
        {"kind":"conversions","filter":[]}                                                              | filter              | malformed
        {"kind":"conversions","program_id":"prg_1"}                                                     | program_id          | malformed
        {"kind":"conversions","program_id":"prg_0000000000001","filter":{"program_id":"prg_0000000000001"}} | program_id      | repeated
        {"kind":"conversions","month":"2026-10"}                                                        | month               | unknown_field
        {"kind":"links","filter":{"state":"paused"}}                                                    | filter.state        | unknown
        {"kind":"receipts"}                                                                             | kind                | unknown
        """)
    void badFilter_isRefusedAtOnce_andLeavesNothing(String body, String field, String code) {
        Map<String, Map<String, AttributeValue>> before = API.items();
        APIGatewayV2HTTPResponse answer = API.post("merchant 1", "/v1/exports", body);

        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(422);
        assertThat(answer.getBody()).contains("\"field\":\"" + field + "\",\"code\":\"" + code + "\"");
        assertThat(API.items()).isEqualTo(before);
    }

    @Test
    void span_isFixedWhenItBegins() {
        ListExport export = EXPORTED.asked(EXPORTED.ask("merchant 1", "conversions", ""));
        assertThat(export.wish().filter())
                .containsOnly(Map.entry("from", "2025-11-21T23:30:00Z"), Map.entry("to", "2026-11-22T23:30:00Z"));
        assertThat(EXPORTED.asked(EXPORTED.ask("merchant 1", "links", ""))
                        .wish()
                        .filter())
                .isEmpty();
    }

    @Test
    void anothersProgram_looksLikeNone_andAnAffiliateHasNoListOfAffiliates() {
        String foreign = EXPORTED.ask("merchant 2", "conversions", "program_id=prg_0000000000001")
                .getBody();
        assertThat(foreign)
                .isEqualTo(EXPORTED.ask("merchant 2", "conversions", "program_id=prg_0000000000099")
                        .getBody());
        assertThat(foreign).contains("\"code\":\"not_found\"");
        assertThat(EXPORTED.ask("affiliate 2", "links", "program_id=prg_0000000000003")
                        .getStatusCode())
                .isEqualTo(404);
        assertThat(EXPORTED.ask("affiliate 2", "affiliates", "").getBody()).contains("merchant_only");
        assertThat(API.post("keeper 1", "/v1/exports", "{\"kind\":\"links\"}").getStatusCode())
                .isEqualTo(403);
    }

    @Test
    void export_isItsAddresseesAlone_untilItsTimeIsOver() throws Exception {
        String who = "affiliate 2";
        APIGatewayV2HTTPResponse answer = EXPORTED.ask(who, "conversions", "program_id=prg_0000000000001");
        String location = String.valueOf(answer.getHeaders().get("location"));
        assertThat(API.get(who, location).getBody()).isEqualTo(answer.getBody()).contains("\"state\":\"running\"");
        assertThat(API.get(who, location + "/files/1").getStatusCode()).isEqualTo(409);
        assertThat(API.get("merchant 1", "/v1/audit_events").getBody()).doesNotContain(location.substring(12));

        ExportId id = ExportId.of(location.substring("/v1/exports/".length()));
        ListExport export = EXPORTED.stored.find(id).orElseThrow().value();
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CSV));
        BookFile file = new BookFile(1, CSV.length, sha256);
        export = export.read(1, false, Optional.empty(), API.now).written(file, new Mark(2, 0), API.now);
        API.files.put(export.name(file), CSV);
        EXPORTED.write(id, export.done(API.now));
        APIGatewayV2HTTPResponse got = API.get(who, location + "/files/1");
        assertThat(got.getBody()).isEqualTo(new String(CSV, StandardCharsets.UTF_8));
        assertThat(got.getHeaders())
                .containsEntry("content-disposition", "attachment; filename=\"conversions-2026-11-22-1.csv\"");

        String nowhere = "/v1/exports/exp_00000000000000000000000001";
        String none = API.get("merchant 1", nowhere).getBody();
        for (String other : List.of("merchant 1", "merchant 2", "affiliate 1", "affiliate 9")) {
            assertThat(API.get(other, location).getBody()).isEqualTo(none);
            assertThat(API.get(other, location + "/files/1").getBody()).isEqualTo(none);
            assertThat(API.get(other, "/v1/exports").getBody()).doesNotContain(id.toString());
        }
        for (String list : List.of("/v1/exports", "/v1/exports?program_id=prg_0000000000001")) {
            assertThat(API.get(who, list).getBody()).contains(id.toString(), "\"rows\":1");
        }
        assertThat(API.get("affiliate 2", "/v1/exports?program_id=prg_0000000000003")
                        .getStatusCode())
                .isEqualTo(404);

        API.now = API.now.plus(ListExport.KEPT);
        try {
            assertThat(API.get(who, location).getBody()).isEqualTo(none);
            assertThat(API.get(who, location + "/files/1").getStatusCode()).isEqualTo(404);
            assertThat(API.get(who, "/v1/exports").getBody()).doesNotContain(id.toString());
        } finally {
            API.now = API.now.minus(ListExport.KEPT);
        }
    }

    @Test
    void threeRunAtOnce_andARepeatFindsTheFirst() {
        String who = "affiliate 9";
        List<String> ids = new ArrayList<>();
        for (int call = 0; call < 3; call++) {
            APIGatewayV2HTTPResponse answer =
                    API.post(who, "/v1/exports", "{\"kind\":\"links\"}", "idempotency-key", "key-" + call);
            assertThat(answer.getStatusCode()).isEqualTo(202);
            ids.add(Json.tree(answer.getBody()).path("id").asText());
        }
        assertThat(ids).doesNotHaveDuplicates();
        APIGatewayV2HTTPResponse fourth = API.post(who, "/v1/exports", "{\"kind\":\"links\"}");
        assertThat(fourth.getStatusCode()).isEqualTo(409);
        assertThat(fourth.getBody()).contains("too_many_running");
        assertThat(fourth.getHeaders()).containsEntry("retry-after", "60");
        APIGatewayV2HTTPResponse repeat =
                API.post(who, "/v1/exports", "{\"kind\":\"links\"}", "idempotency-key", "key-0");
        assertThat(Json.tree(repeat.getBody()).path("id").asText()).isEqualTo(ids.getFirst());
        // Longer ago than its key is kept: the same call finds what it made.
        API.now = API.now.plus(Duration.ofDays(2));
        try {
            APIGatewayV2HTTPResponse late =
                    API.post(who, "/v1/exports", "{\"kind\":\"links\"}", "idempotency-key", "key-0");
            assertThat(Json.tree(late.getBody()).path("id").asText()).isEqualTo(ids.getFirst());
        } finally {
            API.now = API.now.minus(Duration.ofDays(2));
        }
    }
}
