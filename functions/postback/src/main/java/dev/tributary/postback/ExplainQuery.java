package dev.tributary.postback;

import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether a call asks only how it is read, by `explain` in its query. However it is written there, and whatever its
/// value, such a call is never taken for one that tells of an order.
final class ExplainQuery {
    private static final String EXPLAIN = "explain";

    private ExplainQuery() {}

    /// @param query raw, as the gateway has it
    static boolean isAsked(@Nullable String query) {
        return !values(Optional.ofNullable(query).orElse("")).isEmpty();
    }

    /// @throws HttpRefusal 400 unless it stands there once, as 1
    static void require(String query) {
        if (!values(query).equals(List.of("1"))) {
            throw HttpRefusal.of(400, "malformed_explain", "The parameter explain is 1, once, or is left out.");
        }
    }

    /// The same query without it, as the sender would have sent it.
    static String without(String query) {
        List<String> kept = new ArrayList<>();
        for (String pair : query.split("&")) {
            if (!isExplain(pair)) {
                kept.add(pair);
            }
        }
        return String.join("&", kept);
    }

    private static List<String> values(String query) {
        List<String> values = new ArrayList<>();
        for (String pair : query.split("&")) {
            if (isExplain(pair)) {
                int equals = pair.indexOf('=');
                values.add(equals < 0 ? "" : pair.substring(equals + 1));
            }
        }
        return values;
    }

    /// Escapes and case aside: `%65xplain` and `Explain` ask, too.
    private static boolean isExplain(String pair) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        try {
            List<HttpCall.Parameter> read = HttpCall.query(name);
            return read.size() == 1 && read.getFirst().name().strip().equalsIgnoreCase(EXPLAIN);
        } catch (HttpRefusal malformed) {
            // It is no name, so it is not this one; whoever reads the query refuses it.
            return false;
        }
    }
}
