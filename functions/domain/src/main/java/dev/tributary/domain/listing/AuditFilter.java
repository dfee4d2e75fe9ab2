package dev.tributary.domain.listing;

import dev.tributary.domain.access.ActorId;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.AuditEvents;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import java.time.Instant;
import java.util.Optional;

/// What the log of changes is narrowed by.
///
/// @param from the first instant, included
/// @param to the first one after it
/// @param actor a person, a key or a tenant, by its id; `platform` for what it does by itself, in time
public record AuditFilter(Optional<Instant> from, Optional<Instant> to, Optional<String> actor) {
    private static final String PLATFORM = "platform";

    /// Takes the filters and notes what is wrong with them; refuses nothing yet.
    public static AuditFilter take(StatedFilters given) {
        AuditFilter filter = new AuditFilter(
                given.take("from", OrderFilter::instant),
                given.take("to", OrderFilter::instant),
                given.take("actor", AuditFilter::actor));
        if (filter.from.isPresent()
                && filter.to.filter(end -> !end.isAfter(filter.from.get())).isPresent()) {
            given.fault("to", "out_of_range", "is not after from");
        }
        return filter;
    }

    private static Optional<String> actor(String text) {
        return Optional.of(text)
                .filter(id -> id.equals(PLATFORM)
                        || ActorId.parse(id).isPresent()
                        || Tenant.parse(id).isPresent());
    }

    /// Days cost what is in them. A page narrowed by actor may be short; its position leads on all the same.
    public Page<AuditEvent> page(AuditEvents events, Tenant log, PageRequest request) {
        AuditEvents.Span span =
                new AuditEvents.Span(from.orElse(AuditEvents.Span.ALL.from()), to.orElse(AuditEvents.Span.ALL.to()));
        Page<AuditEvent> page = events.of(log, span, request);
        return new Page<>(page.items().stream().filter(this::isBy).toList(), page.next());
    }

    private boolean isBy(AuditEvent event) {
        return actor.isEmpty()
                || event.by()
                        .map(by -> by.id().text().equals(actor.get())
                                || by.actor().toString().equals(actor.get()))
                        .orElse(actor.get().equals(PLATFORM));
    }
}
