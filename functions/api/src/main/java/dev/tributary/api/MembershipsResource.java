package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.access.MailTopic;
import dev.tributary.domain.access.Member;
import dev.tributary.domain.access.Members;
import dev.tributary.domain.access.Permission;
import dev.tributary.domain.access.Session;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.change.Changes;
import dev.tributary.domain.id.AuditEventId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// `PATCH /v1/memberships/{tenant_id}`: how a person wants to be written to as a member of a tenant. It is the person's
/// own affair, in whatever role.
final class MembershipsResource {
    private static final String LANGUAGE = "language";
    private static final String MAIL = "mail";
    private static final String MUTED = "muted_topics";
    private static final int TRIES = 5;

    private final Members members;
    private final Changes changes;
    private final TenantNames names;
    private final SessionDoor door;
    private final Clock clock;

    MembershipsResource(Members members, TenantNames names, Changes changes, SessionDoor door, Clock clock) {
        this.members = members;
        this.names = names;
        this.changes = changes;
        this.door = door;
        this.clock = clock;
    }

    HttpAnswer change(HttpCall call, Map<String, String> variables) {
        Session own = door.admit(call);
        FieldReader body = new FieldReader(Writes.body(call));
        Texts.refuseNull(body, LANGUAGE, MAIL, MUTED);
        Optional<Language> language = body.text(
                LANGUAGE,
                text -> Language.ALL.stream()
                        .filter(one -> one.code().equals(text))
                        .findFirst());
        Optional<Boolean> mail = body.truth(MAIL);
        Optional<Set<MailTopic>> muted = body.has(MUTED)
                ? Optional.of(Set.copyOf(body.texts(MUTED, MailTopic.values().length, MailTopic::parse)))
                : Optional.empty();
        if (muted.filter(topics -> mail.filter(any -> any != new Member.Wishes(Language.ENGLISH, topics).mail())
                        .isPresent())
                .isPresent()) {
            body.fault(MUTED, "contradicts_mail", "No mail at all is no mail about any topic, and nothing else is.");
        }
        Write.check(body);
        Tenant tenant = Tenant.parse(variables.getOrDefault("tenant_id", "")).orElseThrow(MembershipsResource::none);
        // It joins what it was invited to: only a member has wishes.
        if (door.member(tenant, own).isEmpty()) {
            throw none();
        }
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Versioned<Member> there = members.find(tenant, own.person()).orElseThrow(MembershipsResource::none);
            Member.Wishes before = there.value().wishes();
            Member.Wishes wishes = new Member.Wishes(
                    language.orElse(before.language()),
                    muted.orElseGet(() -> mail.map(before::with).orElse(before).muted()));
            Member after = there.value().wishing(wishes);
            if (wishes.equals(before) || commit(there.with(after), before, clock.instant())) {
                return HttpAnswer.ok(json -> write(after, names.of(tenant), json));
            }
        }
        throw new UnavailableException("table", new IllegalStateException("a member is always in use"));
    }

    /// @return false when somebody changed the member meanwhile
    private boolean commit(Versioned<Member> after, Member.Wishes before, Instant now) {
        Member member = after.value();
        TreeSet<String> fields = new TreeSet<>(new ChangedFields()
                .note(
                        LANGUAGE,
                        before.language().code(),
                        member.wishes().language().code())
                .note(MAIL, before.mail(), member.wishes().mail())
                .note(MUTED, before.muted(), member.wishes().muted())
                .names());
        AuditEvent event = new AuditEvent(
                new AuditEventId(Digest128.of(
                                "wishes",
                                member.tenant().toString(),
                                member.person().text(),
                                Long.toString(after.version()),
                                now.toString())
                        .high()),
                member.tenant(),
                now,
                Optional.of(new AuditEvent.By(member.tenant(), member.person())),
                "member.wish",
                member.person().text(),
                fields);
        return changes.commit(new Changes.Commit(List.of(new Change.ChangedMember(after)), event, Optional.empty()))
                instanceof Changes.Outcome.Committed;
    }

    private static HttpRefusal none() {
        return HttpRefusal.of(404, "not_found", "You are no member there.");
    }

    static void write(Member member, Optional<String> tenantName, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("tenant_id", member.tenant().toString());
        Lists.nullable(json, "tenant_name", tenantName);
        json.writeStringField("name", member.name());
        json.writeStringField("role", member.role().text());
        permissions(member.role().permissions(member.tenant()), json);
        json.writeStringField(LANGUAGE, member.wishes().language().code());
        json.writeBooleanField(MAIL, member.wishes().mail());
        json.writeArrayFieldStart(MUTED);
        for (MailTopic topic : MailTopic.values()) {
            if (member.wishes().muted().contains(topic)) {
                json.writeString(topic.text());
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static void permissions(Set<Permission> all, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("permissions");
        for (Permission permission : new TreeSet<>(all)) {
            json.writeString(permission.text());
        }
        json.writeEndArray();
    }
}
