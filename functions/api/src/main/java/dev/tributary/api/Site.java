package dev.tributary.api;

import dev.tributary.domain.access.SignInSecret;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a call arrived, as the browser sees it: which cookie is ours there, and whether a page of ours
/// sent the call. By API Gateway's name, not by what the caller says (`HttpCall`): it stands in mails.
///
/// @param origin `https://tributary.example`
/// @param isSecure false on this machine's own address without TLS only
record Site(String origin, boolean isSecure) {
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9.-]{1,253}|\\[::1])(:[0-9]{1,5})?");
    /// A browser takes it for exactly this host, over TLS, for all paths.
    private static final String SECURE_COOKIE = "__Host-tributary";
    private static final String COOKIE = "tributary";
    /// Which no form and no link of another page can send, and no script of one without being asked first.
    private static final String REQUESTED = "tributary-request";

    /// @throws HttpRefusal 400 when the call does not say where it goes
    static Site of(HttpCall call) {
        String host = call.header("host").orElse("");
        if (!HOST.matcher(host).matches()) {
            throw HttpRefusal.of(400, "malformed_host", "The Host header is missing or malformed.");
        }
        boolean loopback = HttpCall.isOwnMachine(host);
        boolean secure =
                !loopback || call.header("x-forwarded-proto").orElse("").equals("https");
        return new Site((secure ? "https://" : "http://") + host, secure);
    }

    /// What the browser has for us; empty for what no session can have.
    Optional<SignInSecret> cookie(HttpCall call) {
        String name = (isSecure ? SECURE_COOKIE : COOKIE) + "=";
        for (String pair : call.header("cookie").orElse("").split(";", -1)) {
            if (pair.strip().startsWith(name)) {
                return SignInSecret.parse(pair.strip().substring(name.length()));
            }
        }
        return Optional.empty();
    }

    /// Lax, not Strict: who comes from a mail or another page is still signed in. What changes something
    /// is not let through by that, but by `requireOwnPage`.
    String setCookie(SignInSecret secret, long seconds) {
        return cookieText(secret.reveal(), seconds);
    }

    String clearCookie() {
        return cookieText("", 0);
    }

    private String cookieText(String value, long seconds) {
        return (isSecure ? SECURE_COOKIE : COOKIE) + "=" + value + "; Path=/; Max-Age=" + seconds
                + "; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "");
    }

    /// A browser says where a call comes from (Fetch Metadata), older ones at least by Origin; a page
    /// cannot leave out or change either. What says neither is no browser of ours.
    /// @throws HttpRefusal 403
    void requireSameOrigin(HttpCall call) {
        boolean same = call.header("sec-fetch-site")
                .map("same-origin"::equals)
                .orElseGet(() -> call.header("origin").filter(origin::equals).isPresent());
        if (!same) {
            throw HttpRefusal.of(
                    403, "cross_site", "A session changes things only from a page of this platform (Origin).");
        }
    }

    /// For a call of a program in a page, with a cookie that the browser adds by itself.
    /// @throws HttpRefusal 403
    void requireOwnPage(HttpCall call) {
        requireSameOrigin(call);
        if (call.header(REQUESTED).isEmpty()) {
            throw HttpRefusal.of(403, "cross_site", "A session changes things only with the header Tributary-Request.");
        }
    }
}
