package dev.tributary.api;

import dev.tributary.domain.access.Member;
import dev.tributary.domain.access.Members;
import dev.tributary.domain.access.PeopleMail;
import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.access.Session;
import dev.tributary.domain.access.SignInLink;
import dev.tributary.domain.access.SignInSecret;
import dev.tributary.domain.access.SignIns;
import dev.tributary.domain.access.Team;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.change.Changes;
import dev.tributary.domain.id.AuditEventId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.mail.Mail;
import dev.tributary.domain.mail.MailAddress;
import dev.tributary.domain.mail.MailOut;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.Log;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;

/// The two steps of signing in: a link is asked for, and used. The secret goes from here into the mail,
/// through no queue.
final class SigningIn {
    private static final int TRIES = 5;

    private final SignIns signIns;
    private final Members members;
    private final MailOut mail;
    private final Changes changes;
    private final IntFunction<byte[]> random;

    SigningIn(SignIns signIns, Members members, MailOut mail, Changes changes, IntFunction<byte[]> random) {
        this.signIns = signIns;
        this.members = members;
        this.mail = mail;
        this.changes = changes;
        this.random = random;
    }

    sealed interface Asked {
        /// Done what is done for every address; a mail is on its way where it is a member's.
        record Done() implements Asked {}

        record TooMany(Instant until) implements Asked {}

        record NoMail() implements Asked {}
    }

    /// Does the same for an address that belongs to nobody, and as long: what is kept opens nothing, since
    /// nobody has its secret, and the mail goes to nobody.
    Asked ask(MailAddress address, Site site, Language language, Instant now) {
        if (!mail.hasSender()) {
            return new Asked.NoMail();
        }
        boolean known = !members.of(PersonId.of(address)).isEmpty();
        SignInSecret secret = secret();
        if (signIns.keep(SignInLink.of(secret, address, now)) instanceof SignIns.Asked.TooMany(Instant until)) {
            return new Asked.TooMany(until);
        }
        Mail link = PeopleMail.link(address, SignInLink.url(site.origin(), secret), language);
        MailOut.Handed handed = known ? mail.send(link) : mail.sendToNobody(link);
        if (handed instanceof MailOut.Handed.Refused(String reason)) {
            // Not told to whoever asks: only a member's mail can be refused.
            Log.line("mail_refused", Map.of("reason", reason));
        }
        return new Asked.Done();
    }

    /// What was opened, and by which secret.
    record Opened(SignInSecret secret, Session session) {}

    /// Empty for a link that was used, is too old, is none of ours, or of somebody who belongs nowhere now.
    /// @param before the session that the browser had; it ends, when it is the same person's
    Optional<Opened> use(String token, Optional<Session> before, Instant now) {
        Optional<SignInLink> link = SignInSecret.parse(token)
                .flatMap(secret -> signIns.link(secret.hash(SignInSecret.Use.LINK)))
                .filter(found -> found.opens(now));
        if (link.isEmpty()) {
            return Optional.empty();
        }
        MailAddress address = link.get().address();
        List<Versioned<Member>> places = members.of(PersonId.of(address));
        if (places.isEmpty()) {
            return Optional.empty();
        }
        places.stream().filter(member -> member.value().joined().isEmpty()).forEach(member -> join(member, now));
        Optional<Tenant> only =
                places.size() == 1 ? Optional.of(places.getFirst().value().tenant()) : Optional.empty();
        SignInSecret secret = secret();
        Session session = Session.of(secret, address, only, now);
        if (!signIns.open(link.get(), session)) {
            return Optional.empty();
        }
        before.filter(old -> old.person().equals(session.person())).ifPresent(old -> signIns.end(old, now));
        return Optional.of(new Opened(secret, session));
    }

    /// An invitation is accepted by signing in. Whoever is removed meanwhile does not join.
    private void join(Versioned<Member> invited, Instant now) {
        Optional<Versioned<Member>> there = Optional.of(invited);
        for (int attempt = 0; attempt < TRIES && there.isPresent(); attempt++) {
            Member before = there.get().value();
            if (before.joined().isPresent()) {
                return;
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
                return;
            }
            there = members.find(before.tenant(), before.person());
        }
    }

    private SignInSecret secret() {
        return SignInSecret.of(random.apply(SignInSecret.RANDOM_BYTES));
    }
}
