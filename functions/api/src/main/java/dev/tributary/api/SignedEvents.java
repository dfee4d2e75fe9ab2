package dev.tributary.api;

import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpCall;
import java.io.IOException;

/// What a rail says by itself: it has no key of ours, and signs.
interface SignedEvents {
    /// @param programId as the path has it
    /// @throws dev.tributary.infrastructure.lambda.HttpRefusal 401 for what is not signed for this
    /// program, 400
    ///     for what is no event
    HttpAnswer take(HttpCall call, String programId) throws IOException;
}
