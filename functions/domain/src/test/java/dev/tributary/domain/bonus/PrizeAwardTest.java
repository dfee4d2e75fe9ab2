package dev.tributary.domain.bonus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.bonus.Fulfilment.Step;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.BonusId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the ledger says of a prize, and what people do about it, in each order.
class PrizeAwardTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final PrizeAward AWARDED = PrizeAward.of(
            new BonusKey(
                    new AccountKey(new ProgramId(1), new AffiliateId(2), new CurrencyCode("EUR")),
                    new BonusId("m3"),
                    Period.parse("2026-11")),
            1,
            LocalDate.of(2026, 12, 23),
            NOW);

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
        # what happened                 | state     | takes
                                        | awarded   | accepted shipped fulfilled cancelled
        accepted                        | accepted  | shipped fulfilled cancelled
        accepted shipped                | shipped   | fulfilled cancelled
        shipped                         | shipped   | fulfilled cancelled
        shipped fulfilled               | fulfilled |
        fulfilled                       | fulfilled |
        cancelled                       | cancelled |
        shipped cancelled               | cancelled |
        lost                            | lost      |
        accepted lost                   | lost      |
        # Met again: it is won anew, and what was accepted before is to be accepted again.
        lost won                        | awarded   | accepted shipped fulfilled cancelled
        accepted lost won               | awarded   | accepted shipped fulfilled cancelled
        accepted lost won accepted lost | lost      |
        # On its way nothing is taken back, and nothing is given again.
        shipped lost                    | shipped   | fulfilled cancelled
        fulfilled lost                  | fulfilled |
        shipped lost won                | shipped   | fulfilled cancelled
        shipped lost fulfilled          | fulfilled |
        fulfilled lost won              | fulfilled |
        cancelled lost won              | cancelled |
        """)
    void states(String happened, String state, String takes) {
        PrizeAward award = AWARDED;
        for (String step : words(happened)) {
            award = after(award, step);
        }
        assertThat(award.state().text()).isEqualTo(state);
        assertThat(Arrays.stream(Step.values()).filter(award::takes).map(Step::text))
                .containsExactlyElementsOf(words(takes));
        PrizeAward last = award;
        for (Step step : Step.values()) {
            if (!award.takes(step)) {
                assertThatThrownBy(() -> last.with(fulfilment(step, last))).isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @Test
    void whatWasHandedOver_isKept_andNothingElse() {
        assertThat(after(after(AWARDED, "shipped"), "lost").isKept()).isTrue();
        assertThat(after(AWARDED, "shipped").isKept()).isFalse();
        assertThat(after(AWARDED, "lost").isKept()).isFalse();
        assertThat(after(after(AWARDED, "cancelled"), "lost").isKept()).isFalse();
    }

    private static List<String> words(String text) {
        return text == null ? List.of() : List.of(text.split(" "));
    }

    private static PrizeAward after(PrizeAward award, String step) {
        return switch (step) {
            case "lost" ->
                new PrizeAward(
                        award.key(),
                        award.version(),
                        award.times(),
                        award.day(),
                        award.awardedAt(),
                        Optional.of(NOW),
                        award.done());
            case "won" ->
                new PrizeAward(
                        award.key(),
                        award.version(),
                        award.times() + 1,
                        award.day(),
                        award.awardedAt(),
                        Optional.empty(),
                        award.done());
            default -> award.with(fulfilment(Step.valueOf(step.toUpperCase(Locale.ROOT)), award));
        };
    }

    private static Fulfilment fulfilment(Step step, PrizeAward award) {
        Optional<String> reason = step == Step.CANCELLED ? Optional.of("No stock") : Optional.empty();
        return new Fulfilment(step, "key_1", NOW, reason, award.times());
    }
}
