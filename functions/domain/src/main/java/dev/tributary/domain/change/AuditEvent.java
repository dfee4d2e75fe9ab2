package dev.tributary.domain.change;

import dev.tributary.domain.access.ActorId;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.AuditEventId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.payout.PayoutRun;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// The trace of a change. It names fields, never what they hold: a value may be a person's, or a
/// secret.
///
/// @param tenant in whose log it stands
/// @param by who did it; empty for what the platform does by itself, in time
/// @param action `link.create`, `enrollment.ban`
/// @param object the id of what was changed; of an enrollment `prg_.../aff_...`
/// @param fields the names of those that were set or changed
public record AuditEvent(
        AuditEventId id,
        Tenant tenant,
        Instant at,
        Optional<By> by,
        String action,
        String object,
        SortedSet<String> fields) {
    public AuditEvent {
        Objects.requireNonNull(id, "id");
        fields = Collections.unmodifiableSortedSet(new TreeSet<>(fields));
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
