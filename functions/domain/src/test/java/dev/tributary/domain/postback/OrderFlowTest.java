package dev.tributary.domain.postback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.click.ClickSpan.Hour;
import dev.tributary.domain.id.ProgramId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When a program is silent. Hours are written as their clicks, with an `o` where an order came in them.
class OrderFlowTest {
    private static final ProgramId PROGRAM = new ProgramId(7);
    private static final long FIRST = 494_000;
    /// An order a day, on five days, after 40 clicks each.
    private static final String FIVE_DAYS = "40o . . . . . . . . . . . . . . . . . . . . . . . "
            + "40o . . . . . . . . . . . . . . . . . . . . . . . 40o . . . . . . . . . . . . . . . . . . . . . . . "
            + "40o . . . . . . . . . . . . . . . . . . . . . . . 40o";

    private long orders;

    /// A point is an hour without clicks, which nobody looks at.
    private OrderFlow play(OrderFlow from, String hours) {
        OrderFlow flow = from;
        long hour = flow.hour();
        for (String text : hours.strip().split(" +")) {
            hour++;
            if (text.equals(".")) {
                continue;
            }
            if (text.endsWith("o")) {
                orders++;
            }
            flow = flow.after(
                    new Hour(PROGRAM, hour),
                    Long.parseLong(text.replace("o", "")),
                    newest(),
                    Instant.ofEpochSecond(hour * 3_600));
        }
        return flow;
    }

    private Optional<String> newest() {
        return orders == 0 ? Optional.empty() : Optional.of("%09d".formatted(orders));
    }

    private OrderFlow begun() {
        return OrderFlow.begin(new Hour(PROGRAM, FIRST), newest());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # after an order a day on five days, 40 clicks each: 120 clicks are three times as many
        # hours           | clicks | silent
        120               | 120    | false
        121               | 121    | true
        60 60             | 120    | false
        60 60 1           | 121    | true
        60 . . . 60 . 1   | 121    | true
        60 60o 60 60      | 120    | false
        121 0             | 121    | true
        121 5 5           | 131    | true
        121 5o            | 0      | false
        121 121o 121      | 121    | false
        """)
    void silence_isMoreThanThreeTimesTheUsual(String hours, long clicks, boolean silent) {
        OrderFlow flow = play(play(begun(), FIVE_DAYS), hours);
        assertThat(flow.clicks()).isEqualTo(clicks);
        assertThat(flow.silentSince().isPresent()).isEqualTo(silent);
    }

    @Test
    void program_isNeverSilent_beforeOrdersCameOnFiveDays() {
        OrderFlow fourDays = play(begun(), FIVE_DAYS.substring(0, FIVE_DAYS.lastIndexOf("40o")) + "0");
        assertThat(fourDays.longest()).hasSize(4);
        assertThat(play(fourDays, "100000").silentSince()).isEmpty();
        assertThat(play(begun(), "100000").silentSince()).isEmpty();
    }

    @Test
    void fewClicks_areNoSilence_howeverFewAreUsual() {
        OrderFlow busy = play(begun(), FIVE_DAYS.replace("40o", "2o"));
        assertThat(busy.limit()).hasValue(100L);
        assertThat(play(busy, "100").silentSince()).isEmpty();
        assertThat(play(busy, "101").silentSince()).isPresent();
    }

    @Test
    void silence_keepsItsBeginning() {
        OrderFlow silent = play(play(begun(), FIVE_DAYS), "121");
        assertThat(play(silent, "500").silentSince()).isEqualTo(silent.silentSince());
    }

    /// A shop that sells less than before is told three times at most until that is the usual.
    @Test
    void silence_becomesUsualByStepsOnly() {
        OrderFlow after = play(play(begun(), FIVE_DAYS), "1000 1000o");
        assertThat(after.usual()).hasValue(120L);
        assertThat(after.limit()).hasValue(360L);
    }

    @Test
    void hourAgain_orLate_changesNothing() {
        OrderFlow flow = play(begun(), FIVE_DAYS);
        assertThat(flow.after(new Hour(PROGRAM, flow.hour()), 5_000, Optional.of("x"), Instant.EPOCH))
                .isSameAs(flow);
        assertThat(flow.after(new Hour(PROGRAM, flow.hour() - 1), 5_000, Optional.of("x"), Instant.EPOCH))
                .isSameAs(flow);
    }

    /// The list of orders may lag behind, or an order may have been erased.
    @Test
    void olderNewestOrder_isNoOrder() {
        OrderFlow flow = play(begun(), FIVE_DAYS);
        Hour next = new Hour(PROGRAM, flow.hour() + 1);
        assertThat(flow.after(next, 7, Optional.of("000000001"), Instant.EPOCH).clicks())
                .isEqualTo(7);
        assertThat(flow.after(next, 7, Optional.empty(), Instant.EPOCH).clicks())
                .isEqualTo(7);
    }

    @Test
    void days_areKeptFor28Days() {
        OrderFlow flow = begun();
        for (int day = 0; day < 40; day++) {
            flow = play(flow, (day < 5 ? "900o" : "10o") + " . . . . . . . . . . . . . . . . . . . . . . . 0");
        }
        assertThat(flow.longest()).hasSize(28);
        assertThat(flow.usual()).hasValue(10L);
    }

    @Test
    void anotherProgram_isRefused() {
        assertThatThrownBy(() -> begun().after(new Hour(new ProgramId(8), FIRST + 1), 1, newest(), Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
