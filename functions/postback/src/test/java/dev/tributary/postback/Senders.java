package dev.tributary.postback;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.Map;

/// Calls of the senders that call with parameters.
final class Senders {
    private static final Map<String, String> FORM = Map.of("content-type", "application/x-www-form-urlencoded");

    private Senders() {}

    /// As this sender calls: by URL, or in a form where it knows no other.
    static APIGatewayV2HTTPEvent call(String dialect, String parameters) {
        return dialect.equals("impact") ? form(dialect, parameters) : url(dialect, parameters);
    }

    static APIGatewayV2HTTPEvent url(String dialect, String query) {
        return Calls.get(path(dialect), query);
    }

    static APIGatewayV2HTTPEvent form(String dialect, String form) {
        return Calls.event("POST", path(dialect), "", FORM, form);
    }

    static String path(String dialect) {
        return World.PATH + "/" + dialect;
    }

    /// Where this sender puts a token.
    static String tokenName(String dialect) {
        return switch (dialect) {
            case "tune" -> "security_token";
            case "everflow" -> "verification_token";
            default -> "token";
        };
    }

    /// Parameters with the token of a program.
    static String proven(String dialect, String parameters, String token) {
        return parameters + "&" + tokenName(dialect) + "=" + token;
    }
}
