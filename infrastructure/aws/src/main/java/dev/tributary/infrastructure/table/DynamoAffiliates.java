package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.party.Affiliates;
import dev.tributary.domain.party.Channel;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Affiliates in the table.
public final class DynamoAffiliates implements Affiliates {
    private final ItemStore items;

    public DynamoAffiliates(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<Versioned<Affiliate>> find(AffiliateId id) {
        return items.find(Keys.affiliate(id), Keys.SOLE, DynamoAffiliates::affiliate);
    }

    @Override
    public Map<AffiliateId, Affiliate> find(Collection<AffiliateId> ids) {
        return items
                .all(ids.stream()
                        .map(id -> Table.key(Keys.affiliate(id), Keys.SOLE))
                        .collect(Collectors.toSet()))
                .stream()
                .map(DynamoAffiliates::affiliate)
                .collect(Collectors.toMap(Affiliate::id, Function.identity()));
    }

    @Override
    public Creation create(Affiliate affiliate) {
        return items.create(place(affiliate), item(affiliate));
    }

    static ItemStore.Place place(Affiliate affiliate) {
        return ItemStore.Place.sole(Keys.affiliate(affiliate.id()));
    }

    static Map<String, Object> item(Affiliate affiliate) {
        Map<String, Object> item = new HashMap<>();
        item.put("id", affiliate.id().toString());
        item.put("name", affiliate.name());
        item.put("created", affiliate.created().toString());
        affiliate.emailHash().ifPresent(hash -> item.put("email_hash", hash));
        affiliate.createdBy().ifPresent(merchant -> item.put("created_by", merchant.toString()));
        if (!affiliate.channels().isEmpty()) {
            item.put(
                    "channels",
                    affiliate.channels().stream().map(DynamoAffiliates::item).toList());
        }
        return item;
    }

    private static Map<String, Object> item(Channel channel) {
        return Map.of("id", channel.id().toString(), "kind", channel.kind().text(), "name", channel.name());
    }

    private static Affiliate affiliate(Map<String, Object> item) {
        return new Affiliate(
                AffiliateId.of(text(item, "id")),
                text(item, "name"),
                Instant.parse(text(item, "created")),
                Optional.ofNullable((String) item.get("email_hash")),
                Optional.ofNullable((String) item.get("created_by")).map(MerchantId::of),
                channels(item.get("channels")));
    }

    private static List<Channel> channels(@Nullable Object stored) {
        List<Channel> channels = new ArrayList<>();
        if (stored instanceof List<?> list) {
            for (Object one : list) {
                if (one instanceof Map<?, ?> channel) {
                    channels.add(new Channel(
                            ChannelId.of(text(channel, "id")),
                            ChannelKind.parse(text(channel, "kind")).orElseThrow(),
                            text(channel, "name")));
                }
            }
        }
        return channels;
    }

    private static String text(Map<?, ?> item, String name) {
        return (String) Objects.requireNonNull(item.get(name), name);
    }
}
