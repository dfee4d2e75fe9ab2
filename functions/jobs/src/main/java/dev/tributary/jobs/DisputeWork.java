package dev.tributary.jobs;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.attribution.EnrollmentFacts;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.change.Changes;
import dev.tributary.domain.change.NoticeChanges;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Decision;
import dev.tributary.domain.decision.Decisions;
import dev.tributary.domain.decision.TermsAmount;
import dev.tributary.domain.dispute.Dispute;
import dev.tributary.domain.dispute.Dispute.State;
import dev.tributary.domain.dispute.DisputeChange;
import dev.tributary.domain.dispute.Disputes;
import dev.tributary.domain.dispute.Obstacle;
import dev.tributary.domain.dispute.OpenDisputes;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.AuditEventId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.notice.DisputeNotices;
import dev.tributary.domain.notice.Mailboxes;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.order.Context;
import dev.tributary.domain.order.KnownOrders;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.ProgramFacts;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.program.Programs;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.infrastructure.table.DynamoChanges;
import dev.tributary.infrastructure.table.DynamoDecisions;
import dev.tributary.infrastructure.table.DynamoDisputes;
import dev.tributary.infrastructure.table.DynamoEndpoints;
import dev.tributary.infrastructure.table.DynamoEnrollments;
import dev.tributary.infrastructure.table.DynamoMembers;
import dev.tributary.infrastructure.table.DynamoOrders;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.DynamoTerms;
import dev.tributary.infrastructure.table.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// What time does to disputes that nobody ruled on: after 30 days they are escalated, after 75 accepted at the amount
/// of
/// the terms, or marked with why there is none. Each step stands on the dispute's own version, so a trigger that comes
/// late, twice or beside a person's ruling changes nothing that the others have not left open.
public final class DisputeWork implements Consumer<DisputeId> {
    /// A dispute has two steps; each may be overtaken a few times.
    private static final int MOST_STEPS = 10;
    /// What the affiliate reads.
    private static final String REASON = "Nobody has ruled on it for 75 days.";

    private final Stores stores;
    private final Clock clock;

    /// Where disputes are read and ruled on, and by what.
    public record Stores(
            Disputes disputes,
            Programs programs,
            PublishedTerms terms,
            Enrollments enrollments,
            KnownOrders orders,
            Decisions decisions,
            NoticeChanges receivers,
            Changes changes) {
        /// @param mailing whether the platform sends mail
        public static Stores of(Table table, boolean mailing) {
            return new Stores(
                    new DynamoDisputes(table),
                    new DynamoPrograms(table),
                    new DynamoTerms(table),
                    new DynamoEnrollments(table),
                    new DynamoOrders(table),
                    new DynamoDecisions(table),
                    new NoticeChanges(new DynamoEndpoints(table), new Mailboxes(new DynamoMembers(table), mailing)),
                    new DynamoChanges(table));
        }
    }

    public DisputeWork(Stores stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    /// @throws IllegalStateException when others keep changing it: it stays due
    @Override
    public void accept(DisputeId id) {
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            Optional<Versioned<Dispute>> read = stores.disputes().find(id);
            Dispute.Step step =
                    read.map(found -> found.value().step(clock.instant())).orElse(Dispute.Step.NOTHING);
            if (step == Dispute.Step.NOTHING) {
                return;
            }
            Optional<Changes.Commit> commit = commit(read.orElseThrow(), step);
            if (commit.isEmpty()) {
                return;
            }
            // What somebody else changed meanwhile is looked at again.
            stores.changes().commit(commit.get());
        }
        throw new IllegalStateException("dispute " + id + " is changed again and again");
    }

    /// Empty where it waits for its order: it stays due.
    private Optional<Changes.Commit> commit(Versioned<Dispute> read, Dispute.Step step) {
        Instant now = clock.instant();
        return switch (step) {
            case ESCALATE -> {
                Dispute after = read.value().with(new State.Escalated(now, Optional.empty()));
                yield Optional.of(commit(
                        "escalate",
                        after,
                        List.of(new Change.OfDispute(new DisputeChange.Escalated(read.with(after)))),
                        Optional.of(DisputeNotices.escalated(after, now)),
                        now));
            }
            case ACCEPT -> accepted(read, now);
            case NOTHING ->
                throw new IllegalStateException(
                        "nothing is due of " + read.value().id());
        };
    }

    private Optional<Changes.Commit> accepted(Versioned<Dispute> read, Instant now) {
        Dispute dispute = read.value();
        Dispute.Parties parties = dispute.parties();
        Program program = stores.programs()
                .find(parties.program())
                .map(Versioned::value)
                .orElseThrow(() -> new IllegalStateException("no program " + parties.program()));
        Optional<ConversionKey> key = dispute.claim()
                .order()
                .map(order -> new ConversionKey(
                        parties.program(), order, dispute.claim().event()));
        Optional<OrderState> order = key.flatMap(stores.orders()::find).map(Versioned::value);
        OpenDisputes open = stores.disputes().open(parties.program(), parties.affiliate());
        TermsAmount amountOf = isRuled(open, dispute, key)
                ? new TermsAmount.Impossible(Obstacle.ALREADY_RULED)
                : TermsAmount.byTime(dispute, key, order, context(program, parties, now));
        if (amountOf instanceof TermsAmount.Impossible(var why) && dispute.waitsFor(why, now)) {
            return Optional.empty();
        }
        return Optional.of(ruled(read, open, amountOf, now));
    }

    private Changes.Commit ruled(Versioned<Dispute> read, OpenDisputes open, TermsAmount amountOf, Instant now) {
        Dispute dispute = read.value();
        Dispute.Parties parties = dispute.parties();
        return switch (amountOf) {
            case TermsAmount.Impossible(var why) -> {
                Instant escalated = dispute.escalated().orElse(now);
                Dispute after = dispute.with(new State.Escalated(escalated, Optional.of(why)));
                yield commit(
                        "obstruct",
                        after,
                        List.of(new Change.OfDispute(new DisputeChange.Escalated(read.with(after)))),
                        Optional.empty(),
                        now);
            }
            case TermsAmount.Possible(var ruling, var amount) -> {
                Adjustment adjustment = new Adjustment(
                        dispute.decision(),
                        new AccountKey(parties.program(), parties.affiliate(), amount.currency()),
                        amount,
                        REASON,
                        Dispute.BY_TIME,
                        now,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(ruling));
                Dispute after = dispute.with(new State.Accepted(ruling, REASON, Dispute.BY_TIME, now));
                yield commit(
                        "accept",
                        after,
                        List.of(
                                new Change.OfDispute(
                                        new DisputeChange.Ended(read.with(after), open.accepting(after, ruling))),
                                new Change.NewAdjustment(adjustment)),
                        Optional.of(
                                DisputeNotices.ruled(after, Optional.of(amount).filter(Money::isPositive), now)),
                        now);
            }
        };
    }

    /// What could not be posted gave nothing.
    private boolean isRuled(OpenDisputes open, Dispute dispute, Optional<ConversionKey> key) {
        return open.hasGivenWithoutOrder()
                || open.accepted(dispute.claim(), key).stream()
                        .flatMap(other -> stores.disputes().find(other).stream())
                        .flatMap(other -> stores.decisions().find(other.value().decision()).stream())
                        .anyMatch(decision -> !(decision.state() instanceof Decision.State.Refused));
    }

    /// Of channels nothing is known here: what they change is decided when it is posted.
    private Context context(Program program, Dispute.Parties parties, Instant now) {
        Map<AffiliateId, EnrollmentFacts> standing = stores.enrollments()
                .find(program.id(), parties.affiliate())
                .map(found -> Map.of(parties.affiliate(), EnrollmentFacts.of(found.value(), Map.of())))
                .orElse(Map.of());
        return new Context(ProgramFacts.of(program, stores.terms()), standing, Map.of(), now);
    }

    private Changes.Commit commit(
            String action, Dispute after, List<Change> changed, Optional<Notice> notice, Instant now) {
        List<Change> changes = new ArrayList<>(changed);
        notice.ifPresent(told -> changes.addAll(stores.receivers().of(told, now)));
        AuditEvent event = new AuditEvent(
                new AuditEventId(
                        Digest128.of("audit", after.id().toString(), action).high()),
                new Tenant.OfMerchant(after.parties().merchant()),
                now,
                Optional.empty(),
                "dispute." + action,
                after.id().toString(),
                new TreeSet<>(Set.of("state")));
        return new Changes.Commit(changes, event, Optional.empty());
    }
}
