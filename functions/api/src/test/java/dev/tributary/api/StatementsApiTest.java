package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Statements and the next payout by the API: the sum of the lines is the total, and nobody sees another's.
class StatementsApiTest {
    private static final ApiFixture API = ApiFixture.filled();
    private static final Sales SALES = new Sales(API);
    private static final Instant AT = Sales.CLICK.plusSeconds(600);
    private static final String BOOKS = "?program_id=prg_0000000000001&affiliate_id=aff_0000000000001";

    static {
        SALES.byClick(1, 1, "A-1", AT, "126.00");
        SALES.byClick(1, 1, "A-2", AT.plusSeconds(60), "9.99");
        SALES.refund(1, "A-1", "R-1", Optional.of("63.00"));
    }

    private static String month() {
        return Json.texts(API.get("merchant 1", "/v1/statements" + BOOKS).getBody(), "month")
                .getFirst();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # who       | target                                                                                        | status | says
        merchant 1  | /v1/statements                                                                                | 400    | "field":"program_id","code":"required"
        merchant 1  | /v1/statements?program_id=prg_0000000000001                                                   | 400    | "field":"affiliate_id","code":"required"
        merchant 1  | /v1/statements?program_id=prg_0000000000001&affiliate_id=aff_0000000000001&cursor=x           | 400    | bad_cursor
        merchant 1  | /v1/statements/2026-11?program_id=prg_0000000000001&affiliate_id=aff_0000000000001&format=doc | 400    | "field":"format","code":"malformed"
        merchant 1  | /v1/statements/2026-13?program_id=prg_0000000000001&affiliate_id=aff_0000000000001            | 404    | no such month
        merchant 1  | /v1/statements/2026-1?program_id=prg_0000000000001&affiliate_id=aff_0000000000001             | 404    | no such month
        merchant 1  | /v1/statements/2126-11?program_id=prg_0000000000001&affiliate_id=aff_0000000000001            | 404    | no such month
        merchant 1  | /v1/statements/2026-11?program_id=prg_0000000000001&affiliate_id=aff_0000000000099            | 404    | no such enrollment
        merchant 2  | /v1/statements/2026-11?program_id=prg_0000000000001&affiliate_id=aff_0000000000001            | 404    | no such program
        merchant 1  | /v1/statements/2026-11/proof?program_id=prg_0000000000001                                     | 400    | "field":"affiliate_id","code":"required"
        merchant 1  | /v1/statements/2126-11/proof?program_id=prg_0000000000001&affiliate_id=aff_0000000000001      | 404    | no such month
        merchant 2  | /v1/statements/2026-11/proof?program_id=prg_0000000000001&affiliate_id=aff_0000000000001      | 404    | no such program
        affiliate 3 | /v1/statements?program_id=prg_0000000000001                                                   | 404    | no such program
        merchant 1  | /v1/next_payouts                                                                              | 400    | "field":"program_id","code":"required"
        merchant 2  | /v1/next_payouts?program_id=prg_0000000000001                                                 | 404    | no such program
        """)
    void call_isRefused_orShowsNothing(String who, String target, int status, String says) {
        APIGatewayV2HTTPResponse answer = API.get(who, target);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
    }

    /// Of the same program, and yet another's.
    @Test
    void anotherAffiliate_isNotShown() {
        WriteApi api = new WriteApi();
        for (String path : List.of(
                "/v1/statements",
                "/v1/statements/2026-11",
                "/v1/statements/2026-11/entries",
                "/v1/statements/2026-11/proof")) {
            APIGatewayV2HTTPResponse answer = api.get("affiliate 2", path + BOOKS);
            assertThat(answer.getStatusCode()).as(path).isEqualTo(404);
            assertThat(answer.getBody()).contains("no such enrollment");
        }
        assertThat(api.get("affiliate 2", "/v1/next_payouts" + BOOKS).getBody()).contains("\"data\":[]");
    }

    @Test
    void statement_isTheSameToBoth_andItsFileAddsUp() {
        String path = "/v1/statements/" + month();
        String json = API.get("merchant 1", path + BOOKS).getBody();
        assertThat(API.get("affiliate 1", path + "?program_id=prg_0000000000001")
                        .getBody())
                .isEqualTo(json);
        assertThat(json).contains("\"final\":false", "\"kind\":\"accrue\",\"entries\":2", "\"kind\":\"reverse\"");

        APIGatewayV2HTTPResponse file = API.get("merchant 1", path + BOOKS + "&format=csv");
        assertThat(file.getHeaders().get("content-disposition"))
                .isEqualTo(
                        "attachment; filename=\"statement-prg_0000000000001-aff_0000000000001-" + month() + ".csv\"");
        List<String[]> lines =
                file.getBody().lines().skip(1).map(line -> line.split(",", -1)).toList();
        assertThat(lines).hasSize(5).allMatch(cells -> cells.length == 12);
        for (int column = 6; column <= 10; column++) {
            int at = column;
            BigDecimal sum = lines.subList(0, lines.size() - 1).stream()
                    .map(cells -> new BigDecimal(cells[at]))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum).isEqualByComparingTo(lines.getLast()[at]);
        }
        assertThat(new BigDecimal(lines.getLast()[6])).isPositive();
        assertThat(lines.get(1)[3]).isEqualTo("Commission earned");
    }

    /// Its amounts are those of the CSV, which are those of the JSON.
    @Test
    void pdf_isTheSame_toPrint() throws Exception {
        String path = "/v1/statements/" + month();
        APIGatewayV2HTTPResponse answer = API.call(
                "GET",
                path + BOOKS + "&format=pdf",
                Map.of("authorization", "Bearer " + API.secret("merchant 1"), "accept-language", "lv"),
                "");
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
        assertThat(answer.getIsBase64Encoded()).isTrue();
        assertThat(answer.getHeaders())
                .containsEntry("content-type", "application/pdf")
                .containsEntry("content-language", "lv")
                .containsEntry(
                        "content-disposition",
                        "attachment; filename=\"statement-prg_0000000000001-aff_0000000000001-" + month() + ".pdf\"");
        String csv = API.get("merchant 1", path + BOOKS + "&format=csv").getBody();
        List<String> amounts = csv.lines()
                .skip(1)
                .flatMap(line -> Arrays.stream(line.split(",", -1)).skip(6).limit(5))
                .toList();
        try (PDDocument document = Loader.loadPDF(Base64.getDecoder().decode(answer.getBody()))) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            String text = stripper.getText(document);
            assertThat(Pattern.compile("(?<![0-9.])-?[0-9]+\\.[0-9]{2}(?![0-9])")
                            .matcher(text)
                            .results()
                            .map(MatchResult::group))
                    .isEqualTo(amounts);
            assertThat(text).contains("Pārskats", "Vēl var mainīties", "1 / 1");
        }
    }

    @Test
    void entries_areThoseOfTheMonth_inTheReadersWords() {
        String path = "/v1/statements/" + month() + "/entries" + BOOKS;
        APIGatewayV2HTTPResponse hebrew = API.call(
                "GET",
                path + "&limit=2",
                Map.of("authorization", "Bearer " + API.secret("affiliate 1"), "accept-language", "he"),
                "");
        assertThat(hebrew.getBody()).contains("\"words\":\"עמלה נצברה\"");
        assertThat(hebrew.getHeaders()).containsEntry("content-language", "he");
        String all = API.get("affiliate 1", path).getBody();
        assertThat(Json.texts(all, "words"))
                .containsExactly("Commission earned", "Commission earned", "Commission taken back");
        String next = Json.texts(hebrew.getBody(), "next_cursor").getFirst();
        assertThat(Json.texts(
                        API.get("affiliate 1", path + "&limit=2&cursor=" + next).getBody(), "kind"))
                .containsExactly("reverse");
    }

    @Test
    void nextPayout_saysWhyNotYet_andUntilWhen() {
        String own = API.get("affiliate 1", "/v1/next_payouts?program_id=prg_0000000000001")
                .getBody();
        assertThat(own)
                .contains("\"why_not_yet\":\"in_hold_until\"", "\"next_period_end\":null", "\"amount\":\"0.00\"")
                .doesNotContain("\"until\":null");
        String all = API.get("merchant 1", "/v1/next_payouts?program_id=prg_0000000000001")
                .getBody();
        assertThat(Json.texts(all, "affiliate_id")).contains("aff_0000000000001", "aff_0000000000002");
        assertThat(Arrays.asList("nothing_earned", "in_hold_until")).containsAll(Json.texts(all, "why_not_yet"));
    }
}
