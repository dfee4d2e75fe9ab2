package dev.tributary.notification;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.WebhookId;
import dev.tributary.domain.message.Notification;
import dev.tributary.domain.notice.Deliveries;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.notice.Destination.AtEndpoint;
import dev.tributary.domain.notice.Destination.Mailbox;
import dev.tributary.domain.notice.Endpoint;
import dev.tributary.domain.notice.KnownEndpoints;
import dev.tributary.domain.notice.Mailboxes;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.NoticeType;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a message asks to be attempted now. A notice that comes again finds its deliveries; one that is due is
/// leased, so that of two workers one attempts it. An endpoint that takes nothing is attempted once a minute: the
/// seconds that each call to it takes are those of all others.
final class Errands {
    static final String DELETED = "webhook_deleted";
    static final String DISABLED = "webhook_disabled";

    private final KnownEndpoints endpoints;
    private final Mailboxes mailboxes;
    private final Deliveries deliveries;

    Errands(KnownEndpoints endpoints, Mailboxes mailboxes, Deliveries deliveries) {
        this.endpoints = endpoints;
        this.mailboxes = mailboxes;
        this.deliveries = deliveries;
    }

    List<Errand> of(SQSMessage message, Notification read, Instant now) {
        return switch (read) {
            case Notification.Told(Notice notice) -> told(message, notice, now);
            case Notification.DeliveriesDue due -> {
                List<Errand> errands = new ArrayList<>();
                due.deliveries().forEach(place -> due(message, place, now).ifPresent(errands::add));
                yield errands;
            }
        };
    }

    private List<Errand> told(SQSMessage message, Notice notice, Instant now) {
        List<Errand> errands = new ArrayList<>();
        Set<Delivery.Place> places = new HashSet<>();
        for (Tenant tenant : notice.audience()) {
            for (Endpoint endpoint : endpoints.wanting(tenant, notice)) {
                Delivery delivery = Delivery.of(notice, tenant, new AtEndpoint(endpoint.id()), now);
                if (deliveries.find(delivery.place()).isPresent()) {
                    continue;
                }
                Optional<Duration> pause = pause(endpoint, now);
                if (pause.isPresent()) {
                    deliveries.create(delivery.postponed(now.plus(pause.get())));
                } else {
                    errands.add(new Errand.Call(message, delivery, endpoint, Optional.empty()));
                }
            }
            for (Mailbox mailbox : mailboxes.of(tenant, notice)) {
                Delivery delivery = Delivery.of(notice, tenant, mailbox, now);
                // Who is in both tenants gets one.
                if (places.add(delivery.place())
                        && deliveries.find(delivery.place()).isEmpty()) {
                    errands.add(new Errand.Letter(message, delivery, mailbox, Optional.empty()));
                }
            }
        }
        return errands;
    }

    private Optional<? extends Errand> due(SQSMessage message, Delivery.Place place, Instant now) {
        Optional<Versioned<Delivery>> found =
                deliveries.find(place).filter(read -> read.value().isDue(now));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Versioned<Delivery> read = found.get();
        return switch (read.value().to()) {
            case AtEndpoint(WebhookId id) -> call(message, read, id, now);
            case Mailbox to ->
                leased(read, now)
                        .map(leased -> new Errand.Letter(message, leased.value(), to, Optional.of(leased.version())));
        };
    }

    private Optional<Errand.Call> call(SQSMessage message, Versioned<Delivery> read, WebhookId id, Instant now) {
        Optional<Endpoint> endpoint =
                endpoints.of(read.value().owner()).flatMap(all -> all.value().find(id));
        if (endpoint.isEmpty() || !endpoint.get().isActive()) {
            deliveries.replace(read.with(read.value().givenUp(endpoint.isEmpty() ? DELETED : DISABLED, now)));
            return Optional.empty();
        }
        // A test is what its owner waits for, to see the endpoint take again.
        Optional<Duration> pause =
                read.value().notice().type() == NoticeType.WEBHOOK_TEST ? Optional.empty() : pause(endpoint.get(), now);
        if (pause.isPresent() && !deliveries.takeTurn(id, now)) {
            deliveries.replace(read.with(read.value().postponed(now.plus(pause.get()))));
            return Optional.empty();
        }
        return leased(read, now)
                .map(leased -> new Errand.Call(message, leased.value(), endpoint.get(), Optional.of(leased.version())));
    }

    /// Empty when another attempts it.
    private Optional<Versioned<Delivery>> leased(Versioned<Delivery> read, Instant now) {
        Delivery leased = read.value().leased(now);
        return switch (deliveries.replace(read.with(leased))) {
            case Replacement.Replaced() -> Optional.of(new Versioned<>(leased, read.version() + 1));
            case Replacement.Stale() -> Optional.empty();
        };
    }

    private Optional<Duration> pause(Endpoint endpoint, Instant now) {
        return endpoint.pause(deliveries.failingSince(endpoint.id()), now);
    }
}
