package dev.tributary.infrastructure.table;

import dev.tributary.domain.access.ActorId;
import dev.tributary.domain.access.Permission;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.AuditEvents;
import dev.tributary.domain.id.AuditEventId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Audit events in the table, a partition per tenant, in the order of time.
/// ```
/// pk U#{tenant} | sk {instant}#{id} | version 1 | actor aff_... | key key_... or per_... | action member.change
/// | object per_... | fields [role] | before {role: "\"viewer\""} | after {role: "\"manager\""} | needs members
/// ```
public final class DynamoAuditEvents implements AuditEvents {
    private final ItemStore items;

    public DynamoAuditEvents(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Page<AuditEvent> of(Tenant tenant, Span span, PageRequest page) {
        // An event's key is its instant's and more: at the end itself it is behind it.
        return items.pageBackward(Keys.auditEvents(tenant), Keys.sortable(span.from()), Keys.sortable(span.to()), page)
                .map(item -> event(tenant, item));
    }

    static ItemStore.Place place(AuditEvent event) {
        return new ItemStore.Place(
                Keys.auditEvents(event.tenant()), Keys.auditEvent(event.at(), event.id()), Optional.empty());
    }

    static Map<String, Object> item(AuditEvent event) {
        Map<String, Object> item = new HashMap<>(Map.of(
                "id", event.id().toString(),
                "at", event.at().toString(),
                "action", event.action(),
                "object", event.object(),
                "fields", List.copyOf(event.fields())));
        event.by().ifPresent(by -> {
            item.put("actor", by.actor().toString());
            item.put("key", by.id().text());
        });
        event.values().ifPresent(values -> {
            item.put("before", Map.copyOf(values.before()));
            item.put("after", Map.copyOf(values.after()));
            item.put("needs", values.needs().text());
        });
        return item;
    }

    private static AuditEvent event(Tenant tenant, Map<String, Object> item) {
        TreeSet<String> fields = new TreeSet<>();
        ((List<?>) ItemStore.required(item, "fields")).forEach(field -> fields.add((String) field));
        return new AuditEvent(
                AuditEventId.of(text(item, "id")),
                tenant,
                Instant.parse(text(item, "at")),
                Optional.ofNullable((String) item.get("actor"))
                        .map(actor -> new AuditEvent.By(
                                Tenant.parse(actor).orElseThrow(),
                                ActorId.parse(text(item, "key")).orElseThrow())),
                text(item, "action"),
                text(item, "object"),
                fields,
                values(item));
    }

    private static Optional<AuditEvent.Values> values(Map<String, Object> item) {
        return Optional.ofNullable((String) item.get("needs"))
                .map(needs -> new AuditEvent.Values(
                        texts(item, "before"),
                        texts(item, "after"),
                        Permission.parse(needs).orElseThrow()));
    }

    private static Map<String, String> texts(Map<String, Object> item, String name) {
        Map<String, String> texts = new HashMap<>();
        ((Map<?, ?>) ItemStore.required(item, name)).forEach((field, json) -> texts.put((String) field, (String) json));
        return texts;
    }

    private static String text(Map<String, Object> item, String name) {
        return (String) ItemStore.required(item, name);
    }
}
