package dev.tributary.infrastructure.lambda.canary;

import software.amazon.awssdk.services.sqs.SqsClient;

/// Breaks a rule of its room, so that a test can see the rule fire: nothing of Lambda calls a service.
public final class CallsAQueue {
    public static void close(SqsClient client) {
        client.close();
    }
}
