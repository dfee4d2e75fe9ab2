package dev.tributary.api;

import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.time.Duration;

/// Answers that show one thing, its version with it as an ETag; and those that put a call off.
final class Replies {
    private Replies() {}

    static <T> HttpAnswer ok(Versioned<T> item, Lists.Writing<T> writing) {
        return tagged(200, item, writing);
    }

    /// @param location where the new thing is read
    static <T> HttpAnswer created(Versioned<T> item, String location, Lists.Writing<T> writing) {
        return tagged(201, item, writing).with("location", location);
    }

    /// What is not done now, and is worth another try after so long.
    static HttpRefusal later(int status, String code, String detail, Duration wait) {
        return HttpRefusal.of(status, code, detail).header("retry-after", Long.toString(Math.max(1, wait.toSeconds())));
    }

    private static <T> HttpAnswer tagged(int status, Versioned<T> item, Lists.Writing<T> writing) {
        return HttpAnswer.json(status, json -> writing.write(item.value(), json))
                .with("etag", "\"" + item.version() + "\"");
    }
}
