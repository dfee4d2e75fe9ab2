package dev.tributary.domain.terms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which change of bonuses needs notice.
class BonusLoweringTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        before                           | now                              | as good
        ''                               | milestone 50 conversions month 3 | true
        milestone 50 conversions month 3 | ''                               | false
        milestone 50 conversions month 3 | milestone 50 conversions month 3 | true
        milestone 50 conversions month 3 | milestone 51 conversions month 2 | true
        milestone 50 conversions month 3 | milestone 49 conversions month 3 | false
        milestone 50 conversions month 3 | milestone 50 conversions month 4 | false
        milestone 50 conversions month 3 | milestone 50 conversions year 3  | false
        milestone 50 conversions month 3 | milestone 50 revenue month 3     | false
        milestone 50 conversions month 3 | signing 50 approval              | false
        signing 50 approval              | signing 50 approval              | true
        signing 50 approval              | signing 50 first_sale            | false
        signing 50 approval              | signing 50 approval vip          | false
        signing 50 approval vip          | signing 50 approval              | true
        signing 50 approval vip          | signing 50 approval vip,gold     | true
        signing 50 approval vip,gold     | signing 50 approval vip          | false
        fee 300 month - -                | fee 300 month - -                | true
        fee 300 month - -                | fee 300 quarter - -              | false
        fee 300 month - -                | fee 300 month - 2026-12-31       | false
        fee 300 month - 2026-12-31       | fee 300 month - -                | true
        fee 300 month 2026-12-01 -       | fee 300 month 2026-11-01 -       | true
        fee 300 month - -                | fee 300 month 2026-12-01 -       | false
        bounty 80 -                      | bounty 80 2026-12-31             | false
        bounty 80 2026-12-31             | bounty 90 -                      | true
        board 500 revenue 3              | board 500 revenue 4              | true
        board 500 revenue 3              | board 500 revenue 2              | false
        board 500 revenue 3 vip          | board 500 revenue 3              | false
        """, useHeadersInDisplayName = true)
    void change_isAsGood_orNeedsNotice(String before, String now, boolean asGood) {
        assertThat(BonusLowering.asGood(document(before), document(now))).isEqualTo(asGood);
    }

    /// Also where a version without it stood between: its entries are there, and their ids.
    @Test
    void name_thatComesBackAsAnotherThing_isRefused() {
        List<TermsDocument> earlier = List.of(document("milestone 50 conversions month 3"), document(""));
        TermsCheck.Publishing publishing =
                new TermsCheck.Publishing(new TermsCheck.Setting(EUR, Set.of(), 7), earlier, Instant.EPOCH);
        TermsCheck.Fault fault = new TermsCheck.Fault("bonuses[0].id", "kind_changed");
        assertThat(TermsCheck.faults(document("fee 300 month - -"), publishing)).contains(fault);
        assertThat(TermsCheck.faults(document("milestone 60 revenue month 3"), publishing))
                .doesNotContain(fault);
    }

    private static TermsDocument document(String bonus) {
        return TermsDocument.none(EUR).withBonuses(bonus.isEmpty() ? List.of() : List.of(bonus(bonus.split(" "))));
    }

    private static Bonus bonus(String[] parts) {
        BonusId id = new BonusId("b");
        Money amount = Money.of(parts[1] + ".00", EUR);
        return switch (parts[0]) {
            case "signing" ->
                new Bonus.Signing(
                        id, groups(parts, 3), Bonus.Signing.When.valueOf(parts[2].toUpperCase(Locale.ROOT)), amount);
            case "milestone" ->
                new Bonus.Milestone(
                        id, groups(parts, 5), measure(parts[2]), length(parts[3]), Long.parseLong(parts[4]), amount);
            case "fee" -> new Bonus.FlatFee(id, Set.of(), length(parts[2]), day(parts[3]), day(parts[4]), amount);
            case "bounty" -> new Bonus.Bounty(id, Set.of(), "A video", day(parts[2]), amount);
            case "board" ->
                new Bonus.Leaderboard(id, groups(parts, 4), measure(parts[2]), Integer.parseInt(parts[3]), amount);
            default -> throw new IllegalArgumentException(parts[0]);
        };
    }

    private static Set<Group> groups(String[] parts, int at) {
        return parts.length <= at
                ? Set.of()
                : Arrays.stream(parts[at].split(",")).map(Group::new).collect(Collectors.toSet());
    }

    private static Measure measure(String text) {
        return Measure.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static Period.Length length(String text) {
        return Period.Length.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static Optional<LocalDate> day(String text) {
        return text.equals("-") ? Optional.empty() : Optional.of(LocalDate.parse(text));
    }
}
