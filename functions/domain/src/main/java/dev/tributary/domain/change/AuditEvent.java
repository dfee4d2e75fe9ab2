package dev.tributary.domain.change;

import dev.tributary.domain.access.ApiKeyId;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.AuditEventId;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/// The trace of a change. It names fields, never what they hold: a value may be a person's, or a
/// secret.
///
/// @param tenant in whose log it stands
/// @param key the API key that was used
/// @param action `link.create`, `enrollment.ban`
/// @param object the id of what was changed; of an enrollment `prg_.../aff_...`
/// @param fields the names of those that were set or changed
public record AuditEvent(
        AuditEventId id,
        Tenant tenant,
        Instant at,
        Tenant actor,
        ApiKeyId key,
        String action,
        String object,
        SortedSet<String> fields) {
    public AuditEvent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(actor, "actor");
        fields = Collections.unmodifiableSortedSet(new TreeSet<>(fields));
    }
}
