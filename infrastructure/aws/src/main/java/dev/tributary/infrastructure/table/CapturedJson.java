package dev.tributary.infrastructure.table;

import static dev.tributary.infrastructure.table.JsonParts.list;
import static dev.tributary.infrastructure.table.JsonParts.optional;
import static dev.tributary.infrastructure.table.JsonParts.put;
import static dev.tributary.infrastructure.table.JsonParts.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.attribution.Attribution.Credit;
import dev.tributary.domain.attribution.Attribution.Flag;
import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.commission.Captured;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.rate.Exchange;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.RuleFacts;
import dev.tributary.domain.token.ClickTokens;
import dev.tributary.domain.token.Device;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What was captured with a sale as JSON, both directions: its shares, the facts that the rules were asked
/// with, what was counted before, the exchange rate. A click is its token; what is absent is not written.
final class CapturedJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CapturedJson() {}

    static ObjectNode write(Share share) {
        ObjectNode json = JSON.createObjectNode();
        json.put("affiliate", share.affiliate().toString());
        switch (share.credit()) {
            case Credit.Click click -> json.put("click_id", click.click().token());
            case Credit.Coupon coupon -> json.put("coupon", coupon.code().text());
            case Credit.Bound bound -> {
                json.put("bound_since", bound.since().toString());
                bound.termsVersion().ifPresent(version -> json.put("bound_terms", version));
            }
            case Credit.Ruled ruled -> {
                json.put("ruled", ruled.dispute().toString());
                ruled.click().ifPresent(click -> json.put("ruled_click", click.token()));
            }
        }
        json.put("part", share.part().toString());
        if (!share.flags().isEmpty()) {
            ArrayNode flags = json.putArray("flags");
            share.flags().stream().map(Flag::text).sorted().forEach(flags::add);
        }
        return json;
    }

    static Share share(JsonNode json) {
        return new Share(
                AffiliateId.of(text(json, "affiliate")),
                credit(json),
                Fraction.parse(text(json, "part")),
                list(json, "flags", flag -> JsonParts.constant(Flag.class, flag.textValue())).stream()
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static Credit credit(JsonNode json) {
        if (json.has("click_id")) {
            return new Credit.Click(click(text(json, "click_id")));
        }
        if (json.has("ruled")) {
            return new Credit.Ruled(
                    DisputeId.of(text(json, "ruled")), optional(json, "ruled_click", CapturedJson::click));
        }
        return json.has("coupon")
                ? new Credit.Coupon(new CouponCode(text(json, "coupon")))
                : new Credit.Bound(
                        Instant.parse(text(json, "bound_since")),
                        json.has("bound_terms")
                                ? Optional.of(json.path("bound_terms").intValue())
                                : Optional.empty());
    }

    private static VerifiedClick click(String text) {
        return VerifiedClick.of(text, ClickTokens.read(text).orElseThrow());
    }

    static ObjectNode write(Captured captured) {
        ObjectNode json = JSON.createObjectNode();
        json.set("share", write(captured.share()));
        json.put("terms_version", captured.termsVersion());
        json.set("facts", write(captured.facts()));
        captured.override().ifPresent(pay -> json.set("override", PayJson.write(pay)));
        counters(json, "tallies", captured.tallies());
        counters(json, "rated", captured.rated());
        counters(json, "rerated", captured.rerated());
        put(json, "first_charge", captured.firstCharge());
        return json;
    }

    static Captured captured(JsonNode json) {
        Optional<Pay> override =
                json.has("override") ? Optional.of(PayJson.read(json.path("override"))) : Optional.empty();
        return new Captured(
                share(json.path("share")),
                json.path("terms_version").intValue(),
                facts(json.path("facts")),
                override,
                counters(json.path("tallies")),
                optional(json, "first_charge", LocalDate::parse),
                counters(json.path("rated")),
                counters(json.path("rerated")));
    }

    private static void counters(ObjectNode json, String name, SortedMap<Tally, Long> counters) {
        if (!counters.isEmpty()) {
            ObjectNode node = json.putObject(name);
            counters.forEach((tally, count) -> node.put(tally.text(), count));
        }
    }

    private static SortedMap<Tally, Long> counters(JsonNode json) {
        SortedMap<Tally, Long> counters = new TreeMap<>();
        json.properties()
                .forEach(tally -> counters.put(
                        Tally.parse(tally.getKey()), tally.getValue().longValue()));
        return counters;
    }

    static ObjectNode write(RuleFacts facts) {
        ObjectNode json = JSON.createObjectNode();
        json.put("event", facts.event().text()).put("at", facts.at().toString());
        ArrayNode groups = json.putArray("groups");
        facts.groups().stream().map(Group::text).sorted().forEach(groups::add);
        put(json, "coupon", facts.coupon());
        put(json, "channel", facts.channel().map(ChannelKind::text));
        facts.newCustomer().ifPresent(isNew -> json.put("new_customer", isNew));
        put(json, "country", facts.country());
        put(json, "device", facts.device().map(JsonParts::lower));
        return json;
    }

    static RuleFacts facts(JsonNode json) {
        return new RuleFacts(
                new EventName(text(json, "event")),
                LocalDateTime.parse(text(json, "at")),
                new HashSet<>(list(json, "groups", group -> new Group(group.textValue()))),
                optional(json, "coupon", CouponCode::new),
                optional(json, "channel", kind -> JsonParts.constant(ChannelKind.class, kind)),
                json.has("new_customer") ? Optional.of(json.path("new_customer").booleanValue()) : Optional.empty(),
                optional(json, "country", CountryCode::new),
                optional(json, "device", device -> JsonParts.constant(Device.class, device)));
    }

    static ObjectNode write(Exchange exchange) {
        return JSON.createObjectNode()
                .put("from", exchange.from().code())
                .put("to", exchange.to().code())
                .put("rate", exchange.rate().toString())
                .put("date", exchange.date().toString())
                .put("source", JsonParts.lower(exchange.source()));
    }

    static Exchange exchange(JsonNode json) {
        return new Exchange(
                new CurrencyCode(text(json, "from")),
                new CurrencyCode(text(json, "to")),
                Fraction.parse(text(json, "rate")),
                LocalDate.parse(text(json, "date")),
                JsonParts.constant(Exchange.Source.class, text(json, "source")));
    }
}
