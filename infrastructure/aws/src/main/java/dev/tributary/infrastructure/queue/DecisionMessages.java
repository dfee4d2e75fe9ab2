package dev.tributary.infrastructure.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// The messages on [conversions] about what people decided:
/// ```json
/// {"type":"decision","v":1,"id":"adj_...","data":{"kind":"adjustment","program_id":"prg_...","affiliate_id":"aff_...",
///  "amount":"-12.50","currency":"EUR","reason":"...","author":"...","decided_at":"2026-11-22T10:15:00Z",
///  "order_id":"A-1001","event":"sale","commission_id":"com_..."}}
/// ```
/// The id is the decision's: however often it is sent, it is one message.
public final class DecisionMessages {
    public static final String TYPE = "decision";
    private static final int VERSION = 1;
    private static final String ADJUSTMENT = "adjustment";
    private static final String COMMISSION = "commission_id";

    private DecisionMessages() {}

    public static String write(Adjustment adjustment) {
        AccountKey account = adjustment.account();
        ObjectNode data = Message.JSON.createObjectNode();
        data.put("kind", ADJUSTMENT)
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
        return new Message(TYPE, VERSION, adjustment.id().toString(), data).write();
    }

    /// @throws UnreadableMessageException for another type, version or kind, or a field that is wrong
    public static Adjustment read(Message message) {
        JsonNode data = message.data();
        if (!message.type().equals(TYPE)
                || message.version() != VERSION
                || !Message.text(data, "kind").equals(ADJUSTMENT)) {
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
                    data.has(COMMISSION) ? Optional.of(about(account.program(), data)) : Optional.empty());
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException invalid) {
            throw new UnreadableMessageException("a value in it is invalid");
        }
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
