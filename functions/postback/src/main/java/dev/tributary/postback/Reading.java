package dev.tributary.postback;

import dev.tributary.infrastructure.lambda.JsonValue;
import java.util.List;
import java.util.function.UnaryOperator;

/// What a call of a sender comes to in our own words.
sealed interface Reading {
    /// All of it is taken or nothing.
    record Said(List<One> calls) implements Reading {
        /// A shop says the refunds of an order in one call.
        static final int MOST = 20;

        public Said {
            calls = List.copyOf(calls);
            if (calls.isEmpty() || calls.size() > MOST) {
                throw new IllegalArgumentException("one call says 1 to " + MOST + " things, not " + calls.size());
            }
        }

        static Said of(JsonValue.Fields fields, UnaryOperator<String> names) {
            return new Said(List.of(new One(fields, names)));
        }
    }

    /// @param fields of a call of ours, as [CallReader] reads them
    /// @param names what the sender calls a field of ours: faults are told by that
    record One(JsonValue.Fields fields, UnaryOperator<String> names) {}

    /// A sender's event that means nothing here: answered well, so that it is not sent again, and not taken.
    /// @param reason for logs and for people, without anything of the call
    record Unused(String reason) implements Reading {}
}
