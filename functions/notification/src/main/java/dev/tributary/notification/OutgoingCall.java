package dev.tributary.notification;

import java.util.Map;
import java.util.Optional;

/// One call to a tenant's address.
///
/// @param url as it is kept, macros filled in; it is judged again when it is called
/// @param body that is posted; without one it is a GET
record OutgoingCall(String url, Map<String, String> headers, Optional<byte[]> body) {
    OutgoingCall {
        headers = Map.copyOf(headers);
    }

    /// What became of it.
    sealed interface Reply {
        /// @param status whatever it is: a redirect is not followed
        record Answered(int status) implements Reply {}

        /// @param why one of a few words, never what a stranger wrote
        record Failed(String why) implements Reply {}
    }
}
