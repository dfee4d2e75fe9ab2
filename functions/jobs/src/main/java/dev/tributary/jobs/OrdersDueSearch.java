package dev.tributary.jobs;

import dev.tributary.domain.message.DueQueue;
import dev.tributary.domain.message.OrdersDue;
import dev.tributary.domain.order.DueOrders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds orders in which something ended by time and sends a message per bucket and page of them to
/// the one function that writes orders.
public final class OrdersDueSearch {
    /// Per bucket in one run, so that a run ends; the next one goes on.
    private static final int MAX_PAGES = 40;

    private final DueOrders orders;
    private final DueQueue queue;

    public OrdersDueSearch(DueOrders orders, DueQueue queue) {
        this.orders = orders;
        this.queue = queue;
    }

    /// @return how many messages were sent
    int send(int buckets, Instant now) {
        int sent = 0;
        for (int bucket = 0; bucket < buckets; bucket++) {
            List<OrdersDue> due = due(bucket, now);
            if (!due.isEmpty()) {
                queue.send(due);
            }
            sent += due.size();
        }
        return sent;
    }

    private List<OrdersDue> due(int bucket, Instant now) {
        List<OrdersDue> messages = new ArrayList<>();
        Optional<String> from = Optional.empty();
        do {
            DueOrders.Page page = orders.due(bucket, now, from);
            if (!page.orders().isEmpty()) {
                String id = "due_" + now.getEpochSecond() / 60 + "_" + bucket + "_" + messages.size();
                messages.add(new OrdersDue(id, page.orders()));
            }
            from = page.next();
        } while (from.isPresent() && messages.size() < MAX_PAGES);
        return messages;
    }
}
