package dev.tributary.domain.payout;

import static dev.tributary.domain.payout.PlanReview.Warning.METHOD_CHANGED;
import static dev.tributary.domain.payout.PlanReview.Warning.NEW_METHOD;
import static dev.tributary.domain.payout.PlanReview.Warning.OVER_THREE_TIMES_THE_AVERAGE;
import static dev.tributary.domain.payout.PlanReview.Warning.SHARED_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.SealedField;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an approver is warned of, and of nothing else.
class PlanReviewTest {
    /// A Friday evening in Brussels, and Saturday in an hour.
    private static final Instant NOW = Instant.parse("2026-12-04T22:00:00Z");
    private static final CurrencyCode EUR = new CurrencyCode("EUR");

    private final List<Payout> payouts = new ArrayList<>();
    private final Map<AffiliateId, Versioned<PayoutMethod>> methods = new HashMap<>();
    private final Map<AffiliateId, Receiver> places = new HashMap<>();
    private PayoutRun run = run(NOW);

    private static PayoutRun run(Instant created) {
        RunId id = RunId.byHand(new ProgramId(1), created.toString());
        PayoutRun.Head head = new PayoutRun.Head(
                id, new ProgramId(1), new MerchantId(1), EUR, new PayoutRun.Origin.ByHand(), "usr_1", created, 1, 1);
        return new PayoutRun(
                head,
                PayoutRun.State.PLANNING,
                Planning.first(EUR, 1, created),
                Optional.empty(),
                List.of(),
                Optional.of(created),
                Optional.empty(),
                Optional.empty());
    }

    private void pay(int number, Receiver to, String net, String fee, boolean isNew, Duration sinceSet) {
        AffiliateId affiliate = new AffiliateId(number);
        SealedField sealed = new SealedField(0, new byte[28]);
        Money amount = Money.of(net, EUR);
        PlanLine.Included line = new PlanLine.Included(
                affiliate,
                "A " + number,
                5,
                0,
                amount,
                Money.zero(EUR),
                Money.of(fee, EUR),
                amount,
                new PlanLine.Destination(to.rail(), 1, sealed, isNew));
        PayoutMethod method =
                new PayoutMethod(affiliate, to.rail(), sealed, NOW.minus(sinceSet), NOW.minus(sinceSet), isNew, "usr");
        payouts.add(Payout.planned(PlanRow.Place.of(run, affiliate), line));
        places.put(affiliate, to);
        methods.put(affiliate, new Versioned<>(method, 1));
        run = run.planned(run.planning()
                .plus(line, new Payee(affiliate, "x", Optional.empty(), Optional.empty(), Optional.empty()), NOW));
    }

    private void pay(int number, Receiver to, String net) {
        pay(number, to, net, "0.00", false, Duration.ofDays(400));
    }

    private PlanReview review(Optional<PayoutRun> last) {
        return PlanReview.of(
                run.seal(NOW), payouts, methods, line -> Optional.ofNullable(places.get(line.affiliate())), last, NOW);
    }

    private Map<Long, Set<PlanReview.Warning>> warnings() {
        Map<Long, Set<PlanReview.Warning>> warnings = new HashMap<>();
        review(Optional.empty())
                .lines()
                .forEach(line -> warnings.put(line.payout().affiliate().bits(), line.warnings()));
        return warnings;
    }

    private static Receiver reference(String text) {
        return new Receiver.Reference(text);
    }

    @Test
    void sums_standPerRail_withTheDayOnWhichABankPays() {
        Iban iban = new Iban("DE89370400440532013000");
        pay(1, reference("a"), "10.00", "0.50", false, Duration.ofDays(400));
        pay(2, new Receiver.BankAccount("B", iban), "20.00", "0.20", false, Duration.ofDays(400));
        pay(3, reference("c"), "30.01", "0.50", false, Duration.ofDays(400));

        assertThat(review(Optional.empty()).rails())
                .extracting(sum -> sum.rail() + " " + sum.payouts() + " " + sum.gross() + " " + sum.fees() + " "
                        + sum.net() + " " + sum.execution())
                .containsExactlyInAnyOrder(
                        "CSV 2 40.01 EUR 1.00 EUR 40.01 EUR Optional.empty",
                        "SEPA 1 20.00 EUR 0.20 EUR 20.00 EUR Optional[2026-12-04]");
        assertThat(TargetDays.execution(NOW.plus(Duration.ofHours(1)))).isEqualTo(LocalDate.parse("2026-12-07"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        true,  1,   NEW_METHOD
        true,  400, NEW_METHOD
        false, 1,   METHOD_CHANGED
        false, 29,  METHOD_CHANGED
        false, 30,  -
        false, 400, -
        """)
    void methodsThatAreNewOrChanged_areNamed(boolean isNew, int days, String expected) {
        pay(1, reference("a"), "10.00", "0.00", isNew, Duration.ofDays(days));

        assertThat(warnings())
                .containsEntry(1L, expected.equals("-") ? Set.of() : Set.of(PlanReview.Warning.valueOf(expected)));
    }

    /// Whoever holds it, in whatever name.
    @Test
    void oneAccountUnderTwoAffiliates_isNamedWithBoth_andWithNobodyElse() {
        Iban iban = new Iban("DE89370400440532013000");
        pay(1, new Receiver.BankAccount("Anna", iban), "10.00");
        pay(2, new Receiver.BankAccount("Bert", iban), "10.00");
        pay(3, new Receiver.BankAccount("Anna", new Iban("LV80BANK0000435195001")), "10.00");
        pay(4, reference("DE89370400440532013000"), "10.00");
        pay(5, reference("x"), "10.00");
        places.remove(new AffiliateId(5));

        assertThat(review(Optional.empty()).shared()).containsExactly(List.of(new AffiliateId(1), new AffiliateId(2)));
        assertThat(warnings())
                .isEqualTo(Map.of(
                        1L,
                        Set.of(SHARED_ACCOUNT),
                        2L,
                        Set.of(SHARED_ACCOUNT),
                        3L,
                        Set.of(),
                        4L,
                        Set.of(),
                        5L,
                        Set.of()));
    }

    /// 1.00, 1.00, 1.00 and x: the average is (3 + x) / 4, and x is over three times that from 9.01 on.
    @ParameterizedTest
    @CsvSource({"9.00, false", "9.01, true"})
    void lineOverThreeTimesTheAverage_isNamed_exactly(String net, boolean over) {
        for (int number = 1; number <= 3; number++) {
            pay(number, reference("r" + number), "1.00");
        }
        pay(4, reference("r4"), net);

        assertThat(warnings()).containsEntry(4L, over ? Set.of(OVER_THREE_TIMES_THE_AVERAGE) : Set.of());
        assertThat(warnings()).containsEntry(1L, Set.of());
    }

    @Test
    void severalWarnings_standTogether() {
        for (int number = 1; number <= 9; number++) {
            pay(number, reference(number == 1 ? "same" : "r" + number), "1.00");
        }
        pay(10, reference("same"), "100.00", "0.00", true, Duration.ofDays(1));

        assertThat(Objects.requireNonNull(warnings().get(10L)))
                .containsExactlyInAnyOrder(NEW_METHOD, SHARED_ACCOUNT, OVER_THREE_TIMES_THE_AVERAGE)
                .doesNotContain(METHOD_CHANGED);
    }

    @Test
    void changeSinceTheLastRun_mayBeBelowZero() {
        pay(1, reference("a"), "10.00");
        pay(2, reference("b"), "12.00");
        PayoutRun last = run;
        payouts.clear();
        run = run(NOW.plusSeconds(1));
        pay(1, reference("a"), "7.50");

        assertThat(review(Optional.of(last)).sinceLast())
                .contains(new PlanReview.Change(last, -1, Money.of("-14.50", EUR)));
        assertThat(review(Optional.empty()).sinceLast()).isEmpty();
    }
}
