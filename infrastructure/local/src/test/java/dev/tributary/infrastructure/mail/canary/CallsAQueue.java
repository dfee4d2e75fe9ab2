package dev.tributary.infrastructure.mail.canary;

import software.amazon.awssdk.services.sqs.SqsClient;

/// Breaks a rule of its room, so that a test can see the rule fire: a secret that goes by mail never
/// goes through a queue.
public final class CallsAQueue {
    public static void close(SqsClient client) {
        client.close();
    }
}
