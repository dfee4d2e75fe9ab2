package dev.tributary.notification;

import dev.tributary.domain.id.WebhookId;

/// Others kept changing the endpoints of the same tenant: the delivery comes again when its lease ends.
final class ContendedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ContendedException(WebhookId id) {
        super("the endpoints beside " + id + " keep changing");
    }
}
