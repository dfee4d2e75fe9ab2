package dev.tributary.domain.notice;

import dev.tributary.domain.id.WebhookId;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.time.Instant;
import java.util.Optional;

/// Deliveries, each endpoint's in the order of their notices.
public interface Deliveries {
    Optional<Versioned<Delivery>> find(Delivery.Place place);

    Creation create(Delivery delivery);

    Replacement replace(Versioned<Delivery> delivery);

    /// The newest first.
    Page<Delivery> of(WebhookId endpoint, PageRequest page);

    /// Those that are to be attempted by now.
    /// @param from the position that the page before named
    Page<Delivery.Place> due(Instant now, Optional<String> from);

    /// Since when an endpoint has taken nothing; empty when it took what was sent last, or was sent nothing.
    Optional<Instant> failingSince(WebhookId endpoint);

    /// The first failure since the last success stays.
    void failed(WebhookId endpoint, Instant at);

    /// Takes the one attempt in a minute that an endpoint has which takes nothing.
    /// @return false when another has it, or the endpoint takes again by now
    boolean takeTurn(WebhookId endpoint, Instant now);

    void succeeded(WebhookId endpoint);
}
