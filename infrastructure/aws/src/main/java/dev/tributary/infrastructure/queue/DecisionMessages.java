package dev.tributary.infrastructure.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Award;
import dev.tributary.domain.dispute.Ruling;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.BonusId;
import dev.tributary.domain.token.ClickTokens;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The messages on [conversions] about what people decided:
/// ```json
/// {"type":"decision","v":1,"id":"adj_...","data":{"kind":"adjustment","program_id":"prg_...","affiliate_id":"aff_...",
///  "amount":"-12.50","currency":"EUR","reason":"...","author":"...","decided_at":"2026-11-22T10:15:00Z",
///  "order_id":"A-1001","event":"sale","commission_id":"com_..."}}
/// ```
/// Of the kind `award`, which a reader that does not know it throws, without the last three and with
/// ```json
/// {"ground":"flat_fee","bonus_id":"banner","period":"2026-11","terms_version":3,"release_day":"2026-12-31"}
/// ```
/// Of the kind `ruling` with
/// ```json
/// {"dispute_id":"dsp_...","basis":"credit","ruled_order":"A-1001","ruled_event":"sale","ruled_commission":"com_...",
///  "ruled_click":"..."}
/// ```
/// The id is the decision's: however often it is sent, it is one message.
public final class DecisionMessages {
    public static final String TYPE = "decision";
    private static final int VERSION = 1;
    private static final String ADJUSTMENT = "adjustment";
    private static final String AWARD = "award";
    private static final String RULING = "ruling";
    private static final String COMMISSION = "commission_id";
    private static final String RULED_ORDER = "ruled_order";
    private static final String RULED_COMMISSION = "ruled_commission";
    private static final String RULED_CLICK = "ruled_click";

    private DecisionMessages() {}

    public static String write(Adjustment adjustment) {
        AccountKey account = adjustment.account();
        ObjectNode data = Message.JSON.createObjectNode();
        data.put("kind", kind(adjustment))
                .put("program_id", account.program().toString())
                .put("affiliate_id", account.affiliate().toString())
                .put("amount", adjustment.amount().amount())
                .put("currency", account.currency().code())
                .put("reason", adjustment.reason())
                .put("author", adjustment.author())
                .put("decided_at", adjustment.decidedAt().toString());
        adjustment
                .about()
                .ifPresent(about -> data.put("order_id", about.order().order().text())
                        .put("event", about.order().event().text())
                        .put(COMMISSION, about.commission().toString()));
        adjustment
                .award()
                .ifPresent(award -> data.put("ground", award.ground().text())
                        .put("bonus_id", award.bonus().text())
                        .put("period", award.period().text())
                        .put("terms_version", award.version())
                        .put("release_day", award.day().toString()));
        adjustment.ruling().ifPresent(ruling -> put(data, ruling));
        return new Message(TYPE, VERSION, adjustment.id().toString(), data).write();
    }

    private static String kind(Adjustment adjustment) {
        return adjustment.award().isPresent() ? AWARD : adjustment.ruling().isPresent() ? RULING : ADJUSTMENT;
    }

    /// @throws UnreadableMessageException for another type, version or kind, or a field that is wrong
    public static Adjustment read(Message message) {
        JsonNode data = message.data();
        if (!message.type().equals(TYPE)
                || message.version() != VERSION
                || !List.of(ADJUSTMENT, AWARD, RULING).contains(Message.text(data, "kind"))) {
            throw new UnreadableMessageException("its type, version or kind is none of decisions");
        }
        try {
            CurrencyCode currency = new CurrencyCode(Message.text(data, "currency"));
            AccountKey account = new AccountKey(
                    ProgramId.of(Message.text(data, "program_id")),
                    AffiliateId.of(Message.text(data, "affiliate_id")),
                    currency);
            return new Adjustment(
                    AdjustmentId.of(message.id()),
                    account,
                    Money.of(Message.text(data, "amount"), currency),
                    Message.text(data, "reason"),
                    Message.text(data, "author"),
                    Instant.parse(Message.text(data, "decided_at")),
                    data.has(COMMISSION) ? Optional.of(about(account.program(), data)) : Optional.empty(),
                    Message.text(data, "kind").equals(AWARD) ? Optional.of(award(data)) : Optional.empty(),
                    Message.text(data, "kind").equals(RULING)
                            ? Optional.of(ruling(account.program(), data))
                            : Optional.empty());
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException invalid) {
            throw new UnreadableMessageException("a value in it is invalid");
        }
    }

    private static void put(ObjectNode data, Ruling ruling) {
        data.put("dispute_id", ruling.dispute().toString())
                .put("basis", ruling.basis().text());
        ruling.order()
                .ifPresent(order -> data.put(RULED_ORDER, order.order().text())
                        .put("ruled_event", order.event().text()));
        ruling.commission().ifPresent(commission -> data.put(RULED_COMMISSION, commission.toString()));
        ruling.click().ifPresent(click -> data.put(RULED_CLICK, click.token()));
    }

    private static Ruling ruling(ProgramId program, JsonNode data) {
        return new Ruling(
                DisputeId.of(Message.text(data, "dispute_id")),
                Ruling.Basis.valueOf(Message.text(data, "basis").toUpperCase(Locale.ROOT)),
                data.has(RULED_ORDER)
                        ? Optional.of(new ConversionKey(
                                program,
                                new OrderId(Message.text(data, RULED_ORDER)),
                                new EventName(Message.text(data, "ruled_event"))))
                        : Optional.empty(),
                data.has(RULED_COMMISSION)
                        ? Optional.of(CommissionId.of(Message.text(data, RULED_COMMISSION)))
                        : Optional.empty(),
                data.has(RULED_CLICK) ? Optional.of(click(Message.text(data, RULED_CLICK))) : Optional.empty());
    }

    private static VerifiedClick click(String token) {
        return VerifiedClick.of(
                token,
                ClickTokens.read(token).orElseThrow(() -> new UnreadableMessageException("a click_id in it is none")));
    }

    private static Award award(JsonNode data) {
        return new Award(
                Award.Ground.valueOf(Message.text(data, "ground").toUpperCase(Locale.ROOT)),
                new BonusId(Message.text(data, "bonus_id")),
                Period.parse(Message.text(data, "period")),
                (int) Message.number(data, "terms_version", Integer.MAX_VALUE),
                LocalDate.parse(Message.text(data, "release_day")));
    }

    private static Adjustment.About about(ProgramId program, JsonNode data) {
        return new Adjustment.About(
                new ConversionKey(
                        program,
                        new OrderId(Message.text(data, "order_id")),
                        new EventName(Message.text(data, "event"))),
                CommissionId.of(Message.text(data, COMMISSION)));
    }
}
