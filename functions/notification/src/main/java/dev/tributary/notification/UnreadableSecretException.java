package dev.tributary.notification;

import dev.tributary.domain.id.WebhookId;

/// No secret of a webhook opens any more: the key belongs back into the ring, or its owner rotates it. What is told
/// waits, as long as the queue and the table keep it.
final class UnreadableSecretException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableSecretException(WebhookId id) {
        super("no secret of webhook " + id + " opens");
    }
}
