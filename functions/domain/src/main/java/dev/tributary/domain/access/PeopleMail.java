package dev.tributary.domain.access;

import dev.tributary.domain.language.Html;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.language.SignInPhrase;
import dev.tributary.domain.mail.Mail;
import dev.tributary.domain.mail.MailAddress;
import dev.tributary.domain.party.Disguise;
import java.util.List;

/// The mails of signing in. The link stands on a line of its own, so that it is laid out from the left in
/// every language; names are others' texts and stay names: nothing in them hides or turns a direction.
public final class PeopleMail {
    private static final int LONGEST_NAME = 100;

    private PeopleMail() {}

    /// @param url with the secret
    public static Mail link(MailAddress to, String url, Language language) {
        return mail(
                to,
                SignInPhrase.LINK_SUBJECT.in(language),
                List.of(SignInPhrase.LINK_OPEN.in(language)),
                url,
                SignInPhrase.LINK_NOT_YOU.in(language),
                language);
    }

    /// Without a secret: it is accepted by signing in, which proves that the address is the person's.
    /// @param tenant its name
    /// @param url of the page to sign in at
    public static Mail invitation(Member member, String tenant, String url, Language language) {
        return mail(
                member.address(),
                SignInPhrase.INVITE_SUBJECT.in(language, name(tenant)),
                List.of(SignInPhrase.INVITE_TEXT.in(
                        language,
                        name(member.name()),
                        name(tenant),
                        role(member.role()).in(language))),
                url,
                SignInPhrase.INVITE_NOT_YOU.in(language),
                language);
    }

    private static SignInPhrase role(Role role) {
        return switch (role) {
            case OWNER -> SignInPhrase.OWNER;
            case MANAGER -> SignInPhrase.MANAGER;
            case FINANCE -> SignInPhrase.FINANCE;
            case VIEWER -> SignInPhrase.VIEWER;
        };
    }

    /// On one line, whatever stands in it.
    private static String name(String text) {
        String shown = Disguise.shown(text).replaceAll("\\s+", " ").strip();
        return shown.length() > LONGEST_NAME ? shown.substring(0, LONGEST_NAME) : shown;
    }

    private static Mail mail(
            MailAddress to, String subject, List<String> before, String url, String after, Language language) {
        StringBuilder html = new StringBuilder(Html.opening(language)).append("<meta charset=\"utf-8\"><body>");
        before.forEach(line -> html.append("<p>").append(Html.escaped(line)).append("</p>"));
        html.append("<p dir=\"ltr\"><a href=\"")
                .append(Html.escaped(url))
                .append("\">")
                .append(Html.escaped(url))
                .append("</a></p><p>")
                .append(Html.escaped(after))
                .append("</p></body></html>");
        String text = String.join("\n\n", before) + "\n\n" + url + "\n\n" + after + "\n";
        return new Mail(to, subject, text, html.toString());
    }
}
