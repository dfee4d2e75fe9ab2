package dev.tributary.domain.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.commission.Maturity;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.decision.Adjusting.Facts;
import dev.tributary.domain.decision.Adjusting.Outcome;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.RuleId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final AccountKey KEY = new AccountKey(new ProgramId(1), new AffiliateId(2), EUR);
    private static final LocalDate DAY = LocalDate.parse("2026-12-01");
    private static final ZoneId RIGA = ZoneId.of("Europe/Riga");
    private static final CommissionId COMMISSION = CommissionId.of("com_00000000000010000000000002");
    private static final ConversionKey ORDER = new ConversionKey(KEY.program(), new OrderId("A-1001"), EventName.SALE);

    /// The commission is of 8, 3 of which are reversed: 5 are its own. It stands in December 1.
    @ParameterizedTest
    @CsvSource({
        // before: pending, available, receivable | amount | about | on | after | postings
        "0,  0, 0, 10,  no,  2026-11-22, 0 10 0,  merchant_expense>available 10",
        "0,  0, 4, 10,  no,  2026-11-22, 0 6 0,   merchant_expense>available 10;available>receivable 4",
        "0,  0, 14, 10, no,  2026-11-22, 0 0 4,   merchant_expense>available 10;available>receivable 10",
        "5,  0, 0, 10,  no,  2026-11-22, 5 10 0,  merchant_expense>available 10",
        "5,  0, 0, 10,  yes, 2026-11-22, 15 0 0,  merchant_expense>pending:2026-12-01 10",
        "5,  0, 4, 10,  yes, 2026-11-22, 15 0 4,  merchant_expense>pending:2026-12-01 10",
        // December 1 has begun in Riga and its release has not run yet, or there was nothing to release
        "5,  0, 0, 10,  yes, 2026-12-01, 15 0 0,  merchant_expense>pending:2026-12-01 10",
        "0,  0, 0, 10,  yes, 2026-12-01, 0 10 0,  merchant_expense>available 10",
        "0,  0, 4, 10,  yes, 2026-12-02, 0 6 0,   merchant_expense>available 10;available>receivable 4",
        "0, 15, 0, -10, no,  2026-11-22, 0 5 0,   available>merchant_expense 10",
        "0,  4, 0, -10, no,  2026-11-22, 0 0 6,   available>merchant_expense 4;receivable>merchant_expense 6",
        "0,  0, 0, -10, no,  2026-11-22, 0 0 10,  receivable>merchant_expense 10",
        "5,  0, 0, -10, no,  2026-11-22, 5 0 10,  receivable>merchant_expense 10",
        "5,  0, 0, -3,  yes, 2026-11-22, 2 0 0,   pending:2026-12-01>merchant_expense 3",
        "9,  0, 0, -9,  yes, 2026-11-22, 4 0 4,"
                + " pending:2026-12-01>merchant_expense 5;receivable>merchant_expense 4",
        "2,  1, 0, -5,  yes, 2026-11-22, 0 0 2,"
                + " pending:2026-12-01>merchant_expense 2;available>merchant_expense 1;receivable>merchant_expense 2",
        "0,  9, 0, -5,  yes, 2026-12-01, 0 4 0,   available>merchant_expense 5",
        "0,  9, 0, -7,  yes, 2026-12-01, 0 2 0,   available>merchant_expense 7",
    })
    void adjustment_postsOneEntry(
            long pending,
            long available,
            long receivable,
            long amount,
            String about,
            LocalDate on,
            String after,
            String postings) {
        Account before = account(pending, available, receivable);
        Adjustment adjustment = adjustment(amount, about.equals("yes"));

        Outcome outcome = Adjusting.decide(adjustment, facts(2), before, noon(on));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Posted.class, posted -> {
            Account account = posted.movement().after();
            Entry entry = posted.movement().entries().getFirst();
            assertThat(account.pendingTotal().minor() + " " + account.available() + " " + account.receivable())
                    .isEqualTo(after);
            assertThat(entry.postings().stream()
                            .map(posting -> posting.from().text() + ">"
                                    + posting.to().text() + " "
                                    + posting.amount().minor())
                            .collect(Collectors.joining(";")))
                    .isEqualTo(postings);
            assertThat(entry.id()).hasToString("adjustment:adj_0000000000009");
            assertThat(entry.cause().occurredAt()).isEqualTo(adjustment.decidedAt());
            assertThat(entry.cause().postedAt()).isEqualTo(noon(on));
        });
    }

    /// One that waits remembers what was given to it and taken, and no more is its own; what is released
    /// has nothing to remember.
    @ParameterizedTest
    @CsvSource({
        // adjusted before | amount | on | adjusted, its own after; none where nothing changes | pending after
        "0,  10,  2026-11-22, 10 15, 30",
        "0,  -3,  2026-11-22, -3 2,  17",
        "0,  -9,  2026-11-22, -5 0,  15",
        "-5, -9,  2026-11-22, none,  20",
        "-5, 4,   2026-11-22, -1 4,  24",
        "2,  -9,  2026-11-22, -5 0,  13",
        "0,  -3,  2026-12-01, none,  0",
    })
    void commissionThatWaits_remembersItsAdjustments(
            long before, long amount, LocalDate on, String after, long pending) {
        Commission commission = commission(2).orElseThrow().adjusted(money(before));
        Account account = on.isBefore(DAY) ? account(20, 0, 0) : account(0, 20, 0);

        Outcome.Posted posted = (Outcome.Posted) Adjusting.decide(
                adjustment(amount, true), new Facts(EUR, RIGA, true, Optional.of(commission)), account, noon(on));

        assertThat(posted.commission()
                        .map(one -> one.adjusted().minor() + " " + one.own().minor())
                        .orElse("none"))
                .isEqualTo(after);
        assertThat(posted.movement().after().pendingTotal().minor()).isEqualTo(pending);
    }

    /// In the order in which they are asked.
    @ParameterizedTest
    @CsvSource({
        "false, USD, 3, yes, 9223372036854775807, NO_ENROLLMENT",
        "true,  USD, 3, yes, 9223372036854775807, CURRENCY_MISMATCH",
        "true,  EUR, 3, yes, 9223372036854775807, NO_COMMISSION",
        "true,  EUR, 0, yes, 9223372036854775807, NO_COMMISSION",
        "true,  EUR, 2, no,  9223372036854775807, OUT_OF_RANGE",
        "true,  EUR, 2, no,  9223372036854775798, OUT_OF_RANGE",
    })
    void whatCannotBePosted_isRefused(
            boolean enrolled, String currency, long owner, String about, long available, String refusal) {
        Facts facts = new Facts(new CurrencyCode(currency), RIGA, enrolled, commission(owner));

        assertThat(Adjusting.decide(
                        adjustment(10, about.equals("yes")), facts, account(0, available, 0), Instant.EPOCH))
                .isEqualTo(new Outcome.Refused(Decision.Refusal.valueOf(refusal)));
    }

    @Test
    void thatWhichIsInFlightCountsToo() {
        Account account = new Account(
                KEY,
                7,
                new TreeMap<>(),
                0,
                0,
                Long.MAX_VALUE,
                0,
                Optional.empty(),
                0,
                0,
                0,
                new TreeMap<>(),
                Entry.FIRST);

        assertThat(Adjusting.decide(adjustment(1, false), facts(2), account, Instant.EPOCH))
                .isEqualTo(new Outcome.Refused(Decision.Refusal.OUT_OF_RANGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000b", "a\nb", "\ud800"})
    void whatIsNoReason_isRefused(String reason) {
        assertThat(Adjustment.isReason(reason)).isFalse();
        assertThatThrownBy(() -> new Adjustment(
                        new AdjustmentId(9), KEY, money(1), reason, "key", Instant.EPOCH, Optional.empty()))
                .hasMessageContaining("reason");
    }

    @Test
    void illegalAdjustments_cannotBeMade() {
        assertThat(Adjustment.isReason("ü".repeat(500))).isTrue();
        assertThat(Adjustment.isReason("a".repeat(501))).isFalse();
        assertThatThrownBy(() -> adjustment(0, false)).hasMessageContaining("zero");
        assertThatThrownBy(() -> adjustment(Long.MIN_VALUE, false)).hasMessageContaining("too large");
        assertThatThrownBy(() -> adjustment(Money.MAX_MINOR + 1, false)).hasMessageContaining("too large");
        Adjustment.About elsewhere = new Adjustment.About(
                new ConversionKey(new ProgramId(2), new OrderId("A-1001"), EventName.SALE), COMMISSION);
        assertThatThrownBy(() -> new Adjustment(
                        new AdjustmentId(9), KEY, money(1), "why", "key", Instant.EPOCH, Optional.of(elsewhere)))
                .hasMessageContaining("another program");
    }

    private static Adjustment adjustment(long amount, boolean about) {
        return new Adjustment(
                new AdjustmentId(9),
                KEY,
                money(amount),
                "goodwill",
                "key_1",
                Instant.parse("2026-11-22T10:15:00Z"),
                about ? Optional.of(new Adjustment.About(ORDER, COMMISSION)) : Optional.empty());
    }

    private static Facts facts(long owner) {
        return new Facts(EUR, RIGA, true, commission(owner));
    }

    /// @param owner 0 where the order has no such commission
    private static Optional<Commission> commission(long owner) {
        return Optional.of(new Commission(
                        COMMISSION,
                        new AffiliateId(owner),
                        new RuleId("base"),
                        new Pay.Percent(BigDecimal.TEN),
                        List.of(0),
                        money(8),
                        money(3),
                        new Maturity(noon(DAY.minusDays(1)), DAY, false)))
                .filter(found -> owner > 0);
    }

    private static Money money(long minor) {
        return new Money(minor, EUR);
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).atZone(RIGA).toInstant();
    }

    private static Account account(long pending, long available, long receivable) {
        TreeMap<LocalDate, Long> days = new TreeMap<>();
        if (pending > 0) {
            days.put(DAY, pending);
        }
        return new Account(
                KEY, 7, days, 0, available, 0, receivable, Optional.empty(), 0, 0, 0, new TreeMap<>(), Entry.FIRST);
    }
}
