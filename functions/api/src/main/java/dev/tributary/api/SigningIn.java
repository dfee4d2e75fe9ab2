package dev.tributary.api;

import dev.tributary.domain.access.Member;
import dev.tributary.domain.access.Members;
import dev.tributary.domain.access.PeopleMail;
import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.access.Session;
import dev.tributary.domain.access.SignInLink;
import dev.tributary.domain.access.SignInSecret;
import dev.tributary.domain.access.SignIns;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.joining.PendingApplication;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.mail.Mail;
import dev.tributary.domain.mail.MailAddress;
import dev.tributary.domain.mail.MailOut;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.Log;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/// The two steps of signing in: a link is asked for, and used. The secret goes from here into the mail,
/// through no queue.
final class SigningIn {
    private final SignIns signIns;
    private final Members members;
    private final MailOut mail;
    private final IntFunction<byte[]> random;
    private final Arriving arriving;

    SigningIn(SignIns signIns, Members members, MailOut mail, Arriving arriving, IntFunction<byte[]> random) {
        this.arriving = arriving;
        this.signIns = signIns;
        this.members = members;
        this.mail = mail;
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
    /// @param caller the session of whoever asks: for the own address it has a number of its own, so that nobody
    ///     else uses it up
    Asked ask(MailAddress address, Optional<Session> caller, Site site, Language language, Instant now) {
        if (!mail.hasSender()) {
            return new Asked.NoMail();
        }
        boolean known = !members.of(PersonId.of(address)).isEmpty();
        SignInSecret secret = secret();
        boolean own = caller.filter(session -> session.person().equals(PersonId.of(address)))
                .isPresent();
        SignIns.Budget budget = own ? SignIns.Budget.OWN_LINKS : SignIns.Budget.LINKS;
        if (signIns.keep(SignInLink.of(secret, address, now), budget) instanceof SignIns.Asked.TooMany(Instant until)) {
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

    /// A link by which somebody applies. It goes to every address alike: whoever reads it is who applies. An address
    /// that has had its number is told so no less than others that a mail is on its way.
    /// @param program its name
    Asked apply(MailAddress address, PendingApplication pending, String program, Site site, Instant now) {
        if (!mail.hasSender()) {
            return new Asked.NoMail();
        }
        SignInSecret secret = secret();
        SignInLink link = SignInLink.of(secret, address, now).applying(pending);
        SignIns.Applied applied = signIns.keep(link, pending.program());
        if (applied instanceof SignIns.Applied.Full(Instant until)) {
            return new Asked.TooMany(until);
        }
        String url = SignInLink.url(site.origin(), secret);
        Mail application = PeopleMail.application(address, program, url, pending.language());
        // A 429 would tell a stranger that the address has applied.
        MailOut.Handed handed =
                applied instanceof SignIns.Applied.Kept ? mail.send(application) : mail.sendToNobody(application);
        if (handed instanceof MailOut.Handed.Refused(String reason)) {
            // Not told to whoever asks, who may not know whose address it is.
            Log.line("mail_refused", Map.of("reason", reason));
        }
        return new Asked.Done();
    }

    /// What was opened, and by which secret.
    record Opened(SignInSecret secret, Session session) {}

    /// Empty for a link that was used, is too old, is none of ours, or of somebody who belongs nowhere now.
    /// It joins nothing: anybody may invite anybody, and a tenant is joined when the person calls it.
    /// An application that it brings is sent off first; should the session fail, the next press finds it done.
    /// @param before the session that the browser had; it ends, whoever's it is
    /// @param sends whether what the link brings was seen, and is to be sent
    Optional<Opened> use(String token, Optional<Session> before, boolean sends, Instant now) {
        Optional<SignInLink> link = SignInSecret.parse(token)
                .flatMap(secret -> signIns.link(secret.hash(SignInSecret.Use.LINK)))
                .filter(found -> found.opens(now));
        if (link.isEmpty()) {
            return Optional.empty();
        }
        MailAddress address = link.get().address();
        Optional<Tenant> only;
        if (link.get().application().isPresent()) {
            only = Optional.of(
                    arriving.arrive(link.get(), link.get().application().get(), sends, now));
        } else {
            List<Versioned<Member>> places = members.of(PersonId.of(address));
            if (places.isEmpty()) {
                return Optional.empty();
            }
            only = places.size() == 1 ? Optional.of(places.getFirst().value().tenant()) : Optional.empty();
        }
        SignInSecret secret = secret();
        Session session = Session.of(secret, address, only, now);
        if (!signIns.open(link.get(), session)) {
            return Optional.empty();
        }
        before.ifPresent(old -> signIns.end(old, now));
        return Optional.of(new Opened(secret, session));
    }

    /// What a link does that opens now.
    /// @param sent what it sends off, where the program still takes it
    record Shown(MailAddress address, Optional<PendingApplication> brought, Optional<Arriving.Sent> sent) {}

    Optional<Shown> shown(SignInSecret secret, Instant now) {
        return signIns.link(secret.hash(SignInSecret.Use.LINK))
                .filter(found -> found.opens(now))
                .map(found -> new Shown(
                        found.address(),
                        found.application(),
                        found.application().flatMap(arriving::sent)));
    }

    /// Of a platform without a sender.
    static HttpRefusal noMail() {
        return HttpRefusal.of(
                409,
                "no_mail",
                "This platform sends no mail. Its operator makes a link with ./tributary sign-in-link.");
    }

    private SignInSecret secret() {
        return SignInSecret.of(random.apply(SignInSecret.RANDOM_BYTES));
    }
}
