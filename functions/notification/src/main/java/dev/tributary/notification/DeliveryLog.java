package dev.tributary.notification;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.WebhookId;
import dev.tributary.domain.notice.Deliveries;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.notice.Delivery.Attempt;
import dev.tributary.domain.notice.Destination;
import dev.tributary.domain.notice.Endpoint;
import dev.tributary.domain.notice.EndpointUrl;
import dev.tributary.domain.notice.Endpoints;
import dev.tributary.domain.notice.KnownEndpoints;
import dev.tributary.domain.notice.Mailboxes;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.NoticeFact;
import dev.tributary.domain.notice.NoticeType;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.Log;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Writes what became of an attempt. An endpoint that is called no more is disabled before its delivery ends: whoever
/// comes after a crash in between finds it disabled, and ends the delivery.
final class DeliveryLog {
    private static final int TRIES = 5;

    private final KnownEndpoints endpoints;
    private final Mailboxes mailboxes;
    private final Deliveries deliveries;
    private final RandomGenerator random;

    DeliveryLog(KnownEndpoints endpoints, Mailboxes mailboxes, Deliveries deliveries, RandomGenerator random) {
        this.endpoints = endpoints;
        this.mailboxes = mailboxes;
        this.deliveries = deliveries;
        this.random = random;
    }

    void write(Errand errand, Attempt attempt) {
        Delivery after = errand.delivery().after(attempt, random.nextInt(Delivery.MOST_JITTER + 1));
        switch (errand) {
            case Errand.Call call -> judge(call.endpoint(), after, attempt);
            case Errand.Letter _ -> {}
        }
        // Whoever else wrote it meanwhile attempted it too, or sends it again: its word stands.
        if (errand.version().isPresent()) {
            deliveries.replace(new Versioned<>(after, errand.version().get()));
        } else {
            deliveries.create(after);
        }
        Log.line(
                switch (errand) {
                    case Errand.Call _ -> "webhook_attempted";
                    case Errand.Letter _ -> "mail_attempted";
                },
                Map.of(
                        "to", after.to().id(),
                        "notice_id", after.notice().id(),
                        "state", after.state().text(),
                        "attempts", after.attempts(),
                        "outcome",
                                attempt.status()
                                        .map(Object::toString)
                                        .or(attempt::error)
                                        .orElseThrow()));
    }

    private void judge(Endpoint endpoint, Delivery after, Attempt attempt) {
        if (attempt.isSuccess()) {
            deliveries.succeeded(endpoint.id());
            return;
        }
        deliveries.failed(endpoint.id(), attempt.at());
        after.disables(endpoint, deliveries.failingSince(endpoint.id()))
                .ifPresent(reason -> disable(after.owner(), endpoint.id(), reason, attempt.at()));
    }

    /// The owner's other endpoints, and its members by mail, are told in the same transaction.
    private void disable(Tenant owner, WebhookId id, Endpoint.Reason reason, Instant now) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<Versioned<Endpoints>> read = endpoints.of(owner);
            Optional<Endpoint> active =
                    read.flatMap(all -> all.value().find(id)).filter(Endpoint::isActive);
            if (active.isEmpty()) {
                return;
            }
            Endpoints next = read.orElseThrow().value().with(active.get().disabled(reason, now));
            Notice notice = disabled(owner, active.get(), reason, now);
            Stream<Destination> others =
                    next.wanting(notice).stream().map(other -> new Destination.AtEndpoint(other.id()));
            List<Delivery> told = Stream.concat(others, mailboxes.of(owner, notice).stream())
                    .map(to -> Delivery.of(notice, owner, to, now))
                    .toList();
            if (endpoints.disable(read.orElseThrow().with(next), told) instanceof Replacement.Replaced) {
                Log.line("webhook_disabled", Map.of("webhook_id", id, "reason", reason.text()));
                return;
            }
        }
        throw new ContendedException(id);
    }

    private static Notice disabled(Tenant owner, Endpoint endpoint, Endpoint.Reason reason, Instant now) {
        return Notice.of(
                NoticeType.WEBHOOK_DISABLED,
                now,
                List.of(owner),
                Optional.empty(),
                Map.of(
                        NoticeFact.WEBHOOK_ID, endpoint.id().toString(),
                        NoticeFact.HOST, host(endpoint),
                        NoticeFact.REASON, reason.text()),
                endpoint.id().toString());
    }

    /// Without path and query: those of a postback URL hold tokens, and the others may be anybody's.
    private static String host(Endpoint endpoint) {
        return switch (EndpointUrl.parse(endpoint.url(), true)) {
            case EndpointUrl.Parsed.Allowed(EndpointUrl url) -> url.host();
            case EndpointUrl.Parsed.Refused refused -> "";
        };
    }
}
