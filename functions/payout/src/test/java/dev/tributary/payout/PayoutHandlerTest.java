package dev.tributary.payout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.RunId;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutResult.Status;
import dev.tributary.domain.payout.PayoutRun.State;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A balance becomes a payout, on the real table.
class PayoutHandlerTest {
    private final Treasury treasury = new Treasury(5);

    @Test
    void frozen_plansReservesAndSubmitsNothing_andSettlesAllTheSame() {
        treasury.earnAvailable(1, "10.00");
        RunId run = treasury.begin("frozen", "usr_maker");
        treasury.frozen = true;
        treasury.tick();
        assertThat(treasury.run(run).state()).isEqualTo(State.PLANNING);
        treasury.frozen = false;
        treasury.tick();
        treasury.approve(run);
        treasury.frozen = true;
        treasury.tick();
        assertThat(treasury.rows(run, 1)).containsEntry(1, "planned 1000");
        assertThat(treasury.files).isEmpty();
        treasury.frozen = false;
        treasury.tick();
        assertThat(treasury.files).hasSize(2);

        treasury.frozen = true;
        assertThat(treasury.deliver(treasury.results(run, Status.PAID, 1))).isTrue();
        assertThat(treasury.balance(1)).isEqualTo("0/0/0");
    }

    @Test
    void whoChangedSinceTheApproval_isDropped_andTheOthersGoOn() {
        IntStream.rangeClosed(1, 5).forEach(affiliate -> treasury.earnAvailable(affiliate, "10.00"));
        RunId run = treasury.planned("dropped");
        treasury.approve(run);
        treasury.takeBack(1, "0.01");
        treasury.ban(2);
        treasury.method(3, "Elsewhere");
        treasury.earnAvailable(4, "5.00");
        treasury.tick();

        assertThat(treasury.rows(run, 5))
                .isEqualTo(Map.of(
                        1, "dropped 1000",
                        2, "dropped 1000",
                        3, "dropped 1000",
                        4, "submitted 1000",
                        5, "submitted 1000"));
        assertThat(treasury.payout(run, 1).reason()).contains(Payout.CHANGED_SINCE_APPROVAL);
        assertThat(treasury.balance(1)).isEqualTo("999/0/0");
        // What came after the plan waits for the next run.
        assertThat(treasury.balance(4)).isEqualTo("500/1000/0");
    }

    /// The API refuses to change a currency under money; a run that began keeps to its own all the same.
    @Test
    void run_paysInItsOwnCurrency_whateverTheProgramSays() {
        treasury.earnAvailable(1, "10.00");
        treasury.earnAvailable(2, "10.00");
        treasury.earnAvailable(3, "10.00");
        RunId run = treasury.begin("own", "usr_maker");
        treasury.currency("USD");
        treasury.tick();
        assertThat(treasury.run(run).totals().gross()).isEqualTo(Treasury.eur("30.00"));
        treasury.approve(run);
        treasury.ban(3);
        treasury.tick();
        assertThat(treasury.rows(run, 3))
                .isEqualTo(Map.of(1, "submitted 1000", 2, "submitted 1000", 3, "dropped 1000"));
        assertThat(treasury.deliver(treasury.results(run, Status.PAID, 1))).isTrue();
        assertThat(treasury.deliver(treasury.results(run, Status.FAILED, 2))).isTrue();

        assertThat(treasury.balance(1)).isEqualTo("0/0/0");
        assertThat(treasury.balance(2)).isEqualTo("1000/0/0");
    }

    @Test
    void whatAnotherRunReserved_isNotReservedTwice() {
        treasury.earnAvailable(1, "10.00");
        RunId first = treasury.planned("first");
        RunId second = treasury.planned("second");
        treasury.approve(first);
        treasury.approve(second);
        treasury.tick();

        List<String> states = List.of(
                treasury.payout(first, 1).state().text(),
                treasury.payout(second, 1).state().text());
        assertThat(states).containsExactlyInAnyOrder("submitted", "dropped");
        assertThat(treasury.balance(1)).isEqualTo("0/1000/0");
    }

    @Test
    void returned_isPaidAgainInANewRun() {
        treasury.earnAvailable(1, "10.00");
        RunId first = treasury.submitted("one");
        Transfer paid = treasury.results(first, Status.PAID, 1);
        Transfer returned = treasury.results(first, Status.RETURNED, 1);
        assertThat(treasury.deliver(paid)).isTrue();
        assertThat(treasury.deliver(paid)).isTrue();
        treasury.tick();
        assertThat(treasury.run(first).state()).isEqualTo(State.DONE);
        assertThat(treasury.deliver(returned)).isTrue();
        assertThat(treasury.deliver(returned)).isTrue();
        assertThat(treasury.balance(1)).isEqualTo("1000/0/0");

        RunId second = treasury.submitted("two");
        assertThat(treasury.deliver(treasury.results(second, Status.PAID, 1))).isTrue();

        assertThat(treasury.balance(1)).isEqualTo("0/0/0");
        assertThat(treasury.causes(1)).containsExactly("ADJUST", "RESERVE", "SETTLE", "RETURN", "RESERVE", "SETTLE");
    }

    @Test
    void returnedAtOnce_isPaidAndReturned() {
        treasury.earnAvailable(1, "10.00");
        RunId run = treasury.submitted("one");
        assertThat(treasury.deliver(treasury.results(run, Status.RETURNED, 1))).isTrue();

        assertThat(treasury.causes(1)).containsExactly("ADJUST", "RESERVE", "SETTLE", "RETURN");
    }

    @Test
    void contradictingResult_isNoted_andPostsNothing() {
        treasury.earnAvailable(1, "10.00");
        treasury.earnAvailable(2, "10.00");
        RunId run = treasury.submitted("one");
        assertThat(treasury.deliver(treasury.results(run, Status.FAILED, 1))).isTrue();
        assertThat(treasury.deliver(treasury.results(run, Status.PAID, 1, 2))).isTrue();
        assertThat(treasury.deliver(treasury.results(run, Status.FAILED, 2))).isTrue();

        assertThat(treasury.payout(run, 1).note()).contains("reported paid while failed");
        assertThat(treasury.payout(run, 2).note()).contains("reported failed while paid");
        assertThat(treasury.balance(1)).isEqualTo("1000/0/0");
        assertThat(treasury.balance(2)).isEqualTo("0/0/0");
        treasury.tick();
        assertThat(treasury.run(run).state()).isEqualTo(State.DONE);
    }

    @Test
    void release_movesAllDaysThatAreDue_inOneEntry_once() {
        treasury.earn(1, "1.00", LocalDate.parse("2026-12-03"));
        treasury.earn(1, "2.00", LocalDate.parse("2026-12-04"));
        treasury.earn(1, "4.00", LocalDate.parse("2026-12-09"));
        treasury.schedule("release", Crash.never());
        assertThat(treasury.queue).isEmpty();

        treasury.now = LocalDate.parse("2026-12-04").atStartOfDay(Treasury.RIGA).toInstant();
        treasury.schedule("release", Crash.never());
        assertThat(treasury.queue).hasSize(1);
        assertThat(treasury.deliver(treasury.queue.getFirst())).isTrue();
        assertThat(treasury.deliver(treasury.queue.getFirst())).isTrue();

        assertThat(treasury.balance(1)).isEqualTo("300/0/0");
        assertThat(treasury.causes(1)).containsExactly("ACCRUE", "ACCRUE", "ACCRUE", "RELEASE");
        treasury.queue.clear();
        treasury.schedule("release", Crash.never());
        assertThat(treasury.queue).isEmpty();
    }

    @Test
    void scheduledRun_isMadeOnce_alsoAfterADowntime_andApprovedByItselfWhenSmall() {
        treasury.policy(Optional.of(Treasury.eur("50.00")), Optional.empty());
        treasury.adjust(1, "10.00", "usr_somebody");
        treasury.tick();
        assertThat(treasury.queue).isEmpty();

        // Two Mondays later.
        treasury.now =
                Treasury.PERIOD_END.plusDays(8).atStartOfDay(Treasury.RIGA).toInstant();
        treasury.tick();
        treasury.tick();
        RunId late = RunId.scheduled(treasury.market.program, Treasury.PERIOD_END.plusDays(7));
        assertThat(treasury.stores.runs().find(treasury.weekly())).isEmpty();
        assertThat(treasury.run(late).state()).isEqualTo(State.APPLYING);
        assertThat(treasury.run(late).approvals().getFirst().actor()).isEqualTo("automatic");
        assertThat(treasury.audit()).containsExactly("payout_run.approve_by_limit " + late + " by " + Treasury.BOSS);
        assertThat(treasury.payout(late, 1).state()).isEqualTo(Payout.State.SUBMITTED);
    }

    /// An automatic approval is the word of whoever set its limit, and nobody approves what it gave.
    @Test
    void scheduledRun_isNotApprovedByItself_whereWhoeverSetTheLimitGaveMoney() {
        treasury.policy(Optional.of(Treasury.eur("50.00")), Optional.empty());
        treasury.adjust(1, "10.00", "key_of somebody else");
        treasury.adjust(2, "10.00", Treasury.BOSS);
        treasury.now = Treasury.PERIOD_END.atStartOfDay(Treasury.RIGA).toInstant();
        treasury.tick();
        treasury.tick();

        assertThat(treasury.run(treasury.weekly()).state()).isEqualTo(State.PLANNED);
        assertThat(treasury.run(treasury.weekly()).approvals()).isEmpty();
    }

    /// The gift went out with an earlier run, failed and came back, twice: it is still that hand's.
    @Test
    void giftThatCameBack_isStillThatOfWhoeverGaveIt() {
        treasury.policy(Optional.of(Treasury.eur("50.00")), Optional.empty());
        treasury.adjust(1, "10.00", Treasury.BOSS);
        RunId first = treasury.submitted("one");
        assertThat(treasury.deliver(treasury.results(first, Status.FAILED, 1))).isTrue();
        RunId second = treasury.submitted("two");
        assertThat(treasury.deliver(treasury.results(second, Status.RETURNED, 1)))
                .isTrue();
        treasury.now = Treasury.PERIOD_END.atStartOfDay(Treasury.RIGA).toInstant();
        treasury.tick();
        treasury.tick();

        assertThat(treasury.rows(treasury.weekly(), 1)).containsEntry(1, "planned 1000");
        assertThat(treasury.run(treasury.weekly()).approvals()).isEmpty();
    }

    @Test
    void giftThatWasPaid_isInNoLaterRun() {
        treasury.policy(Optional.of(Treasury.eur("50.00")), Optional.empty());
        treasury.adjust(1, "10.00", Treasury.BOSS);
        RunId first = treasury.submitted("one");
        assertThat(treasury.deliver(treasury.results(first, Status.PAID, 1))).isTrue();
        treasury.adjust(1, "7.00", "usr_somebody");
        RunId second = treasury.submitted("two");
        assertThat(treasury.deliver(treasury.results(second, Status.FAILED, 1))).isTrue();
        treasury.now = Treasury.PERIOD_END.atStartOfDay(Treasury.RIGA).toInstant();
        treasury.tick();
        treasury.tick();

        assertThat(treasury.rows(treasury.weekly(), 1)).containsEntry(1, "submitted 700");
    }

    /// Its maker would be the only person.
    @Test
    void runByHand_isNotApprovedByItself() {
        treasury.policy(Optional.of(Treasury.eur("50.00")), Optional.empty());
        treasury.earnAvailable(1, "10.00");
        RunId run = treasury.planned("small");
        treasury.tick();

        assertThat(treasury.run(run).state()).isEqualTo(State.PLANNED);
    }

    @Test
    void notApproved_expiresAfter72Hours() {
        treasury.earnAvailable(1, "10.00");
        RunId run = treasury.planned("late");
        treasury.now = treasury.now.plus(Duration.ofHours(71));
        treasury.tick();
        assertThat(treasury.run(run).state()).isEqualTo(State.PLANNED);
        treasury.now = treasury.now.plus(Duration.ofHours(1));
        treasury.tick();
        assertThat(treasury.run(run).state()).isEqualTo(State.EXPIRED);
    }

    /// By hand, and the schedule's whose word came and whose work did not.
    @Test
    void approvedAndNotCarriedOut_expiresToo_withItsTrace() {
        treasury.earnAvailable(1, "10.00");
        RunId run = treasury.planned("late");
        treasury.approveOnly(run);
        treasury.now = treasury.now.plus(Duration.ofHours(71));
        treasury.tick();
        assertThat(treasury.run(run).state()).isEqualTo(State.APPROVED);
        treasury.now = treasury.now.plus(Duration.ofHours(1));
        treasury.tick();
        assertThat(treasury.run(run).state()).isEqualTo(State.EXPIRED);
        assertThat(treasury.run(run).apply(treasury.now)).isEmpty();
        assertThat(treasury.audit()).contains("payout_run.expire " + run + " by nobody");
        assertThat(treasury.balance(1)).isEqualTo("1000/0/0");
    }

    /// A failed payout has shown nothing, nor has one that came back; one that arrived has.
    @Test
    void newMethod_isProvenByWhatArrived() {
        treasury.earnAvailable(1, "10.00");
        RunId failed = treasury.submitted("failed");
        assertThat(treasury.run(failed).totals().newMethods()).isEqualTo(1);
        treasury.deliver(treasury.results(failed, Status.FAILED, 1));
        RunId returned = treasury.submitted("returned");
        assertThat(treasury.run(returned).totals().newMethods())
                .as("after a failure")
                .isEqualTo(1);
        treasury.deliver(treasury.results(returned, Status.RETURNED, 1));
        RunId paid = treasury.submitted("paid");
        assertThat(treasury.run(paid).totals().newMethods())
                .as("after a return")
                .isEqualTo(1);
        treasury.deliver(treasury.results(paid, Status.PAID, 1));
        treasury.earnAvailable(1, "10.00");
        assertThat(treasury.run(treasury.planned("next")).totals().newMethods()).isZero();
    }

    @Test
    void noTimeLeft_goesOnLater() {
        IntStream.rangeClosed(1, 3).forEach(affiliate -> treasury.earnAvailable(affiliate, "10.00"));
        RunId run = treasury.planned("slow");
        treasury.approve(run);
        assertThat(treasury.deliver(treasury.handler(Crash.never()), new Transfer.RunDue("t", run, 0), 5_000))
                .isTrue();
        assertThat(treasury.rows(run, 3).values()).containsOnly("planned 1000");
        treasury.tick();
        assertThat(treasury.rows(run, 3).values()).containsOnly("submitted 1000");
    }

    @Test
    void twoWorkersAtOnce_endWithOneFile_andEachPayoutOnce() throws Exception {
        Treasury crowd = new Treasury(40);
        IntStream.rangeClosed(1, 40).forEach(affiliate -> crowd.earnAvailable(affiliate, "10.00"));
        RunId run = crowd.begin("crowd", "usr_maker");
        crowd.tick();
        crowd.approve(run);
        for (int round = 0; round < 20 && crowd.files.isEmpty(); round++) {
            together(crowd, new Transfer.RunDue("t", run, 0));
        }
        int[] all = IntStream.rangeClosed(1, 40).toArray();
        Transfer paid = crowd.results(run, Status.PAID, all);
        together(crowd, paid);
        assertThat(crowd.deliver(crowd.handler(Crash.never()), paid)).isTrue();

        assertThat(crowd.files.keySet())
                .containsExactly("payouts/" + run + "-0-1.csv", "payouts/" + run + "-0-1.csv.sha256");
        for (int affiliate : all) {
            assertThat(crowd.causes(affiliate)).containsExactly("ADJUST", "RESERVE", "SETTLE");
        }
        System.out.println("two workers: 40 payouts, files " + crowd.files.size() / 2 + ", settled once each");
    }

    private static void together(Treasury crowd, Transfer transfer) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Callable<Boolean>> work = new ArrayList<>();
            for (int worker = 0; worker < 2; worker++) {
                work.add(() -> crowd.deliver(crowd.handler(Crash.never()), transfer));
            }
            for (Future<Boolean> done : threads.invokeAll(work)) {
                done.get();
            }
        }
    }
}
