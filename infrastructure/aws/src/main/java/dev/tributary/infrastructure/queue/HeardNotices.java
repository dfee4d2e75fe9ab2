package dev.tributary.infrastructure.queue;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.message.Notification;
import dev.tributary.domain.message.NotificationQueue;
import dev.tributary.domain.notice.Endpoint;
import dev.tributary.domain.notice.Endpoints;
import dev.tributary.domain.notice.KnownEndpoints;
import dev.tributary.domain.notice.Mailboxes;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.Notices;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.Cache;
import dev.tributary.infrastructure.edge.Environment;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Sends to [notifications] what somebody wants to be told, or may get by mail. Who wants what is known for a minute,
/// that nobody does
/// included: where nobody does, a conversion costs one small read in a minute, and no message.
public final class HeardNotices implements Notices {
    private static final int TENANTS = 5_000;

    private final Cache<Tenant, Endpoints> endpoints;
    private final NotificationQueue queue;

    public HeardNotices(KnownEndpoints known, Environment environment) {
        this(known, new SqsNotifications(environment), environment.clock());
    }

    public HeardNotices(KnownEndpoints known, NotificationQueue queue, Clock clock) {
        this.endpoints = new Cache<>(tenant -> read(known, tenant), clock, TENANTS, TENANTS);
        this.queue = queue;
    }

    /// One without any is kept as absent, beside those that have some.
    private static Optional<Endpoints> read(KnownEndpoints known, Tenant tenant) throws IOException {
        try {
            return known.of(tenant).map(Versioned::value).filter(of -> !of.all().isEmpty());
        } catch (UnavailableException failed) {
            throw new IOException("endpoints cannot be read", failed);
        }
    }

    @Override
    public boolean isHeard(Tenant tenant) {
        return of(tenant).isPresent();
    }

    @Override
    public boolean asksSubIds(Tenant tenant) {
        return of(tenant)
                .filter(endpoints -> endpoints.all().stream().anyMatch(Endpoint::asksSubIds))
                .isPresent();
    }

    @Override
    public void send(List<Notice> notices) {
        List<Notification> wanted = notices.stream()
                .filter(notice -> Mailboxes.mayGet(notice)
                        || notice.audience().stream().anyMatch(tenant -> wants(tenant, notice)))
                .<Notification>map(Notification.Told::new)
                .toList();
        if (!wanted.isEmpty()) {
            queue.send(wanted);
        }
    }

    private boolean wants(Tenant tenant, Notice notice) {
        return of(tenant)
                .filter(endpoints -> !endpoints.wanting(notice).isEmpty())
                .isPresent();
    }

    private Optional<Endpoints> of(Tenant tenant) {
        try {
            return endpoints.get(tenant).value();
        } catch (IOException failed) {
            throw new UnavailableException("table", failed);
        }
    }
}
