package dev.tributary.domain.change;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;

/// Where audit events are read; `Changes` writes them.
public interface AuditEvents {
    /// A tenant's, the newest first.
    Page<AuditEvent> of(Tenant tenant, PageRequest page);
}
