package dev.tributary.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.AuditEvent.Values;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.HttpRoutes;
import dev.tributary.infrastructure.lambda.HttpRoutes.Match.Found;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What fields held before and after a write, for its trace: after, as the call is answered; before, as the thing's own
/// path shows it to the same caller, read between the decision and the commit. The commit holds for the version alone
/// that was decided about, so what is read in between is that one.
final class Traces {
    private static final JsonFactory JSON = new JsonFactory();

    /// What people write to each other, who they are and where their money goes stands with the thing alone: the log is
    /// kept for ever.
    private static final Set<String> WORDS = Set.of(
            "text",
            "answers",
            "reason",
            "subject",
            "person",
            "email",
            "reference",
            "holder",
            "iban",
            "bic",
            "stripe_account",
            "paypal_receiver");

    /// A member's, which goes with the member.
    private static final Set<String> PERSONAL = Set.of("email", "name");

    private final Paths paths;

    /// Where paths lead.
    @FunctionalInterface
    interface Paths {
        HttpRoutes.Match<Routes.Endpoint> match(String method, String path);
    }

    private record Thing(Routes.Endpoint endpoint, Ask ask) {}

    Traces(Paths paths) {
        this.paths = paths;
    }

    /// The same event with values, where the fields that it names have some.
    /// @param decided the version that was decided about, where the call has named or matched one
    AuditEvent traced(Ask ask, AuditEvent event, HttpAnswer kept, Optional<Long> decided) throws IOException {
        Set<String> wanted = kept(event);
        if (wanted.isEmpty()) {
            return event;
        }
        Optional<Thing> thing = thing(ask);
        Room room = new Room(wanted);
        Map<String, String> before = thing.isPresent() ? before(thing.get(), decided, room) : Map.of();
        Map<String, String> after = room.values(kept);
        if (before.isEmpty() && after.isEmpty()) {
            return event;
        }
        Routes.Endpoint reader = thing.map(Thing::endpoint)
                .or(() -> endpoint("GET", ask.path()))
                .or(() -> endpoint(ask.call().method(), ask.path()))
                .orElseThrow();
        return event.with(new Values(before, after, reader.permission()));
    }

    private static Set<String> kept(AuditEvent event) {
        Set<String> kept = new HashSet<>(event.fields());
        kept.removeAll(WORDS);
        if (event.action().startsWith("member.")) {
            kept.removeAll(PERSONAL);
        }
        return kept;
    }

    private Optional<Routes.Endpoint> endpoint(String method, String path) {
        return paths.match(method, path) instanceof Found<Routes.Endpoint>(var endpoint, var _)
                ? Optional.of(endpoint)
                : Optional.empty();
    }

    /// What the path is about, or for an action on it, `.../approve`, the path before; empty for what is yet to be
    /// made,
    /// under a path where others of its kind are read.
    private Optional<Thing> thing(Ask ask) {
        boolean isPost = ask.call().method().equals("POST");
        if (isPost && endpoint("GET", ask.path()).isPresent()) {
            return Optional.empty();
        }
        String path = isPost ? ask.path().substring(0, ask.path().lastIndexOf('/')) : ask.path();
        return paths.match("GET", path) instanceof Found<Routes.Endpoint>(var endpoint, var variables)
                        && (!isPost || variables.containsValue(path.substring(path.lastIndexOf('/') + 1)))
                ? Optional.of(new Thing(endpoint, reading(ask, path, variables)))
                : Optional.empty();
    }

    private static Ask reading(Ask ask, String path, Map<String, String> variables) {
        HttpCall call = ask.call();
        HttpCall read = new HttpCall("GET", path, List.of(), call.headers(), new byte[0], call.from());
        return new Ask(ask.principal(), read, variables, Parameters.of(read));
    }

    private static Map<String, String> before(Thing thing, Optional<Long> decided, Room room) throws IOException {
        try {
            HttpAnswer answer = CallSight.answer(thing.endpoint(), thing.ask());
            String tag = answer.headers().get("etag");
            boolean isAnother = tag != null && decided.isPresent() && !tag.equals("\"" + decided.get() + "\"");
            return isAnother ? Map.of() : room.values(answer);
        } catch (HttpRefusal notThere) {
            // A first draft, or what the caller may change and not read.
            return Map.of();
        }
    }

    /// What fits into a trace.
    private static final class Room {
        private final Set<String> wanted;
        private int left = Values.MOST;

        Room(Set<String> wanted) {
            this.wanted = wanted;
        }

        Map<String, String> values(HttpAnswer answer) throws IOException {
            Map<String, String> found = new TreeMap<>();
            if (answer.isBase64() || !answer.body().startsWith("{")) {
                return found;
            }
            try (JsonParser json = JSON.createParser(answer.body())) {
                json.nextToken();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    String value = copied(json);
                    int size = name.length() + value.length();
                    boolean isKept = wanted.contains(name);
                    if (isKept && value.length() <= Values.MOST_OF_ONE && size <= left) {
                        found.put(name, value);
                        left -= size;
                    }
                }
            }
            return found;
        }

        private static String copied(JsonParser json) throws IOException {
            StringWriter text = new StringWriter();
            try (JsonGenerator out = JSON.createGenerator(text)) {
                out.copyCurrentStructure(json);
            }
            return text.toString();
        }
    }
}
