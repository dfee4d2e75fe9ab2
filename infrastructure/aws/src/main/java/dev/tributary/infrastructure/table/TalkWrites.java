package dev.tributary.infrastructure.table;

import dev.tributary.domain.talk.TalkChange;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// What a change of creatives, announcements or threads writes, as part of its call's transaction.
final class TalkWrites {
    private TalkWrites() {}

    static List<TransactWriteItem> of(ItemStore items, TalkChange change) {
        return switch (change) {
            case TalkChange.NewCreative(var creative) ->
                List.of(items.creation(DynamoCreatives.place(creative), DynamoCreatives.item(creative)));
            case TalkChange.ChangedCreative(var creative) ->
                List.of(items.replacement(
                        DynamoCreatives.place(creative.value()),
                        DynamoCreatives.item(creative.value()),
                        creative.version()));
            case TalkChange.NewImageHosts(var hosts) ->
                List.of(items.creation(DynamoCreatives.place(hosts), DynamoCreatives.item(hosts)));
            case TalkChange.ChangedImageHosts(var hosts) ->
                List.of(items.replacement(
                        DynamoCreatives.place(hosts.value()), DynamoCreatives.item(hosts.value()), hosts.version()));
        };
    }
}
