package dev.tributary.postback;

import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.util.List;

/// What became of a call, for its dialect to put into words.
sealed interface Outcome {
    /// @param isNew 202: at least one of it is; else 200: all was taken before
    /// @param receipts one for each that the call said, in its order
    record Taken(boolean isNew, List<Receipts.Receipt> receipts, KeyRing ring) implements Outcome {
        public Taken {
            receipts = List.copyOf(receipts);
        }

        int status() {
            return isNew ? 202 : 200;
        }
    }

    record Unused(String reason) implements Outcome {}

    /// Nothing was taken.
    record Refused(HttpRefusal refusal) implements Outcome {}
}
