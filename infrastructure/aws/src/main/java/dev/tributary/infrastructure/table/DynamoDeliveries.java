package dev.tributary.infrastructure.table;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.WebhookId;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.mail.MailAddress;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.notice.AddresseeId;
import dev.tributary.domain.notice.Deliveries;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.notice.Destination;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.NoticeFact;
import dev.tributary.domain.notice.NoticeId;
import dev.tributary.domain.notice.NoticeType;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.edge.NoticeKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Deliveries in the table, in their receiver's partition, and beside an endpoint's since when it fails:
/// ```
/// pk H#{endpoint} | sk {notice} | version 2 | owner mer_... | state pending | attempts 1 | due 2026-11-22T10:16:00Z
/// | last_at ... | last_status 500 | type payout.paid | at ... | audience [mer_..., aff_...] | amount 1250
/// | currency EUR | facts {payout_id: pay_..., ...} | ttl 1782123456 | gsi2pk delivery#0 | gsi2sk
/// 2026-11-22T10:16:00Z#...
/// pk H#{person} | sk {notice} | the same, and address anna@shop.example | language en
/// pk H#{endpoint}#STATE | sk - | version 1 | failing_since 2026-11-22T10:15:00Z | tried_at ... | ttl ...
/// ```
public final class DynamoDeliveries implements Deliveries {
    private static final String FAILING_SINCE = "failing_since";
    private static final String ADDRESS = "address";
    private static final String TRIED_AT = "tried_at";
    /// A little less than the schedule's minute, which comes early at times.
    private static final Duration TURN = Duration.ofSeconds(55);

    private final ItemStore items;
    private final Table table;

    public DynamoDeliveries(Table table) {
        this.items = new ItemStore(table);
        this.table = table;
    }

    @Override
    public Optional<Versioned<Delivery>> find(Delivery.Place place) {
        return items.find(
                NoticeKeys.deliveries(place.to()), NoticeKeys.delivery(place.notice()), DynamoDeliveries::delivery);
    }

    @Override
    public Creation create(Delivery delivery) {
        return items.create(place(delivery), item(delivery));
    }

    @Override
    public Replacement replace(Versioned<Delivery> delivery) {
        return items.replace(place(delivery.value()), item(delivery.value()), delivery.version());
    }

    @Override
    public Page<Delivery> of(WebhookId endpoint, PageRequest page) {
        return items.pageBackward(NoticeKeys.deliveries(AddresseeId.of(endpoint)), page)
                .map(DynamoDeliveries::delivery);
    }

    @Override
    public Page<Delivery.Place> due(Instant now, Optional<String> from) {
        return new DueIndex(table).dueItems(NoticeKeys.dueDeliveries(), now, from, NoticeKeys::deliveryOf);
    }

    @Override
    public Optional<Instant> failingSince(WebhookId endpoint) {
        return items.get(NoticeKeys.failing(endpoint), Keys.SOLE).map(item -> Instant.parse(text(item, FAILING_SINCE)));
    }

    @Override
    public void failed(WebhookId endpoint, Instant at) {
        // One that is there already says an earlier time.
        items.create(
                ItemStore.Place.sole(NoticeKeys.failing(endpoint)),
                Map.of(
                        FAILING_SINCE,
                        at.toString(),
                        Keys.TTL,
                        at.plus(Delivery.KEPT).getEpochSecond()));
    }

    @Override
    public boolean takeTurn(WebhookId endpoint, Instant now) {
        ItemStore.Place place = ItemStore.Place.sole(NoticeKeys.failing(endpoint));
        Optional<Map<String, Object>> there = items.get(place.pk(), place.sk());
        if (there.isEmpty()) {
            return false;
        }
        Map<String, Object> item = new HashMap<>(there.get());
        Object taken = item.put(TRIED_AT, now.toString());
        boolean free = taken == null || !Instant.parse((String) taken).isAfter(now.minus(TURN));
        return free && items.replace(place, item, ItemStore.version(item)) instanceof Replacement.Replaced;
    }

    @Override
    public void succeeded(WebhookId endpoint) {
        if (failingSince(endpoint).isPresent()) {
            table.client()
                    .deleteItem(delete ->
                            delete.tableName(table.name()).key(Table.key(NoticeKeys.failing(endpoint), Keys.SOLE)));
        }
    }

    static ItemStore.Place place(Delivery delivery) {
        return new ItemStore.Place(
                NoticeKeys.deliveries(delivery.to().id()),
                NoticeKeys.delivery(delivery.notice().id()),
                Optional.empty());
    }

    static Map<String, Object> item(Delivery delivery) {
        Map<String, Object> item = new HashMap<>();
        item.put("owner", delivery.owner().toString());
        if (delivery.to() instanceof Destination.Mailbox(MailAddress address, Language language)) {
            item.put(ADDRESS, address.text());
            item.put("language", language.code());
        }
        item.put("state", delivery.state().text());
        item.put("attempts", (long) delivery.attempts());
        delivery.due().ifPresent(due -> {
            Instant second = due.truncatedTo(ChronoUnit.SECONDS);
            item.put("due", due.toString());
            item.put(Keys.GSI2_PK, NoticeKeys.dueDeliveries());
            item.put(
                    Keys.GSI2_SK,
                    Keys.due(
                            second,
                            NoticeKeys.deliveries(delivery.to().id()),
                            NoticeKeys.delivery(delivery.notice().id())));
        });
        delivery.last().ifPresent(last -> {
            item.put("last_at", last.at().toString());
            last.status().ifPresent(status -> item.put("last_status", (long) status));
            last.error().ifPresent(error -> item.put("last_error", error));
        });
        Notice notice = delivery.notice();
        item.put("type", notice.type().text());
        item.put("at", notice.at().toString());
        item.put("audience", notice.audience().stream().map(Object::toString).toList());
        notice.amount().ifPresent(amount -> {
            item.put("amount", amount.minor());
            item.put("currency", amount.currency().code());
        });
        Map<String, Object> facts = new HashMap<>();
        notice.facts().forEach((fact, text) -> facts.put(fact.text(), text));
        item.put("facts", facts);
        // From its last step: what is pending is never gone before it ends.
        Instant step = delivery.due()
                .or(() -> delivery.last().map(Delivery.Attempt::at))
                .orElse(notice.at());
        item.put(Keys.TTL, step.plus(Delivery.KEPT).getEpochSecond());
        return item;
    }

    private static Delivery delivery(Map<String, Object> item) {
        Optional<Delivery.Attempt> last = Optional.ofNullable((String) item.get("last_at"))
                .map(at -> new Delivery.Attempt(
                        Instant.parse(at),
                        Optional.ofNullable((Long) item.get("last_status")).map(Math::toIntExact),
                        Optional.ofNullable((String) item.get("last_error"))));
        return new Delivery(
                destination(item),
                Tenant.parse(text(item, "owner")).orElseThrow(),
                notice(item),
                Delivery.State.valueOf(text(item, "state").toUpperCase(Locale.ROOT)),
                Math.toIntExact((Long) ItemStore.required(item, "attempts")),
                Optional.ofNullable((String) item.get("due")).map(Instant::parse),
                last);
    }

    private static Destination destination(Map<String, Object> item) {
        return item.containsKey(ADDRESS)
                ? new Destination.Mailbox(
                        new MailAddress(text(item, ADDRESS)),
                        Language.of(text(item, "language")).orElseThrow())
                : new Destination.AtEndpoint(WebhookId.of(NoticeKeys.deliveryOf(text(item, Keys.PK), ItemStore.sk(item))
                        .to()
                        .text()));
    }

    private static Notice notice(Map<String, Object> item) {
        List<Tenant> audience = ((List<?>) ItemStore.required(item, "audience"))
                .stream().map(text -> Tenant.parse((String) text).orElseThrow()).toList();
        Map<NoticeFact, String> facts = new EnumMap<>(NoticeFact.class);
        ((Map<?, ?>) ItemStore.required(item, "facts"))
                .forEach((fact, text) ->
                        facts.put(NoticeFact.parse((String) fact).orElseThrow(), (String) text));
        return new Notice(
                new NoticeId(ItemStore.sk(item)),
                NoticeType.parse(text(item, "type")).orElseThrow(),
                Instant.parse(text(item, "at")),
                audience,
                Optional.ofNullable((Long) item.get("amount"))
                        .map(minor -> new Money(minor, new CurrencyCode(text(item, "currency")))),
                facts);
    }

    private static String text(Map<String, Object> item, String name) {
        return (String) ItemStore.required(item, name);
    }
}
