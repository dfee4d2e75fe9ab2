package dev.tributary.notification;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.notice.Destination.Mailbox;
import dev.tributary.domain.notice.Endpoint;
import java.util.Optional;

/// A delivery that is attempted now.
sealed interface Errand {
    /// What asks for it.
    SQSMessage message();

    Delivery delivery();

    /// At which its lease was written; empty for the first attempt, which the message itself holds.
    Optional<Long> version();

    record Call(SQSMessage message, Delivery delivery, Endpoint endpoint, Optional<Long> version) implements Errand {}

    record Letter(SQSMessage message, Delivery delivery, Mailbox to, Optional<Long> version) implements Errand {}
}
