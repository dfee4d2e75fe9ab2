package dev.tributary.api;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Decisions;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.message.DecisionQueue;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.KnownOrders;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// `POST /v1/adjustments`: recorded here, and posted by whoever writes the ledger; until then it says
/// `posting`.
final class AdjustmentWrites {
    private static final String AMOUNT = "amount";
    private static final String CURRENCY = "currency";
    private static final String COMMISSION = "commission_id";

    private final Visible visible;
    private final KnownOrders orders;
    private final Decisions decisions;
    private final DecisionQueue queue;

    AdjustmentWrites(Visible visible, KnownOrders orders, Decisions decisions, DecisionQueue queue) {
        this.visible = visible;
        this.orders = orders;
        this.decisions = decisions;
        this.queue = queue;
    }

    Decision create(Write write) {
        write.ask().merchantOnly();
        FieldReader body = write.body();
        Optional<ProgramId> programId = body.required("program_id", body.text("program_id", ProgramId::parse));
        Optional<AffiliateId> affiliate = body.required("affiliate_id", body.text("affiliate_id", AffiliateId::parse));
        Optional<Money> amount = amount(body);
        Optional<String> reason = body.required(
                "reason", body.text("reason", text -> Optional.of(text).filter(Adjustment::isReason)));
        Optional<Said> said = said(body);
        write.check();
        Program program = visible.program(write.tenant(), programId);
        visible.enrollment(write.tenant(), program.id(), affiliate.orElseThrow());
        if (!amount.orElseThrow().currency().equals(program.currency())) {
            body.fault(AMOUNT + "." + CURRENCY, "currency_mismatch", "This is not the program's currency.");
        }
        write.check();
        Adjustment adjustment = new Adjustment(
                new AdjustmentId(write.id("adjustment")),
                new AccountKey(program.id(), affiliate.orElseThrow(), program.currency()),
                amount.orElseThrow(),
                reason.orElseThrow(),
                write.ask().principal().id().text(),
                write.now(),
                said.map(of -> about(of, program.id(), affiliate.orElseThrow())));
        Optional<Adjustment> mine = decisions.find(adjustment.id()).map(found -> found.adjustment());
        if (mine.isPresent()) {
            // Made by this very call, longer ago than its key is kept.
            HttpAnswer there = answer(write, mine.get());
            return Decision.unchanged(Repeats.same(as(adjustment, mine.get()), mine.get(), there));
        }
        TreeSet<String> fields = new TreeSet<>(List.of("affiliate_id", AMOUNT, "program_id", "reason"));
        said.ifPresent(about -> fields.add(COMMISSION));
        return Decision.of(
                        List.of(new Change.NewAdjustment(adjustment)),
                        write.event(
                                new Tenant.OfMerchant(program.merchant()),
                                "adjustment.create",
                                adjustment.id(),
                                fields),
                        answer(write, adjustment))
                .then(() -> send(adjustment));
    }

    /// What a call says about a commission.
    private record Said(CommissionId commission, OrderId order, EventName event) {}

    private static Optional<Money> amount(FieldReader body) {
        FieldReader amount = body.object(AMOUNT);
        if (!body.has(AMOUNT)) {
            body.fault(AMOUNT, FieldReader.MISSING, "This field is required here.");
            return Optional.empty();
        }
        Optional<CurrencyCode> currency =
                amount.required(CURRENCY, amount.text(CURRENCY, "unknown_currency", CurrencyCode::parse));
        Optional<Money> money = amount.required(AMOUNT, amount.signedMoney(AMOUNT, currency));
        if (money.filter(Money::isZero).isPresent()) {
            amount.fault(AMOUNT, "zero", "An adjustment of nothing changes nothing.");
        }
        return money;
    }

    private static Optional<Said> said(FieldReader body) {
        Optional<CommissionId> commission = body.text(COMMISSION, CommissionId::parse);
        Optional<OrderId> order = body.text("order_id", OrderId::parse);
        Optional<EventName> event = body.text("event", EventName::parse);
        if (body.has(COMMISSION)) {
            body.required("order_id", order);
        } else if (body.has("order_id") || body.has("event")) {
            body.required(COMMISSION, commission);
        }
        return commission.isPresent() && order.isPresent()
                ? Optional.of(new Said(commission.get(), order.get(), event.orElse(EventName.SALE)))
                : Optional.empty();
    }

    /// @throws HttpRefusal 404
    private Adjustment.About about(Said said, ProgramId program, AffiliateId affiliate) {
        ConversionKey key = new ConversionKey(program, said.order(), said.event());
        return orders.find(key)
                .filter(order -> order.value().commissions().stream()
                        .anyMatch(commission -> commission.id().equals(said.commission())
                                && commission.affiliate().equals(affiliate)))
                .map(order -> new Adjustment.About(key, said.commission()))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such commission."));
    }

    /// What the same call would have made then.
    private static Adjustment as(Adjustment now, Adjustment then) {
        return new Adjustment(
                now.id(), now.account(), now.amount(), now.reason(), now.author(), then.decidedAt(), now.about());
    }

    private static HttpAnswer answer(Write write, Adjustment adjustment) {
        return Replies.created(
                new Versioned<>(dev.tributary.domain.decision.Decision.recorded(adjustment), 1),
                "/v1/adjustments/" + adjustment.id(),
                AdjustmentsResource.writing(write.ask()));
    }

    /// It is recorded: what does not get through now is sent by the sweep within two minutes, and the
    /// call has done what it was asked for.
    private void send(Adjustment adjustment) {
        try {
            queue.send(List.of(adjustment));
        } catch (UnavailableException later) {
            // The mark in what is due stands in the same transaction as the decision.
            return;
        }
    }
}
