package dev.tributary.postback;

import dev.tributary.domain.token.ClickToken;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.HttpRefusal.Fault;
import dev.tributary.infrastructure.lambda.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a call was read, field by field, and what it would be answered.
///
/// @param ifProven what it would be answered if it proved itself
/// @param unused why its sender's event means nothing here
/// @param things what it says, one for each that would get a receipt; none where it could not be read
record Explanation(
        String dialect, Proof proof, Answer answer, Answer ifProven, Optional<String> unused, List<Thing> things) {
    /// @param code `accepted`, `same`, `unused`, or why it would be refused
    record Answer(int status, String code, List<Fault> faults) {
        static Answer of(HttpRefusal refusal) {
            return new Answer(refusal.status(), refusal.code(), refusal.faults());
        }
    }

    /// @param ignored what was not read, by the sender's names
    /// @param faults of itself, and of what is committed
    /// @param committed `new`, `same`, or why it contradicts what is known; empty where it could not be read
    /// @param receipt of what was taken before
    record Thing(
            Optional<String> event,
            Optional<String> order,
            List<Field> fields,
            List<String> ignored,
            List<Fault> faults,
            Optional<String> committed,
            Optional<Receipts.Receipt> receipt,
            Optional<Click> click) {}

    /// @param sent its sender's name; empty where it was not sent and stands for itself
    /// @param field ours
    /// @param value as it came; empty of what names a person, and is kept as an HMAC only
    /// @param readAs what was made of it, where that is told apart
    record Field(Optional<String> sent, String field, Optional<JsonValue> value, Optional<String> readAs) {}

    /// @param windowEnds by the terms of the click; empty where there are none any more
    /// @param why it would not attribute, as far as the token and its window tell
    record Click(ClickToken token, Optional<Instant> windowEnds, Optional<String> why) {}
}
