package dev.tributary.infrastructure.table;

import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Award;
import dev.tributary.domain.decision.Decision;
import dev.tributary.domain.decision.Decision.Refusal;
import dev.tributary.domain.decision.Decision.State;
import dev.tributary.domain.decision.DueDecisions;
import dev.tributary.domain.dispute.Ruling;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.BonusId;
import dev.tributary.domain.token.ClickTokens;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The item of a decision, both directions:
/// ```
/// pk J#{decision} | sk - | version 2 | outcome posted | entry adjustment:adj_... | program_id prg_... | affiliate_id
/// aff_...
/// | amount "-12.50" | currency EUR | reason "..." | author "..." | decided_at 2026-11-22T10:15:00Z
/// ```
/// One that gives a bonus or a fee has `ground flat_fee | bonus_id banner | period 2026-11 | terms_version 3 |
/// release_day 2026-12-31` too.
/// One that rules on a dispute has `dispute_id dsp_... | basis credit | ruled_order A-1001 | ruled_event sale`, and
/// where
/// there is one `ruled_commission` and `ruled_click`; posted, `posted_amount "12.60"` where the terms said it.
/// What became of it is `outcome` and not `state`, which the index of lists holds: its change would
/// write the index once more, and the list reads the items anyway.
public final class DecisionItems {
    public static final String OUTCOME = "outcome";
    public static final String POSTING = new State.Posting().text();
    private static final String ENTRY = "entry";
    private static final String REFUSAL = "refusal";
    private static final String COMMISSION = "commission_id";
    private static final String GROUND = "ground";
    private static final String POSTED = "posted_amount";
    private static final String DISPUTE = "dispute_id";
    private static final String BASIS = "basis";

    private DecisionItems() {}

    /// All of a new decision but its key and its place in lists.
    static Map<String, Object> of(Decision decision) {
        Adjustment adjustment = decision.adjustment();
        AccountKey account = adjustment.account();
        Map<String, Object> item = new HashMap<>(state(decision.state()));
        item.put("program_id", account.program().toString());
        item.put("affiliate_id", account.affiliate().toString());
        item.put("amount", adjustment.amount().amount());
        item.put("currency", account.currency().code());
        item.put("reason", adjustment.reason());
        item.put("author", adjustment.author());
        item.put("decided_at", adjustment.decidedAt().toString());
        adjustment.about().ifPresent(about -> {
            item.put("order_id", about.order().order().text());
            item.put("event", about.order().event().text());
            item.put(COMMISSION, about.commission().toString());
        });
        adjustment.award().ifPresent(award -> {
            item.put(GROUND, award.ground().text());
            item.put("bonus_id", award.bonus().text());
            item.put("period", award.period().text());
            item.put("terms_version", (long) award.version());
            item.put("release_day", award.day().toString());
        });
        adjustment.ruling().ifPresent(ruling -> put(item, ruling));
        if (decision.isPosting()) {
            Instant due = adjustment.decidedAt().plus(DueDecisions.PATIENCE).truncatedTo(ChronoUnit.SECONDS);
            item.put(Keys.GSI2_PK, Keys.dueDecisions());
            item.put(Keys.GSI2_SK, Keys.due(due, Keys.decision(adjustment.id()), Keys.SOLE));
        }
        return item;
    }

    /// The attributes that say what became of it.
    public static Map<String, Object> state(State state) {
        Map<String, Object> item = new HashMap<>();
        item.put(OUTCOME, state.text());
        switch (state) {
            case State.Posting posting -> {}
            case State.Posted posted -> {
                item.put(ENTRY, posted.entry().text());
                posted.amount().ifPresent(amount -> item.put(POSTED, amount.amount()));
            }
            case State.Refused refused -> item.put(REFUSAL, refused.refusal().text());
        }
        return item;
    }

    /// @throws IllegalStateException when an attribute is missing
    static Decision decision(Map<String, Object> item) {
        AdjustmentId id = AdjustmentId.of(text(item, Keys.PK).substring(Keys.DECISIONS.length()));
        CurrencyCode currency = new CurrencyCode(text(item, "currency"));
        ProgramId program = ProgramId.of(text(item, "program_id"));
        AccountKey account = new AccountKey(program, AffiliateId.of(text(item, "affiliate_id")), currency);
        Optional<Adjustment.About> about = item.containsKey(COMMISSION)
                ? Optional.of(new Adjustment.About(
                        new ConversionKey(
                                program, new OrderId(text(item, "order_id")), new EventName(text(item, "event"))),
                        CommissionId.of(text(item, COMMISSION))))
                : Optional.empty();
        Adjustment adjustment = new Adjustment(
                id,
                account,
                Money.of(text(item, "amount"), currency),
                text(item, "reason"),
                text(item, "author"),
                Instant.parse(text(item, "decided_at")),
                about,
                item.containsKey(GROUND) ? Optional.of(award(item)) : Optional.empty(),
                item.containsKey(BASIS) ? Optional.of(ruling(program, item)) : Optional.empty());
        return new Decision(adjustment, stateOf(item, currency));
    }

    private static void put(Map<String, Object> item, Ruling ruling) {
        item.put(DISPUTE, ruling.dispute().toString());
        item.put(BASIS, ruling.basis().text());
        ruling.order().ifPresent(order -> {
            item.put("ruled_order", order.order().text());
            item.put("ruled_event", order.event().text());
        });
        ruling.commission().ifPresent(commission -> item.put("ruled_commission", commission.toString()));
        ruling.click().ifPresent(click -> item.put("ruled_click", click.token()));
    }

    private static Ruling ruling(ProgramId program, Map<String, Object> item) {
        return new Ruling(
                DisputeId.of(text(item, DISPUTE)),
                Ruling.Basis.valueOf(text(item, BASIS).toUpperCase(Locale.ROOT)),
                optional(item, "ruled_order")
                        .map(order -> new ConversionKey(
                                program, new OrderId(order), new EventName(text(item, "ruled_event")))),
                optional(item, "ruled_commission").map(CommissionId::of),
                optional(item, "ruled_click")
                        .map(token ->
                                VerifiedClick.of(token, ClickTokens.read(token).orElseThrow())));
    }

    private static Optional<String> optional(Map<String, Object> item, String name) {
        return Optional.ofNullable((String) item.get(name));
    }

    private static Award award(Map<String, Object> item) {
        return new Award(
                Award.Ground.valueOf(text(item, GROUND).toUpperCase(Locale.ROOT)),
                new BonusId(text(item, "bonus_id")),
                Period.parse(text(item, "period")),
                Math.toIntExact((Long) ItemStore.required(item, "terms_version")),
                LocalDate.parse(text(item, "release_day")));
    }

    private static State stateOf(Map<String, Object> item, CurrencyCode currency) {
        String outcome = text(item, OUTCOME);
        return switch (outcome) {
            case "posting" -> new State.Posting();
            case "posted" ->
                new State.Posted(
                        new EntryId(text(item, ENTRY)),
                        optional(item, POSTED).map(amount -> Money.of(amount, currency)));
            case "refused" ->
                new State.Refused(Refusal.valueOf(text(item, REFUSAL).toUpperCase(Locale.ROOT)));
            default -> throw new IllegalStateException("no outcome of a decision: " + outcome);
        };
    }

    private static String text(Map<String, Object> item, String name) {
        return (String) ItemStore.required(item, name);
    }
}
