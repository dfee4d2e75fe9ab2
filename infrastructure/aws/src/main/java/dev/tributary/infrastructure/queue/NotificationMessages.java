package dev.tributary.infrastructure.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.message.Notification;
import dev.tributary.domain.message.Notification.DeliveriesDue;
import dev.tributary.domain.message.Notification.Told;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.notice.AddresseeId;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.NoticeFact;
import dev.tributary.domain.notice.NoticeId;
import dev.tributary.domain.notice.NoticeType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/// The messages on [notifications]:
/// ```json
/// {"type":"notice","v":1,"id":"evt_...","data":{"type":"payout.paid","at":"2026-11-22T10:15:00Z",
///  "audience":["mer_...","aff_..."],"amount":"12.50","currency":"EUR","facts":{"payout_id":"pay_..."}}}
/// {"type":"deliveries_due","v":2,"id":"...","data":{"deliveries":[{"to":"per_...","notice_id":"evt_..."}]}}
/// ```
/// Version 1 of the latter named endpoints only, as `webhook_id`.
public final class NotificationMessages {
    private NotificationMessages() {}

    public static String write(Notification notification) {
        ObjectNode data = Message.JSON.createObjectNode();
        return switch (notification) {
            case Told(Notice notice) -> {
                data.put("type", notice.type().text()).put("at", notice.at().toString());
                ArrayNode audience = data.putArray("audience");
                notice.audience().forEach(tenant -> audience.add(tenant.toString()));
                notice.amount()
                        .ifPresent(amount -> data.put("amount", amount.amount())
                                .put("currency", amount.currency().code()));
                ObjectNode facts = data.putObject("facts");
                notice.facts().forEach((fact, text) -> facts.put(fact.text(), text));
                yield new Message("notice", 1, notice.id().text(), data).write();
            }
            case DeliveriesDue due -> {
                ArrayNode deliveries = data.putArray("deliveries");
                due.deliveries()
                        .forEach(place -> deliveries
                                .addObject()
                                .put("to", place.to().text())
                                .put("notice_id", place.notice().text()));
                yield new Message("deliveries_due", 2, due.id(), data).write();
            }
        };
    }

    /// @throws UnreadableMessageException for another type or version, or a field that is wrong
    public static Notification read(String body) {
        Message message = Message.read(body);
        try {
            return switch (message.type() + " v" + message.version()) {
                case "notice v1" -> new Told(notice(message));
                case "deliveries_due v1" -> new DeliveriesDue(message.id(), places(message.data(), "webhook_id"));
                case "deliveries_due v2" -> new DeliveriesDue(message.id(), places(message.data(), "to"));
                default -> throw new UnreadableMessageException("its type or version is none of notifications");
            };
        } catch (IllegalArgumentException | DateTimeException | NoSuchElementException invalid) {
            throw new UnreadableMessageException("a value in it is invalid");
        }
    }

    private static Notice notice(Message message) {
        JsonNode data = message.data();
        List<Tenant> audience = new ArrayList<>();
        for (JsonNode tenant : data.path("audience")) {
            audience.add(Tenant.parse(tenant.asText()).orElseThrow());
        }
        Map<NoticeFact, String> facts = new EnumMap<>(NoticeFact.class);
        // A fact of a later version is passed over, as every field that is not known.
        data.path("facts")
                .forEachEntry(
                        (name, text) -> NoticeFact.parse(name).ifPresent(fact -> facts.put(fact, text.textValue())));
        return new Notice(
                new NoticeId(message.id()),
                NoticeType.parse(Message.text(data, "type")).orElseThrow(),
                Instant.parse(Message.text(data, "at")),
                audience,
                data.hasNonNull("amount")
                        ? Optional.of(Money.of(
                                Message.text(data, "amount"), new CurrencyCode(Message.text(data, "currency"))))
                        : Optional.empty(),
                facts);
    }

    private static List<Delivery.Place> places(JsonNode data, String to) {
        List<Delivery.Place> places = new ArrayList<>();
        for (JsonNode place : data.path("deliveries")) {
            places.add(new Delivery.Place(
                    new AddresseeId(Message.text(place, to)), new NoticeId(Message.text(place, "notice_id"))));
        }
        return places;
    }
}
