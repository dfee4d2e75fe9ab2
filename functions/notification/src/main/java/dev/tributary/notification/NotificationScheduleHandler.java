package dev.tributary.notification;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tributary.domain.message.Notification;
import dev.tributary.domain.message.Notification.DeliveriesDue;
import dev.tributary.domain.message.NotificationQueue;
import dev.tributary.domain.notice.Deliveries;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.stored.Page;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.queue.SqsNotifications;
import dev.tributary.infrastructure.table.DynamoDeliveries;
import dev.tributary.infrastructure.table.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers the schedule of each minute, `{"job":"deliveries-due"}`: sends the deliveries whose next attempt is due, and
/// nothing where none is. One that is sent twice is leased by the first who takes it.
public final class NotificationScheduleHandler implements RequestHandler<Map<String, String>, Map<String, Integer>> {
    /// Per bucket in one run, so that a run ends; the next one goes on.
    private static final int MAX_PAGES = 40;

    private final Deliveries deliveries;
    private final NotificationQueue queue;
    private final Clock clock;

    public NotificationScheduleHandler() {
        this(Environment.ofProcess());
    }

    public NotificationScheduleHandler(Environment environment) {
        this(new DynamoDeliveries(Table.of(environment)), new SqsNotifications(environment), environment.clock());
    }

    NotificationScheduleHandler(Deliveries deliveries, NotificationQueue queue, Clock clock) {
        this.deliveries = deliveries;
        this.queue = queue;
        this.clock = clock;
    }

    /// @return how many messages were sent
    /// @throws IllegalArgumentException for a job that is none of ours
    @Override
    public Map<String, Integer> handleRequest(Map<String, String> input, Context context) {
        String job = input.getOrDefault("job", "");
        if (!job.equals("deliveries-due")) {
            throw new IllegalArgumentException("job is unknown: " + job);
        }
        Instant now = clock.instant();
        int sent = 0;
        Optional<String> from = Optional.empty();
        for (int pages = 0; pages < MAX_PAGES && (pages == 0 || from.isPresent()); pages++) {
            Page<Delivery.Place> page = deliveries.due(now, from);
            List<Notification> messages = messages(page.items(), now);
            if (!messages.isEmpty()) {
                queue.send(messages);
            }
            sent += messages.size();
            from = page.next();
        }
        return Map.of("sent", sent);
    }

    private static List<Notification> messages(List<Delivery.Place> places, Instant now) {
        List<Notification> messages = new ArrayList<>();
        for (int from = 0; from < places.size(); from += DeliveriesDue.MOST) {
            List<Delivery.Place> some = places.subList(from, Math.min(from + DeliveriesDue.MOST, places.size()));
            Delivery.Place first = some.getFirst();
            String id = "due_" + now.getEpochSecond() / 60 + "_" + first.to() + "_" + first.notice();
            messages.add(new DeliveriesDue(id, some));
        }
        return messages;
    }
}
