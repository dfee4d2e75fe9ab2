package dev.tributary.domain.payout;

import dev.tributary.domain.access.Actor;
import dev.tributary.domain.access.FourEyes;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.program.Program;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// One payout run: planned, approved, carried out. Every step is a value in, a value out; whoever stores
/// it names the version that was read.
///
/// @param sealed the plan's hash and when it was made; what is approved and carried out is that, and
///     nothing else
/// @param due when there is something to do next; empty while a person is awaited, and at the end
/// @param fault why nothing more is carried out: the rows are not those that were approved
/// @param abandoned who gave up a halted run, so that what is still reserved goes back
public record PayoutRun(
        Head head,
        State state,
        Planning planning,
        Optional<Sealed> sealed,
        List<Approval> approvals,
        Optional<Instant> due,
        Optional<String> fault,
        Optional<Abandoned> abandoned) {
    /// A plan that is not carried out by then is too old to be paid, whether somebody approved it or not.
    public static final Duration EXPIRES_AFTER = Duration.ofHours(72);

    /// When nothing but results is awaited, the rows are looked at this often; a result makes it sooner.
    public static final Duration LOOKS_AGAIN_AFTER = Duration.ofHours(6);

    public PayoutRun {
        Objects.requireNonNull(head, "head");
        approvals = List.copyOf(approvals);
        if (sealed.isPresent() == (state == State.PLANNING) && !state.isOver()) {
            throw new IllegalArgumentException("sealed does not fit the state " + state.text());
        }
    }

    /// What never changes but the attempt.
    ///
    /// @param maker who started it; `schedule` when nobody did
    /// @param attempt 1, and one more with each new plan; each has rows of its own
    /// @param buckets partitions of its rows, 1 to 64
    public record Head(
            RunId id,
            ProgramId program,
            MerchantId merchant,
            CurrencyCode currency,
            Origin origin,
            String maker,
            Instant created,
            int attempt,
            int buckets) {
        public static final int MAX_BUCKETS = 64;

        public Head {
            if (attempt < 1 || buckets < 1 || buckets > MAX_BUCKETS) {
                throw new IllegalArgumentException("attempt or buckets is out of range: " + attempt + ", " + buckets);
            }
            if (maker.isBlank()) {
                throw new IllegalArgumentException("maker is empty");
            }
        }
    }

    public sealed interface Origin {
        /// @param periodEnd the first date after the period
        record Scheduled(LocalDate periodEnd) implements Origin {}

        /// Starts to be carried out when somebody says so.
        record ByHand() implements Origin {}
    }

    public enum State {
        PLANNING,
        PLANNED,
        APPROVED,
        APPLYING,
        DONE,
        CANCELLED,
        EXPIRED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean isOver() {
            return this == DONE || this == CANCELLED || this == EXPIRED;
        }
    }

    public record Sealed(String hash, Instant at) {}

    public record Abandoned(String actor, Instant at) {}

    public static final String SCHEDULE = "schedule";

    public static PayoutRun scheduled(Program program, LocalDate periodEnd, Instant now, int buckets) {
        return first(
                program,
                RunId.scheduled(program.id(), periodEnd),
                new Origin.Scheduled(periodEnd),
                SCHEDULE,
                now,
                buckets);
    }

    /// @param decision what tells one start by hand from another: an idempotency key, a random text
    /// @param maker who starts it; never approves it
    public static PayoutRun byHand(Program program, String decision, String maker, Instant now, int buckets) {
        return first(program, RunId.byHand(program.id(), decision), new Origin.ByHand(), maker, now, buckets);
    }

    private static PayoutRun first(Program program, RunId id, Origin origin, String maker, Instant now, int buckets) {
        Head head = new Head(id, program.id(), program.merchant(), program.currency(), origin, maker, now, 1, buckets);
        return new PayoutRun(
                head,
                State.PLANNING,
                Planning.first(program.currency(), buckets, now),
                Optional.empty(),
                List.of(),
                Optional.of(now),
                Optional.empty(),
                Optional.empty());
    }

    public RunId id() {
        return head.id();
    }

    public PlanTotals totals() {
        return planning.totals();
    }

    // ---- Planning ---------------------------------------------------------------------------

    /// A page further, or the lease alone.
    public PayoutRun planned(Planning further) {
        require(State.PLANNING);
        return with(State.PLANNING, further, sealed, due);
    }

    /// All rows are there. A plan that pays nobody has nothing to approve, and is done.
    public PayoutRun seal(Instant now) {
        require(State.PLANNING);
        Optional<Sealed> seal = Optional.of(new Sealed(planning.seal(head), now));
        return totals().payouts() == 0
                ? with(State.DONE, planning, seal, Optional.empty())
                : with(State.PLANNED, planning, seal, Optional.of(now));
    }

    // ---- A person's word --------------------------------------------------------------------

    /// @param approval of the plan that the actor has looked at
    /// @param eyes of whoever approves
    /// @param today what was approved for the merchant today, without this run
    public Approval.Outcome approve(Approval approval, FourEyes eyes, PayoutPolicy policy, Approval.Day today) {
        if (state != State.PLANNED || sealed.isEmpty() || isExpired(approval.at())) {
            return new Approval.Outcome.WrongState(state);
        }
        if (!approval.hash().equals(sealed.get().hash())) {
            return new Approval.Outcome.WrongHash();
        }
        if (eyes.kin(head.maker()) != Actor.Kin.OTHER || setMethods(eyes)) {
            return new Approval.Outcome.MakerMayNotApprove();
        }
        if (approvals.stream().anyMatch(earlier -> eyes.kin(earlier.actor()) != Actor.Kin.OTHER)) {
            return new Approval.Outcome.SameApprover();
        }
        List<Approval> longer = new ArrayList<>(approvals);
        longer.add(approval);
        PayoutRun approved = withApprovals(longer);
        return approvals.isEmpty() && needsSecond(policy, eyes, today)
                ? new Approval.Outcome.NeedsSecond(approved)
                : new Approval.Outcome.Approved(approved.approved(approval.at()), today.plus(totals().gross()));
    }

    /// Approved by nobody, when its program wants that, it is small enough, and the schedule made it: who
    /// makes one by hand would be its only person. Whoever set the limit has given its word before.
    /// @param eyes of whoever set the limit
    public Optional<Approval.Outcome.Approved> approveAutomatically(
            PayoutPolicy policy, FourEyes eyes, Approval.Day today, Instant now) {
        Money gross = totals().gross();
        boolean small = policy.limits()
                .autoApproveBelow()
                .filter(below -> gross.compareTo(below) < 0)
                .isPresent();
        if (state != State.PLANNED
                || sealed.isEmpty()
                || head.origin() instanceof Origin.ByHand
                || !small
                || !approvals.isEmpty()
                || setMethods(eyes)
                || needsSecond(policy, eyes, today)
                || isExpired(now)) {
            return Optional.empty();
        }
        PayoutRun approved = withApprovals(
                List.of(new Approval(Approval.AUTOMATIC, now, sealed.get().hash())));
        return Optional.of(new Approval.Outcome.Approved(approved.approved(now), today.plus(gross)));
    }

    private boolean setMethods(FourEyes eyes) {
        return totals().changers().stream().anyMatch(eyes::isOwn);
    }

    /// More people set methods than a plan can name: then one person's word is not enough either.
    private boolean needsSecond(PayoutPolicy policy, FourEyes eyes, Approval.Day today) {
        return totals().hasTooManyChangers()
                || policy.limits()
                        .secondFor(eyes)
                        .filter(limit -> today.total().plus(totals().gross()).compareTo(limit) > 0)
                        .isPresent();
    }

    /// A scheduled one is carried out at once, one by hand when somebody says so: it is looked at again when
    /// it expires.
    private PayoutRun approved(Instant now) {
        return switch (head.origin()) {
            case Origin.Scheduled scheduled -> with(State.APPROVED, planning, sealed, Optional.of(now));
            case Origin.ByHand byHand -> with(State.APPROVED, planning, sealed, expires());
        };
    }

    /// Nobody's word came yet: looked at again when it expires.
    public PayoutRun awaitApproval() {
        require(State.PLANNED);
        return with(state, planning, sealed, expires());
    }

    private Optional<Instant> expires() {
        return sealed.map(plan -> plan.at().plus(EXPIRES_AFTER));
    }

    /// Empty unless it is approved, and not too old; and of a test program always.
    public Optional<PayoutRun> apply(Instant now) {
        return state == State.APPROVED && !isExpired(now) && !head.program().isTest()
                ? Optional.of(with(State.APPLYING, planning, sealed, Optional.of(now)))
                : Optional.empty();
    }

    /// Empty when some of it may have been carried out, or it is over.
    public Optional<PayoutRun> cancel() {
        return switch (state) {
            case PLANNING, PLANNED, APPROVED -> Optional.of(with(State.CANCELLED, planning, sealed, Optional.empty()));
            case APPLYING, DONE, CANCELLED, EXPIRED -> Optional.empty();
        };
    }

    /// 72 hours after it was planned, unless it is carried out by then.
    public boolean isExpired(Instant now) {
        return (state == State.PLANNED || state == State.APPROVED)
                && expires().filter(at -> !now.isBefore(at)).isPresent();
    }

    public PayoutRun expire() {
        if (state != State.APPROVED) {
            require(State.PLANNED);
        }
        return with(State.EXPIRED, planning, sealed, Optional.empty());
    }

    /// A new plan in place of one that was cancelled or has expired; nothing of that was carried out.
    /// Empty in every other state.
    public Optional<PayoutRun> planAgain(String maker, Instant now) {
        if (state != State.CANCELLED && state != State.EXPIRED) {
            return Optional.empty();
        }
        Head next = new Head(
                head.id(),
                head.program(),
                head.merchant(),
                head.currency(),
                head.origin(),
                maker,
                head.created(),
                head.attempt() + 1,
                head.buckets());
        return Optional.of(new PayoutRun(
                next,
                State.PLANNING,
                Planning.first(head.currency(), head.buckets(), now),
                Optional.empty(),
                List.of(),
                Optional.of(now),
                Optional.empty(),
                Optional.empty()));
    }

    // ---- Carrying out -----------------------------------------------------------------------

    /// How far one bucket is; done when all have come to their end.
    public PayoutRun carriedOut(int bucket, Planning.Progress progress, Instant now) {
        require(State.APPLYING);
        Planning.Bucket before = planning.buckets().get(bucket);
        Planning further = planning.with(bucket, new Planning.Bucket(before.hash(), before.rows(), progress));
        if (further.buckets().stream().allMatch(of -> of.progress() == Planning.Progress.FINAL)) {
            return with(State.DONE, further, sealed, Optional.of(now.plus(Reconciliation.FIRST)));
        }
        boolean open = further.buckets().stream().anyMatch(of -> of.progress() == Planning.Progress.OPEN);
        return with(state, further, sealed, open ? due : Optional.of(now.plus(LOOKS_AGAIN_AFTER)));
    }

    /// Something came about its payouts: look at the rows again, now. Nobody looks at those of a run that
    /// is halted. Each call is another time than the one before it, so that who read the rows meanwhile sees
    /// that it was called.
    public PayoutRun lookAgain(Instant now) {
        Instant at = due.filter(now::equals).map(same -> same.plusMillis(1)).orElse(now);
        return state == State.APPLYING && !isHalted() ? with(state, planning.opened(), sealed, Optional.of(at)) : this;
    }

    /// Whether somebody called for another look since `before` was read. Another bucket that waits makes it
    /// due much later, and clocks differ by seconds.
    public boolean isCalledSince(PayoutRun before, Instant now) {
        return !due.equals(before.due)
                && due.filter(at -> at.isBefore(now.plus(LOOKS_AGAIN_AFTER.dividedBy(2))))
                        .isPresent();
    }

    /// Of one that is done: up to which row its books are compared, and when there is more to compare.
    PayoutRun reconciled(Optional<String> through, Optional<Instant> next) {
        require(State.DONE);
        return with(state, planning.pageDone(through, planning.lease()), sealed, next);
    }

    /// Stops for ever, and a person looks: what was approved is not what is there.
    public PayoutRun halt(String why) {
        return new PayoutRun(head, state, planning, sealed, approvals, Optional.empty(), Optional.of(why), abandoned);
    }

    /// Whether a person has to look before anything is done about it.
    public boolean isHalted() {
        return fault.isPresent() && abandoned.isEmpty();
    }

    /// Somebody has looked: nothing more of it is carried out, what is reserved goes back, and what the bank
    /// has is waited for. Empty unless it is halted while it is carried out.
    public Optional<PayoutRun> abandon(String actor, Instant now) {
        return state == State.APPLYING && isHalted()
                ? Optional.of(new PayoutRun(
                        head,
                        state,
                        planning,
                        sealed,
                        approvals,
                        Optional.of(now),
                        fault,
                        Optional.of(new Abandoned(actor, now))))
                : Optional.empty();
    }

    /// Whether a row of this bucket is one that was approved, given the hash of all of them.
    public boolean isWhole(int bucket, String hash, long rows) {
        Planning.Bucket planned = planning.buckets().get(bucket);
        return planned.hash().equals(hash)
                && planned.rows() == rows
                && sealed.filter(plan -> plan.hash().equals(planning.seal(head)))
                        .isPresent()
                && approvals.stream()
                        .allMatch(approval -> sealed.filter(plan -> plan.hash().equals(approval.hash()))
                                .isPresent());
    }

    private PayoutRun with(State next, Planning further, Optional<Sealed> seal, Optional<Instant> when) {
        return new PayoutRun(head, next, further, seal, approvals, when, fault, abandoned);
    }

    private PayoutRun withApprovals(List<Approval> longer) {
        return new PayoutRun(head, state, planning, sealed, longer, due, fault, abandoned);
    }

    private void require(State expected) {
        if (state != expected) {
            throw new IllegalStateException("run " + head.id() + " is " + state.text() + ", not " + expected.text());
        }
    }
}
