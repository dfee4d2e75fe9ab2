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
    /// As browsers write it: in small letters, no path, not even its slash.
    private static final Pattern SHAPE =
            Pattern.compile(SCHEME + "[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:[0-9]{1,5})?");
    private static final int MAX_LENGTH = 253;

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
                && !HttpCall.isOwnMachine(text.substring(SCHEME.length()));
    }

    /// The call, as it arrived before what stands in between.
    HttpCall seen(HttpCall call) {
        return host.map(call::at).orElse(call);
    }
}
