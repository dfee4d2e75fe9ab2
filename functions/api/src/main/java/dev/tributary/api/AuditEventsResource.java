package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.access.ApiKeyId;
import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.access.Principal;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.AuditEvent.Values;
import dev.tributary.domain.change.AuditEvents;
import dev.tributary.domain.listing.AuditFilter;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// `GET /v1/audit_events`: who changed what in a merchant's programs, from what to what, the newest first. Values are
/// shown to those who may see the thing itself.
final class AuditEventsResource {
    private final AuditEvents events;
    private final Cursors cursors;

    AuditEventsResource(AuditEvents events, Cursors cursors) {
        this.events = events;
        this.cursors = cursors;
    }

    HttpAnswer list(Ask ask) throws IOException {
        Tenant log = new Tenant.OfMerchant(ask.merchantOnly());
        AuditFilter filter = AuditFilter.take(ask.parameters().stated());
        PageRequest request = cursors.page(ask);
        Page<AuditEvent> page = filter.page(events, log, request);
        return Lists.of(page, cursors.next(ask, page), (event, json) -> write(event, ask.principal(), json));
    }

    private static void write(AuditEvent event, Principal reader, JsonGenerator json) throws IOException {
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
        Optional<Values> shown = event.values().filter(values -> reader.may(values.needs()));
        write("before", shown.map(Values::before), json);
        write("after", shown.map(Values::after), json);
        json.writeEndObject();
    }

    private static void write(String name, Optional<Map<String, String>> values, JsonGenerator json)
            throws IOException {
        json.writeFieldName(name);
        if (values.isEmpty()) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        for (Map.Entry<String, String> value : values.get().entrySet()) {
            json.writeFieldName(value.getKey());
            json.writeRawValue(value.getValue());
        }
        json.writeEndObject();
    }
}
