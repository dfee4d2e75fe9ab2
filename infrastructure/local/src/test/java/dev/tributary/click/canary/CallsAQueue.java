package dev.tributary.click.canary;

import software.amazon.awssdk.services.sqs.SqsClient;

/// Breaks a rule of its room, so that a test can see the rule fire: functions go through the stores.
public final class CallsAQueue {
    public static void close(SqsClient client) {
        client.close();
    }
}
