package dev.tributary.api;

import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.util.regex.Pattern;

/// Where this platform is reached, as the caller has reached it: links are under the same name as the API. A
/// caller who writes another name into its own call gets its own snippet wrong, and nobody else's.
final class Front {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,252}(:[0-9]{1,5})?");

    private Front() {}

    /// `https://go.example`
    /// @throws HttpRefusal 400 for a call that does not say where it went
    static String of(HttpCall call) {
        String scheme = call.header("x-forwarded-proto").filter("http"::equals).orElse("https");
        return call.header("host")
                .filter(host -> HOST.matcher(host).matches())
                .map(host -> scheme + "://" + host)
                .orElseThrow(
                        () -> HttpRefusal.of(400, "unknown_host", "The call has no Host header that can be used."));
    }
}
