package dev.tributary.domain.payout;

import static dev.tributary.domain.payout.PlanTest.ANNA;
import static dev.tributary.domain.payout.PlanTest.KEY;
import static dev.tributary.domain.payout.PlanTest.NOW;
import static dev.tributary.domain.payout.PlanTest.eur;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Draft;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.payout.Payout.State;
import dev.tributary.domain.payout.PayoutResult.Status;
import dev.tributary.domain.payout.PayoutResult.Step;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.stored.Versioned;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The steps of one payout: which may follow which, and what a result leads to.
class PayoutStepsTest {
    private static final PlanRow.Place PLACE = new PlanRow.Place(RunId.byHand(KEY.program(), "d1"), 1, 0, ANNA);
    private static final Payout.Submission ASKED = new Payout.Submission("pay", "0".repeat(64), NOW, NOW, 1);

    private static Payout planned() {
        return Payout.planned(
                PLACE, PlanTest.included(PlanTest.available("100.00"), Optional.of(PlanTest.method(NOW))));
    }

    private static Payout in(String state) {
        Payout reserved = planned().reserved(NOW);
        return switch (state) {
            case "planned" -> planned();
            case "dropped" -> planned().dropped(NOW);
            case "reserved" -> reserved;
            case "stopped" -> reserved.stopped(Payout.BANNED, NOW);
            case "submitted" -> reserved.submitted(ASKED);
            case "paid" -> reserved.submitted(ASKED).paid(Optional.empty(), NOW);
            case "failed" -> reserved.submitted(ASKED).failed(Optional.empty(), Optional.empty(), NOW);
            case "returned" ->
                reserved.submitted(ASKED).paid(Optional.empty(), NOW).returned(Optional.empty(), Optional.empty(), NOW);
            default -> throw new IllegalArgumentException(state);
        };
    }

    @ParameterizedTest
    @CsvSource({
        // is,       reported paid, failed,        returned
        "planned,    contradiction, contradiction, contradiction",
        "dropped,    contradiction, contradiction, contradiction",
        "reserved,   contradiction, contradiction, contradiction",
        "stopped,    contradiction, contradiction, contradiction",
        "submitted,  paid,          failed,        paid",
        "paid,       nothing,       contradiction, returned",
        "failed,     contradiction, nothing,       contradiction",
        "returned,   nothing,       contradiction, nothing"
    })
    void result_leadsOn_orIsKnown_orContradicts(String state, String paid, String failed, String returned) {
        Payout payout = in(state);
        assertThat(step(payout, Status.PAID)).isEqualTo(paid);
        assertThat(step(payout, Status.FAILED)).isEqualTo(failed);
        assertThat(step(payout, Status.RETURNED)).isEqualTo(returned);
    }

    private static String step(Payout payout, Status status) {
        PayoutResult result = new PayoutResult(payout.id(), status, Optional.empty(), Optional.empty());
        return switch (result.step(payout, NOW)) {
            case Step.Post post -> post.after().state().text();
            case Step.Nothing nothing -> "nothing";
            case Step.Contradiction contradiction -> {
                assertThat(contradiction.noted().state()).isEqualTo(payout.state());
                assertThat(result.step(contradiction.noted(), NOW)).isInstanceOf(Step.Nothing.class);
                yield "contradiction";
            }
        };
    }

    @Test
    void stepThatMayNotFollow_isRefused() {
        assertThatThrownBy(() -> planned().submitted(ASKED)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> in("paid").stopped(Payout.BANNED, NOW)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> planned().stopped(Payout.BANNED, NOW)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> in("submitted").dropped(NOW)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> in("failed").paid(Optional.empty(), NOW)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> in("reserved").paid(Optional.empty(), NOW)).isInstanceOf(IllegalStateException.class);
        assertThat(in("paid").line()).isEqualTo(planned().line());
        assertThat(in("paid").state().isFinal()).isTrue();
        assertThat(in("submitted").state()).isEqualTo(State.SUBMITTED);
    }

    @Test
    void nobodyLeavesAFile_whoseBytesAreFixed_orThatHeIsNotIn() {
        PayoutFile file = PayoutFile.fixed(
                new PayoutFile.Place(PLACE.run(), 1, 0, 1), Rail.CSV, List.of(ANNA, new AffiliateId(77)), NOW);

        assertThat(file.without(ANNA).stopped()).containsExactly(ANNA);
        assertThat(file.without(ANNA).affiliates()).isEqualTo(file.affiliates());
        assertThatThrownBy(() -> file.without(new AffiliateId(78))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> file.with("0".repeat(64)).without(ANNA)).isInstanceOf(IllegalStateException.class);
    }

    private static Account after(Account before, UnaryOperator<Draft> step) {
        return step.apply(before.draft())
                .post(new Cause(new EntryId("test:" + before.version()), Cause.Kind.ADJUST, NOW, NOW))
                .account();
    }

    private static Optional<PayoutPosting> reserve(Account account) {
        Payee payee = PlanTest.payee(EnrollmentState.APPROVED, Optional.of(account), Optional.of(PlanTest.method(NOW)));
        return switch (Reservation.of(new Versioned<>(planned(), 1), payee, ZoneOffset.UTC, NOW)) {
            case Reservation.Reserve reserve -> Optional.of(reserve.posting());
            case Reservation.Drop drop -> {
                assertThat(drop.row().value().state()).isEqualTo(State.DROPPED);
                yield Optional.empty();
            }
        };
    }

    @Test
    void creditsSinceThePlan_wait_andADebitDropsTheRow() {
        Account asPlanned = PlanTest.available("100.00");
        Draft.Standing.InAvailable available = new Draft.Standing.InAvailable();
        Account richer = after(asPlanned, draft -> draft.give(available, eur("7.00"), Optional.empty()));
        Account poorer = after(asPlanned, draft -> draft.take(available, eur("0.01"), Optional.empty()));
        Account richerAgain = after(poorer, draft -> draft.give(available, eur("50.00"), Optional.empty()));
        Account settledElsewhere = after(richer, draft -> draft.reserve(eur("1.00"), 1));

        Account reserved = reserve(richer).orElseThrow().movement().after();
        assertThat(reserved.available()).isEqualTo(700);
        assertThat(reserved.inFlight()).isEqualTo(10_000);
        assertThat(reserved.settledThrough()).isEqualTo(1);
        assertThat(reserved.lastDebit()).isZero();
        assertThat(reserve(asPlanned)).isPresent();
        assertThat(reserve(poorer)).isEmpty();
        assertThat(reserve(richerAgain)).isEmpty();
        assertThat(reserve(settledElsewhere)).isEmpty();
    }

    @Test
    void entry_isNamedByItsPayout_andRefusedForAnother() {
        PayoutPosting posting = reserve(PlanTest.available("100.00")).orElseThrow();
        assertThat(posting.movement().entries().getFirst().id().text())
                .isEqualTo("payout:" + planned().id() + ":reserve");

        assertThatThrownBy(() -> new PayoutPosting(posting.movement(), ZoneOffset.UTC, new Versioned<>(in("paid"), 2)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
