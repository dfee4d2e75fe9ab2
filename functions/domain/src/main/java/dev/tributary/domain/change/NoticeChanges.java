package dev.tributary.domain.change;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.notice.KnownEndpoints;
import dev.tributary.domain.notice.Notice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A notice as part of a change that nothing delivers again: a delivery that is due, for each endpoint that wants it.
public final class NoticeChanges {
    private NoticeChanges() {}

    public static List<Change> of(Notice notice, KnownEndpoints endpoints, Instant now) {
        List<Change> changes = new ArrayList<>();
        for (Tenant tenant : notice.audience()) {
            endpoints
                    .wanting(tenant, notice.type())
                    .forEach(endpoint ->
                            changes.add(new Change.NewDelivery(Delivery.of(notice, tenant, endpoint.id(), now))));
        }
        return List.copyOf(changes);
    }
}
