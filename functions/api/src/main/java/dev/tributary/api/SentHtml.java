package dev.tributary.api;

import dev.tributary.domain.joining.Agreement;
import dev.tributary.domain.joining.Application;
import dev.tributary.domain.joining.PendingApplication;
import dev.tributary.domain.language.Html;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.language.SignInPhrase;

/// An application on the page whose button sends it: all of it, since whoever wrote it may be a stranger to whoever
/// presses.
final class SentHtml {
    private SentHtml() {}

    static String of(Arriving.Sent sent, Language language) {
        StringBuilder html = new StringBuilder("<dl>");
        pair(html, SignInPhrase.APPLY_PROGRAM.in(language), sent.program().name());
        pair(html, SignInPhrase.APPLY_NAME.in(language), sent.pending().name());
        for (PendingApplication.Place channel : sent.pending().channels()) {
            pair(
                    html,
                    SignInPhrase.APPLY_CHANNEL.in(language),
                    language.channel(channel.kind()) + ": " + channel.name());
        }
        for (Application.Answer answer : sent.pending().answers()) {
            pair(html, answer.question(), answer.answer());
        }
        html.append("</dl>");
        sent.agreement().ifPresent(agreement -> agreement(html, agreement, language));
        return html.toString();
    }

    /// What is left of one that is sent no more: what the person would be called.
    static String stale(PendingApplication pending, Language language) {
        StringBuilder html = new StringBuilder("<p>")
                .append(Html.escaped(SignInPhrase.APPLY_STALE.in(language)))
                .append("</p><dl>");
        pair(html, SignInPhrase.APPLY_NAME.in(language), pending.name());
        return html.append("</dl>").toString();
    }

    private static void agreement(StringBuilder html, Agreement agreement, Language language) {
        String heading = SignInPhrase.APPLY_AGREEMENT.in(language, String.valueOf(agreement.version()));
        html.append("<h2 id=\"agreement\">")
                .append(Html.escaped(heading))
                // Scrolled by keys, too.
                .append("</h2><div class=\"text\" dir=\"auto\" tabindex=\"0\" role=\"region\""
                        + " aria-labelledby=\"agreement\">")
                .append(Html.escaped(agreement.text()))
                .append("</div>");
    }

    private static void pair(StringBuilder html, String name, String value) {
        html.append("<dt dir=\"auto\">")
                .append(Html.escaped(name))
                .append("</dt><dd dir=\"auto\">")
                .append(Html.escaped(value))
                .append("</dd>");
    }
}
