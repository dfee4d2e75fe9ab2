package dev.tributary.commission;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.click.ClicksClosed;

/// What a message says of a day's clicks.
record ClosedDay(ClicksClosed clicks, SQSMessage message) {}
