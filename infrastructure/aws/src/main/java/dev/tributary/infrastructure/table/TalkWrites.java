package dev.tributary.infrastructure.table;

import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.talk.MessageThread;
import dev.tributary.domain.talk.TalkChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
            case TalkChange.NewAnnouncement(var announcement) ->
                List.of(items.creation(
                        DynamoAnnouncements.place(announcement), DynamoAnnouncements.item(announcement)));
            case TalkChange.ChangedAnnouncement(var announcement) ->
                List.of(items.replacement(
                        DynamoAnnouncements.place(announcement.value()),
                        DynamoAnnouncements.item(announcement.value()),
                        announcement.version()));
            case TalkChange.NewThread(var thread, var first) -> {
                List<TransactWriteItem> writes = new ArrayList<>();
                writes.add(items.creation(ThreadItems.place(thread), ThreadItems.of(thread)));
                writes.add(items.creation(ThreadItems.place(thread.id(), first), ThreadItems.of(first)));
                thread.parties()
                        .affiliate()
                        .ifPresent(affiliate ->
                                writes.add(items.creation(ThreadItems.place(thread, affiliate), Map.of())));
                yield writes;
            }
            case TalkChange.Replied(var thread, var message) ->
                List.of(
                        replacement(items, thread),
                        items.creation(ThreadItems.place(thread.value().id(), message), ThreadItems.of(message)));
            case TalkChange.ChangedThread(var thread) -> List.of(replacement(items, thread));
        };
    }

    private static TransactWriteItem replacement(ItemStore items, Versioned<MessageThread> thread) {
        return items.replacement(ThreadItems.place(thread.value()), ThreadItems.of(thread.value()), thread.version());
    }
}
