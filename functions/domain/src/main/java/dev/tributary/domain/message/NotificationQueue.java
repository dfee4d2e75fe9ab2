package dev.tributary.domain.message;

import java.util.List;

/// Where notices are sent, and what is due of them.
@FunctionalInterface
public interface NotificationQueue {
    /// Returns when each of them is durable; a failure may have sent some.
    void send(List<Notification> notifications);
}
