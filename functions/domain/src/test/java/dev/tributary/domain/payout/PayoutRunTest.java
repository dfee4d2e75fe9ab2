package dev.tributary.domain.payout;

import static dev.tributary.domain.payout.PlanTest.EUR;
import static dev.tributary.domain.payout.PlanTest.NOW;
import static dev.tributary.domain.payout.PlanTest.eur;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.access.Actor.Kin;
import dev.tributary.domain.access.FourEyes;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.Mode;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.payout.PayoutRun.State;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Plan, approval, expiry: what each step leads to.
class PayoutRunTest {
    private static final MerchantId MERCHANT = new MerchantId(9);
    private static final Program PROGRAM = program(new ProgramId(1));

    private static Program program(ProgramId id) {
        return new Program(
                id,
                MERCHANT,
                "Shoes",
                EUR,
                ZoneId.of("Europe/Riga"),
                List.of("shop.example"),
                "click_id",
                Optional.empty(),
                Optional.empty(),
                1,
                Set.of(),
                List.of());
    }

    /// Planned and approved as any other, and that is where it ends.
    @Test
    void runOfATestProgram_isNeverApplied() {
        PayoutRun run = planned(PayoutRun.byHand(program(ProgramId.of(Mode.TEST, 1)), "d1", "usr_maker", NOW, 1));
        Approval.Outcome.Approved approved = (Approval.Outcome.Approved) run.approve(
                new Approval("usr_a", NOW, hash(run)),
                eyes("usr_a"),
                policy(Optional.empty(), Optional.empty()),
                today("0.00"));
        assertThat(approved.run().state()).isEqualTo(State.APPROVED);
        assertThat(approved.run().apply(NOW)).isEmpty();
        assertThat(approved.run().cancel()).isPresent();
    }

    private static Approval.Day today(String total) {
        return new Approval.Day(MERCHANT, Approval.Day.dateOf(NOW), eur(total), 0);
    }

    private static PayoutPolicy policy(Optional<Money> auto, Optional<Money> second) {
        return PayoutPolicy.byHand(PROGRAM.id())
                .with(new PayoutLimits(
                        auto, auto.map(of -> "usr_boss"), second, second.map(of -> "usr_boss"), Optional.empty()));
    }

    /// Of somebody with one key.
    private static FourEyes eyes(String actor) {
        return other -> other.equals(actor) ? Kin.OWN : Kin.OTHER;
    }

    private static PayoutRun scheduled() {
        return planned(PayoutRun.scheduled(PROGRAM, LocalDate.parse("2026-12-07"), NOW, 1));
    }

    /// One payout of 100.00.
    private static PayoutRun planned(PayoutRun run) {
        Payee payee = PlanTest.payee(
                EnrollmentState.APPROVED,
                Optional.of(PlanTest.available("100.00")),
                Optional.of(PlanTest.method(NOW.minus(Duration.ofDays(60)))));
        PlanLine line =
                PlanTest.included(payee.account().orElseThrow(), payee.method().map(of -> of.value()));
        return run.planned(run.planning().plus(line, payee, NOW)).seal(NOW);
    }

    private static PayoutRun byHand() {
        return planned(PayoutRun.byHand(PROGRAM, "d1", "usr_maker", NOW, 1));
    }

    private static String approve(PayoutRun run, String actor, String hash, PayoutPolicy policy, String today) {
        return text(run.approve(new Approval(actor, NOW, hash), eyes(actor), policy, today(today)));
    }

    private static String text(Approval.Outcome outcome) {
        return switch (outcome) {
            case Approval.Outcome.Approved approved ->
                "approved " + approved.day().total().amount();
            case Approval.Outcome.NeedsSecond second -> "needs second";
            case Approval.Outcome.MakerMayNotApprove maker -> "maker may not";
            case Approval.Outcome.SameApprover same -> "same approver";
            case Approval.Outcome.WrongHash hashed -> "wrong hash";
            case Approval.Outcome.WrongState state -> "wrong state";
        };
    }

    private static String hash(PayoutRun run) {
        return run.sealed().orElseThrow().hash();
    }

    @ParameterizedTest
    @CsvSource({
        // actor,    first,    limit,  today,  expected
        "usr_maker,  ,         ,       0.00,   maker may not",
        "usr_thief,  ,         ,       0.00,   maker may not",
        "usr_a,      ,         ,       0.00,   approved 100.00",
        "usr_a,      ,         100.00, 0.00,   approved 100.00",
        "usr_a,      ,         100.00, 0.01,   needs second",
        "usr_a,      ,         99.99,  0.00,   needs second",
        "usr_a,      usr_a,    99.99,  0.00,   same approver",
        "usr_b,      usr_a,    99.99,  0.00,   approved 100.00",
        "usr_b,      usr_a,    99.99,  50.00,  approved 150.00"
    })
    void approval_isAnotherPersons_andASecondOnesAboveTheLimit(
            String actor, String first, String limit, String today, String expected) {
        PayoutPolicy policy =
                policy(Optional.empty(), Optional.ofNullable(limit).map(PlanTest::eur));
        PayoutRun run = withThief();
        if (first != null) {
            run = ((Approval.Outcome.NeedsSecond)
                            run.approve(new Approval(first, NOW, hash(run)), eyes(first), policy, today(today)))
                    .run();
        }

        assertThat(approve(run, actor, hash(run), policy, today)).isEqualTo(expected);
    }

    /// With a method that somebody else set for the affiliate.
    private static PayoutRun withThief() {
        return withThief(PayoutRun.byHand(PROGRAM, "d1", "usr_maker", NOW, 1));
    }

    private static PayoutRun withThief(PayoutRun run) {
        return withMethodOf(run, "usr_thief");
    }

    private static PayoutRun withMethodOf(PayoutRun run, String by) {
        PayoutMethod changed = PlanTest.method(NOW.minus(Duration.ofDays(60)))
                .changed(Rail.CSV, PlanTest.method(NOW).destination(), NOW.minus(Duration.ofDays(8)), by);
        Payee payee = PlanTest.payee(
                EnrollmentState.APPROVED, Optional.of(PlanTest.available("100.00")), Optional.of(changed));
        PlanLine line = PlanTest.included(payee.account().orElseThrow(), Optional.of(changed));
        PayoutRun planned = run.planned(run.planning().plus(line, payee, NOW)).seal(NOW);
        assertThat(planned.totals().changedMethods()).isEqualTo(1);
        return planned;
    }

    /// An affiliate's own word is watched as far as a person gave it, who may belong to the merchant too.
    @ParameterizedTest
    @CsvSource({
        // by whom in the affiliate, changers, expected
        "per_00000000000000000000000000000001, 1, maker may not",
        "key_00000000000000000000000000000001, 0, approved 100.00"
    })
    void whoSetAMethodAsAnAffiliate_doesNotApprove(String by, int changers, String expected) {
        String text = PlanTest.ANNA + "/" + by;
        PayoutRun run = withMethodOf(PayoutRun.byHand(PROGRAM, "d1", "usr_maker", NOW, 1), text);

        assertThat(run.totals().changers()).hasSize(changers);
        assertThat(text(run.approve(
                        new Approval("usr_a", NOW, hash(run)),
                        eyes(text),
                        PayoutPolicy.byHand(PROGRAM.id()),
                        today("0.00"))))
                .isEqualTo(expected);
        assertThat(approve(run, "usr_a", hash(run), PayoutPolicy.byHand(PROGRAM.id()), "0.00"))
                .isEqualTo("approved 100.00");
    }

    @Test
    void approval_namesThePlan_inItsState_inItsTime() {
        PayoutRun run = byHand();
        PayoutPolicy policy = PayoutPolicy.byHand(PROGRAM.id());

        assertThat(approve(run, "usr_a", "0".repeat(64), policy, "0.00")).isEqualTo("wrong hash");
        assertThat(approve(run.cancel().orElseThrow(), "usr_a", hash(run), policy, "0.00"))
                .isEqualTo("wrong state");
        Instant late = NOW.plus(PayoutRun.EXPIRES_AFTER);
        assertThat(run.approve(new Approval("usr_a", late, hash(run)), eyes("usr_a"), policy, today("0.00")))
                .isInstanceOf(Approval.Outcome.WrongState.class);
        assertThat(run.isExpired(late.minusSeconds(1))).isFalse();
        assertThat(run.isExpired(late)).isTrue();
        assertThat(run.expire().state()).isEqualTo(State.EXPIRED);

        Approval.Outcome.Approved approved = (Approval.Outcome.Approved) run.approve(
                new Approval("usr_a", late.minusSeconds(1), hash(run)), eyes("usr_a"), policy, today("0.00"));
        assertThat(approved.run().due()).contains(late);
        assertThat(approved.run().apply(late.minusSeconds(1))).isPresent();
        assertThat(approved.run().apply(late)).isEmpty();
        assertThat(approved.run().expire().state()).isEqualTo(State.EXPIRED);
    }

    @ParameterizedTest
    @CsvSource({"100.01, , 0.00, true", "100.00, , 0.00, false", "200.00, 150.00, 60.00, false", ", , 0.00, false"})
    void automaticApproval_isBelowItsLimit_andNotAboveTheOther(
            String below, String second, String today, boolean expected) {
        PayoutPolicy policy = policy(
                Optional.ofNullable(below).map(PlanTest::eur),
                Optional.ofNullable(second).map(PlanTest::eur));

        assertThat(scheduled()
                        .approveAutomatically(policy, eyes("usr_boss"), today(today), NOW)
                        .isPresent())
                .isEqualTo(expected);
    }

    /// Else its maker would be the only person.
    @Test
    void runByHand_isNeverApprovedByItself() {
        PayoutPolicy policy = policy(Optional.of(eur("100.01")), Optional.empty());

        assertThat(byHand().approveAutomatically(policy, eyes("usr_boss"), today("0.00"), NOW))
                .isEmpty();
    }

    /// Whoever set the limit approves by it, and may not where it set a method.
    @Test
    void automaticApproval_isTheWordOfWhoeverSetItsLimit() {
        PayoutPolicy policy = policy(Optional.of(eur("100.01")), Optional.empty());
        PayoutRun run = withThief(PayoutRun.scheduled(PROGRAM, LocalDate.parse("2026-12-07"), NOW, 1));

        assertThat(run.approveAutomatically(policy, eyes("usr_boss"), today("0.00"), NOW))
                .isPresent();
        assertThat(run.approveAutomatically(policy, eyes("usr_thief"), today("0.00"), NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // whose key planned it, or said yes before, seen by whoever approves; who set a method; expected
        "OWN,   OTHER, maker may not",
        "ROOT,  OTHER, maker may not",
        "OTHER, OWN,   maker may not",
        "OTHER, ROOT,  approved 100.00",
        "OTHER, OTHER, approved 100.00"
    })
    void rootsKeys_mayNotApproveWhatItPlanned_butWhatItDidBefore(Kin maker, Kin changer, String expected) {
        PayoutRun run = withThief(PayoutRun.byHand(PROGRAM, "d1", "usr_maker", NOW, 1));
        FourEyes eyes = other -> other.equals("usr_maker") ? maker : changer;
        Approval approval = new Approval("usr_a", NOW, hash(run));

        assertThat(text(run.approve(approval, eyes, PayoutPolicy.byHand(PROGRAM.id()), today("0.00"))))
                .isEqualTo(expected);
    }

    /// The second word is not that of the root that handed out the first one's key.
    @ParameterizedTest
    @CsvSource({"OWN, same approver", "ROOT, same approver", "OTHER, approved 100.00"})
    void secondWord_isAnotherHands(Kin first, String expected) {
        PayoutPolicy policy = policy(Optional.empty(), Optional.of(eur("99.99")));
        PayoutRun run = ((Approval.Outcome.NeedsSecond) byHand().approve(
                                new Approval("usr_a", NOW, hash(byHand())), eyes("usr_a"), policy, today("0.00")))
                .run();
        FourEyes eyes = other -> other.equals("usr_a") ? first : Kin.OTHER;

        assertThat(text(run.approve(new Approval("usr_b", NOW, hash(run)), eyes, policy, today("0.00"))))
                .isEqualTo(expected);
    }

    @Test
    void scheduledRun_isDueWhenApproved_oneByHandWaits() {
        PayoutRun scheduled = planned(PayoutRun.scheduled(PROGRAM, LocalDate.parse("2026-12-07"), NOW, 1));
        PayoutPolicy policy = PayoutPolicy.byHand(PROGRAM.id());

        for (PayoutRun run : List.of(scheduled, byHand())) {
            PayoutRun approved = ((Approval.Outcome.Approved)
                            run.approve(new Approval("usr_a", NOW, hash(run)), eyes("usr_a"), policy, today("0.00")))
                    .run();
            assertThat(approved.state()).isEqualTo(State.APPROVED);
            assertThat(approved.due()).contains(run.equals(scheduled) ? NOW : NOW.plus(PayoutRun.EXPIRES_AFTER));
            assertThat(approved.apply(NOW).orElseThrow().state()).isEqualTo(State.APPLYING);
            assertThat(approved.apply(NOW).orElseThrow().cancel()).isEmpty();
            assertThat(approved.cancel()).isPresent();
        }
        assertThat(byHand().apply(NOW)).isEmpty();
    }

    @Test
    void planThatPaysNobody_isDone() {
        PayoutRun empty = PayoutRun.byHand(PROGRAM, "d1", "usr_maker", NOW, 2).seal(NOW);

        assertThat(empty.state()).isEqualTo(State.DONE);
        assertThat(empty.due()).isEmpty();
    }

    @Test
    void planAgain_hasAnotherAttempt_andOnlyWhenNothingWasCarriedOut() {
        PayoutRun again =
                byHand().cancel().orElseThrow().planAgain("usr_b", NOW).orElseThrow();

        assertThat(again.head().attempt()).isEqualTo(2);
        assertThat(again.state()).isEqualTo(State.PLANNING);
        assertThat(again.totals().payouts()).isZero();
        assertThat(byHand().planAgain("usr_b", NOW)).isEmpty();
    }

    /// Once, by a person, and only what is being carried out.
    @Test
    void haltedRun_isGivenUpOnce() {
        PayoutRun approved = ((Approval.Outcome.Approved) byHand().approve(
                                new Approval("usr_a", NOW, hash(byHand())),
                                eyes("usr_a"),
                                PayoutPolicy.byHand(PROGRAM.id()),
                                today("0.00")))
                .run();
        PayoutRun applying = approved.apply(NOW).orElseThrow();

        assertThat(applying.abandon("usr_a", NOW)).isEmpty();
        assertThat(approved.halt("why").abandon("usr_a", NOW)).isEmpty();
        PayoutRun halted = applying.halt("why");
        assertThat(halted.lookAgain(NOW)).isEqualTo(halted);
        PayoutRun abandoned = halted.abandon("usr_a", NOW).orElseThrow();
        assertThat(abandoned.due()).contains(NOW);
        assertThat(abandoned.fault()).contains("why");
        assertThat(abandoned.isHalted()).isFalse();
        assertThat(abandoned.abandon("usr_b", NOW)).isEmpty();
        assertThat(abandoned.halt("again").isHalted()).isFalse();
    }

    @Test
    void wrongStep_isRefused() {
        assertThatThrownBy(() -> byHand().seal(NOW)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> byHand().carriedOut(0, Planning.Progress.FINAL, NOW))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({
        // schedule,    day,        the period that ended last, the next one's end
        "weekly,        2026-12-06, 2026-11-30, 2026-12-07",
        "weekly,        2026-12-07, 2026-12-07, 2026-12-14",
        "twice_a_month, 2026-12-15, 2026-12-01, 2026-12-16",
        "twice_a_month, 2026-12-16, 2026-12-16, 2027-01-01",
        "twice_a_month, 2026-02-28, 2026-02-16, 2026-03-01",
        "monthly,       2026-12-31, 2026-12-01, 2027-01-01",
        "by_hand,       2026-12-31, ,"
    })
    void schedule_endsPeriods(String schedule, LocalDate day, LocalDate last, LocalDate next) {
        PayoutSchedule of = PayoutSchedule.parse(schedule).orElseThrow();

        assertThat(of.endThrough(day)).isEqualTo(Optional.ofNullable(last));
        assertThat(of.endAfter(day)).isEqualTo(Optional.ofNullable(next));
    }

    @Test
    void missedPeriods_arePaidByOneRun() {
        PayoutPolicy weekly =
                PayoutPolicy.of(PROGRAM.id(), PayoutSchedule.WEEKLY, PayoutLimits.NONE, LocalDate.parse("2026-12-02"));

        assertThat(weekly.due(LocalDate.parse("2026-12-06"))).isEmpty();
        assertThat(weekly.due(LocalDate.parse("2026-12-07"))).contains(LocalDate.parse("2026-12-07"));
        assertThat(weekly.due(LocalDate.parse("2026-12-23"))).contains(LocalDate.parse("2026-12-21"));
        assertThat(weekly.after(LocalDate.parse("2026-12-21")).next()).contains(LocalDate.parse("2026-12-28"));
    }
}
