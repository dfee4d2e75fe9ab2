package dev.tributary.api;

import dev.tributary.domain.party.Disguise;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.JsonValue;
import dev.tributary.infrastructure.lambda.MediaType;
import dev.tributary.infrastructure.lambda.StrictJson;
import java.util.Map;
import java.util.Optional;

/// What people write to each other: plain text, without a sign that hides or that turns the direction of what
/// follows. It is kept as it was written, but for the blanks around it and the ends of lines.
final class Prose {
    static final String TOO_LONG = "too_long";
    static final String HIDDEN_SIGN = "hidden_sign";

    private Prose() {}

    /// As `Writes` reads a body, and texts may have ends of lines and tabs in them.
    static JsonValue.Fields body(HttpCall call) {
        if (call.body().length == 0) {
            return new JsonValue.Fields(Map.of());
        }
        MediaType.requireJson(call.header("content-type"));
        return StrictJson.readLines(call.body());
    }

    /// One line.
    static Optional<String> line(FieldReader body, String name, int most) {
        return body.text(name, text -> Optional.of(text.strip())).flatMap(text -> judged(body, name, text, text, most));
    }

    /// Several lines, which end as Unix has it.
    static Optional<String> text(FieldReader body, String name, int most) {
        return body.text(name, text -> Optional.of(text.replace("\r\n", "\n").strip()))
                .flatMap(
                        text -> judged(body, name, text, text.replace('\n', ' ').replace('\t', ' '), most));
    }

    private static Optional<String> judged(FieldReader body, String name, String text, String seen, int most) {
        if (text.isEmpty()) {
            body.fault(name, FieldReader.MALFORMED, "This is empty.");
        } else if (text.length() > most) {
            body.fault(name, TOO_LONG, "This is longer than " + most + " characters.");
        } else if (Disguise.isIn(seen)) {
            body.fault(name, HIDDEN_SIGN, "This holds a sign that is not seen, or that turns the direction of others.");
        } else {
            return Optional.of(text);
        }
        return Optional.empty();
    }
}
