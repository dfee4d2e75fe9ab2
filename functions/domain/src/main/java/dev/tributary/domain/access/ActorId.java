package dev.tributary.domain.access;

import java.util.Optional;

/// By what somebody who does something is known, and what is kept of it: a key, or a person who has
/// signed in.
public sealed interface ActorId permits ApiKeyId, PersonId {
    String text();

    static Optional<ActorId> parse(String text) {
        Optional<ActorId> key = ApiKeyId.parse(text).map(id -> id);
        return key.isPresent() ? key : PersonId.parse(text).map(id -> id);
    }
}
