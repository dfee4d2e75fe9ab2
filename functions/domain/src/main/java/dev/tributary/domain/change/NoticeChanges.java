package dev.tributary.domain.change;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.notice.Destination;
import dev.tributary.domain.notice.Destination.Mailbox;
import dev.tributary.domain.notice.KnownEndpoints;
import dev.tributary.domain.notice.Mailboxes;
import dev.tributary.domain.notice.Notice;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A notice as part of a change that nothing delivers again: a delivery that is due, for each endpoint that wants it
/// and
/// for each member who gets it by mail.
public record NoticeChanges(KnownEndpoints endpoints, Mailboxes mailboxes) {
    public List<Change> of(Notice notice, Instant now) {
        return of(notice, now, Stream.empty());
    }

    /// Each receiver once: a transaction takes no item twice, and a person may be in both tenants.
    /// @param others who gets it by mail beside the members
    public List<Change> of(Notice notice, Instant now, Stream<Mailbox> others) {
        Map<Delivery.Place, Change> changes = new LinkedHashMap<>();
        for (Tenant tenant : notice.audience()) {
            Stream<Destination> called =
                    endpoints.wanting(tenant, notice).stream().map(of -> new Destination.AtEndpoint(of.id()));
            Stream.concat(called, mailboxes.of(tenant, notice).stream())
                    .map(to -> Delivery.of(notice, tenant, to, now))
                    .forEach(delivery -> changes.putIfAbsent(delivery.place(), new Change.NewDelivery(delivery)));
        }
        others.map(to -> Delivery.of(notice, notice.audience().getFirst(), to, now))
                .forEach(delivery -> changes.putIfAbsent(delivery.place(), new Change.NewDelivery(delivery)));
        return List.copyOf(changes.values());
    }
}
