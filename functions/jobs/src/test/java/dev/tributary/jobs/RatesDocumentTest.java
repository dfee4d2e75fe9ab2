package dev.tributary.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.rate.ReferenceDay;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The file of reference rates is read whole, or not at all.
final class RatesDocumentTest {
    static final LocalDate TODAY = LocalDate.parse("2026-11-26");
    private static final CurrencyCode USD = new CurrencyCode("USD");

    @Test
    void file_isReadDayByDay() {
        List<ReferenceDay> days = read(file(day("2026-11-26", "1.0854"), day("2026-11-25", "1.0850")));

        assertThat(days).extracting(ReferenceDay::date).containsExactly(TODAY, TODAY.minusDays(1));
        assertThat(days.getFirst().perEuro()).hasSize(11).containsEntry(USD, new BigDecimal("1.0854"));
        assertThat(days.getLast().perEuro()).containsEntry(USD, new BigDecimal("1.085"));
    }

    /// A currency of tomorrow is passed over: the JDK does not know how many decimals it has.
    @Test
    void unknownCurrency_isPassedOver() {
        List<ReferenceDay> days = read(
                file(day("2026-11-26", "1.0854").replace("</Cube>", "<Cube currency=\"QQQ\" rate=\"2\"/></Cube>")));
        assertThat(days.getFirst().perEuro()).hasSize(11);
    }

    @Test
    void sample_isOld_andInTheShapeOfTheRealOne() {
        assertThat(SampleRates.days()).hasSize(5).allSatisfy(day -> {
            assertThat(day.perEuro()).hasSize(30).containsKey(USD);
            assertThat(day.date()).isBefore(LocalDate.parse("2020-02-01"));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damaged")
    void damagedFile_isRefusedWhole(String why, String file) {
        assertThatThrownBy(() -> read(file)).isInstanceOf(RatesRefusedException.class);
    }

    static Stream<Arguments> damaged() {
        String day = day("2026-11-26", "1.0854");
        String good = file(day, day("2026-11-25", "1.0850"));
        return Stream.of(
                row("nothing", ""),
                row("no XML", "{\"rates\":{}}"),
                row("a page that says no", "<html><body>Not found</body></html>"),
                row("cut in the middle", good.substring(0, good.length() / 2)),
                row("cut at its end", good.substring(0, good.length() - 3)),
                row("something after its end", good + "<more/>"),
                row("another root", good.replace("gesmes:Envelope", "gesmes:Letter")),
                row("another vocabulary", good.replace("2002-08-01/eurofxref", "2099-01-01/other")),
                row("no namespace", good.replaceAll(" xmlns(:gesmes)?=\"[^\"]*\"", "")),
                row("no day", file()),
                row("a day without rates", file("<Cube time=\"2026-11-26\"/>")),
                row("a day cut short", file(day.replaceAll("<Cube currency=\"[D-Z]..\" rate=\"[^\"]*\"/>", ""))),
                row("one short day among whole ones", good.replaceFirst("(<Cube currency=[^>]*>){5}", "")),
                row("a day without a date", good.replaceFirst("time=\"2026-11-26\"", "")),
                row("a date that is none", good.replace("2026-11-26", "2026-02-30")),
                row("a date of tomorrow", good.replace("2026-11-26", "2026-11-27")),
                row("a date twice", file(day, day)),
                row("a currency twice", good.replaceFirst("currency=\"GBP\"", "currency=\"USD\"")),
                row("a currency without a code", good.replaceFirst("currency=\"GBP\"", "")),
                row("a code in lower case", good.replaceFirst("GBP", "gbp")),
                row("a code that is none", good.replaceFirst("GBP", "G1")),
                row("the euro itself", good.replaceFirst("GBP", "EUR")),
                row("no rate", good.replaceFirst("rate=\"1.0854\"", "")),
                row("a rate of 0", good.replace("1.0854", "0.0000")),
                row("a rate below 0", good.replace("1.0854", "-1.0854")),
                row("a rate of words", good.replace("1.0854", "N/A")),
                row("a rate with a comma", good.replace("1.0854", "1,0854")),
                row("a rate with an exponent", good.replace("1.0854", "1e3")),
                row("a rate too long", good.replace("1.0854", "1.00000000001")),
                row("an empty rate", good.replace("1.0854", "")),
                row("a rate within a rate", good.replaceFirst("rate=\"1.0854\"/>", "rate=\"1.0854\"><Cube/></Cube>")),
                row("an entity of its own", "<!DOCTYPE x [<!ENTITY r \"1\">]>" + good.replace("1.0854", "&r;")),
                row("an entity from elsewhere", "<!DOCTYPE x [<!ENTITY r SYSTEM \"file:///etc/hostname\">]>" + good),
                row("a grammar from elsewhere", "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">" + good),
                row("longer than any", good + " ".repeat(RatesDocument.MOST_BYTES)));
    }

    @Test
    void bytesThatAreNoText_areRefused() {
        byte[] file = file(day("2026-11-26", "1.0854")).getBytes(StandardCharsets.UTF_8);
        file[file.length / 2] = (byte) 0xFF;
        assertThatThrownBy(() -> RatesDocument.read(file, TODAY)).isInstanceOf(RatesRefusedException.class);
    }

    private static Arguments row(String why, String file) {
        return Arguments.of(why, file);
    }

    private static List<ReferenceDay> read(String file) {
        return RatesDocument.read(file.getBytes(StandardCharsets.UTF_8), TODAY);
    }

    static String file(String... days) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gesmes:Envelope"
                + " xmlns:gesmes=\"http://www.gesmes.org/xml/2002-08-01\""
                + " xmlns=\"http://www.ecb.int/vocabulary/2002-08-01/eurofxref\">\n"
                + "<gesmes:subject>Reference rates</gesmes:subject><gesmes:Sender>"
                + "<gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>\n<Cube>"
                + String.join("", days) + "</Cube></gesmes:Envelope>";
    }

    static String day(String date, String dollars) {
        StringBuilder day = new StringBuilder("<Cube time=\"").append(date).append("\">");
        day.append("<Cube currency=\"USD\" rate=\"").append(dollars).append("\"/>");
        for (String code : List.of("GBP", "JPY", "SEK", "NOK", "DKK", "CHF", "PLN", "CZK", "HUF", "RON")) {
            day.append("<Cube currency=\"").append(code).append("\" rate=\"7.5\"/>");
        }
        return day.append("</Cube>").toString();
    }
}
