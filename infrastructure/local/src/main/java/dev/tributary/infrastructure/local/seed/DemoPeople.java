package dev.tributary.infrastructure.local.seed;

import dev.tributary.domain.access.Member;
import dev.tributary.domain.access.Members;
import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.access.Role;
import dev.tributary.domain.access.SignInLink;
import dev.tributary.domain.access.SignInSecret;
import dev.tributary.domain.access.Team;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.change.Changes;
import dev.tributary.domain.id.AuditEventId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.mail.MailAddress;
import dev.tributary.infrastructure.table.DynamoChanges;
import dev.tributary.infrastructure.table.DynamoMembers;
import dev.tributary.infrastructure.table.DynamoSignIns;
import dev.tributary.infrastructure.table.Table;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The owners of the demo's merchant and affiliate, made where they are absent, and links that sign them in.
final class DemoPeople {
    static final MailAddress MERCHANT = new MailAddress("merchant@demo.example");
    static final MailAddress AFFILIATE = new MailAddress("affiliate@demo.example");

    private final Table table;
    private final SecureRandom random;

    DemoPeople(Table table, SecureRandom random) {
        this.table = table;
        this.random = random;
    }

    /// Of one who was removed, none is made again: the operator wanted it so.
    String signInUrl(MailAddress address, Tenant tenant, String baseUrl, Instant now) {
        Members members = new DynamoMembers(table);
        if (members.team(tenant).version() == 0) {
            // By herself: before her there is nobody.
            join(
                    new Member(tenant, address, "Demo owner", Role.OWNER, PersonId.of(address), now, Optional.of(now)),
                    now);
        }
        byte[] bytes = new byte[SignInSecret.RANDOM_BYTES];
        random.nextBytes(bytes);
        SignInSecret secret = SignInSecret.of(bytes);
        new DynamoSignIns(table).mint(SignInLink.of(secret, address, now));
        return SignInLink.url(baseUrl, secret);
    }

    private void join(Member owner, Instant now) {
        AuditEvent event = new AuditEvent(
                new AuditEventId(Digest128.of("demo", owner.tenant().toString()).high()),
                owner.tenant(),
                now,
                Optional.empty(),
                "member.join",
                owner.person().text(),
                new TreeSet<>(Set.of("email", "name", "role")));
        // Where another start was quicker, she is there.
        new DynamoChanges(table)
                .commit(new Changes.Commit(
                        List.of(
                                new Change.NewMember(owner),
                                new Change.CountedMembers(
                                        Team.none(owner.tenant()).plus(owner))),
                        event,
                        Optional.empty()));
    }
}
