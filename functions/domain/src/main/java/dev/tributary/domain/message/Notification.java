package dev.tributary.domain.message;

import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.notice.Notice;
import java.util.List;

/// A message on [notifications].
public sealed interface Notification {
    String id();

    /// Something happened that somebody may want to be told of.
    record Told(Notice notice) implements Notification {
        @Override
        public String id() {
            return notice.id().text();
        }
    }

    /// Deliveries whose next attempt is due.
    record DeliveriesDue(String id, List<Delivery.Place> deliveries) implements Notification {
        /// Attempted beside each other, each for a few seconds.
        public static final int MOST = 10;

        public DeliveriesDue {
            deliveries = List.copyOf(deliveries);
            if (deliveries.isEmpty() || deliveries.size() > MOST) {
                throw new IllegalArgumentException("deliveries are not 1 to " + MOST + ": " + deliveries.size());
            }
        }
    }
}
