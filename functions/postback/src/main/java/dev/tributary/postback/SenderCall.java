package dev.tributary.postback;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.tributary.infrastructure.lambda.HttpCall;
import java.util.Optional;

/// A call before anything of it is judged but its size.
///
/// @param program as the path has it
/// @param http without its query
/// @param query raw: who calls is asked before it is judged
record SenderCall(String program, HttpCall http, String query) {
    /// @throws dev.tributary.infrastructure.lambda.HttpRefusal 413
    static SenderCall of(String program, APIGatewayV2HTTPEvent event) {
        return new SenderCall(
                program,
                HttpCall.withoutQuery(event),
                Optional.ofNullable(event.getRawQueryString()).orElse(""));
    }
}
