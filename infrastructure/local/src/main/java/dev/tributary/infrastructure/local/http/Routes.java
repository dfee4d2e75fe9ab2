package dev.tributary.infrastructure.local.http;

import dev.tributary.infrastructure.local.Invocable;
import dev.tributary.infrastructure.local.template.Template.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which function takes a request, by HTTP API's rules: a literal segment before a variable, a
/// variable before `{proxy+}`, a method before ANY, `$default` last. GET does not take HEAD.
/// Source: API Gateway developer guide, "Routes for HTTP APIs".
public final class Routes {
    /// @param parameters the path's variables, decoded
    record Match(Route route, Invocable function, Map<String, String> parameters) {}

    private record Entry(Route route, Invocable function, String[] segments) {
        boolean greedy() {
            return segments[segments.length - 1].endsWith("+}");
        }

        /// Sorts as a string: 0 literal, 1 variable, 2 the rest of the path; then the method.
        String rank() {
            StringBuilder rank = new StringBuilder();
            for (String segment : segments) {
                rank.append(!isVariable(segment) ? '0' : segment.endsWith("+}") ? '2' : '1');
            }
            return rank.append(route.method().equals("ANY") ? '9' : '8').toString();
        }
    }

    private final Map<String, List<Entry>> byFirstSegment = new HashMap<>();
    private final List<Entry> others = new ArrayList<>();
    private Optional<Match> fallback = Optional.empty();

    public void add(Route route, Invocable function) {
        if (route.path().equals(Route.DEFAULT)) {
            fallback = Optional.of(new Match(route, function, Map.of()));
            return;
        }
        Entry entry = new Entry(route, function, split(route.path()));
        List<Entry> entries = isVariable(entry.segments()[0])
                ? others
                : byFirstSegment.computeIfAbsent(entry.segments()[0], first -> new ArrayList<>());
        entries.add(entry);
        entries.sort(Comparator.comparing(Entry::rank));
    }

    /// @param rawPath begins with a slash; its percent-encoding is known to be sound
    Optional<Match> match(String method, String rawPath) {
        String[] segments = split(rawPath);
        return find(byFirstSegment.getOrDefault(segments[0], List.of()), method, segments)
                .or(() -> find(others, method, segments))
                .or(() -> fallback);
    }

    private static Optional<Match> find(List<Entry> entries, String method, String[] segments) {
        for (Entry entry : entries) {
            if ((entry.route().method().equals("ANY") || entry.route().method().equals(method))
                    && fits(entry, segments)) {
                return Optional.of(new Match(entry.route(), entry.function(), parameters(entry, segments)));
            }
        }
        return Optional.empty();
    }

    private static boolean fits(Entry entry, String[] segments) {
        String[] wanted = entry.segments();
        if (entry.greedy() ? segments.length < wanted.length : segments.length != wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            boolean fits = isVariable(wanted[i])
                    ? !segments[i].isEmpty() || segments.length > wanted.length
                    : wanted[i].equals(segments[i]);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> parameters(Entry entry, String[] segments) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String[] wanted = entry.segments();
        for (int i = 0; i < wanted.length; i++) {
            String name = wanted[i];
            if (name.endsWith("+}")) {
                String rest = String.join("/", java.util.Arrays.asList(segments).subList(i, segments.length));
                parameters.put(name.substring(1, name.length() - 2), PercentCode.decode(rest, false));
            } else if (isVariable(name)) {
                parameters.put(name.substring(1, name.length() - 1), PercentCode.decode(segments[i], false));
            }
        }
        return parameters;
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static String[] split(String path) {
        return path.substring(1).split("/", -1);
    }
}
