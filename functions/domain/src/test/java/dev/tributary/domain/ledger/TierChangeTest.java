package dev.tributary.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Tally;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How an account notes that a counter has passed a step, and what may be posted until that is completed.
class TierChangeTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final AccountKey KEY = new AccountKey(new ProgramId(1), new AffiliateId(2), EUR);
    private static final Tally MONTH = Tally.parse("revenue@2026-11");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private int causes;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # before | change | is noted
        0        | 99     | false
        0        | 100    | true
        99       | 1      | true
        100      | 1      | false
        100      | 399    | false
        100      | 400    | true
        100      | -1     | true
        101      | -1     | false
        500      | -1     | true
        500      | -400   | true
        0        | 900    | true
        """)
    void counter_passesAStep_whereItReachesItOrFallsBelow(long before, long change, boolean noted) {
        Account account = before == 0
                ? rated()
                : rated().draft()
                        .count(MONTH, before)
                        .post(cause(Cause.Kind.UPDATE))
                        .account();

        Account after = counted(account, change).account();

        assertThat(after.change().isPresent()).isEqualTo(noted);
        after.change().ifPresent(found -> {
            assertThat(found.from()).isEqualTo(before);
            assertThat(found.to()).isEqualTo(before + change);
            assertThat(found.recorded()).isEqualTo(after.version());
            assertThat(found.next()).isEqualTo(1);
        });
    }

    @Test
    void periodThatIsOver_notesNothing_andNorDoesWhatACapCounts() {
        Draft over = rated().draft().count(MONTH, 100).noteTiers(tally -> false);
        assertThat(over.post(cause(Cause.Kind.ACCRUE)).account().change()).isEmpty();
        Draft cap = rated().draft().count(Tally.parse("cap@2026-11"), 100).noteTiers(tally -> true);
        assertThat(cap.post(cause(Cause.Kind.ACCRUE)).account().change()).isEmpty();
        Draft other = rated().draft().count(Tally.parse("revenue@2026"), 100).noteTiers(tally -> true);
        assertThat(other.post(cause(Cause.Kind.ACCRUE)).account().change()).isEmpty();
    }

    @Test
    void secondChange_beforeTheFirstHasBegun_isOneWithIt() {
        Account.Posted up = counted(rated(), 100);
        Account.Posted down = counted(up.account(), -1);

        assertThat(down.account().changes().values()).singleElement().satisfies(change -> {
            assertThat(change.from()).isZero();
            assertThat(change.to()).isEqualTo(99);
            assertThat(change.recorded()).isEqualTo(down.account().version());
        });
        TierChange begun = up.account().change().orElseThrow().from(2);
        assertThatThrownBy(() -> begun.then(begun)).hasMessageContaining("is not completed");
    }

    @Test
    void untilItIsCompleted_everythingElseMustWait() {
        Account changing = counted(counted(rated(), 50).account(), 50).account();
        TierChange change = changing.change().orElseThrow();
        Account.Posted other = changing.draft()
                .accrue(LocalDate.parse("2026-12-23"), new Money(1, EUR), Optional.empty())
                .post(cause(Cause.Kind.ACCRUE));
        assertThat(new Movement(changing, other.account(), List.of(other.entry())).mustWait())
                .isTrue();

        Account.Posted part = changing.draft().reach(change, 1).post(cause(Cause.Kind.TIER));
        assertThat(new Movement(changing, part.account(), List.of(part.entry())).mustWait())
                .isFalse();
        assertThat(part.account().change()).map(TierChange::next).contains(2L);

        TierChange rest = part.account().change().orElseThrow();
        Account.Posted all = part.account().draft().reach(rest, rest.recorded()).post(cause(Cause.Kind.TIER));
        assertThat(all.account().change()).isEmpty();
        Account.Posted free = all.account()
                .draft()
                .accrue(LocalDate.parse("2026-12-23"), new Money(1, EUR), Optional.empty())
                .post(cause(Cause.Kind.ACCRUE));
        assertThat(new Movement(all.account(), free.account(), List.of(free.entry())).mustWait())
                .isFalse();
    }

    @Test
    void entry_isReadAsItWasWritten_whateverTheOrdersNumber() {
        Account.Posted sale = Account.empty(KEY)
                .draft()
                .rate(new Rated(MONTH, EventName.LEAD, new OrderId("A 1\u00e4/\u05d0 |")), Set.of(100L))
                .post(cause(Cause.Kind.ACCRUE));
        Account.Posted tier = counted(rated(), 100)
                .account()
                .draft()
                .reach(new TierChange(MONTH, 0, 100, 2, 1), 2)
                .post(cause(Cause.Kind.TIER));

        for (Entry entry : List.of(sale.entry(), tier.entry())) {
            assertThat(Entry.of(new String(entry.bytes(), StandardCharsets.UTF_8)))
                    .isEqualTo(entry);
        }
        assertThatThrownBy(() -> new Entry(
                        KEY,
                        1,
                        cause(Cause.Kind.TIER),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Entry.FIRST))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// Its steps are 100 and 500.
    private Account rated() {
        return Account.empty(KEY)
                .draft()
                .rate(new Rated(MONTH, EventName.SALE, new OrderId("A-1")), Set.of(100L, 500L))
                .post(cause(Cause.Kind.ACCRUE))
                .account();
    }

    private Account.Posted counted(Account account, long change) {
        Draft draft = account.draft().count(MONTH, change).noteTiers(tally -> true);
        return draft.post(cause(Cause.Kind.UPDATE));
    }

    private Cause cause(Cause.Kind kind) {
        causes++;
        return new Cause(new EntryId("cause:" + causes), kind, NOW, NOW);
    }
}
