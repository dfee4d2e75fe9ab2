package dev.tributary.api;

import dev.tributary.domain.access.ActorId;
import dev.tributary.domain.access.ApiKeyId;
import dev.tributary.domain.access.ApiKeys;
import dev.tributary.domain.access.Member;
import dev.tributary.domain.access.Members;
import dev.tributary.domain.access.PeopleMail;
import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.access.Principal;
import dev.tributary.domain.access.Role;
import dev.tributary.domain.access.SignIns;
import dev.tributary.domain.access.Team;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.mail.MailAddress;
import dev.tributary.domain.mail.MailOut;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.Log;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Who gets into a tenant, as what, and who leaves. Nobody gives a role that allows more than his own, nor
/// touches one who has such a role; an owner who can sign in stays. An invitation holds no secret: a call of
/// whoever has signed in accepts it, so a mail that is lost costs nothing and is sent again by `.../invite`.
final class MemberWrites {
    private final Members members;
    private final ApiKeys keys;
    private final NamedKeys named;
    private final MembersResource read;
    private final TenantNames names;
    private final MailOut mail;
    private final SignIns signIns;
    private final Telling telling;

    MemberWrites(Wiring wiring, MembersResource read) {
        PeopleStores people = wiring.people();
        this.keys = wiring.stores().keys();
        this.named = new NamedKeys(keys);
        this.telling = wiring.telling();
        this.members = people.members();
        this.signIns = people.signIns();
        this.read = read;
        this.mail = people.mail();
        this.names = new TenantNames(people.merchants(), wiring.written().affiliates());
    }

    /// The same person again is refused: a role is changed on the member.
    Decision invite(Write write) {
        FieldReader body = write.body();
        Optional<MailAddress> address = body.required("email", body.text("email", MailAddress::parse));
        Optional<String> name = body.required("name", body.text("name", Texts.name(Member.MAX_NAME_LENGTH)));
        Optional<Role> role = body.required("role", body.text("role", text -> role(write, text)));
        Language language = language(write, body);
        write.check();
        refuseAbove(write, role.orElseThrow());
        Member member = new Member(
                write.tenant(),
                address.orElseThrow(),
                name.orElseThrow(),
                role.orElseThrow(),
                hand(write),
                write.now(),
                Optional.empty(),
                new Member.Wishes(language, true));
        if (members.find(write.tenant(), member.person()).isPresent()) {
            throw HttpRefusal.of(409, "already_member", "This person is a member, or invited, already.");
        }
        Team team = members.team(write.tenant());
        if (team.isFull()) {
            throw HttpRefusal.of(409, "too_many_members", "A tenant has " + Team.MOST_MEMBERS + " members at most.");
        }
        Site site = Site.of(write.ask().call());
        count(write, member);
        return Decision.of(
                        List.of(new Change.NewMember(member), new Change.CountedMembers(team.plus(member))),
                        write.event(write.tenant(), "member.invite", member.person(), Set.of("email", "name", "role")),
                        Replies.created(
                                new Versioned<>(member, 1), "/v1/members/" + member.person(), MembersResource::write))
                .then(() -> send(member, site, language));
    }

    /// The mail once more, to one who has not joined.
    Decision inviteAgain(Write write) {
        Versioned<Member> there = read.find(write.ask());
        Language language = language(write, write.body());
        write.check();
        write.match(there.version());
        if (there.value().joined().isPresent()) {
            throw HttpRefusal.of(409, "already_member", "This person has joined already.");
        }
        if (!mail.hasSender()) {
            throw SigningIn.noMail();
        }
        Site site = Site.of(write.ask().call());
        count(write, there.value());
        return Decision.sent(
                () -> send(there.value(), site, language),
                write.event(write.tenant(), "member.invite", there.value().person(), Set.of()),
                Replies.ok(there, MembersResource::write));
    }

    Decision change(Write write) {
        Versioned<Member> there = read.find(write.ask());
        FieldReader body = write.body();
        Texts.refuseNull(body, "name", "role");
        Optional<String> name = body.text("name", Texts.name(Member.MAX_NAME_LENGTH));
        Optional<Role> role = body.text("role", text -> role(write, text));
        write.check();
        write.match(there.version());
        Member before = there.value();
        Member after = before.with(name.orElse(before.name()), role.orElse(before.role()));
        refuseAbove(write, before.role());
        refuseAbove(write, after.role());
        if (after.equals(before)) {
            return Decision.unchanged(Replies.ok(there, MembersResource::write));
        }
        Team team = members.team(write.tenant());
        if (!after.isActingOwner()) {
            refuseLast(team, before);
        }
        if (!after.isCalledLike(before)) {
            named.refuse(write, before);
        }
        Set<String> fields = new TreeSet<>();
        name.ifPresent(set -> fields.add("name"));
        role.ifPresent(set -> fields.add("role"));
        List<Change> changes = new ArrayList<>(List.of(
                new Change.ChangedMember(there.with(after)),
                new Change.CountedMembers(team.minus(before).plus(after))));
        if (after.role() != before.role()) {
            changes.addAll(telling.changed(after, write.now()));
        }
        return Decision.of(
                changes,
                write.event(write.tenant(), "member.change", after.person(), fields),
                Replies.ok(new Versioned<>(after, there.version() + 1), MembersResource::write));
    }

    /// From now on no session of the person opens anything here. Keys that the person made stay the tenant's.
    Decision remove(Write write) {
        Versioned<Member> there = read.find(write.ask());
        write.check();
        write.match(there.version());
        Member member = there.value();
        refuseAbove(write, member.role());
        Team team = members.team(write.tenant());
        refuseLast(team, member);
        named.refuse(write, member);
        List<Change> changes = new ArrayList<>(
                List.of(new Change.RemovedMember(there), new Change.CountedMembers(team.minus(member))));
        changes.addAll(telling.removed(member, write.now()));
        return Decision.of(
                changes,
                write.event(write.tenant(), "member.remove", member.person(), Set.of("email", "name", "role")),
                new HttpAnswer(204, Map.of(), ""));
    }

    /// Who invites. In an affiliate, whoever was let in by a key of its merchant's hand invites as that key:
    /// removed members leave no way round it.
    private ActorId hand(Write write) {
        Principal principal = write.ask().principal();
        return principal.actor().branch() instanceof PersonId person
                ? members.find(write.tenant(), person)
                        .map(member -> member.value().by())
                        .filter(by -> by instanceof ApiKeyId key && isAnothers(write.tenant(), key))
                        .orElse(principal.id())
                : principal.id();
    }

    private boolean isAnothers(Tenant tenant, ApiKeyId key) {
        return keys.find(tenant, key)
                .filter(found -> !found.actor().tenant().equals(tenant))
                .isPresent();
    }

    private static Optional<Role> role(Write write, String text) {
        return Role.parse(text).filter(role -> role.isOf(write.tenant()));
    }

    private static void refuseAbove(Write write, Role role) {
        if (!write.ask().principal().mayGive(role)) {
            throw HttpRefusal.of(
                    403, "role_above_own", "The role " + role.text() + " allows more than you may do yourself.");
        }
    }

    private static void refuseLast(Team team, Member member) {
        if (team.needs(member)) {
            throw HttpRefusal.of(409, "last_owner", "Another owner has to have signed in first.");
        }
    }

    private static Language language(Write write, FieldReader body) {
        return body.text(
                        "language",
                        text -> Language.ALL.stream()
                                .filter(language -> language.code().equals(text))
                                .findFirst())
                .orElseGet(() -> Languages.of(write.ask().call()));
    }

    /// A stranger's mailbox gets so many from all tenants, whoever is removed and invited again.
    private void count(Write write, Member member) {
        if (mail.hasSender()
                && signIns.count(member.person(), SignIns.Budget.INVITATIONS, write.now())
                        instanceof SignIns.Asked.TooMany(Instant until)) {
            throw Replies.later(
                    429,
                    "too_many_invitations",
                    "So many invitations went to this address in an hour; nothing was changed.",
                    Duration.between(write.now(), until));
        }
    }

    /// What cannot be sent is sent again when somebody asks for it; the member is there.
    private void send(Member member, Site site, Language language) {
        if (!mail.hasSender()) {
            return;
        }
        MailOut.Handed handed =
                mail.send(PeopleMail.invitation(member, name(member.tenant()), site.origin() + "/sign-in", language));
        if (handed instanceof MailOut.Handed.Refused(String reason)) {
            Log.line("mail_refused", Map.of("reason", reason));
            throw HttpRefusal.of(
                    409, "mail_refused", "The mail is not taken (" + reason + "); the invitation itself holds.");
        }
    }

    private String name(Tenant tenant) {
        return names.of(tenant).orElse("Tributary");
    }
}
