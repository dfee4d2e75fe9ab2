package dev.tributary.jobs;

import static dev.tributary.jobs.RatesDocumentTest.day;
import static dev.tributary.jobs.RatesDocumentTest.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.rate.ReferenceDay;
import dev.tributary.domain.rate.ReferenceRates;
import dev.tributary.infrastructure.table.DynamoReferenceRates;
import dev.tributary.infrastructure.table.EmbeddedTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rates from an address into the table: once for a date, and never otherwise.
final class RatesIntakeTest {
    private static final Instant NOW = Instant.parse("2026-11-26T16:30:00Z");
    private static final CurrencyCode USD = new CurrencyCode("USD");
    private static final LocalDate FIRST = LocalDate.parse("2020-01-01");
    private static final LocalDate LAST = LocalDate.parse("2026-12-31");

    private final ReferenceRates rates =
            new DynamoReferenceRates(EmbeddedTable.create().connect());
    private final HttpServer bank;
    private String file = "";
    private int status = 200;
    private int promised = -1;

    RatesIntakeTest() throws IOException {
        bank = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bank.createContext("/rates.xml", call -> {
            try (call) {
                byte[] body = file.getBytes(StandardCharsets.UTF_8);
                call.getResponseHeaders().set("Location", "http://127.0.0.1:1/elsewhere");
                call.sendResponseHeaders(status, promised < 0 ? body.length : promised);
                call.getResponseBody().write(body);
            }
        });
        bank.start();
    }

    @AfterEach
    void stop() {
        bank.stop(0);
    }

    @Test
    void newDates_areKept_oldOnesStay_howeverOftenTheyCome() {
        file = file(day("2026-11-25", "1.0850"), day("2026-11-24", "1.0840"));
        assertThat(intake().run(NOW)).isEqualTo(2);
        List<ReferenceDay> kept = kept();
        assertThat(kept).hasSize(2);
        assertThat(intake().run(NOW)).isZero();
        assertThat(kept()).isEqualTo(kept);

        file = file(day("2026-11-26", "1.0854"), day("2026-11-25", "1.0850"), day("2026-11-24", "1.0840"));
        assertThat(intake().run(NOW)).isEqualTo(1);
        assertThat(intake().run(NOW)).isZero();
        assertThat(kept())
                .extracting(day -> day.date().toString())
                .containsExactly("2026-11-24", "2026-11-25", "2026-11-26");
        assertThat(kept().getLast().perEuro()).containsEntry(USD, new java.math.BigDecimal("1.0854"));
    }

    /// Orders were converted by what is kept: it stays, somebody is told, and new dates are kept all the same.
    @Test
    void otherRatesOfAKeptDate_areRefused_andTold() {
        file = file(day("2026-11-25", "1.0850"));
        intake().run(NOW);
        List<ReferenceDay> before = kept();

        file = file(day("2026-11-26", "1.0854"), day("2026-11-25", "1.0851"));
        String log = logged(() -> assertThat(intake().run(NOW)).isEqualTo(1));

        assertThat(log).contains("\"event\":\"rates_differ\"", "2026-11-25").doesNotContain("1.0851");
        assertThat(kept()).hasSize(2).containsAll(before);
        assertThat(logged(() -> intake().run(NOW))).contains("rates_differ");
    }

    @Test
    void damagedFile_keepsNothingOfItself_andLosesNothing() {
        file = file(day("2026-11-25", "1.0850"));
        intake().run(NOW);
        List<ReferenceDay> before = kept();

        file = file(day("2026-11-26", "1.0854"), day("2026-11-24", "0"));
        assertThatThrownBy(() -> intake().run(NOW)).isInstanceOf(RatesRefusedException.class);
        assertThat(kept()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = '|', textBlock = """
        # answer | body  | promised
        404      | good  | -1
        500      | good  | -1
        204      | good  | -1
        302      | good  | -1
        200      | good  | 100000
        200      | large | -1
        200      | empty | -1
        """)
    void answerThatIsNone_keepsNothing(int answered, String body, int length) {
        String good = file(day("2026-11-25", "1.0850"));
        status = answered;
        promised = length;
        file = switch (body) {
            case "large" -> good + " ".repeat(RatesDocument.MOST_BYTES);
            case "empty" -> "";
            default -> answered == 204 ? "" : good;
        };
        promised = answered == 204 || file.isEmpty() ? -1 : promised;

        assertThatThrownBy(() -> intake().run(NOW)).isInstanceOf(RatesRefusedException.class);
        assertThat(kept()).isEmpty();
    }

    @Test
    void silentAddress_keepsNothing() {
        bank.stop(0);
        assertThatThrownBy(() -> intake().run(NOW)).isInstanceOf(RatesRefusedException.class);
        assertThat(kept()).isEmpty();
    }

    /// What is seven days old still converts orders of today; from the eighth on somebody has to look.
    @ParameterizedTest
    @CsvSource(textBlock = """
        2026-11-26T23:59:59Z, false
        2026-11-27T00:00:00Z, true
        """)
    void oldRates_areKept_andTold(Instant now, boolean stale) {
        file = file(day("2026-11-19", "1.0850"));
        if (stale) {
            assertThatThrownBy(() -> intake().run(now)).hasMessageContaining("2026-11-19");
        } else {
            assertThat(intake().run(now)).isEqualTo(1);
        }
        assertThat(kept()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://bank.example/rates.xml", "ftp://bank.example/", "file:///etc/hostname", "rates", ":"})
    void addressWithoutTls_isRefused(String address) {
        assertThatThrownBy(() -> new RatesIntake(Optional.of(address), rates))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("RATES_URL");
    }

    /// Without an address the sample serves, and converts no order of these days.
    @Test
    void sample_isOldWhateverTheDay() {
        String log = logged(() ->
                assertThat(new RatesIntake(Optional.empty(), rates).run(NOW)).isEqualTo(5));
        assertThat(log).contains("\"source\":\"sample\"");
        assertThat(rates.between(LocalDate.parse("2020-02-01"), LAST)).isEmpty();
    }

    private RatesIntake intake() {
        return new RatesIntake(
                Optional.of("http://127.0.0.1:" + bank.getAddress().getPort() + "/rates.xml"), rates);
    }

    private List<ReferenceDay> kept() {
        return rates.between(FIRST, LAST);
    }

    private static String logged(Runnable task) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            task.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
