package dev.tributary.api;

import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.lambda.HttpCall;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where the platform is for those who call it, when something stands before the gateway that has another name: a
/// proxy, a content network. What it says then stands in mails and links, and is what a page's Origin is held against;
/// the gateway's own name is nobody's address. Without it the gateway's name counts.
///
/// @param host `tributary.example`, with a port where it has one
record PublicOrigin(Optional<String> host) {
    static final PublicOrigin OF_THE_GATEWAY = new PublicOrigin(Optional.empty());

    private static final String VARIABLE = "PUBLIC_ORIGIN";
    private static final String SCHEME = "https://";
    /// As browsers write it: in small letters, no path, not even its slash. The template's parameter has the same, so
    /// that what cannot start is not deployed; the port's range is no pattern's.
    static final Pattern SHAPE =
            Pattern.compile(SCHEME + "[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:[0-9]{1,5})?");
    static final int MAX_LENGTH = 253;
    private static final int MAX_PORT = 65_535;

    /// @throws IllegalStateException naming the variable, for what is no origin; said at the start, and not in the
    ///     first mail
    static PublicOrigin of(Environment environment) {
        Optional<String> origin = environment.optional(VARIABLE);
        origin.filter(text -> !isOrigin(text)).ifPresent(text -> {
            throw new IllegalStateException("environment variable " + VARIABLE
                    + " is no origin like https://tributary.example: with https, in small letters, without a path");
        });
        return new PublicOrigin(origin.map(text -> text.substring(SCHEME.length())));
    }

    private static boolean isOrigin(String text) {
        return text.length() <= MAX_LENGTH
                && SHAPE.matcher(text).matches()
                && hasPort(text.substring(SCHEME.length()))
                && !HttpCall.isOwnMachine(text.substring(SCHEME.length()));
    }

    /// Whether its port is one, where it says any.
    private static boolean hasPort(String host) {
        int colon = host.indexOf(':');
        int port = colon < 0 ? MAX_PORT : Integer.parseInt(host.substring(colon + 1));
        return port >= 1 && port <= MAX_PORT;
    }

    /// The call, as it arrived before what stands in between.
    HttpCall seen(HttpCall call) {
        return host.map(call::at).orElse(call);
    }
}
