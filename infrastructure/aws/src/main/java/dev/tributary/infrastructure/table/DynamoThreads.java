package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.ThreadId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.talk.Message;
import dev.tributary.domain.talk.MessageThread;
import dev.tributary.domain.talk.ReadMark;
import dev.tributary.domain.talk.Side;
import dev.tributary.domain.talk.Threads;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.edge.TalkKeys;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Threads in the table: a head, an item per message, one per side that says how far it has read, and one that
/// lists the thread for its affiliate, since the head stands in the list of its program. `ThreadItems` has them.
public final class DynamoThreads implements Threads {
    private final ItemStore items;
    private final Table table;

    public DynamoThreads(Table table) {
        this.items = new ItemStore(table);
        this.table = table;
    }

    @Override
    public Optional<Versioned<MessageThread>> find(ThreadId id) {
        return items.find(TalkKeys.thread(id), Keys.SOLE, ThreadItems::thread);
    }

    @Override
    public Page<MessageThread> in(ProgramId program, PageRequest page) {
        return items.indexed(new ItemStore.Stretch(TalkKeys.in(program), TalkKeys.THREADS), page)
                .map(ThreadItems::thread);
    }

    @Override
    public Page<MessageThread> of(AffiliateId affiliate, PageRequest page) {
        Page<Map<String, Object>> listed =
                items.indexed(new ItemStore.Stretch(Keys.affiliate(affiliate), TalkKeys.THREADS), page);
        List<Map<String, AttributeValue>> heads = listed.items().stream()
                .map(item -> Table.key((String) ItemStore.required(item, Keys.PK), Keys.SOLE))
                .toList();
        List<MessageThread> threads = heads.isEmpty()
                ? List.of()
                : items.batchGet(heads).stream().map(ThreadItems::thread).toList();
        return new Page<>(threads, listed.next());
    }

    @Override
    public Page<Message> messages(ThreadId thread, int behind, PageRequest page) {
        PageRequest from = page.after().isPresent() || behind == 0
                ? page
                : page.after(TalkKeys.message(behind).substring(TalkKeys.MESSAGES.length()));
        return items.page(new ItemStore.Stretch(TalkKeys.thread(thread), TalkKeys.MESSAGES), from)
                .map(ThreadItems::message);
    }

    @Override
    public Optional<Message> message(ThreadId thread, int number) {
        return items.get(TalkKeys.thread(thread), TalkKeys.message(number)).map(ThreadItems::message);
    }

    @Override
    public Map<ThreadId, ReadMark> marks(Side reader, Collection<ThreadId> threads) {
        if (threads.isEmpty()) {
            return Map.of();
        }
        return items
                .batchGet(threads.stream()
                        .map(id -> Table.key(TalkKeys.thread(id), TalkKeys.readBy(reader)))
                        .toList())
                .stream()
                .collect(Collectors.toMap(ThreadItems::id, ThreadItems::mark));
    }

    @Override
    public void mark(ThreadId thread, Side reader, ReadMark mark) {
        ItemStore.Place place = new ItemStore.Place(TalkKeys.thread(thread), TalkKeys.readBy(reader), Optional.empty());
        Map<String, AttributeValue> item =
                PlainItems.attributes(ItemStore.placed(place, new HashMap<>(ThreadItems.of(mark)), 1));
        try {
            table.client()
                    .putItem(request -> request.tableName(table.name())
                            .item(item)
                            .conditionExpression("attribute_not_exists(#pk) OR #number < :number")
                            .expressionAttributeNames(Map.of("#pk", Keys.PK, "#number", ThreadItems.NUMBER))
                            .expressionAttributeValues(Map.of(":number", Table.number(mark.number()))));
        } catch (ConditionalCheckFailedException further) {
            // It has read on since.
        }
    }
}
