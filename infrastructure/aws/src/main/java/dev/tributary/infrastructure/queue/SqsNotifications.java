package dev.tributary.infrastructure.queue;

import dev.tributary.domain.message.Notification;
import dev.tributary.domain.message.NotificationQueue;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.infrastructure.edge.Environment;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;

/// The queue [notifications].
public final class SqsNotifications implements NotificationQueue {
    private static final String QUEUE = "NOTIFICATIONS_QUEUE_URL";

    private final SqsSender sender;

    public SqsNotifications(Environment environment) {
        sender = SqsSender.of(environment, environment.variable(QUEUE));
    }

    /// @throws UnavailableException when some were not taken
    @Override
    public void send(List<Notification> notifications) {
        try {
            sender.send(notifications.stream().map(NotificationMessages::write).toList());
        } catch (SdkException | SqsSender.NotSentException failed) {
            throw new UnavailableException("queue of notifications", failed);
        }
    }
}
