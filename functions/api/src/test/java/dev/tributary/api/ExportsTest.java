package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.books.BookExport;
import dev.tributary.domain.books.BookExport.Mark;
import dev.tributary.domain.books.BookExports;
import dev.tributary.domain.books.BookFile;
import dev.tributary.domain.books.BookReading;
import dev.tributary.domain.id.ExportId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.table.DynamoBookExports;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How an export is asked for and shown. How it is made is tried where it runs.
class ExportsTest {
    private static final String BODY = body("2026-10");
    private static final byte[] CSV = "line,date\r\n".getBytes(StandardCharsets.UTF_8);

    private final WriteApi api = new WriteApi();
    private final BookExports exports = new DynamoBookExports(api.stored.table);

    private static String body(String month) {
        return "{\"kind\":\"books\",\"program_id\":\"prg_0000000000001\",\"month\":\"" + month + "\"}";
    }

    private String start() {
        return String.valueOf(
                api.post("merchant 1", "/v1/exports", BODY).getHeaders().get("location"));
    }

    private Versioned<BookExport> stored() {
        return exports.find(ExportId.books(new ProgramId(1), YearMonth.of(2026, 10)))
                .orElseThrow();
    }

    private void write(BookExport next) {
        assertThat(exports.write(stored().with(next), Optional.empty())).isInstanceOf(Replacement.Replaced.class);
    }

    private BookExport finish() throws Exception {
        write(new BookReading(stored().value()).ended(Optional.empty(), false, api.now));
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CSV));
        BookFile file = new BookFile(1, CSV.length, sha256);
        write(stored().value().written(file, new Mark(2, 0), api.now));
        api.files.put(stored().value().name(file), CSV);
        write(stored().value().done(api.now));
        return stored().value();
    }

    @Test
    void export_isShownWhereTheAnswerSays_andAskedForAgainItIsTheSame() {
        APIGatewayV2HTTPResponse answer = api.post("merchant 1", "/v1/exports", BODY);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(202);
        assertThat(answer.getBody())
                .contains("\"state\":\"running\"", "\"month\":\"2026-10\"", "\"accounts\":[]", "\"files\":[]");
        String location = String.valueOf(answer.getHeaders().get("location"));
        assertThat(api.get("merchant 1", location).getBody()).isEqualTo(answer.getBody());
        assertThat(api.get("merchant 1", "/v1/exports?program_id=prg_0000000000001")
                        .getBody())
                .isEqualTo("{\"data\":[" + answer.getBody() + "],\"next_cursor\":null}");
        assertThat(api.get("merchant 1", "/v1/audit_events").getBody()).contains("export.create");

        Map<String, Map<String, AttributeValue>> before = api.items();
        APIGatewayV2HTTPResponse again = api.post("merchant 1", "/v1/exports", BODY);
        assertThat(again.getStatusCode()).isEqualTo(202);
        assertThat(again.getBody()).isEqualTo(answer.getBody());
        // The same export, and no other item but the key of the call.
        assertThat(api.items().keySet().stream().filter(key -> !before.containsKey(key)))
                .allMatch(key -> key.contains("K#"));
    }

    /// It is 2026-11-23 in the program's zone.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                                                                | kind       | missing
        {"kind":"receipts","program_id":"prg_0000000000001","month":"2026-10"}              | kind       | unknown
        {"kind":"books","program_id":"prg_1","month":"2026-10"}                           | program_id | malformed
        {"kind":"books","program_id":"prg_0000000000001"}                                 | month      | missing
        {"kind":"books","program_id":"prg_0000000000001","month":"2026-13"}               | month      | malformed
        {"kind":"books","program_id":"prg_0000000000001","month":"October"}               | month      | malformed
        {"kind":"books","program_id":"prg_0000000000001","month":"2026-11"}               | month      | not_final
        {"kind":"books","program_id":"prg_0000000000001","month":"2099-01"}               | month      | not_final
        {"kind":"books","program_id":"prg_0000000000001","month":"2026-10","as":"xlsx"}   | as         | unknown_field
        """)
    void badWish_leavesNothing(String body, String field, String code) {
        Map<String, Map<String, AttributeValue>> before = api.items();
        APIGatewayV2HTTPResponse answer = api.post("merchant 1", "/v1/exports", body);

        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(422);
        assertThat(answer.getBody()).contains("\"field\":\"" + field + "\",\"code\":\"" + code + "\"");
        assertThat(api.items()).isEqualTo(before);
    }

    /// In Riga November is over at 22:00 UTC.
    @ParameterizedTest
    @CsvSource({"2026-11-30T22:14:59.999Z, 422", "2026-11-30T22:15:00Z, 202"})
    void month_isFinalFifteenMinutesAfterItsEnd(Instant now, int status) {
        api.now = now;
        assertThat(api.post("merchant 1", "/v1/exports", body("2026-11")).getStatusCode())
                .isEqualTo(status);
    }

    @Test
    void file_isThereWhenAllAre_andHasTheBytesThatWereWritten() throws Exception {
        String location = start();
        APIGatewayV2HTTPResponse early = api.get("merchant 1", location + "/files/1");
        assertThat(early.getStatusCode()).isEqualTo(409);
        assertThat(early.getBody()).contains("\"code\":\"not_done\"");

        finish();
        assertThat(api.get("merchant 1", location).getBody())
                .contains("\"state\":\"done\"", "\"path\":\"" + location + "/files/1\"", "\"bytes\":" + CSV.length);
        assertThat(api.post("merchant 1", "/v1/exports", BODY).getStatusCode()).isEqualTo(200);
        APIGatewayV2HTTPResponse file = api.get("merchant 1", location + "/files/1");
        assertThat(file.getBody()).isEqualTo(new String(CSV, StandardCharsets.UTF_8));
        assertThat(file.getHeaders())
                .containsEntry("content-type", "text/csv; charset=utf-8")
                .containsEntry("content-disposition", "attachment; filename=\"books-prg_0000000000001-2026-10-1.csv\"");
        for (String none : List.of("2", "0", "01", "x")) {
            assertThat(api.get("merchant 1", location + "/files/" + none).getStatusCode())
                    .as(none)
                    .isEqualTo(404);
        }

        // Never other bytes than those that were counted.
        api.files.files.replaceAll((name, bytes) -> "line,dato\r\n".getBytes(StandardCharsets.UTF_8));
        assertThat(api.get("merchant 1", location + "/files/1").getStatusCode()).isEqualTo(500);
        api.files.files.clear();
        assertThat(api.get("merchant 1", location + "/files/1").getStatusCode()).isEqualTo(503);
    }

    @Test
    void anothersExport_looksLikeNone_andAffiliatesMayNotAsk() throws Exception {
        String location = start();
        finish();
        String nowhere = location.replaceFirst("exp_.{26}", "exp_00000000000000000000000001");
        for (String path : List.of(location, location + "/files/1")) {
            String none = api.get("merchant 2", path.replace(location, nowhere)).getBody();
            for (String who : List.of("merchant 2", "affiliate 9")) {
                APIGatewayV2HTTPResponse foreign = api.get(who, path);
                assertThat(foreign.getStatusCode()).isEqualTo(404);
                assertThat(foreign.getBody()).isEqualTo(none);
            }
            assertThat(api.get("affiliate 1", path).getBody()).contains("merchant_only");
        }
        assertThat(api.get("affiliate 1", "/v1/exports?program_id=prg_0000000000001")
                        .getBody())
                .contains("\"data\":[]");
        assertThat(api.post("affiliate 1", "/v1/exports", BODY).getStatusCode()).isEqualTo(403);
        assertThat(api.post("merchant 2", "/v1/exports", BODY).getStatusCode()).isEqualTo(404);
        assertThat(api.get("merchant 2", "/v1/exports?program_id=prg_0000000000001")
                        .getStatusCode())
                .isEqualTo(404);
    }

    @Test
    void oneThatFailed_beginsAnew() {
        String location = start();
        write(stored().value().failed(api.now));
        assertThat(api.get("merchant 1", location).getBody()).contains("\"state\":\"failed\"", "\"finished_at\":\"");
        assertThat(api.get("merchant 1", location + "/files/1").getStatusCode()).isEqualTo(409);

        APIGatewayV2HTTPResponse again = api.post("merchant 1", "/v1/exports", BODY);
        assertThat(again.getStatusCode()).isEqualTo(202);
        assertThat(again.getBody()).contains("\"state\":\"running\"", "\"finished_at\":null");
        assertThat(stored().value().isFree(api.now)).isTrue();
    }

    @Test
    void threeRunAtOnce() {
        for (String month : List.of("2026-07", "2026-08", "2026-09")) {
            assertThat(api.post("merchant 1", "/v1/exports", body(month)).getStatusCode())
                    .isEqualTo(202);
        }
        APIGatewayV2HTTPResponse fourth = api.post("merchant 1", "/v1/exports", BODY);
        assertThat(fourth.getStatusCode()).isEqualTo(409);
        assertThat(fourth.getBody()).contains("too_many_running");
        assertThat(fourth.getHeaders()).containsEntry("retry-after", "60");
        assertThat(api.post("merchant 1", "/v1/exports", body("2026-08")).getStatusCode())
                .isEqualTo(202);
    }
}
