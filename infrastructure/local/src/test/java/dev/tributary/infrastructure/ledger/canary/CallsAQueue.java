package dev.tributary.infrastructure.ledger.canary;

import software.amazon.awssdk.services.sqs.SqsClient;

/// Breaks a rule of its room, so that a test can see the rule fire: the ledger knows no queue.
public final class CallsAQueue {
    public static void close(SqsClient client) {
        client.close();
    }
}
