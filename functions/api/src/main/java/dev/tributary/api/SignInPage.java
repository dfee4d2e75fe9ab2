package dev.tributary.api;

import dev.tributary.domain.access.Session;
import dev.tributary.domain.access.SignInSecret;
import dev.tributary.domain.language.Html;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.language.SignInPhrase;
import dev.tributary.domain.mail.MailAddress;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// `/sign-in`: a form for the address, and behind a link a button, which leads on to the pages. Opening the link uses
/// nothing up, since
/// what scans mail opens links; the button does. Without script; a form has no header of ours, so that it
/// came from this page is seen by where the browser says it comes from.
final class SignInPage {
    private static final String STYLE = ":root{color-scheme:light dark;font:1.1rem/1.5"
        + " system-ui,sans-serif}body{max-width:26rem;margin:15vh auto;padding:0"
        + " 1rem}input,button{display:block;box-sizing:border-box;width:100%;font:inherit;padding:.6rem;margin:.4rem 0"
        + " 1rem}dt{font-weight:bold}dd{margin:0 0"
        + " .6rem}dd,.text{white-space:pre-wrap;overflow-wrap:anywhere}.text{max-height:50vh;overflow:auto;border:1px"
        + " solid;padding:.6rem}";
    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + hash(STYLE)
            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    /// The form's field by which what is shown is sent.
    private static final String SENDS = "application";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final SigningIn signingIn;
    private final SessionDoor door;
    private final Clock clock;

    SignInPage(SigningIn signingIn, SessionDoor door, Clock clock) {
        this.signingIn = signingIn;
        this.door = door;
        this.clock = clock;
    }

    HttpAnswer show(HttpCall call) {
        Optional<String> token = call.query().stream()
                .filter(parameter -> parameter.name().equals("token"))
                .map(HttpCall.Parameter::value)
                .findFirst();
        if (token.isEmpty()) {
            return asking(200, call, Optional.empty());
        }
        Optional<SignInSecret> secret = SignInSecret.parse(token.get());
        return secret.flatMap(text -> signingIn.shown(text, clock.instant()))
                .map(shown -> pressing(call, secret.orElseThrow(), shown))
                .orElseGet(() -> asking(401, call, Optional.of(SignInPhrase.USELESS)));
    }

    /// Whose link it is, and what it sends: nobody presses to be signed in as somebody else, nor signs what a stranger
    /// wrote. Only the form that shows an application says that it is sent.
    private static HttpAnswer pressing(HttpCall call, SignInSecret secret, SigningIn.Shown shown) {
        Language language = Languages.of(call);
        Optional<Arriving.Sent> sent = shown.sent();
        String above = sent.map(application -> SentHtml.of(application, language))
                .or(() -> shown.brought().map(stale -> SentHtml.stale(stale, language)))
                .orElse("");
        String body = "<p><bdi dir=\"ltr\">" + Html.escaped(shown.address().text()) + "</bdi></p>" + above
                + "<form method=\"post\" action=\"/sign-in\"><input type=\"hidden\" name=\"token\" value=\""
                + secret.reveal() + "\">"
                + (sent.isPresent() ? "<input type=\"hidden\" name=\"" + SENDS + "\" value=\"send\">" : "")
                + "<button>"
                + Html.escaped((sent.isPresent() ? SignInPhrase.APPLY_SEND : SignInPhrase.TITLE).in(language))
                + "</button></form>";
        return said(200, call, sent.isPresent() ? SignInPhrase.APPLY_PRESS : SignInPhrase.PRESS, body);
    }

    HttpAnswer take(HttpCall call) {
        String type = call.header("content-type").orElse("").split(";", 2)[0].strip();
        if (!type.equalsIgnoreCase(FORM)) {
            throw HttpRefusal.of(415, "unsupported_media_type", "This page takes a form.");
        }
        try {
            Site.of(call).requireSameOrigin(call);
        } catch (HttpRefusal elsewhere) {
            return asking(403, call, Optional.of(SignInPhrase.REFUSED));
        }
        Map<String, String> fields = new HashMap<>();
        HttpCall.query(new String(call.body(), StandardCharsets.UTF_8))
                .forEach(field -> fields.putIfAbsent(field.name(), field.value()));
        return Optional.ofNullable(fields.get("token"))
                .map(token -> use(call, token, "send".equals(fields.get(SENDS))))
                .orElseGet(
                        () -> ask(call, Optional.ofNullable(fields.get("email")).orElse("")));
    }

    private HttpAnswer use(HttpCall call, String token, boolean sends) {
        Instant now = clock.instant();
        Site site = Site.of(call);
        return signingIn
                .use(token, door.find(call, now), sends, now)
                .map(opened -> new HttpAnswer(303, Map.of("location", "/app"), "")
                        .with("set-cookie", site.setCookie(opened.secret(), Session.LONGEST.toSeconds())))
                .orElseGet(() -> asking(401, call, Optional.of(SignInPhrase.USELESS)));
    }

    private HttpAnswer ask(HttpCall call, String text) {
        Optional<MailAddress> address = MailAddress.parse(text);
        if (address.isEmpty()) {
            return asking(422, call, Optional.of(SignInPhrase.NO_ADDRESS));
        }
        Instant now = clock.instant();
        return switch (signingIn.ask(address.get(), door.find(call, now), Site.of(call), Languages.of(call), now)) {
            case SigningIn.Asked.Done() -> said(202, call, SignInPhrase.SENT, "");
            case SigningIn.Asked.TooMany(Instant _) -> said(429, call, SignInPhrase.TOO_MANY, "");
            case SigningIn.Asked.NoMail() -> said(409, call, SignInPhrase.NO_MAIL, "");
        };
    }

    private static HttpAnswer asking(int status, HttpCall call, Optional<SignInPhrase> fault) {
        Language language = Languages.of(call);
        String alert = fault.map(phrase -> "<p role=\"alert\">" + Html.escaped(phrase.in(language)) + "</p>")
                .orElse("");
        return page(
                status,
                language,
                alert + "<form method=\"post\" action=\"/sign-in\"><label for=\"email\">"
                        + Html.escaped(SignInPhrase.ADDRESS.in(language))
                        + "</label><input id=\"email\" name=\"email\" type=\"email\" dir=\"ltr\" autocomplete=\"email\""
                        + " required><button>" + Html.escaped(SignInPhrase.SEND.in(language)) + "</button></form>");
    }

    private static HttpAnswer said(int status, HttpCall call, SignInPhrase phrase, String below) {
        Language language = Languages.of(call);
        return page(status, language, "<p role=\"status\">" + Html.escaped(phrase.in(language)) + "</p>" + below);
    }

    private static HttpAnswer page(int status, Language language, String body) {
        String title = Html.escaped(SignInPhrase.TITLE.in(language));
        String html = Html.opening(language)
                + "<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>" + title
                + " - Tributary</title><style>" + STYLE + "</style></head><body><main><h1>" + title + "</h1>" + body
                + "</main></body></html>";
        HttpAnswer answer = new HttpAnswer(status, Map.of("content-type", "text/html; charset=utf-8"), html)
                .with("content-security-policy", POLICY)
                // A form's Origin would be null without any; to other sites nothing of the address goes.
                .with("referrer-policy", "same-origin")
                .with("x-frame-options", "DENY")
                .with("x-robots-tag", "noindex");
        return Languages.said(answer, language);
    }

    /// Of a style, as a policy names it.
    static String hash(String style) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every JDK", impossible);
        }
    }
}
