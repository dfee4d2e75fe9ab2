package dev.tributary.api;

import dev.tributary.domain.access.Member;
import dev.tributary.domain.access.Members;
import dev.tributary.domain.access.Team;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.change.Changes;
import dev.tributary.domain.id.AuditEventId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.stored.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// An invitation is accepted by calling the tenant, having signed in: by nothing that somebody else does.
final class Joining {
    private static final int TRIES = 5;

    private final Members members;
    private final Changes changes;

    Joining(Members members, Changes changes) {
        this.members = members;
        this.changes = changes;
    }

    /// The same member, joined by now. Whoever is removed meanwhile does not join: empty.
    Optional<Member> join(Versioned<Member> invited, Instant now) {
        Optional<Versioned<Member>> there = Optional.of(invited);
        for (int attempt = 0; attempt < TRIES && there.isPresent(); attempt++) {
            Member before = there.get().value();
            if (before.joined().isPresent()) {
                return Optional.of(before);
            }
            Member joined = before.joinedAt(now);
            Team team = members.team(before.tenant()).minus(before).plus(joined);
            AuditEvent event = new AuditEvent(
                    new AuditEventId(Digest128.of(
                                    "joined",
                                    before.tenant().toString(),
                                    before.person().text(),
                                    before.invited().toString())
                            .high()),
                    before.tenant(),
                    now,
                    Optional.of(new AuditEvent.By(before.tenant(), before.person())),
                    "member.join",
                    before.person().text(),
                    new TreeSet<>(Set.of("joined_at")));
            Changes.Commit commit = new Changes.Commit(
                    List.of(new Change.ChangedMember(there.get().with(joined)), new Change.CountedMembers(team)),
                    event,
                    Optional.empty());
            if (changes.commit(commit) instanceof Changes.Outcome.Committed) {
                return Optional.of(joined);
            }
            there = members.find(before.tenant(), before.person());
        }
        if (there.isPresent()) {
            throw new UnavailableException("table", new IllegalStateException("a tenant's members are always in use"));
        }
        return Optional.empty();
    }
}
