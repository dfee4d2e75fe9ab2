package dev.tributary.postback;

import dev.tributary.domain.message.ConversionQueue;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.table.DynamoAccounts;
import dev.tributary.infrastructure.table.DynamoCallLog;
import dev.tributary.infrastructure.table.DynamoOrders;
import dev.tributary.infrastructure.table.DynamoPostbackAccess;
import dev.tributary.infrastructure.table.Table;
import java.time.Clock;

/// Opens the handler to lives, with a queue of theirs behind it.
public final class PostbackEdge {
    private PostbackEdge() {}

    public static PostbackHandler of(Table table, KeyRing ring, ConversionQueue queue, Clock clock) {
        return new PostbackHandler(
                new PostbackHandler.Ports(
                        new DynamoPostbackAccess(table),
                        new DynamoOrders(table),
                        new DynamoAccounts(table),
                        queue,
                        new DynamoCallLog(table),
                        ExplainReads.of(table)),
                () -> ring,
                clock);
    }
}
