package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.domain.books.BookExport.Mark;
import dev.tributary.domain.books.BookFile;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.ExportId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.listing.ListExport;
import dev.tributary.domain.listing.ListKind;
import dev.tributary.domain.listing.ListRows;
import dev.tributary.domain.listing.ListedCommissions;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.party.Channel;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.party.CsvCell;
import dev.tributary.domain.program.Coupon;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.table.DynamoAccounts;
import dev.tributary.infrastructure.table.DynamoAffiliates;
import dev.tributary.infrastructure.table.DynamoClickEntries;
import dev.tributary.infrastructure.table.DynamoCoupons;
import dev.tributary.infrastructure.table.DynamoListExports;
import dev.tributary.infrastructure.table.DynamoOrderLists;
import dev.tributary.infrastructure.table.DynamoTerms;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Exports of lists: what is filtered is what comes, to whoever may see it. How files are made of it is tried
/// where they are made.
class ListExportsTest {
    private static final WriteApi API = new WriteApi();
    private static final DynamoListExports EXPORTS = new DynamoListExports(API.stored.table);
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

    private static APIGatewayV2HTTPResponse export(String who, String kind, String filters) {
        String fields = filters.isEmpty()
                ? ""
                : List.of(filters.split("&")).stream()
                        .map(filter -> "\"" + filter.replace("=", "\":\"") + "\"")
                        .collect(Collectors.joining(","));
        return API.post(who, "/v1/exports", "{\"kind\":\"" + kind + "\",\"filter\":{" + fields + "}}");
    }

    private static ListExport asked(APIGatewayV2HTTPResponse answer) {
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(202);
        ExportId id = ExportId.of(Json.tree(answer.getBody()).path("id").asText());
        ListExport export = EXPORTS.find(id).orElseThrow().value();
        // The next one may run.
        write(id, export.failed(ListExport.Failure.BROKEN, API.now));
        return export;
    }

    private static void write(ExportId id, ListExport next) {
        Versioned<ListExport> there = EXPORTS.find(id).orElseThrow();
        assertThat(EXPORTS.write(there.with(next), Optional.empty())).isInstanceOf(Replacement.Replaced.class);
    }

    /// As the job reads them, some rows at a time.
    private static List<List<String>> rows(ListExport export, int limit) {
        ListRows rows = new ListRows(new ListRows.Sources(
                API.stored.enrollments,
                new DynamoAffiliates(API.stored.table),
                API.stored.links,
                new DynamoCoupons(API.stored.table),
                new DynamoOrderLists(API.stored.table),
                new ListedCommissions.Sources(
                        new DynamoAccounts(API.stored.table),
                        new DynamoClickEntries(API.stored.table),
                        new DynamoTerms(API.stored.table),
                        API.stored.programs)));
        List<List<String>> all = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(PageRequest.first(limit));
        while (next.isPresent()) {
            Page<List<String>> page = rows.page(export.wish(), export.wish().read(API.now), API.now, next.get());
            all.addAll(page.items());
            next = page.next().map(PageRequest.first(limit)::after);
        }
        return all;
    }

    private static List<JsonNode> listed(String who, String list) {
        List<JsonNode> rows = new ArrayList<>();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            JsonNode page =
                    Json.tree(API.get(who, list + "limit=2" + cursor.get()).getBody());
            page.path("data").forEach(rows::add);
            JsonNode next = page.path("next_cursor");
            cursor = next.isNull() ? Optional.empty() : Optional.of("&cursor=" + next.asText());
        }
        return rows;
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
        ListExport export = asked(export(who, list, filters));
        List<JsonNode> expected = listed(who, "/v1/" + list + "?" + filters + (filters.isEmpty() ? "" : "&"));
        List<String> columns = ListKind.parse(list).orElseThrow().columns();
        for (int limit : new int[] {1, 3, 50}) {
            List<List<String>> rows = rows(export, limit);
            assertThat(rows).hasSize(count).hasSameSizeAs(expected);
            for (int at = 0; at < count; at++) {
                for (int column = 0; column < columns.size(); column++) {
                    assertThat(rows.get(at).get(column))
                            .as(columns.get(column) + " of " + expected.get(at))
                            .isEqualTo(CsvCell.safe(cell(list, columns.get(column), expected.get(at))));
                }
            }
            assertThat(rows.stream().flatMap(List::stream)).noneMatch(cell -> cell.matches("[=+@\\t\\r-].*"));
        }
    }

    /// Where the list has what a column holds.
    private static String cell(String list, String column, JsonNode row) {
        JsonNode last = row.path("history").path(row.path("history").size() - 1);
        return switch (column) {
            case "amount", "refunded", "reversed", "net", "approved_amount", "minimum_payout" ->
                text(row.path(column).path("amount"));
            case "currency" ->
                text(row.path(list.equals("enrollments") ? "minimum_payout" : "amount")
                        .path("currency"));
            case "exchange_currency" -> text(row.path("exchange").path("to"));
            case "exchange_rate" -> text(row.path("exchange").path("rate"));
            case "exchange_date" -> text(row.path("exchange").path("date"));
            case "shares" -> joined(" ", row.path(column), "affiliate_id", ":", "part");
            case "commission_ids" -> joined(" ", row.path(column));
            case "receipt_ids" -> joined(" ", row.path("receipts"), "receipt_id");
            case "terms_version", "rule_id" -> text(row.path("explanation").path(column));
            case "explanation" -> text(row.path(column).path("sentence"));
            case "since" -> text(last.path("from"));
            case "reason" -> text(last.path("reason"));
            case "tags" -> joined("; ", row.path(column));
            case "channels" -> joined("; ", row.path(column), "kind", ": ", "name");
            default -> {
                assertThat(row.has(column)).as(column).isTrue();
                yield text(row.path(column));
            }
        };
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "" : value.asText("");
    }

    /// @param parts names of fields, and what stands between them
    private static String joined(String between, JsonNode values, String... parts) {
        List<String> all = new ArrayList<>();
        for (JsonNode value : values) {
            StringBuilder one = new StringBuilder(parts.length == 0 ? value.asText() : "");
            for (int part = 0; part < parts.length; part++) {
                one.append(part % 2 == 0 ? value.path(parts[part]).asText() : parts[part]);
            }
            all.add(one.toString());
        }
        return String.join(between, all);
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
        {"kind":"clicks"}                                                                               | kind                | unknown
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
        ListExport export = asked(export("merchant 1", "conversions", ""));
        assertThat(export.wish().filter())
                .containsOnly(Map.entry("from", "2025-11-21T23:30:00Z"), Map.entry("to", "2026-11-22T23:30:00Z"));
        assertThat(asked(export("merchant 1", "links", "")).wish().filter()).isEmpty();
    }

    @Test
    void anothersProgram_looksLikeNone_andAnAffiliateHasNoListOfAffiliates() {
        String foreign = export("merchant 2", "conversions", "program_id=prg_0000000000001")
                .getBody();
        assertThat(foreign)
                .isEqualTo(export("merchant 2", "conversions", "program_id=prg_0000000000099")
                        .getBody());
        assertThat(foreign).contains("\"code\":\"not_found\"");
        assertThat(export("affiliate 2", "links", "program_id=prg_0000000000003")
                        .getStatusCode())
                .isEqualTo(404);
        assertThat(export("affiliate 2", "affiliates", "").getBody()).contains("merchant_only");
        assertThat(API.post("keeper 1", "/v1/exports", "{\"kind\":\"links\"}").getStatusCode())
                .isEqualTo(403);
    }

    @Test
    void export_isItsAddresseesAlone_untilItsTimeIsOver() throws Exception {
        String who = "affiliate 2";
        APIGatewayV2HTTPResponse answer = export(who, "conversions", "program_id=prg_0000000000001");
        String location = String.valueOf(answer.getHeaders().get("location"));
        assertThat(API.get(who, location).getBody()).isEqualTo(answer.getBody()).contains("\"state\":\"running\"");
        assertThat(API.get(who, location + "/files/1").getStatusCode()).isEqualTo(409);
        assertThat(API.get("merchant 1", "/v1/audit_events").getBody()).doesNotContain(location.substring(12));

        ExportId id = ExportId.of(location.substring("/v1/exports/".length()));
        ListExport export = EXPORTS.find(id).orElseThrow().value();
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CSV));
        BookFile file = new BookFile(1, CSV.length, sha256);
        export = export.read(1, false, Optional.empty(), API.now).written(file, new Mark(2, 0), API.now);
        API.files.put(export.name(file), CSV);
        write(id, export.done(API.now));
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
