package dev.tributary.domain.change;

import dev.tributary.domain.access.ActorId;
import dev.tributary.domain.access.Permission;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.AuditEventId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.payout.PayoutRun;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The trace of a change: who, what, and of a change by the API what the fields held before and after, as the API shows
/// them to whoever may see them. What it never shows, a secret, is in no trace.
///
/// @param tenant in whose log it stands
/// @param by who did it; empty for what the platform does by itself, in time
/// @param action `link.create`, `enrollment.ban`
/// @param object the id of what was changed; of an enrollment `prg_.../aff_...`
/// @param fields the names of those that were set or changed
/// @param values what they held, where that is kept
public record AuditEvent(
        AuditEventId id,
        Tenant tenant,
        Instant at,
        Optional<By> by,
        String action,
        String object,
        SortedSet<String> fields,
        Optional<Values> values) {
    public AuditEvent {
        Objects.requireNonNull(id, "id");
        fields = Collections.unmodifiableSortedSet(new TreeSet<>(fields));
    }

    /// One of which the names of the fields are all that is kept.
    public AuditEvent(
            AuditEventId id,
            Tenant tenant,
            Instant at,
            Optional<By> by,
            String action,
            String object,
            SortedSet<String> fields) {
        this(id, tenant, at, by, action, object, fields, Optional.empty());
    }

    /// JSON by field: `{"role": "\"viewer\""}`. What is too long is in neither; a new thing has nothing before, one
    /// that
    /// is gone nothing after.
    ///
    /// @param needs what a reader of the log must be allowed to see them: what the thing itself asks for
    public record Values(Map<String, String> before, Map<String, String> after, Permission needs) {
        /// In characters; a field of more is named only.
        public static final int MOST_OF_ONE = 500;

        /// Of all fields, before and after: the trace stands in the transaction of the change.
        public static final int MOST = 4_000;

        public Values {
            before = Collections.unmodifiableMap(new TreeMap<>(before));
            after = Collections.unmodifiableMap(new TreeMap<>(after));
            Objects.requireNonNull(needs, "needs");
        }
    }

    public AuditEvent with(Values found) {
        return new AuditEvent(id, tenant, at, by, action, object, fields, Optional.of(found));
    }

    /// @param id the API key that was used, or the person who had signed in
    public record By(Tenant actor, ActorId id) {}

    /// What the schedule does to a payout run, once per attempt.
    public static AuditEvent ofRun(PayoutRun run, String action, Optional<By> by, Instant now) {
        PayoutRun.Head head = run.head();
        return new AuditEvent(
                new AuditEventId(Digest128.of("audit", head.id().toString(), Integer.toString(head.attempt()), action)
                        .high()),
                new Tenant.OfMerchant(head.merchant()),
                now,
                by,
                action,
                head.id().toString(),
                new TreeSet<>(Set.of("state")));
    }
}
