package dev.tributary.infrastructure.table.canary;

import software.amazon.awssdk.services.sqs.SqsClient;

/// Breaks a rule of its room, so that a test can see the rule fire: the table knows no queue.
public final class CallsAQueue {
    public static void close(SqsClient client) {
        client.close();
    }
}
