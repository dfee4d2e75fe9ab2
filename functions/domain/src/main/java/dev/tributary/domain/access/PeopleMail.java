package dev.tributary.domain.access;

import dev.tributary.domain.language.Language;
import dev.tributary.domain.language.SignInPhrase;
import dev.tributary.domain.mail.Mail;
import dev.tributary.domain.mail.MailAddress;
import dev.tributary.domain.mail.MailDraft;

/// The mails of signing in. The link stands on a line of its own, so that it is laid out from the left in
/// every language; names are others' texts and stay names: nothing in them hides or turns a direction.
public final class PeopleMail {
    private PeopleMail() {}

    /// @param url with the secret
    public static Mail link(MailAddress to, String url, Language language) {
        return mail(
                to,
                SignInPhrase.LINK_SUBJECT.in(language),
                SignInPhrase.LINK_OPEN.in(language),
                url,
                SignInPhrase.LINK_NOT_YOU.in(language),
                language);
    }

    /// By which an application is sent off.
    /// @param program its name
    /// @param url with the secret
    public static Mail application(MailAddress to, String program, String url, Language language) {
        return mail(
                to,
                SignInPhrase.APPLY_SUBJECT.in(language, MailDraft.name(program)),
                SignInPhrase.APPLY_OPEN.in(language, MailDraft.name(program)),
                url,
                SignInPhrase.APPLY_NOT_YOU.in(language),
                language);
    }

    /// Without a secret: it is accepted by signing in, which proves that the address is the person's.
    /// @param tenant its name
    /// @param url of the page to sign in at
    public static Mail invitation(Member member, String tenant, String url, Language language) {
        return mail(
                member.address(),
                SignInPhrase.INVITE_SUBJECT.in(language, MailDraft.name(tenant)),
                SignInPhrase.INVITE_TEXT.in(
                        language,
                        MailDraft.name(member.name()),
                        MailDraft.name(tenant),
                        role(member.role()).in(language)),
                url,
                SignInPhrase.INVITE_NOT_YOU.in(language),
                language);
    }

    /// What a role is called.
    public static SignInPhrase role(Role role) {
        return switch (role) {
            case OWNER -> SignInPhrase.OWNER;
            case MANAGER -> SignInPhrase.MANAGER;
            case FINANCE -> SignInPhrase.FINANCE;
            case VIEWER -> SignInPhrase.VIEWER;
        };
    }

    private static Mail mail(
            MailAddress to, String subject, String before, String url, String after, Language language) {
        return new MailDraft(to, subject, language)
                .paragraph(before)
                .link(url)
                .paragraph(after)
                .mail();
    }
}
