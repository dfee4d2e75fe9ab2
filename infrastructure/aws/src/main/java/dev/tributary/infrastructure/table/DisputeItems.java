package dev.tributary.infrastructure.table;

import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.dispute.Claim;
import dev.tributary.domain.dispute.Claim.Subject;
import dev.tributary.domain.dispute.Dispute;
import dev.tributary.domain.dispute.Dispute.State;
import dev.tributary.domain.dispute.Obstacle;
import dev.tributary.domain.dispute.OpenDisputes;
import dev.tributary.domain.dispute.Ruling;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.token.ClickTokens;
import dev.tributary.infrastructure.edge.DisputeKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The items of disputes:
/// ```
/// pk DS#{dispute} | sk - | version 3 | program_id prg_... | merchant_id mer_... | affiliate_id aff_... | kind missing
/// | order_id A-1001 | event sale | click_id ... | occurred_at ... | amount "120.00" | currency EUR | claimed "12.00"
/// | text "..." | opened_at ... | stands escalated | at ... | obstacle no_order
/// | stands accepted | at ... | by key_... | reason "..." | basis credit | ruled_order A-1001 | ruled_event sale
/// | stands rejected | at ... | by key_... | reason "..." | why not_credited
/// pk DS#{dispute} | sk PARTY | in GSI1 of its affiliate
/// pk DS#{program}#{affiliate} | sk - | version 7 | open {"sale A-1001": dsp_...}
/// | accepted {"order {digest}": dsp_...} | opened_on 2026-11-22 | opened 3
/// ```
/// Its state is called `stands` here, since the index of lists holds a `state`. It is in GSI2 while time will do
/// something to it.
final class DisputeItems {
    private static final String ORDER = "order_id";
    private static final String COMMISSION = "commission_id";
    private static final String CLICK = "click_id";
    private static final String EVENT = "event";
    private static final String AMOUNT = "amount";
    private static final String CLAIMED = "claimed";
    private static final String CURRENCY = "currency";
    private static final String STANDS = "stands";
    private static final String REASON = "reason";
    private static final String BASIS = "basis";
    private static final String OBSTACLE = "obstacle";
    private static final String RULED_ORDER = "ruled_order";
    private static final String RULED_EVENT = "ruled_event";

    private DisputeItems() {}

    static ItemStore.Place place(Dispute dispute) {
        return ItemStore.Place.sole(DisputeKeys.dispute(dispute.id()))
                .listed(
                        DisputeKeys.disputesOf(dispute.parties().program()),
                        DisputeKeys.disputeAt(dispute.openedAt(), dispute.id()));
    }

    /// Where its affiliate finds it.
    static ItemStore.Place party(Dispute dispute) {
        return new ItemStore.Place(DisputeKeys.dispute(dispute.id()), DisputeKeys.PARTY, Optional.empty())
                .listed(
                        Keys.affiliate(dispute.parties().affiliate()),
                        DisputeKeys.disputeAt(dispute.openedAt(), dispute.id()));
    }

    static ItemStore.Place place(OpenDisputes open) {
        return ItemStore.Place.sole(DisputeKeys.open(open.program(), open.affiliate()));
    }

    static Map<String, Object> of(OpenDisputes open) {
        Map<String, Object> byAbout = new HashMap<>();
        open.open().forEach((about, id) -> byAbout.put(about, id.toString()));
        Map<String, Object> byThing = new HashMap<>();
        open.accepted().forEach((thing, id) -> byThing.put(thing, id.toString()));
        return Map.of(
                "open",
                byAbout,
                "accepted",
                byThing,
                "opened_on",
                open.daily().day().toString(),
                "opened",
                (long) open.daily().opened());
    }

    static OpenDisputes open(ProgramId program, AffiliateId affiliate, Map<String, Object> item) {
        Map<String, DisputeId> open = new HashMap<>();
        ((Map<?, ?>) ItemStore.required(item, "open"))
                .forEach((about, id) -> open.put((String) about, DisputeId.of((String) id)));
        Map<String, DisputeId> accepted = new HashMap<>();
        ((Map<?, ?>) item.getOrDefault("accepted", Map.of()))
                .forEach((thing, id) -> accepted.put(OpenDisputes.digested((String) thing), DisputeId.of((String) id)));
        OpenDisputes.Daily daily = item.containsKey("opened_on")
                ? new OpenDisputes.Daily(LocalDate.parse(text(item, "opened_on")), Math.toIntExact((Long)
                        ItemStore.required(item, "opened")))
                : OpenDisputes.Daily.NONE;
        return new OpenDisputes(program, affiliate, open, accepted, daily, ItemStore.version(item));
    }

    static Map<String, Object> of(Dispute dispute) {
        Map<String, Object> item = new HashMap<>();
        item.put("program_id", dispute.parties().program().toString());
        item.put("merchant_id", dispute.parties().merchant().toString());
        item.put("affiliate_id", dispute.parties().affiliate().toString());
        put(item, dispute.claim());
        item.put("opened_at", dispute.openedAt().toString());
        put(item, dispute.state());
        dispute.due().ifPresent(end -> {
            // Up to the next whole second: then it has come.
            Instant due = end.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
            item.put(Keys.GSI2_PK, DisputeKeys.dueDisputes());
            item.put(Keys.GSI2_SK, Keys.due(due, DisputeKeys.dispute(dispute.id()), Keys.SOLE));
        });
        return item;
    }

    private static void put(Map<String, Object> item, Claim claim) {
        item.put("kind", claim.kind().text());
        item.put(EVENT, claim.event().text());
        item.put("text", claim.text());
        claim.order().ifPresent(order -> item.put(ORDER, order.text()));
        claim.commission().ifPresent(commission -> item.put(COMMISSION, commission.toString()));
        claim.click().ifPresent(click -> item.put(CLICK, click.token()));
        claim.claimed().ifPresent(money -> {
            item.put(CLAIMED, money.amount());
            item.put(CURRENCY, money.currency().code());
        });
        if (claim.subject() instanceof Subject.Unseen unseen) {
            item.put("occurred_at", unseen.occurredAt().toString());
            item.put(AMOUNT, unseen.amount().amount());
            item.put(CURRENCY, unseen.amount().currency().code());
        }
    }

    private static void put(Map<String, Object> item, State state) {
        item.put(STANDS, state.text());
        switch (state) {
            case State.Open _ -> {}
            case State.Escalated(var at, var obstacle) -> {
                item.put("at", at.toString());
                obstacle.ifPresent(why -> item.put(OBSTACLE, why.text()));
            }
            case State.Withdrawn(var at, var by) -> {
                item.put("at", at.toString());
                item.put("by", by);
            }
            case State.Accepted(var ruling, var reason, var by, var at) -> {
                item.put("at", at.toString());
                item.put("by", by);
                item.put(REASON, reason);
                item.put(BASIS, ruling.basis().text());
                ruling.order().ifPresent(order -> {
                    item.put(RULED_ORDER, order.order().text());
                    item.put(RULED_EVENT, order.event().text());
                });
            }
            case State.Rejected(var why, var reason, var by, var at) -> {
                item.put("at", at.toString());
                item.put("by", by);
                item.put(REASON, reason);
                item.put("why", why.text());
            }
        }
    }

    static Dispute dispute(Map<String, Object> item) {
        DisputeId id = DisputeKeys.disputeOf(text(item, Keys.PK));
        Dispute.Parties parties = new Dispute.Parties(
                ProgramId.of(text(item, "program_id")),
                MerchantId.of(text(item, "merchant_id")),
                AffiliateId.of(text(item, "affiliate_id")));
        Claim claim = claim(item);
        return new Dispute(id, parties, claim, Instant.parse(text(item, "opened_at")), state(id, parties, claim, item));
    }

    private static Claim claim(Map<String, Object> item) {
        Claim.Kind kind = Claim.Kind.valueOf(upper(item, "kind"));
        Optional<OrderId> order = optional(item, ORDER).map(OrderId::new);
        Optional<VerifiedClick> click = optional(item, CLICK)
                .map(token -> VerifiedClick.of(token, ClickTokens.read(token).orElseThrow()));
        Subject subject = kind == Claim.Kind.MISSING
                ? new Subject.Unseen(order, click, Instant.parse(text(item, "occurred_at")), money(item, AMOUNT))
                : new Subject.Credited(
                        order.orElseThrow(), optional(item, COMMISSION).map(CommissionId::of));
        return new Claim(
                kind,
                subject,
                new EventName(text(item, EVENT)),
                item.containsKey(CLAIMED) ? Optional.of(money(item, CLAIMED)) : Optional.empty(),
                text(item, "text"));
    }

    private static State state(DisputeId id, Dispute.Parties parties, Claim claim, Map<String, Object> item) {
        String stands = text(item, STANDS);
        if (stands.equals("open")) {
            return new State.Open();
        }
        Instant at = Instant.parse(text(item, "at"));
        return switch (stands) {
            case "escalated" ->
                new State.Escalated(
                        at,
                        item.containsKey(OBSTACLE)
                                ? Optional.of(Obstacle.valueOf(upper(item, OBSTACLE)))
                                : Optional.empty());
            case "withdrawn" -> new State.Withdrawn(at, text(item, "by"));
            case "accepted" ->
                new State.Accepted(ruling(id, parties, claim, item), text(item, REASON), text(item, "by"), at);
            case "rejected" ->
                new State.Rejected(
                        Dispute.Rejection.valueOf(upper(item, "why")), text(item, REASON), text(item, "by"), at);
            default -> throw new IllegalStateException("no state of a dispute: " + stands);
        };
    }

    /// What it says beside the order is the claim's.
    private static Ruling ruling(DisputeId id, Dispute.Parties parties, Claim claim, Map<String, Object> item) {
        return new Ruling(
                id,
                Ruling.Basis.valueOf(upper(item, BASIS)),
                optional(item, RULED_ORDER)
                        .map(order -> new ConversionKey(
                                parties.program(), new OrderId(order), new EventName(text(item, RULED_EVENT)))),
                claim.commission(),
                claim.click());
    }

    private static Money money(Map<String, Object> item, String name) {
        return Money.of(text(item, name), new CurrencyCode(text(item, CURRENCY)));
    }

    private static Optional<String> optional(Map<String, Object> item, String name) {
        return Optional.ofNullable((String) item.get(name));
    }

    private static String upper(Map<String, Object> item, String name) {
        return text(item, name).toUpperCase(Locale.ROOT);
    }

    private static String text(Map<String, Object> item, String name) {
        return (String) ItemStore.required(item, name);
    }
}
