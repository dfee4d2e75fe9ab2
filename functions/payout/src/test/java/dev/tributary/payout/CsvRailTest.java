package dev.tributary.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PlanLine;
import dev.tributary.domain.payout.PlanRow;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.token.SealedField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The file that a person carries out, to the byte.
class CsvRailTest {
    private static final RunId RUN = RunId.byHand(new ProgramId(1), "csv");
    private static final AffiliateId ANNA = new AffiliateId(2);

    private final CsvRail csv = new CsvRail(() -> Treasury.RING);

    private static Payout payout(String name, String reference, AffiliateId owner) {
        SealedField to = SealedField.seal(
                reference.getBytes(StandardCharsets.UTF_8),
                owner.toString(),
                new byte[SealedField.NONCE_BYTES],
                Treasury.RING,
                Treasury.START);
        PlanLine.Included line = new PlanLine.Included(
                ANNA,
                name,
                3,
                0,
                Treasury.eur("1234.50"),
                Treasury.eur("0.00"),
                Treasury.eur("0.00"),
                Treasury.eur("1234.50"),
                new PlanLine.Destination(Rail.CSV, 1, to, true));
        return new Payout(
                new PlanRow.Place(RUN, 1, 0, ANNA),
                line,
                Payout.State.RESERVED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private String cells(Payout payout) throws IOException {
        String prefix = payout.id() + "," + ANNA + ",";
        String line = new String(csv.file(List.of(payout)), StandardCharsets.UTF_8).substring(HEADER.length());
        assertThat(line).startsWith(prefix).endsWith(",1234.50,EUR\r\n");
        return line.substring(prefix.length(), line.length() - ",1234.50,EUR\r\n".length());
    }

    private static final String HEADER = "payout_id,affiliate_id,affiliate_name,reference,amount,currency\r\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '$',
            value = {
                // name            | reference   | what stands in the file
                "Anna              | IBAN 4711   | Anna,IBAN 4711",
                "=HYPERLINK(1)     | +49 30 1    | '=HYPERLINK(1),'+49 30 1",
                "@SUM(A1)          | -5          | '@SUM(A1),'-5",
                "Anna, Ltd         | a\"b       | \"Anna, Ltd\",\"a\"\"b\"",
                "Zoë Ünal          | 日本        | Zoë Ünal,日本",
                "\uFF1D1+1         | \uFF20SUM   | '\uFF1D1+1,'\uFF20SUM",
                "$  =1$            | $\u00A0-1$ | '  =1,'\u00A0-1",
                "Anna;=1           | a; +1       | Anna;'=1,a;' +1",
                "Anna\"=1          | x'@y        | \"Anna\"\"'=1\",x''@y",
                "Anna, -1          | O'Neill-B   | \"Anna,' -1\",O'Neill-B",
                "Anna\u202Egpj     | a\u200Bb    | Anna\uFFFDgpj,a\uFFFDb"
            })
    void cell_neverBeginsAFormula_norBreaksItsLine(String name, String reference, String expected) throws IOException {
        assertThat(cells(payout(name, reference, ANNA))).isEqualTo(expected);
    }

    @Test
    void tabAndCarriageReturn_beginNoFormulaEither() throws IOException {
        assertThat(cells(payout("\t=1", "\r=1", ANNA))).isEqualTo("\uFFFD=1,\uFFFD=1");
    }

    @Test
    void sameRows_giveTheSameBytes() throws IOException {
        Payout payout = payout("Anna", "4711", ANNA);

        assertThat(csv.file(List.of(payout))).isEqualTo(csv.file(List.of(payout)));
        assertThat(csv.lineHash(payout)).isNotEqualTo(csv.lineHash(payout("Anna", "4712", ANNA)));
        assertThat(new String(csv.file(List.of()), StandardCharsets.UTF_8)).isEqualTo(HEADER);
    }

    @Test
    void destinationOfAnother_isRefused() throws IOException {
        Payout stolen = payout("Anna", "4711", new AffiliateId(3));
        assertThat(csv.lineHash(stolen)).isEmpty();
        assertThatThrownBy(() -> csv.file(List.of(stolen)))
                .isInstanceOf(UnreadableDestinationException.class)
                .hasMessageContaining("kid 0");
    }
}
