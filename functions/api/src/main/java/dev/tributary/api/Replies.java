package dev.tributary.api;

import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.HttpAnswer;

/// Answers that show one thing; its version goes with it as an ETag.
final class Replies {
    private Replies() {}

    static <T> HttpAnswer ok(Versioned<T> item, Lists.Writing<T> writing) {
        return tagged(200, item, writing);
    }

    /// @param location where the new thing is read
    static <T> HttpAnswer created(Versioned<T> item, String location, Lists.Writing<T> writing) {
        return tagged(201, item, writing).with("location", location);
    }

    private static <T> HttpAnswer tagged(int status, Versioned<T> item, Lists.Writing<T> writing) {
        return HttpAnswer.json(status, json -> writing.write(item.value(), json))
                .with("etag", "\"" + item.version() + "\"");
    }
}
