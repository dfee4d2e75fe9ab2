package dev.tributary.commission;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.decision.Adjustment;

/// What a message says that somebody decided.
record Decided(Adjustment adjustment, SQSMessage message) {}
