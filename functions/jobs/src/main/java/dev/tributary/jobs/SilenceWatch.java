package dev.tributary.jobs;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.change.Changes;
import dev.tributary.domain.change.NoticeChanges;
import dev.tributary.domain.click.ClickSpan.Hour;
import dev.tributary.domain.id.AuditEventId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.notice.Mailboxes;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.SilenceNotices;
import dev.tributary.domain.order.OrderLists;
import dev.tributary.domain.postback.OrderFlow;
import dev.tributary.domain.postback.OrderFlows;
import dev.tributary.domain.program.Programs;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.table.DynamoChanges;
import dev.tributary.infrastructure.table.DynamoEndpoints;
import dev.tributary.infrastructure.table.DynamoMembers;
import dev.tributary.infrastructure.table.DynamoOrderFlows;
import dev.tributary.infrastructure.table.DynamoOrderLists;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Tells a merchant when its shoppers click as usual and no order comes. Looks after each hour that had clicks, and
/// costs nothing where there are none. Who is told is written together with the silence, so that a crash cannot come
/// between them; an hour that is merged again finds that it was looked at.
final class SilenceWatch implements HourMerge.Watch {
    private static final int MOST_ATTEMPTS = 5;
    /// No further back is looked for the newest order: the list is kept by months, and two are read at most.
    private static final Duration LOOKED_BACK = Duration.ofDays(28);
    /// The clock of a shop may be ahead.
    private static final Duration AHEAD = Duration.ofDays(1);
    private static final PageRequest NEWEST = new PageRequest(1, Optional.empty());
    /// One order, and where browsers told of the newest ones some more, page by page.
    private static final int MOST_PAGES = 5;
    private static final int PAGE = 25;

    private final Stores stores;
    private final Clock clock;

    record Stores(OrderFlows flows, OrderLists orders, Programs programs, NoticeChanges receivers, Changes changes) {
        /// @param mailing whether the platform sends mail
        static Stores of(Table table, boolean mailing) {
            return new Stores(
                    new DynamoOrderFlows(table),
                    new DynamoOrderLists(table),
                    new DynamoPrograms(table),
                    new NoticeChanges(new DynamoEndpoints(table), new Mailboxes(new DynamoMembers(table), mailing)),
                    new DynamoChanges(table));
        }
    }

    SilenceWatch(Stores stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    /// Test programs are silent most of the time.
    /// @throws IllegalStateException when others keep changing it: the hour stays due
    @Override
    public void merged(Hour hour, long qualified) {
        if (hour.program().isTest()) {
            return;
        }
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            if (isLookedAt(hour, qualified)) {
                return;
            }
        }
        throw new IllegalStateException("the flow of " + hour.program() + " is changed again and again");
    }

    private boolean isLookedAt(Hour hour, long qualified) {
        Optional<Versioned<OrderFlow>> read = stores.flows().find(hour.program());
        if (read.filter(flow -> flow.value().hour() >= hour.hour()).isPresent()) {
            return true;
        }
        Instant now = clock.instant();
        Optional<String> newest = newest(hour.program(), now);
        if (read.isEmpty()) {
            return stores.flows().create(OrderFlow.begin(hour, newest)) instanceof Creation.Created;
        }
        OrderFlow before = read.get().value();
        // Where hours are merged late, the order that came after this one may be known for long.
        boolean isFollowed = newest.equals(before.newest())
                && newest.filter(order -> !Keys.occurredAt(order).isBefore(hour.end()))
                        .isPresent();
        OrderFlow after = before.after(hour, isFollowed ? 0 : qualified, newest, now);
        return before.silentSince().equals(after.silentSince())
                ? stores.flows().replace(read.get().with(after)) instanceof Replacement.Replaced
                : stores.changes().commit(told(read.get(), after, now)) instanceof Changes.Outcome.Committed;
    }

    /// One that a browser told of counts when it is proven: those may go on where the shop's own calls have stopped.
    private Optional<String> newest(ProgramId program, Instant now) {
        OrderLists.Span span = new OrderLists.Span(now.minus(LOOKED_BACK), now.plus(AHEAD));
        PageRequest request = NEWEST;
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Page<OrderLists.Listed> page = stores.orders().sales(program, span, request);
            Optional<String> proven = page.items().stream()
                    .filter(listed -> !listed.order().isUnproven())
                    .findFirst()
                    .map(OrderLists.Listed::position);
            if (proven.isPresent() || page.next().isEmpty()) {
                return proven;
            }
            request = new PageRequest(PAGE, page.next());
        }
        return Optional.empty();
    }

    private Changes.Commit told(Versioned<OrderFlow> read, OrderFlow after, Instant now) {
        ProgramId program = after.program();
        MerchantId merchant = stores.programs()
                .find(program)
                .map(found -> found.value().merchant())
                .orElseThrow(() -> new IllegalStateException("no program " + program));
        Notice notice = SilenceNotices.of(merchant, after, now);
        List<Change> changes = new ArrayList<>(List.of(new Change.ChangedOrderFlow(read.with(after))));
        changes.addAll(stores.receivers().of(notice, now));
        AuditEvent event = new AuditEvent(
                new AuditEventId(Digest128.of("audit", notice.id().toString()).high()),
                new Tenant.OfMerchant(merchant),
                now,
                Optional.empty(),
                notice.type().text(),
                program.toString(),
                new TreeSet<>(Set.of("state")));
        return new Changes.Commit(changes, event, Optional.empty());
    }
}
