package dev.tributary.domain.change;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import java.time.Instant;

/// Where audit events are read; `Changes` writes them.
public interface AuditEvents {
    /// Between two instants: the first included, the second not.
    record Span(Instant from, Instant to) {
        public static final Span ALL = new Span(Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z"));
    }

    /// A tenant's, the newest first.
    default Page<AuditEvent> of(Tenant tenant, PageRequest page) {
        return of(tenant, Span.ALL, page);
    }

    /// Those of a time.
    Page<AuditEvent> of(Tenant tenant, Span span, PageRequest page);
}
