package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.access.ApiKeyId;
import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.AuditEvents;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.io.IOException;

/// `GET /v1/audit_events`: who changed what in a merchant's programs, the newest first.
final class AuditEventsResource {
    private final AuditEvents events;
    private final Cursors cursors;

    AuditEventsResource(AuditEvents events, Cursors cursors) {
        this.events = events;
        this.cursors = cursors;
    }

    HttpAnswer list(Ask ask) throws IOException {
        Tenant log = new Tenant.OfMerchant(ask.merchantOnly());
        PageRequest request = cursors.page(ask);
        Page<AuditEvent> page = events.of(log, request);
        return Lists.of(page, cursors.next(ask, page), AuditEventsResource::write);
    }

    private static void write(AuditEvent event, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", event.id().toString());
        json.writeStringField("at", event.at().toString());
        Lists.nullable(json, "actor", event.by().map(AuditEvent.By::actor));
        Lists.nullable(json, "key_id", event.by().map(AuditEvent.By::id).filter(ApiKeyId.class::isInstance));
        Lists.nullable(json, "person_id", event.by().map(AuditEvent.By::id).filter(PersonId.class::isInstance));
        json.writeStringField("action", event.action());
        json.writeStringField("object", event.object());
        json.writeArrayFieldStart("fields");
        for (String field : event.fields()) {
            json.writeString(field);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
