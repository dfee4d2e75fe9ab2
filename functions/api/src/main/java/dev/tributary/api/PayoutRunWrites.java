package dev.tributary.api;

import dev.tributary.domain.access.FourEyes;
import dev.tributary.domain.access.Hands;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.payout.AdjustmentAuthors;
import dev.tributary.domain.payout.Approval;
import dev.tributary.domain.payout.MerchantLimits;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PayoutRuns;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a person says about a payout run: plan one, approve exactly the plan that was looked at, carry
/// it out, cancel it, give it up when it is halted. The work itself is found by the schedule.
final class PayoutRunWrites {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final String STATE = "state";

    private final Visible visible;
    private final PayoutRunsResource known;
    private final PayoutRuns runs;
    private final MerchantLimits limits;
    private final Hands hands;
    private final AdjustmentAuthors authors;
    private final RunSender sender;
    private final int buckets;

    /// @param buckets partitions of a new run's rows, 1 to 64
    PayoutRunWrites(
            Visible visible,
            PayoutRunsResource known,
            PayoutRuns runs,
            MerchantLimits limits,
            Hands hands,
            AdjustmentAuthors authors,
            RunSender sender,
            int buckets) {
        this.visible = visible;
        this.known = known;
        this.runs = runs;
        this.limits = limits;
        this.hands = hands;
        this.authors = authors;
        this.sender = sender;
        this.buckets = buckets;
    }

    Decision plan(Write write) {
        write.ask().merchantOnly();
        FieldReader body = write.body();
        Optional<ProgramId> programId = body.required("program_id", body.text("program_id", ProgramId::parse));
        write.check();
        Program program = visible.program(write.tenant(), programId);
        PayoutRun run =
                PayoutRun.byHand(program, Long.toHexString(write.id("run")), actor(write), write.now(), buckets);
        Optional<Versioned<PayoutRun>> mine = runs.find(run.id());
        if (mine.isPresent()) {
            // Made by this very call, longer ago than its key is kept.
            return Decision.unchanged(created(mine.get()));
        }
        Versioned<PayoutRun> made = new Versioned<>(run, 1);
        return Decision.of(
                        List.of(new Change.NewPayoutRun(run)),
                        write.event(
                                new Tenant.OfMerchant(program.merchant()),
                                "payout_run.plan",
                                run.id(),
                                Set.of("program_id")),
                        created(made))
                .then(() -> sender.send(made, write.now()));
    }

    Decision approve(Write write) {
        Versioned<PayoutRun> read = known.find(write.ask());
        FieldReader body = write.body();
        Optional<String> hash = body.required(
                "plan_hash",
                body.text(
                        "plan_hash",
                        text -> Optional.of(text).filter(of -> HASH.matcher(of).matches())));
        write.check();
        write.match(read.version());
        PayoutRun run = read.value();
        Approval approval = new Approval(actor(write), write.now(), hash.orElseThrow());
        Approval.Day today = runs.approvedOn(
                run.head().merchant(),
                Approval.Day.dateOf(write.now()),
                run.head().currency());
        FourEyes eyes =
                FourEyes.of(hands, write.tenant(), write.ask().principal().actor());
        Approval.Outcome outcome = run.approve(approval, eyes, limits.policyOf(run, eyes), today);
        if (outcome instanceof Approval.Outcome.Approved || outcome instanceof Approval.Outcome.NeedsSecond) {
            refuseOwnGifts(eyes, run);
        }
        return switch (outcome) {
            case Approval.Outcome.Approved(PayoutRun next, Approval.Day day) ->
                changed(write, read.with(next), "approve", new Change.ApprovedPayoutRun(read.with(next), day));
            case Approval.Outcome.NeedsSecond(PayoutRun next) ->
                changed(write, read.with(next), "approve", new Change.ChangedPayoutRun(read.with(next)));
            case Approval.Outcome.MakerMayNotApprove() -> throw mayNotApprove();
            case Approval.Outcome.SameApprover() ->
                throw HttpRefusal.of(409, "same_approver", "The second approval is another person's.");
            case Approval.Outcome.WrongHash() ->
                throw HttpRefusal.of(409, "other_plan", "The plan is another one than this hash is of.");
            case Approval.Outcome.WrongState(PayoutRun.State state) -> throw illegal(state);
        };
    }

    Decision apply(Write write) {
        Versioned<PayoutRun> read = known.find(write.ask());
        write.check();
        write.match(read.version());
        if (read.value().head().program().isTest()) {
            throw HttpRefusal.of(
                    409, "test_mode", "A test program pays nobody: its runs are planned and approved only.");
        }
        PayoutRun next = read.value()
                .apply(write.now())
                .orElseThrow(() -> illegal(
                        read.value().isExpired(write.now())
                                ? PayoutRun.State.EXPIRED
                                : read.value().state()));
        return changed(write, read.with(next), "apply", new Change.ChangedPayoutRun(read.with(next)));
    }

    Decision cancel(Write write) {
        Versioned<PayoutRun> read = known.find(write.ask());
        write.check();
        write.match(read.version());
        PayoutRun next =
                read.value().cancel().orElseThrow(() -> illegal(read.value().state()));
        return changed(write, read.with(next), "cancel", new Change.ChangedPayoutRun(read.with(next)));
    }

    /// A halted run is given up: what is reserved goes back.
    Decision abandon(Write write) {
        Versioned<PayoutRun> read = known.find(write.ask());
        write.check();
        write.match(read.version());
        PayoutRun next = read.value()
                .abandon(actor(write), write.now())
                .orElseThrow(() -> read.value().state() == PayoutRun.State.APPLYING
                        ? HttpRefusal.of(409, "not_halted", "The payout run is not halted, or is given up already.")
                        : illegal(read.value().state()));
        return changed(write, read.with(next), "abandon", new Change.ChangedPayoutRun(read.with(next)));
    }

    private Decision changed(Write write, Versioned<PayoutRun> next, String action, Change change) {
        PayoutRun run = next.value();
        Versioned<PayoutRun> kept = new Versioned<>(run, next.version() + 1);
        return Decision.of(
                        List.of(change),
                        write.event(
                                new Tenant.OfMerchant(run.head().merchant()),
                                "payout_run." + action,
                                run.id(),
                                Set.of(STATE)),
                        Replies.ok(kept, PayoutRunsResource::write))
                .then(() -> sender.send(kept, write.now()));
    }

    private void refuseOwnGifts(FourEyes eyes, PayoutRun run) {
        switch (authors.givenBy(eyes, run)) {
            case NOTHING -> {}
            case SOMETHING -> throw mayNotApprove();
            case TOO_MUCH ->
                throw HttpRefusal.of(
                        409, "too_many_adjustments", "There is too much to look through for who gave what is paid.");
        }
    }

    private static HttpRefusal mayNotApprove() {
        return HttpRefusal.of(
                403,
                "maker_may_not_approve",
                "Who planned it, set a method that it pays to, or gave money that it pays, does not approve; by no"
                        + " key of the same hand.");
    }

    private static HttpAnswer created(Versioned<PayoutRun> run) {
        return Replies.created(run, "/v1/payout_runs/" + run.value().id(), PayoutRunsResource::write);
    }

    private static String actor(Write write) {
        return write.ask().principal().id().text();
    }

    private static HttpRefusal illegal(PayoutRun.State state) {
        return HttpRefusal.of(409, "illegal_state", "The payout run is " + state.text() + ".");
    }
}
