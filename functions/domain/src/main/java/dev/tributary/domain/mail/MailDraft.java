package dev.tributary.domain.mail;

import dev.tributary.domain.language.Html;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.party.Disguise;
import java.util.regex.Pattern;

/// A mail of paragraphs, as text and the same as HTML.
public final class MailDraft {
    private static final int LONGEST_NAME = 100;
    private static final Pattern DOT_WITHIN = Pattern.compile("(?<=[\\p{L}\\p{N}])\\.(?=[\\p{L}\\p{N}])");
    /// Looks as a dot does; no mail program makes a link of what it parts.
    private static final String DOT_LEADER = "\u2024";

    private final MailAddress to;
    private final String subject;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder html;

    public MailDraft(MailAddress to, String subject, Language language) {
        this.to = to;
        this.subject = subject;
        this.html = new StringBuilder(Html.opening(language)).append("<meta charset=\"utf-8\"><body>");
    }

    /// A name that others wrote, on one line, whatever stands in it: nothing in it hides or turns a direction, and
    /// nothing becomes a link.
    public static String name(String written) {
        String shown = Disguise.shown(written).replaceAll("\\s+", " ").strip().replace("://", ": //");
        shown = DOT_WITHIN.matcher(shown).replaceAll(DOT_LEADER);
        return shown.length() > LONGEST_NAME ? shown.substring(0, LONGEST_NAME) : shown;
    }

    public MailDraft paragraph(String words) {
        return add(words, "<p>" + Html.escaped(words) + "</p>");
    }

    /// On a line of its own, laid out from the left in every language.
    public MailDraft link(String url) {
        String escaped = Html.escaped(url);
        return add(url, "<p dir=\"ltr\"><a href=\"" + escaped + "\">" + escaped + "</a></p>");
    }

    private MailDraft add(String plain, String marked) {
        text.append(text.isEmpty() ? "" : "\n\n").append(plain);
        html.append(marked);
        return this;
    }

    public Mail mail() {
        return new Mail(to, subject, text + "\n", html + "</body></html>");
    }
}
