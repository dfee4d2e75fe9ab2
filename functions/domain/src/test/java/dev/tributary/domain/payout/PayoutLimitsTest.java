package dev.tributary.domain.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.access.Actor.Kin;
import dev.tributary.domain.access.FourEyes;
import dev.tributary.domain.money.Money;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Limits as people set them one after the other, and what holds for each of them then.
class PayoutLimitsTest {
    private static FourEyes eyes(String actor) {
        return other -> other.equals(actor) ? Kin.OWN : Kin.OTHER;
    }

    private static Optional<Money> money(String amount) {
        return amount.equals("-") ? Optional.empty() : Optional.of(PlanTest.eur(amount));
    }

    private static PayoutLimits set(PayoutLimits before, String actor, String second) {
        return before.set(Optional.empty(), money(second), actor, eyes(actor));
    }

    @ParameterizedTest
    @CsvSource({
        // who set what, in turn;                expected for a, b, c
        "a 100,                                  100 100 100",
        "a 100 a 200,                            100 200 200",
        "a 100 a -,                              100 - -",
        "a 100 a 200 a -,                        100 - -",
        "a 100 a 200 a 50,                       50 50 50",
        "a 100 a 200 a 150,                      100 150 150",
        "a 100 a 200 b 200,                      200 200 200",
        "a 100 a - b -,                          - - -",
        "a 100 a 200 b 150,                      150 150 150",
        "a 100 b 200,                            200 100 200",
        "a 100 a 200 b 300,                      300 200 300",
        "a 100 a 200 b 300 a 300,                300 300 300",
        "a -,                                    - - -"
    })
    void looserLimit_bindsItsAuthorToTheOneBefore_untilAnotherSaysTheSame(String steps, String expected) {
        String[] step = steps.split(" ");
        PayoutLimits limits = PayoutLimits.NONE;
        for (int at = 0; at < step.length; at += 2) {
            limits = set(limits, step[at], step[at + 1]);
        }
        PayoutLimits last = limits;

        assertThat(Stream.of("a", "b", "c")
                        .map(actor -> last.secondFor(eyes(actor))
                                .map(limit -> limit.amount().replace(".00", ""))
                                .orElse("-"))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    /// It stays the word of whoever gave it, also when another puts the same beside a new schedule.
    @Test
    void automaticLimit_isTheWordOfWhoeverSetIt() {
        PayoutLimits first = PayoutLimits.NONE.set(money("50"), Optional.empty(), "a", eyes("a"));
        PayoutLimits again = first.set(money("50"), Optional.empty(), "b", eyes("b"));
        PayoutLimits more = again.set(money("60"), Optional.empty(), "b", eyes("b"));

        assertThat(Arrays.asList(first.autoBy(), again.autoBy(), more.autoBy()))
                .containsExactly(Optional.of("a"), Optional.of("a"), Optional.of("b"));
        assertThat(more.set(Optional.empty(), Optional.empty(), "b", eyes("b")).autoBy())
                .isEmpty();
    }

    /// As it was kept before anybody was asked who set it: whoever puts it again answers for it.
    @Test
    void limitOfUnknownOrigin_getsOneWhenItIsPutAgain() {
        PayoutLimits old =
                new PayoutLimits(money("50"), Optional.empty(), money("100"), Optional.empty(), Optional.empty());

        assertThat(old.set(money("50"), money("100"), "a", eyes("a")).autoBy()).contains("a");
        assertThatThrownBy(() -> new PayoutLimits(
                        money("-1"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PayoutLimits(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), money("1")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
