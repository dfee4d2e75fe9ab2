package dev.tributary.notification;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.message.Notification;
import dev.tributary.domain.notice.Deliveries;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.notice.Endpoint;
import dev.tributary.domain.notice.KnownEndpoints;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.NoticeType;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a message asks to be attempted now. A notice that comes again finds its deliveries; one that is due is
/// leased, so that of two workers one attempts it. An endpoint that takes nothing is attempted once a minute: the
/// seconds that each call to it takes are those of all others.
final class Errands {
    static final String DELETED = "webhook_deleted";
    static final String DISABLED = "webhook_disabled";

    private final KnownEndpoints endpoints;
    private final Deliveries deliveries;

    Errands(KnownEndpoints endpoints, Deliveries deliveries) {
        this.endpoints = endpoints;
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
        for (Tenant tenant : notice.audience()) {
            for (Endpoint endpoint : endpoints.wanting(tenant, notice)) {
                Delivery delivery = Delivery.of(notice, tenant, endpoint.id(), now);
                if (deliveries.find(delivery.place()).isPresent()) {
                    continue;
                }
                Optional<Duration> pause = pause(endpoint, now);
                if (pause.isPresent()) {
                    deliveries.create(delivery.postponed(now.plus(pause.get())));
                } else {
                    errands.add(new Errand(message, delivery, endpoint, Optional.empty()));
                }
            }
        }
        return errands;
    }

    private Optional<Errand> due(SQSMessage message, Delivery.Place place, Instant now) {
        Optional<Versioned<Delivery>> found =
                deliveries.find(place).filter(read -> read.value().isDue(now));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Versioned<Delivery> read = found.get();
        Optional<Endpoint> endpoint =
                endpoints.of(read.value().owner()).flatMap(all -> all.value().find(place.endpoint()));
        if (endpoint.isEmpty() || !endpoint.get().isActive()) {
            deliveries.replace(read.with(read.value().givenUp(endpoint.isEmpty() ? DELETED : DISABLED, now)));
            return Optional.empty();
        }
        // A test is what its owner waits for, to see the endpoint take again.
        Optional<Duration> pause =
                read.value().notice().type() == NoticeType.WEBHOOK_TEST ? Optional.empty() : pause(endpoint.get(), now);
        if (pause.isPresent() && !deliveries.takeTurn(place.endpoint(), now)) {
            deliveries.replace(read.with(read.value().postponed(now.plus(pause.get()))));
            return Optional.empty();
        }
        Delivery leased = read.value().leased(now);
        return switch (deliveries.replace(read.with(leased))) {
            case Replacement.Replaced() ->
                Optional.of(new Errand(message, leased, endpoint.get(), Optional.of(read.version() + 1)));
            case Replacement.Stale() -> Optional.empty();
        };
    }

    private Optional<Duration> pause(Endpoint endpoint, Instant now) {
        return endpoint.pause(deliveries.failingSince(endpoint.id()), now);
    }
}
