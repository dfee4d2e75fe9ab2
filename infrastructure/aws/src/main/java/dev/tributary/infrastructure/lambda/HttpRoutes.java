package dev.tributary.infrastructure.lambda;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A table of routes, method by path. A path is compared segment by segment; `{name}` takes any one
/// segment. HEAD goes where GET goes; OPTIONS is answered by the table itself.
public final class HttpRoutes<T> {
    public record Route<T>(String method, String path, T target) {}

    public sealed interface Match<T> {
        /// @param variables what the path's `{name}` took
        record Found<T>(T target, Map<String, String> variables) implements Match<T> {}

        /// The path is there for other methods, or the call asks for them by OPTIONS.
        record Allows<T>(String methods) implements Match<T> {}

        record Nothing<T>() implements Match<T> {}
    }

    private final List<Route<T>> routes;

    public HttpRoutes(List<Route<T>> routes) {
        this.routes = List.copyOf(routes);
    }

    public List<Route<T>> routes() {
        return routes;
    }

    public Match<T> match(String method, String path) {
        String wanted = method.equals("HEAD") ? "GET" : method;
        Set<String> allowed = new TreeSet<>();
        for (Route<T> route : routes) {
            Map<String, String> variables = new HashMap<>();
            if (!fits(route.path(), path, variables)) {
                continue;
            }
            if (route.method().equals(wanted)) {
                return new Match.Found<>(route.target(), variables);
            }
            allowed.add(route.method());
        }
        if (allowed.isEmpty()) {
            return new Match.Nothing<>();
        }
        allowed.add("OPTIONS");
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return new Match.Allows<>(String.join(", ", allowed));
    }

    private static boolean fits(String pattern, String path, Map<String, String> variables) {
        List<String> expected = segments(pattern);
        List<String> given = segments(path);
        if (expected.size() != given.size()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            String segment = expected.get(i);
            if (segment.startsWith("{")) {
                variables.put(segment.substring(1, segment.length() - 1), given.get(i));
            } else if (!segment.equals(given.get(i))) {
                return false;
            }
        }
        return true;
    }

    /// All segments, empty ones and a trailing one included: `/v1/links/` is not `/v1/links`.
    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        int from = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
            segments.add(path.substring(from, slash));
            from = slash + 1;
        }
        segments.add(path.substring(from));
        return segments;
    }
}
