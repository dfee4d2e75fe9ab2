package dev.tributary.infrastructure.files.canary;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Breaks a rule of its room, so that a test can see the rule fire: files know no table.
public final class CallsATable {
    public static void close(DynamoDbClient client) {
        client.close();
    }
}
