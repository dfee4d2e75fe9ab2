package dev.tributary.infrastructure.table;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.WebhookId;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.notice.Endpoint;
import dev.tributary.domain.notice.Endpoints;
import dev.tributary.domain.notice.KnownEndpoints;
import dev.tributary.domain.notice.NoticeType;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.SealedField;
import dev.tributary.infrastructure.edge.NoticeKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Endpoints in the table, in their tenant's partition, all in one item:
/// ```
/// pk M#{merchant} | sk WEBHOOKS | version 3 | endpoints [{id whk_..., kind webhook, url https://...,
///   events [payout.paid], secrets [{sealed 3.Kx..., created_at ..., ends_at ...}], created_at ..., active_since ...,
///   disabled_at ..., disabled_by failing}]
/// ```
public final class DynamoEndpoints implements KnownEndpoints {
    private static final String ENDPOINTS = "endpoints";
    private static final String CREATED_AT = "created_at";
    private static final String DISABLED_AT = "disabled_at";
    private static final String ENDS_AT = "ends_at";

    private final ItemStore items;
    private final Table table;

    public DynamoEndpoints(Table table) {
        this.items = new ItemStore(table);
        this.table = table;
    }

    @Override
    public Optional<Versioned<Endpoints>> of(Tenant owner) {
        return items.find(NoticeKeys.owner(owner), NoticeKeys.ENDPOINTS, item -> endpoints(owner, item));
    }

    @Override
    public Replacement disable(Versioned<Endpoints> after, List<Delivery> told) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(items.replacement(place(after.value()), item(after.value()), after.version()));
        told.forEach(delivery ->
                writes.add(items.creation(DynamoDeliveries.place(delivery), DynamoDeliveries.item(delivery))));
        return DynamoBackTests.replaced(table, writes);
    }

    static ItemStore.Place place(Endpoints endpoints) {
        return new ItemStore.Place(NoticeKeys.owner(endpoints.owner()), NoticeKeys.ENDPOINTS, Optional.empty());
    }

    static Map<String, Object> item(Endpoints endpoints) {
        return Map.of(
                ENDPOINTS, endpoints.all().stream().map(DynamoEndpoints::plain).toList());
    }

    private static Map<String, Object> plain(Endpoint endpoint) {
        Map<String, Object> plain = new HashMap<>();
        plain.put("id", endpoint.id().toString());
        plain.put("kind", endpoint.kind().text());
        plain.put("url", endpoint.url());
        plain.put(
                "events",
                endpoint.events().stream().map(NoticeType::text).sorted().toList());
        plain.put(
                "secrets",
                endpoint.secrets().stream().map(DynamoEndpoints::plain).toList());
        plain.put(CREATED_AT, endpoint.createdAt().toString());
        plain.put("active_since", endpoint.activeSince().toString());
        endpoint.disabled().ifPresent(disabled -> {
            plain.put(DISABLED_AT, disabled.at().toString());
            plain.put("disabled_by", disabled.by().text());
        });
        return plain;
    }

    private static Map<String, Object> plain(Endpoint.Secret secret) {
        Map<String, Object> plain = new HashMap<>();
        plain.put("sealed", secret.sealed().toString());
        plain.put(CREATED_AT, secret.createdAt().toString());
        secret.endsAt().ifPresent(end -> plain.put(ENDS_AT, end.toString()));
        return plain;
    }

    private static Endpoints endpoints(Tenant owner, Map<String, Object> item) {
        List<Endpoint> all = new ArrayList<>();
        for (Object one : (List<?>) ItemStore.required(item, ENDPOINTS)) {
            all.add(endpoint((Map<?, ?>) one));
        }
        return new Endpoints(owner, all);
    }

    private static Endpoint endpoint(Map<?, ?> plain) {
        Set<NoticeType> events = ((List<?>) part(plain, "events"))
                .stream()
                        .map(text -> NoticeType.parse((String) text).orElseThrow())
                        .collect(Collectors.toUnmodifiableSet());
        List<Endpoint.Secret> secrets = ((List<?>) part(plain, "secrets"))
                .stream().map(secret -> secret((Map<?, ?>) secret)).toList();
        return new Endpoint(
                WebhookId.of(text(plain, "id")),
                Endpoint.Kind.parse(text(plain, "kind")).orElseThrow(),
                text(plain, "url"),
                events,
                secrets,
                Instant.parse(text(plain, CREATED_AT)),
                Instant.parse(text(plain, "active_since")),
                plain.containsKey(DISABLED_AT)
                        ? Optional.of(new Endpoint.Disabled(
                                Instant.parse(text(plain, DISABLED_AT)),
                                Endpoint.Reason.valueOf(
                                        text(plain, "disabled_by").toUpperCase(Locale.ROOT))))
                        : Optional.empty());
    }

    private static Endpoint.Secret secret(Map<?, ?> plain) {
        return new Endpoint.Secret(
                SealedField.of(text(plain, "sealed")),
                Instant.parse(text(plain, CREATED_AT)),
                plain.containsKey(ENDS_AT) ? Optional.of(Instant.parse(text(plain, ENDS_AT))) : Optional.empty());
    }

    private static String text(Map<?, ?> plain, String name) {
        return (String) part(plain, name);
    }

    private static Object part(Map<?, ?> plain, String name) {
        Object value = plain.get(name);
        if (value == null) {
            throw new IllegalStateException("a stored endpoint has no " + name);
        }
        return value;
    }
}
