package dev.tributary.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.Draft.Standing;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final AccountKey KEY = new AccountKey(new ProgramId(1), new AffiliateId(2), EUR);
    private static final LocalDate DAY = LocalDate.parse("2026-12-01");

    @ParameterizedTest
    @CsvSource({
        // before: pending, held, available, in flight, receivable | step | after | postings
        "0,  0, 0,  0,  0,  accrue,      10 0 0 0 0,  merchant_expense>pending:2026-12-01 10",
        "0,  0, 0,  0,  4,  accrueOver,  0 0 6 0 0,"
                + " merchant_expense>pending:2026-12-01 10;pending:2026-12-01>available 10;available>receivable 4",
        "0,  0, 0,  0,  20, accrueOver,  0 0 0 0 10,"
                + " merchant_expense>pending:2026-12-01 10;pending:2026-12-01>available 10;available>receivable 10",
        "10, 0, 0,  0,  0,  takePending, 0 0 0 0 0,   pending:2026-12-01>merchant_expense 10",
        "4,  0, 5,  0,  0,  takePending, 0 0 0 0 1,"
                + " pending:2026-12-01>merchant_expense 4;available>merchant_expense 5;receivable>merchant_expense 1",
        "4,  0, 0,  0,  0,  reschedule,  4 0 0 0 0,   pending:2026-12-01>pending:2026-12-05 4",
        "4,  0, 0,  0,  1,  approve,     0 0 3 0 0,   pending:2026-12-01>available 4;available>receivable 1",
        "0,  0, 15, 0,  0,  take,        0 0 5 0 0,   available>merchant_expense 10",
        "0,  0, 4,  0,  0,  take,        0 0 0 0 6,   available>merchant_expense 4;receivable>merchant_expense 6",
        "0,  0, 0,  50, 0,  take,        0 0 0 50 10, receivable>merchant_expense 10",
        "0,  9, 0,  0,  0,  free,        9 0 0 0 0,   held>pending:2026-12-01 9",
        "9,  0, 0,  0,  0,  review,      0 9 0 0 0,   pending:2026-12-01>held 9",
        "10, 0, 0,  0,  3,  release,     0 0 7 0 0,   pending:2026-12-01>available 10;available>receivable 3",
        "0,  0, 10, 0,  0,  reserve,     0 0 0 10 0,  available>in_flight 10",
        "0,  0, 0,  10, 0,  settle,      0 0 0 0 0,   in_flight>cash:csv 10;merchant_expense:rail_fee>cash:csv 1",
        "0,  0, 0,  10, 4,  failed,      0 0 6 0 0,   in_flight>available 10;available>receivable 4",
        "0,  0, 0,  0,  4,  returned,    0 0 6 0 0,   cash:csv>available 10;available>receivable 4",
        "0,  0, 0,  0,  10, writeOff,    0 0 0 0 0,   merchant_expense:write_off>receivable 10",
        "0,  0, 10, 0,  0,  forfeit,     0 0 0 0 0,   available>merchant_expense 10",
    })
    void steps_moveBalancesWithTheirPostings(
            long pending,
            long held,
            long available,
            long inFlight,
            long receivable,
            String step,
            String after,
            String postings) {
        Account.Posted posted = step(step)
                .apply(account(pending, held, available, inFlight, receivable).draft())
                .post(cause());
        Account account = posted.account();
        assertThat(account.pendingTotal().minor() + " " + account.held() + " " + account.available() + " "
                        + account.inFlight() + " " + account.receivable())
                .isEqualTo(after);
        assertThat(posted.entry().postings().stream()
                        .map(posting -> posting.from().text() + ">"
                                + posting.to().text() + " " + posting.amount().minor())
                        .collect(Collectors.joining(";")))
                .isEqualTo(postings);
        assertThat(account.version()).isEqualTo(8);
        assertThat(posted.entry().sequence()).isEqualTo(8);
        assertThat(account.lastHash()).isEqualTo(posted.entry().hash());
        boolean lowered = List.of("take", "takePending", "forfeit").contains(step) && available > 0;
        assertThat(account.lastDebit()).isEqualTo(lowered ? 8 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "free,        held would be negative",
        "reserve,     available would be negative",
        "settle,      in_flight would be negative",
        "writeOff,    receivable would be negative",
        "forfeit,     available would be negative",
        "review,      an entry without postings",
    })
    void whatIsNotThere_cannotBeTaken(String step, String message) {
        assertThatThrownBy(
                        () -> step(step).apply(account(0, 0, 0, 0, 0).draft()).post(cause()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(message);
    }

    @Test
    void nothingEntersAReleasedDay() {
        Account released = step("release")
                .apply(account(10, 0, 0, 0, 0).draft())
                .post(cause())
                .account();
        assertThat(released.releasedThrough()).contains(DAY);
        assertThatThrownBy(() -> released.draft().accrue(DAY, money(1), Optional.empty()))
                .hasMessageContaining("day is released");
    }

    /// Nothing was due on this account, so no release ever ran on it: its past days are past all the same.
    @ParameterizedTest
    @CsvSource({"2026-11-30, 9 0 0", "2026-12-01, 0 0 9", "2026-12-02, 0 0 9"})
    void freedMoney_goesToAvailable_whereItsDayIsPast(LocalDate today, String after) {
        Account account = account(0, 9, 0, 0, 0)
                .draft()
                .free(DAY, today, money(9), Optional.empty())
                .post(cause())
                .account();
        assertThat(account.pendingTotal().minor() + " " + account.held() + " " + account.available())
                .isEqualTo(after);
    }

    @Test
    void illegalValues_cannotBeMade() {
        assertThatThrownBy(() -> account(0, 0, 1, 0, 1)).hasMessageContaining("both above zero");
        assertThatThrownBy(() -> account(0, -1, 0, 0, 0)).hasMessageContaining("held is negative");
        AccountName available = new AccountName.Available();
        assertThatThrownBy(() -> new Posting(available, new AccountName.Held(), money(0), Optional.empty()))
                .hasMessageContaining("not above zero");
        assertThatThrownBy(() -> new Posting(available, available, money(1), Optional.empty()))
                .hasMessageContaining("one account");
    }

    @Test
    void anEntrysHash_dependsOnEveryByteAndOnTheEntryBefore() {
        Entry entry = step("accrue")
                .apply(account(0, 0, 0, 0, 0).draft())
                .post(cause())
                .entry();
        Entry other =
                new Entry(entry.account(), 9, entry.cause(), entry.postings(), entry.counts(), entry.previousHash());
        Entry after = new Entry(entry.account(), 8, entry.cause(), entry.postings(), entry.counts(), entry.hash());
        assertThat(entry.hash()).hasSize(64).isNotEqualTo(other.hash()).isNotEqualTo(after.hash());
    }

    @ParameterizedTest
    @CsvSource({
        "pending:2026-12-01",
        "held",
        "available",
        "in_flight",
        "receivable",
        "cash:csv",
        "merchant_expense",
        "merchant_expense:rail_fee",
        "merchant_expense:write_off"
    })
    void names_readWhatTheyWrote(String text) {
        assertThat(AccountName.of(text).text()).isEqualTo(text);
    }

    private static UnaryOperator<Draft> step(String name) {
        return switch (name) {
            case "accrue" -> draft -> draft.accrue(DAY, money(10), Optional.empty());
            case "accrueOver" -> draft -> draft.accrueReleased(DAY, money(10), Optional.empty());
            case "takePending" -> draft -> draft.take(new Standing.InPending(DAY), money(10), Optional.empty());
            case "reschedule" -> draft -> draft.reschedule(DAY, DAY.plusDays(4), money(10), Optional.empty());
            case "approve" -> draft -> draft.release(DAY, money(10), Optional.empty());
            case "take" -> draft -> draft.take(new Standing.InAvailable(), money(10), Optional.empty());
            case "free" -> draft -> draft.free(DAY, DAY.minusDays(1), money(9), Optional.empty());
            case "review" -> draft -> draft.review(new Standing.InPending(DAY), money(10), Optional.empty());
            case "release" -> draft -> draft.releaseThrough(DAY);
            case "reserve" -> draft -> draft.reserve(money(10), 7);
            case "settle" -> draft -> draft.settle(money(10), "csv", money(1));
            case "failed" -> draft -> draft.failed(money(10));
            case "returned" -> draft -> draft.returned(money(10), "csv", money(0));
            case "writeOff" -> draft -> draft.writeOff(money(10));
            case "forfeit" -> draft -> draft.forfeit(money(10));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Money money(long minor) {
        return new Money(minor, EUR);
    }

    private static Account account(long pending, long held, long available, long inFlight, long receivable) {
        TreeMap<LocalDate, Long> days = new TreeMap<>();
        if (pending > 0) {
            days.put(DAY, pending);
        }
        return new Account(
                KEY,
                7,
                days,
                held,
                available,
                inFlight,
                receivable,
                Optional.empty(),
                0,
                0,
                inFlight,
                new TreeMap<>(),
                Entry.FIRST);
    }

    private static Cause cause() {
        return new Cause(new EntryId("test:1"), Cause.Kind.ADJUST, Instant.EPOCH, Instant.EPOCH);
    }
}
