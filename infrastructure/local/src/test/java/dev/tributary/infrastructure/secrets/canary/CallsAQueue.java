package dev.tributary.infrastructure.secrets.canary;

import software.amazon.awssdk.services.sqs.SqsClient;

/// Breaks a rule of its room, so that a test can see the rule fire: parameters know no queue.
public final class CallsAQueue {
    public static void close(SqsClient client) {
        client.close();
    }
}
