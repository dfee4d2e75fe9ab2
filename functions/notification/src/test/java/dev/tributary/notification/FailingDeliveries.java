package dev.tributary.notification;

import dev.tributary.domain.id.WebhookId;
import dev.tributary.domain.notice.Deliveries;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.stored.Versioned;
import java.time.Instant;
import java.util.Optional;

/// A table that is gone at the moment of a write, before it or after it.
final class FailingDeliveries implements Deliveries {
    private final Deliveries inner;
    private final boolean late;
    /// So many of them are done before one fails.
    int replacements = Integer.MAX_VALUE;

    FailingDeliveries(Deliveries inner, boolean late) {
        this.inner = inner;
        this.late = late;
    }

    private static UnavailableException gone() {
        return new UnavailableException("table", new IllegalStateException("gone"));
    }

    @Override
    public Creation create(Delivery delivery) {
        if (late) {
            inner.create(delivery);
        }
        throw gone();
    }

    @Override
    public Replacement replace(Versioned<Delivery> delivery) {
        if (replacements-- == 0) {
            throw gone();
        }
        return inner.replace(delivery);
    }

    @Override
    public Optional<Versioned<Delivery>> find(Delivery.Place place) {
        return inner.find(place);
    }

    @Override
    public Page<Delivery> of(WebhookId endpoint, PageRequest page) {
        return inner.of(endpoint, page);
    }

    @Override
    public Page<Delivery.Place> due(Instant now, Optional<String> from) {
        return inner.due(now, from);
    }

    @Override
    public Optional<Instant> failingSince(WebhookId endpoint) {
        return inner.failingSince(endpoint);
    }

    @Override
    public void failed(WebhookId endpoint, Instant at) {
        inner.failed(endpoint, at);
    }

    @Override
    public boolean takeTurn(WebhookId endpoint, Instant at) {
        return inner.takeTurn(endpoint, at);
    }

    @Override
    public void succeeded(WebhookId endpoint) {
        inner.succeeded(endpoint);
    }
}
