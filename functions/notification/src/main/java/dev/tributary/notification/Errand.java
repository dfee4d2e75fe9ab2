package dev.tributary.notification;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.notice.Endpoint;
import java.util.Optional;

/// A delivery that is attempted now.
///
/// @param message that asks for it
/// @param version at which its lease was written; empty for the first attempt, which the message itself holds
record Errand(SQSMessage message, Delivery delivery, Endpoint endpoint, Optional<Long> version) {}
