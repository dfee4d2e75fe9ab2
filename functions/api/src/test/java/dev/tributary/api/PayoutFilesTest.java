package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.stored.Versioned;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The files of a run: there once they are written, for whoever may pay, and with the bytes that were fixed.
class PayoutFilesTest {
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Document>\u0100\u017e</Document>";

    private final WriteApi api = new WriteApi();
    private final PlannedRuns planned = new PlannedRuns(api);
    private final Payout payout = planned.submittedWithoutFile();
    private final RunId run = payout.place().run();
    private final String files = PlannedRuns.PATH + "/" + run + "/files";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # who       | file   | status | says
        keeper 1    |        | 403    | insufficient_scope
        keeper 1    | /0-1   | 403    | insufficient_scope
        affiliate 1 |        | 403    | merchant_only
        affiliate 1 | /0-1   | 403    | merchant_only
        merchant 2  |        | 404    | no such payout run
        merchant 2  | /0-1   | 404    | no such payout run
        anna        | /0-0   | 404    | no such file
        anna        | /0-2   | 404    | no such file
        anna        | /1-1   | 404    | no such file
        anna        | /00-1  | 404    | no such file
        anna        | /x     | 404    | no such file
        anna        | /999-9999 | 404 | no such file
        anna        | /0-1   | 409    | file_not_written
        """)
    void badCall_isRefused(String who, String file, int status, String says) {
        planned.unchanged(() -> api.get(who, files + (file == null ? "" : file)), status, says);
    }

    @Test
    void file_isListedAtOnce_andThereWhenItIsWritten() {
        String open = api.get("anna", files).getBody();
        assertThat(open)
                .contains("\"id\":\"0-1\",\"name\":\"" + run + "-0-1.csv\",\"rail\":\"csv\",\"payouts\":1,")
                .contains("\"written\":false,\"sha256\":null,\"path\":null}],\"next_cursor\":null}");

        String csv = "payout_id,amount\r\n" + payout.id() + ",12.60\r\n";
        write(1, csv);
        assertThat(api.get("anna", files).getBody())
                .contains("\"written\":true,\"sha256\":\"" + sha256(csv) + "\",\"path\":\"" + files + "/0-1\"}]");
        APIGatewayV2HTTPResponse answer = api.get("anna", files + "/0-1");
        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(answer.getBody()).isEqualTo(csv);
        assertThat(answer.getHeaders())
                .containsEntry("content-type", "text/csv; charset=utf-8")
                .containsEntry("content-disposition", "attachment; filename=\"" + run + "-0-1.csv\"");
    }

    @Test
    void files_areListedInTheirOrder_pageByPage_withoutWhatPayPalWasAsked() {
        file(2, Rail.PAYPAL);
        file(3, Rail.SEPA);
        write(3, XML);

        APIGatewayV2HTTPResponse first = api.get("anna", files + "?limit=1");
        assertThat(Json.texts(first.getBody(), "id")).containsExactly("0-1");
        String rest = api.get(
                        "anna",
                        files + "?limit=1&cursor="
                                + Json.texts(first.getBody(), "next_cursor").getFirst())
                .getBody();
        assertThat(Json.texts(rest, "id")).containsExactly("0-3");
        APIGatewayV2HTTPResponse xml = api.get("anna", files + "/0-3");
        assertThat(xml.getBody()).isEqualTo(XML);
        assertThat(xml.getHeaders()).containsEntry("content-type", "application/xml; charset=utf-8");
        planned.unchanged(() -> api.get("anna", files + "/0-2"), 404, "no such file");
    }

    /// Nothing is put of a file that nobody is left in.
    @Test
    void fileOfStoppedPayouts_isNotThere() {
        file(2, Rail.CSV);
        Versioned<PayoutFile> file = read(2);
        PayoutFile empty =
                file.value().without(new AffiliateId(2)).with("0".repeat(64)).isWritten();
        planned.rows.replaceFile(file.with(empty));

        assertThat(api.get("anna", files).getBody())
                .contains("\"payouts\":0,", "\"written\":false,\"sha256\":null,\"path\":null}],\"next_cursor\"");
        planned.unchanged(() -> api.get("anna", files + "/0-2"), 404, "no such file");
    }

    /// Better no file than one by which others are paid.
    @Test
    void otherBytesThanWereFixed_areNotHandedOut() {
        write(1, "payout_id,amount\r\n");
        api.payoutFiles.put(read(1).value().name(), "payout_id,amount\r\nmore\r\n".getBytes(StandardCharsets.UTF_8));
        assertThat(api.get("anna", files + "/0-1").getStatusCode()).isEqualTo(500);

        api.payoutFiles.clear();
        assertThat(api.get("anna", files + "/0-1").getStatusCode()).isEqualTo(500);
    }

    private void file(int number, Rail rail) {
        planned.rows.create(
                PayoutFile.fixed(new PayoutFile.Place(run, 1, 0, number), rail, List.of(new AffiliateId(2)), api.now));
    }

    private Versioned<PayoutFile> read(int number) {
        return planned.rows.file(new PayoutFile.Place(run, 1, 0, number)).orElseThrow();
    }

    private void write(int number, String text) {
        Versioned<PayoutFile> file = read(number);
        planned.rows.replaceFile(file.with(file.value().with(sha256(text)).isWritten()));
        api.payoutFiles.put(file.value().name(), text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(String text) {
        return ExportsResource.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
