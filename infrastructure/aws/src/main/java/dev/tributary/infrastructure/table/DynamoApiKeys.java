package dev.tributary.infrastructure.table;

import dev.tributary.domain.access.ActorId;
import dev.tributary.domain.access.ApiKey;
import dev.tributary.domain.access.ApiKeyId;
import dev.tributary.domain.access.ApiKeys;
import dev.tributary.domain.access.Scope;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.Mode;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// API keys in the table, by the hash of their secret.
public final class DynamoApiKeys implements ApiKeys {
    private static final String REVOKED = "revoked";
    private static final String LAST_USED = "last_used";
    /// Absent of a live one.
    private static final String MODE = "mode";
    private final ItemStore items;
    private final Table table;

    public DynamoApiKeys(Table table) {
        this.items = new ItemStore(table);
        this.table = table;
    }

    @Override
    public Optional<ApiKey> find(String hash) {
        return items.get(Keys.apiKey(hash), Keys.SOLE).map(DynamoApiKeys::key);
    }

    @Override
    public Optional<ApiKey> find(Tenant tenant, ApiKeyId id) {
        return items
                .indexed(new ItemStore.Stretch(Keys.apiKeys(tenant), id.text()), PageRequest.first(1))
                .items()
                .stream()
                .map(DynamoApiKeys::key)
                .findFirst();
    }

    @Override
    public Page<ApiKey> of(Tenant tenant, PageRequest page) {
        return items.indexed(new ItemStore.Stretch(Keys.apiKeys(tenant), Keys.API_KEYS), page)
                .map(DynamoApiKeys::key);
    }

    @Override
    public Creation create(ApiKey key) {
        return items.create(place(key), item(key));
    }

    static ItemStore.Place place(ApiKey key) {
        return ItemStore.Place.sole(Keys.apiKey(key.hash()))
                .listed(Keys.apiKeys(key.tenant()), key.id().text());
    }

    static Map<String, Object> item(ApiKey key) {
        Map<String, Object> item = new HashMap<>();
        item.put("hash", key.hash());
        item.put("tenant", key.tenant().toString());
        item.put("scopes", key.scopes().stream().map(Scope::text).sorted().toList());
        item.put("name", key.name());
        key.person().ifPresent(person -> item.put("person", person));
        key.origin().ifPresent(origin -> {
            item.put("maker", origin.maker().text());
            item.put("origin", origin.tenant().toString());
            item.put("root", origin.root().text());
            item.put("branch", origin.branch().text());
        });
        if (key.mode() != Mode.LIVE) {
            item.put(MODE, key.mode().text());
        }
        item.put("created", key.created().toString());
        key.revoked().ifPresent(since -> item.put(REVOKED, since.toString()));
        key.lastUsedOn().ifPresent(day -> item.put(LAST_USED, day.toString()));
        return item;
    }

    /// Of one that is not revoked yet.
    static TransactWriteItem revocation(Table table, ApiKey key) {
        return TransactWriteItem.builder()
                .update(update -> update.tableName(table.name())
                        .key(Table.key(Keys.apiKey(key.hash()), Keys.SOLE))
                        .updateExpression("SET #revoked = :since ADD #version :one")
                        .conditionExpression("attribute_exists(#pk) AND attribute_not_exists(#revoked)")
                        .expressionAttributeNames(
                                Map.of("#revoked", REVOKED, "#pk", Keys.PK, "#version", ItemStore.VERSION))
                        .expressionAttributeValues(Map.of(
                                ":since", Table.text(key.revoked().orElseThrow().toString()), ":one", Table.number(1))))
                .build();
    }

    @Override
    public Revocation revoke(String hash, Instant now) {
        boolean done = setUnless(hash, REVOKED, now.toString(), "attribute_not_exists(#name)");
        if (done) {
            return new Revocation.Revoked(now);
        }
        return find(hash)
                .flatMap(ApiKey::revoked)
                .<Revocation>map(Revocation.Revoked::new)
                .orElseGet(Revocation.Unknown::new);
    }

    @Override
    public void used(String hash, LocalDate day) {
        setUnless(hash, LAST_USED, day.toString(), "(attribute_not_exists(#name) OR #name < :value)");
    }

    private boolean setUnless(String hash, String name, String value, String condition) {
        try {
            table.client()
                    .updateItem(request -> request.tableName(table.name())
                            .key(Table.key(Keys.apiKey(hash), Keys.SOLE))
                            .updateExpression("SET #name = :value ADD #version :one")
                            .conditionExpression("attribute_exists(#pk) AND " + condition)
                            .expressionAttributeNames(
                                    Map.of("#name", name, "#pk", Keys.PK, "#version", ItemStore.VERSION))
                            .expressionAttributeValues(
                                    Map.of(":value", AttributeValue.fromS(value), ":one", AttributeValue.fromN("1"))));
            return true;
        } catch (ConditionalCheckFailedException unchanged) {
            return false;
        }
    }

    private static ApiKey key(Map<String, Object> item) {
        List<?> scopes = (List<?>) ItemStore.required(item, "scopes");
        return new ApiKey(
                text(item, "hash"),
                Tenant.parse(text(item, "tenant")).orElseThrow(),
                scopes.stream()
                        .map(scope -> Scope.parse((String) scope).orElseThrow())
                        .collect(Collectors.toSet()),
                text(item, "name"),
                Optional.ofNullable((String) item.get("person")),
                Optional.ofNullable((String) item.get("maker"))
                        .map(maker -> new ApiKey.Origin(
                                ActorId.parse(maker).orElseThrow(),
                                Tenant.parse(text(item, "origin")).orElseThrow(),
                                ActorId.parse(text(item, "root")).orElseThrow(),
                                ActorId.parse(text(item, "branch")).orElseThrow())),
                Instant.parse(text(item, "created")),
                Optional.ofNullable((String) item.get(REVOKED)).map(Instant::parse),
                Optional.ofNullable((String) item.get(LAST_USED)).map(LocalDate::parse),
                Optional.ofNullable((String) item.get(MODE))
                        .flatMap(Mode::parse)
                        .orElse(Mode.LIVE));
    }

    private static String text(Map<String, Object> item, String name) {
        return (String) ItemStore.required(item, name);
    }
}
