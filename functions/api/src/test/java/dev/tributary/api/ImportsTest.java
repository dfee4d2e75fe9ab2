package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.id.ImportId;
import dev.tributary.domain.imports.Import;
import dev.tributary.domain.imports.ImportRow;
import dev.tributary.domain.imports.ImportRow.Fault;
import dev.tributary.domain.imports.RowOutcome;
import dev.tributary.domain.imports.RowOutcome.Result;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.queue.ConversionMessages;
import dev.tributary.infrastructure.table.DynamoImports;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How an import is asked for and shown. What its rows come to is tried where they are done.
class ImportsTest {
    private static final String PROGRAM = "prg_0000000000001";
    private static final WriteApi API = new WriteApi();
    private static final DynamoImports IMPORTS = new DynamoImports(API.stored.table);

    private static APIGatewayV2HTTPResponse post(String who, String kind, String file) {
        return API.call(
                who,
                "POST",
                "/v1/imports?kind=" + kind + "&program_id=" + PROGRAM + "&dry_run=true",
                file,
                "content-type",
                "text/csv; charset=utf-8");
    }

    private static ImportId asked(APIGatewayV2HTTPResponse answer) {
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(202);
        return ImportId.of(Json.text(answer.getBody(), "id"));
    }

    private static List<ImportRow> rows(ImportId id) {
        List<ImportRow> rows = new ArrayList<>();
        int count = IMPORTS.find(id).orElseThrow().value().wish().rows();
        for (int chunk = 0; chunk * Import.CHUNK < count; chunk++) {
            rows.addAll(IMPORTS.rows(id, chunk));
        }
        // The next one may run.
        done(
                id,
                rows.stream()
                        .map(row -> new RowOutcome(
                                row.line(),
                                row.line() % 2 == 0 ? Result.CREATED : Result.REFUSED,
                                row.line() % 2 == 0 ? Optional.empty() : Optional.of(new Fault("code", "code_taken")),
                                row.line() % 2 == 0 ? Optional.of("lnk_" + row.line()) : Optional.empty()))
                        .toList());
        return rows;
    }

    private static void done(ImportId id, List<RowOutcome> outcomes) {
        for (int from = 0; from < outcomes.size(); from += Import.CHUNK) {
            Versioned<Import> read = IMPORTS.find(id).orElseThrow();
            List<RowOutcome> some = outcomes.subList(from, Math.min(outcomes.size(), from + Import.CHUNK));
            assertThat(IMPORTS.write(
                            read.with(read.value().after(some, API.now)), from / Import.CHUNK, some, List.of()))
                    .isInstanceOf(Replacement.Replaced.class);
        }
    }

    @Test
    void file_isRead_asSpreadsheetsWriteIt_andNoAddressIsKept() {
        String file = "\uFEFFname,email,external_id,state\r\n"
                + "\"Anna, \"\"the\"\" one\", Anna@Example.COM ,A-1,approved\r\nBob,,B-1,\r\n";
        ImportId id = asked(post("merchant 1", "affiliates", file));
        assertThat(API.items().toString().toLowerCase(java.util.Locale.ROOT)).doesNotContain("anna@example");
        List<ImportRow> rows = rows(id);
        assertThat(rows).extracting(ImportRow::line).containsExactly(2, 3);
        assertThat(rows.getFirst().fault()).isEmpty();
        assertThat(rows.getFirst().cells())
                .containsEntry("name", "Anna, \"the\" one")
                .containsEntry("state", "approved")
                .containsEntry("email", new dev.tributary.domain.party.EmailAddress("anna@example.com").hash())
                .containsKey("member")
                .hasSize(5);
        assertThat(rows.getLast().cells()).containsOnlyKeys("name", "external_id");
        Import of = IMPORTS.find(id).orElseThrow().value();
        assertThat(of.wish().dryRun()).isTrue();
        assertThat(API.get("merchant 1", "/v1/audit_events").getBody()).contains("import.create");
    }

    @Test
    void rows_mayStandInJson() {
        ImportId id = asked(API.post(
                "merchant 1",
                "/v1/imports",
                "{\"kind\":\"coupons\",\"program_id\":\"" + PROGRAM
                        + "\",\"dry_run\":false,\"rows\":\"code,external_id\\nX1,A\\r\\nX2,B\"}"));
        assertThat(rows(id)).extracting(row -> row.cells().get("code")).containsExactly("X1", "X2");
        assertThat(IMPORTS.find(id).orElseThrow().value().wish().dryRun()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # kind     | file, a / for an end of line                  | status, code
        links      | ``                                            | 422 no_rows
        links      | code,destination                              | 422 no_rows
        links      | code/x                                        | 422 missing_column
        links      | code,destination,color/x,y,z                  | 422 unknown_column
        links      | code,destination,code/x,y,z                   | 422 duplicate_column
        links      | Code,destination/x,y                          | 422 unknown_column
        links      | code,destination/x                            | 422 malformed_csv
        links      | code,destination/x,y,z                        | 422 malformed_csv
        links      | code,destination/"x,y                         | 422 malformed_csv
        affiliates | external_id/x                                 | 422 missing_column
        clicks     | code/x                                        | 422 unknown
        """)
    void badFile_isRefused_andLeavesNothing(String kind, String file, String expected) {
        Map<String, Map<String, AttributeValue>> before = API.items();
        APIGatewayV2HTTPResponse answer = post("merchant 1", kind, file.replace("/", "\n"));
        String[] parts = expected.split(" ");
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(Integer.parseInt(parts[0]));
        assertThat(answer.getBody()).contains("\"code\":\"" + parts[1] + "\"");
        assertThat(API.items()).isEqualTo(before);
    }

    @Test
    void threeRunAtOnceInAProgram() {
        List<ImportId> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(asked(post("merchant 1", "links", "code,external_id,destination\nx" + i + ",A,y")));
        }
        APIGatewayV2HTTPResponse fourth = post("merchant 1", "links", "code,external_id,destination\nx,A,y");
        assertThat(fourth.getStatusCode()).isEqualTo(409);
        assertThat(fourth.getBody()).contains("too_many_running");
        ids.forEach(ImportsTest::rows);
        rows(asked(post("merchant 1", "links", "code,external_id,destination\nx,A,y")));
    }

    @Test
    void fileThatIsTooLarge_orOfOtherBytes_isRefused() {
        String many = "code,destination\n" + "a,b\n".repeat(Import.MOST_ROWS + 1);
        assertThat(post("merchant 1", "links", many).getBody()).contains("too_many_rows");
        assertThat(post("merchant 1", "links", "code,destination\n" + "a".repeat(256 * 1024))
                        .getStatusCode())
                .isEqualTo(413);
        assertThat(API.call("merchant 1", "POST", "/v1/imports", "x", "content-type", "text/plain")
                        .getStatusCode())
                .isEqualTo(415);
        assertThat(API.call("merchant 1", "POST", "/v1/imports?color=red", "x", "content-type", "text/csv")
                        .getStatusCode())
                .isEqualTo(400);
        assertThat(API.call("merchant 1", "POST", "/v1/imports", "x", "content-type", "text/csv")
                        .getBody())
                .contains("\"field\":\"kind\",\"code\":\"missing\"", "\"field\":\"dry_run\",\"code\":\"missing\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # kind     | file                                                           | line, field and code
        affiliates | name,external_id/=1+1,A                                        | 2 name formula
        affiliates | name,external_id/Anna,@A                                       | 2 external_id formula
        affiliates | name,email/Anna,nobody                                         | 2 email malformed
        affiliates | name,email/Anna,a@b.example/Bob,A@B.example                    | 3 email repeated
        affiliates | name,external_id/Anna,A/Bob,B/Anna,A                           | 4 external_id repeated
        affiliates | name,external_id/"An~na",A                                     | 2 name control_character
        links      | code,destination/-x,https://shop.example//-x,https://x.example | 4 code repeated
        coupons    | code,external_id/abc,A/ABC,B                                   | 3 code repeated
        """)
    void badRow_waitsForItsReport(String kind, String file, String expected) {
        String text =
                file.replace("//", "\n\n").replaceAll("(?<!:)/(?!/)", "\n").replace("https:\n\n", "https://");
        List<ImportRow> rows = rows(asked(post("merchant 1", kind, text.replace('~', '\u0007'))));
        List<String> faults = rows.stream()
                .filter(row -> row.fault().isPresent())
                .map(row -> row.line() + " " + row.fault().get().field() + " "
                        + row.fault().get().code())
                .toList();
        assertThat(faults).containsExactly(expected);
    }

    /// It is 2026-11-22T22:30Z.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # order_id, event, amount, currency, occurred_at, coupon, click_id, affiliate_id | field and code
        O-1,,10.00,EUR,2026-11-20T10:00:00Z,ANNA10,,                     | -
        O-1,lead,0,EUR,2026-08-14T22:30:00Z,anna10,,                     | -
        O-1,,10.00,EUR,2026-08-14T22:29:59Z,ANNA10,,                     | occurred_at too_old
        O-1,,10.00,EUR,2026-11-22T22:35:01Z,ANNA10,,                     | occurred_at in_the_future
        O-1,,10.00,EUR,2026-11-20 10:00,ANNA10,,                         | occurred_at malformed
        O-1,,10.00,EUR,,ANNA10,,                                         | occurred_at missing
        O-1,,10.001,EUR,2026-11-20T10:00:00Z,ANNA10,,                    | amount too_many_decimals
        O-1,,-1,EUR,2026-11-20T10:00:00Z,ANNA10,,                        | amount negative
        O-1,,1e3,EUR,2026-11-20T10:00:00Z,ANNA10,,                       | amount malformed
        O-1,,10.00,XXY,2026-11-20T10:00:00Z,ANNA10,,                     | currency unknown_currency
        O-1,refund,10.00,EUR,2026-11-20T10:00:00Z,ANNA10,,               | event malformed
        O-1,,10.00,EUR,2026-11-20T10:00:00Z,,forged,                     | click_id forged_click_id
        O-1,,10.00,EUR,2026-11-20T10:00:00Z,,,                           | click_id cannot_attribute
        O-1,,10.00,EUR,2026-11-20T10:00:00Z,,,aff_0000000000001          | affiliate_id cannot_attribute
        """)
    void pastOrder_isReadAsAPostbackIs(String row, String expected) {
        String header = "order_id,event,amount,currency,occurred_at,coupon,click_id,affiliate_id\n";
        ImportRow read =
                rows(asked(post("merchant 1", "conversions", header + row))).getFirst();
        assertThat(read.fault().map(fault -> fault.field() + " " + fault.code()).orElse("-"))
                .isEqualTo(expected);
        assertThat(read.cells().keySet()).isEqualTo(expected.equals("-") ? Set.of("message") : Set.of());
        read.cell(ImportRow.MESSAGE)
                .map(ConversionMessages::read)
                .ifPresent(postback -> assertThat(postback.receivedAt()).isEqualTo(API.now.plusNanos(2_000)));
    }

    @Test
    void longRow_isKeptForNothing() {
        List<ImportRow> rows =
                rows(asked(post("merchant 1", "links", "code,destination\nx," + "y".repeat(3_000) + "\nz,y")));
        assertThat(rows.getFirst().fault()).contains(new Fault("code", "too_long"));
        assertThat(rows.getFirst().cells()).isEmpty();
        assertThat(rows.getLast().fault()).isEmpty();
    }

    @Test
    void report_isShownByPagesAndAsAFile_toItsMerchantAlone() {
        StringBuilder file = new StringBuilder("code,destination\n");
        for (int row = 0; row < 150; row++) {
            file.append("c").append(row).append(",https://shop.example\n");
        }
        APIGatewayV2HTTPResponse answer = post("merchant 1", "links", file.toString());
        ImportId id = asked(answer);
        String location = "/v1/imports/" + id;
        assertThat(answer.getHeaders()).containsEntry("location", location);
        assertThat(API.get("merchant 1", location).getBody()).isEqualTo(answer.getBody());
        assertThat(API.get("merchant 1", location + "/report").getBody())
                .isEqualTo("{\"data\":[],\"next_cursor\":null}");
        rows(id);
        assertThat(API.get("merchant 1", location).getBody())
                .contains("\"state\":\"done\"", "\"created\":75", "\"refused\":75", "\"done\":150");

        List<String> lines = new ArrayList<>();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            String page = API.get("merchant 1", location + "/report?limit=40" + cursor.get())
                    .getBody();
            Json.tree(page)
                    .path("data")
                    .forEach(row -> lines.add(row.path("line").asText()));
            cursor = Json.nextCursor(page).map("&cursor="::concat);
        }
        assertThat(lines).hasSize(150).startsWith("2", "3").endsWith("151").doesNotHaveDuplicates();
        APIGatewayV2HTTPResponse table = API.get("merchant 1", location + "/report?format=csv");
        assertThat(table.getBody())
                .startsWith("line,result,field,code,object\r\n2,created,,,lnk_2\r\n3,refused,code,code_taken,\r\n")
                .hasLineCount(151);
        assertThat(API.get("merchant 1", "/v1/imports?limit=100&program_id=" + PROGRAM)
                        .getBody())
                .contains(id.toString());

        String none = API.get("merchant 1", "/v1/imports/imp_0000000000001").getBody();
        for (String path : List.of(location, location + "/report")) {
            assertThat(API.get("merchant 2", path).getBody()).isEqualTo(none);
            assertThat(API.get("affiliate 9", path).getBody()).isEqualTo(none);
            assertThat(API.get("affiliate 1", path).getBody()).contains("merchant_only");
        }
        assertThat(post("affiliate 1", "links", file.toString()).getStatusCode())
                .isEqualTo(403);
        assertThat(post("merchant 2", "links", file.toString()).getStatusCode()).isEqualTo(404);
        API.now = API.now.plus(Import.KEPT);
        try {
            assertThat(API.get("merchant 1", location).getBody()).isEqualTo(none);
        } finally {
            API.now = API.now.minus(Import.KEPT);
        }
    }

    @Test
    void sameKey_findsTheFirst_andAnotherQueryIsAnotherCall() {
        String file = "code,destination\nkey,https://shop.example";
        List<String> ids = new ArrayList<>();
        for (int call = 0; call < 2; call++) {
            APIGatewayV2HTTPResponse answer = keyed("true", file);
            ids.add(asked(answer).toString());
        }
        assertThat(ids.getFirst()).isEqualTo(ids.getLast());
        assertThat(keyed("false", file).getBody()).contains("idempotency_key_reused");
        rows(ImportId.of(ids.getFirst()));
    }

    private static APIGatewayV2HTTPResponse keyed(String dryRun, String file) {
        String target = "/v1/imports?kind=links&program_id=" + PROGRAM + "&dry_run=" + dryRun;
        return API.call("merchant 1", "POST", target, file, "content-type", "text/csv", "idempotency-key", "import-1");
    }
}
