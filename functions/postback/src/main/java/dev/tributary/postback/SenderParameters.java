package dev.tributary.postback;

import dev.tributary.domain.conversion.Item;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpCall.Parameter;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.HttpRefusal.Fault;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The parameters of a sender's call, of its query and of its form as if they were one: some senders
/// put them here, some there, and none into both.
///
/// An empty parameter is as if it were not there. So is a macro that was not replaced by its value,
/// `{amount}`, `[[amount]]`, `${amount}`, `%amount%`, `#amount#`, `!!!amount!!!`, unless it is asked for
/// as the one that must not be.
final class SenderParameters {
    /// As many as an order of the longest form can have: six for a line, and 100 beside them.
    static final int MOST = 6 * Item.MOST + 100;

    private static final String NAME = "[A-Za-z_][A-Za-z0-9_. -]{0,63}";
    private static final Pattern MACRO = Pattern.compile(
            "\\$?\\{{1,2}%1$s\\}{1,2}|\\[{1,2}%1$s\\]{1,2}|<%1$s>|%%%1$s%%|#%1$s#|!!!%1$s!!!".formatted(NAME));
    private static final Pattern PRINTABLE = Pattern.compile("[A-Za-z0-9_]{1,40}");

    private final Map<String, String> values;

    private SenderParameters(Map<String, String> values) {
        this.values = values;
    }

    /// @throws HttpRefusal 400 for what is no query, and for a parameter that stands twice
    static SenderParameters of(SenderCall call) {
        return of(HttpCall.query(joined(call.query(), form(call.http().body())), MOST));
    }

    /// @throws HttpRefusal 400 for a parameter that stands twice
    static SenderParameters of(List<Parameter> parameters) {
        Map<String, String> values = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (Parameter parameter : parameters) {
            if (!seen.add(parameter.name())) {
                throw repeated(parameter.name());
            }
            if (!parameter.value().isEmpty()) {
                values.put(parameter.name(), parameter.value());
            }
        }
        return new SenderParameters(values);
    }

    /// The token of a call, even of one that is malformed elsewhere: who calls is asked first.
    static Optional<String> token(SenderCall call, String name) {
        return QueryFields.token(joined(call.query(), new String(call.http().body(), StandardCharsets.UTF_8)), name);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !isMacro(value));
    }

    /// Which of several names for one thing the call has; the first where it has none of them.
    /// @throws HttpRefusal 400 when it has two
    String named(String... names) {
        List<String> sent = List.of(names).stream().filter(values::containsKey).toList();
        if (sent.size() > 1) {
            throw repeated(sent.get(1));
        }
        return sent.isEmpty() ? names[0] : sent.getFirst();
    }

    boolean isUnreplaced(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(SenderParameters::isMacro)
                .isPresent();
    }

    Set<String> names() {
        return values.keySet();
    }

    private static boolean isMacro(String value) {
        return MACRO.matcher(value).matches();
    }

    private static String joined(String query, String form) {
        return query.isEmpty() || form.isEmpty() ? query + form : query + "&" + form;
    }

    private static String form(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw HttpRefusal.of(400, "malformed_query", "The form is not UTF-8.");
        }
    }

    private static HttpRefusal repeated(String name) {
        String detail = "A parameter stands in the call twice, or stands beside another name of it.";
        // A name that anybody made up is not repeated to the caller.
        String field = PRINTABLE.matcher(name).matches() ? name : "query";
        return HttpRefusal.of(400, "repeated_parameter", detail).because(List.of(new Fault(field, "repeated", detail)));
    }
}
