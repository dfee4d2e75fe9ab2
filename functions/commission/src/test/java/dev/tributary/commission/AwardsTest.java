package dev.tributary.commission;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.bonus.FeeCalendar;
import dev.tributary.domain.bonus.FeeDue;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Awards;
import dev.tributary.domain.decision.Decision.Refusal;
import dev.tributary.domain.decision.Decision.State;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.Bonus;
import dev.tributary.domain.terms.BonusId;
import dev.tributary.domain.terms.TermsHistory;
import dev.tributary.infrastructure.queue.DecisionMessages;
import dev.tributary.infrastructure.table.DynamoDecisions;
import dev.tributary.infrastructure.table.TestMarket;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the decisions of terms leave behind on the real table: a signing bonus of 20.00 and a fee of
/// 300.00 for October, each posted once.
class AwardsTest {
    private static final ZoneId RIGA = ZoneId.of("Europe/Riga");
    private static final Bonus SIGNING =
            new Bonus.Signing(new BonusId("hello"), Set.of(), Bonus.Signing.When.APPROVAL, euros("20.00"));
    private static final Bonus FEE = new Bonus.FlatFee(
            new BonusId("banner"), Set.of(), Period.Length.MONTH, Optional.empty(), Optional.empty(), euros("300.00"));

    private final Till till =
            new Till(new TestMarket(Till.TABLE, 3, TestMarket.terms(1).withBonuses(List.of(SIGNING, FEE))));
    private final DynamoDecisions decisions = new DynamoDecisions(Till.TABLE);

    @Test
    void fee_isPostedOnce_intoTheDayOfItsHold() {
        Adjustment fee = recorded(fee(1, "2026-12-01"));

        assertThat(deliver(fee, fee)).isEmpty();
        assertThat(deliver(fee)).isEmpty();

        assertThat(till.balance(1)).isEqualTo("1 30000/0/0");
        assertThat(till.account(1).pending()).containsOnlyKeys(LocalDate.of(2026, 12, 31));
        assertThat(till.entries(1).getFirst().id())
                .hasToString("bonus:" + till.market.program + ":" + till.market.affiliate(1) + ":banner:2026-11:1");
        assertThat(till.causes(1)).containsExactly("FLAT_FEE");
        // Periods come and go: nothing of them stays on the account.
        assertThat(till.account(1).tallies()).isEmpty();
        assertThat(state(fee))
                .isEqualTo(new State.Posted(till.entries(1).getFirst().id()));
    }

    @Test
    void fee_whoseHoldIsOver_isAvailable() {
        till.now = Instant.parse("2027-03-01T12:00:00Z");
        assertThat(deliver(recorded(fee(1, "2026-12-01")))).isEmpty();
        assertThat(till.balance(1)).isEqualTo("1 0/30000/0");
    }

    @Test
    void whoDecidesAgain_decidesTheSame_andFindsItRecorded() {
        Adjustment fee = fee(1, "2026-12-01");
        assertThat(decisions.create(fee)).isEqualTo(new Creation.Created());
        assertThat(decisions.create(fee(1, "2026-12-01"))).isEqualTo(new Creation.AlreadyThere());
        assertThat(fee(1, "2026-12-01")).isEqualTo(fee);
        assertThat(fee(1, "2027-01-01").id()).isNotEqualTo(fee.id());
        assertThat(fee(2, "2026-12-01").id()).isNotEqualTo(fee.id());
    }

    @Test
    void signing_isPostedOnce_andNoted() {
        Adjustment bonus = recorded(signing(1));
        assertThat(deliver(bonus, bonus)).isEmpty();

        assertThat(till.balance(1)).isEqualTo("1 2000/0/0");
        assertThat(till.causes(1)).containsExactly("BONUS");
        // 30 days after the approval.
        assertThat(till.account(1).pending()).containsOnlyKeys(LocalDate.of(2026, 12, 20));
        assertThat(till.account(1).tallies()).hasSize(3);
    }

    @Test
    void signing_thatConversionsReachedAlready_isRefused() {
        Bonus first = new Bonus.Signing(new BonusId("hello"), Set.of(), Bonus.Signing.When.FIRST_SALE, euros("20.00"));
        Till earlier =
                new Till(new TestMarket(Till.TABLE, 1, TestMarket.terms(1).withBonuses(List.of(first))));
        earlier.deliver(earlier.market.sale("A-1", 1, "100.00"));
        assertThat(earlier.balance(1)).isEqualTo("2 3000/0/0");

        Adjustment again = signing(earlier, 1);
        decisions.create(again);
        assertThat(earlier.deliver(earlier.handler(), List.of(earlier.message(DecisionMessages.write(again)))))
                .isEmpty();
        assertThat(state(again)).isEqualTo(new State.Refused(Refusal.ALREADY_GIVEN));
        assertThat(earlier.balance(1)).isEqualTo("2 3000/0/0");
    }

    @Test
    void crashBetweenDecisionAndPosting_isMadeUpForByTheSweep() {
        Adjustment fee = recorded(fee(1, "2026-12-01"));
        SQSMessage message = till.message(DecisionMessages.write(fee));
        assertThat(till.deliver(till.handler(TableFault.notSent()), List.of(message)))
                .hasSize(1);
        assertThat(till.balance(1)).isEqualTo("none");
        assertThat(decisions
                        .due(fee.decidedAt().plusSeconds(60), Optional.empty())
                        .decisions())
                .contains(fee);

        assertThat(till.deliver(till.handler(TableFault.replyLost()), List.of(message)))
                .hasSize(1);
        assertThat(deliver(fee)).isEmpty();
        assertThat(till.balance(1)).isEqualTo("1 30000/0/0");
    }

    @Test
    void feesAndSalesAtOnce_areEachPostedOnce() {
        List<Adjustment> fees = IntStream.rangeClosed(1, 6)
                .mapToObj(month -> recorded(fee(1, "2026-%02d-01".formatted(month + 5))))
                .toList();
        IntStream.range(0, 12).parallel().forEach(number -> {
            SQSMessage message = number % 2 == 0
                    ? till.message(DecisionMessages.write(fees.get(number / 2)))
                    : till.message(till.market.sale("S-" + number, 1, "10.00"));
            assertThat(IntStream.range(0, 200)
                            .anyMatch(attempt -> till.deliver(till.handler(), List.of(message))
                                    .isEmpty()))
                    .isTrue();
        });
        assertThat(till.account(1).version()).isEqualTo(12);
        assertThat(till.account(1)
                        .pendingTotal()
                        .plus(till.account(1).money(till.account(1).available())))
                .isEqualTo(euros("1806.00"));
    }

    private Adjustment fee(int affiliate, String day) {
        FeeCalendar calendar = new FeeCalendar(
                new TermsHistory(List.of(TestMarket.terms(1).withBonuses(List.of(SIGNING, FEE)))), RIGA);
        FeeDue due = calendar.on(LocalDate.parse(day)).getFirst();
        return Awards.fee(enrollment(till, affiliate, Instant.EPOCH), due).orElseThrow();
    }

    private Adjustment signing(int affiliate) {
        return signing(till, affiliate);
    }

    private static Adjustment signing(Till of, int affiliate) {
        return Awards.signing(
                        enrollment(
                                of,
                                affiliate,
                                Instant.parse("2026-11-20T00:00:00Z").minusSeconds(7200)),
                        new TermsHistory(List.of(TestMarket.terms(1).withBonuses(List.of(SIGNING)))),
                        RIGA)
                .getFirst();
    }

    private static Enrollment enrollment(Till of, int affiliate, Instant approved) {
        return new Enrollment(
                of.market.program,
                of.market.affiliate(affiliate),
                List.of(new Enrollment.Change(EnrollmentState.APPROVED, approved)),
                Optional.empty());
    }

    private Adjustment recorded(Adjustment award) {
        decisions.create(award);
        return award;
    }

    private List<String> deliver(Adjustment... awards) {
        return till.deliver(
                till.handler(),
                List.of(awards).stream()
                        .map(award -> till.message(DecisionMessages.write(award)))
                        .toList());
    }

    private State state(Adjustment award) {
        return decisions.find(award.id()).orElseThrow().state();
    }

    private static Money euros(String amount) {
        return Money.of(amount, TestMarket.EUR);
    }
}
