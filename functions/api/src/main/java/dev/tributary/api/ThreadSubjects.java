package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.attribution.Attribution.Attributed;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.dispute.Disputes;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.order.OrderLists;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutRows;
import dev.tributary.domain.payout.PayoutRuns;
import dev.tributary.domain.payout.PlanRow;
import dev.tributary.domain.talk.About;
import dev.tributary.domain.talk.MessageThread.Parties;
import dev.tributary.infrastructure.lambda.FieldReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// What a thread may be about: `{"order_id":"A-1"}`, with its `commission_id`, `{"run_id":..., "payout_id":...}`, or
/// `{"dispute_id":...}`.
/// Both sides have to see it: else naming things would tell what there is.
final class ThreadSubjects {
    private static final String ABOUT = "about";
    private static final String ORDER = "order_id";
    private static final String COMMISSION = "commission_id";
    private static final String RUN = "run_id";
    private static final String PAYOUT = "payout_id";
    private static final String DISPUTE = "dispute_id";

    private final OrderLists orders;
    private final PayoutRuns runs;
    private final PayoutRows rows;
    private final Disputes disputes;

    ThreadSubjects(OrderLists orders, PayoutRuns runs, PayoutRows rows, Disputes disputes) {
        this.orders = orders;
        this.runs = runs;
        this.rows = rows;
        this.disputes = disputes;
    }

    static Optional<About> read(FieldReader body) {
        if (!body.has(ABOUT)) {
            return Optional.empty();
        }
        FieldReader about = body.object(ABOUT);
        Optional<OrderId> order = about.text(ORDER, OrderId::parse);
        Optional<CommissionId> commission = about.text(COMMISSION, CommissionId::parse);
        Optional<RunId> run = about.text(RUN, RunId::parse);
        Optional<PayoutId> payout = about.text(PAYOUT, PayoutId::parse);
        Optional<DisputeId> dispute = about.text(DISPUTE, DisputeId::parse);
        if (about.has(DISPUTE)
                && !about.has(ORDER)
                && !about.has(COMMISSION)
                && !about.has(RUN)
                && !about.has(PAYOUT)) {
            return dispute.map(About.OfDispute::new);
        }
        boolean ofOrder = !about.has(DISPUTE) && about.has(ORDER) && !about.has(RUN) && !about.has(PAYOUT);
        boolean ofPayout = !about.has(DISPUTE)
                && about.has(RUN)
                && about.has(PAYOUT)
                && !about.has(ORDER)
                && !about.has(COMMISSION);
        if (!ofOrder && !ofPayout) {
            body.fault(
                    ABOUT,
                    FieldReader.MALFORMED,
                    "Name an order, with its commission or not, a run and a payout, or a dispute.");
            return Optional.empty();
        }
        if (ofPayout) {
            return run.flatMap(in -> payout.map(of -> new About.OfPayout(in, of)));
        }
        return about.has(COMMISSION)
                ? order.flatMap(in -> commission.map(of -> new About.OfCommission(in, of)))
                : order.map(About.OfOrder::new);
    }

    /// Notes what one of the two does not see, as what is not there.
    void require(FieldReader body, Parties parties, Optional<About> about) {
        if (about.filter(what -> !isSeen(parties, what)).isPresent()) {
            body.fault(ABOUT, "unknown_subject", "There is no such thing, or one of the two does not see it.");
        }
    }

    private boolean isSeen(Parties parties, About about) {
        return switch (about) {
            case About.OfOrder(var order) ->
                seen(parties, order).stream().findAny().isPresent();
            case About.OfCommission(var order, var id) ->
                seen(parties, order).stream()
                        .flatMap(state -> state.commissions().stream())
                        .anyMatch(commission -> commission.id().equals(id)
                                && parties.affiliate()
                                        .filter(whose -> !whose.equals(commission.affiliate()))
                                        .isEmpty());
            case About.OfPayout(var run, var payout) ->
                parties.affiliate()
                        .filter(whose -> isPaid(parties, whose, run, payout))
                        .isPresent();
            case About.OfDispute(var dispute) ->
                disputes.find(dispute)
                        .map(found -> found.value().parties())
                        .filter(of -> of.program().equals(parties.program())
                                && parties.affiliate()
                                        .filter(whose -> !whose.equals(of.affiliate()))
                                        .isEmpty())
                        .isPresent();
        };
    }

    /// What stands under an order id, credited to the thread's affiliate where it has one.
    private List<OrderState> seen(Parties parties, OrderId order) {
        return orders.of(parties.program(), order).stream()
                .filter(state -> state.sale().isPresent())
                .filter(state -> parties.affiliate().isEmpty()
                        || isCredited(state, parties.affiliate().get()))
                .toList();
    }

    private static boolean isCredited(OrderState order, AffiliateId affiliate) {
        return order.sale()
                .filter(sale -> sale.attribution() instanceof Attributed attributed
                        && attributed.shares().stream()
                                .anyMatch(share -> share.affiliate().equals(affiliate)))
                .isPresent();
    }

    /// An affiliate is told of a payout once it is more than planned.
    private boolean isPaid(Parties parties, AffiliateId affiliate, RunId id, PayoutId payout) {
        return runs.find(id)
                .filter(run -> run.value().head().program().equals(parties.program()))
                .flatMap(run -> rows.find(PlanRow.Place.of(run.value(), affiliate)))
                .filter(row -> row.value() instanceof Payout found
                        && found.id().equals(payout)
                        && found.state() != Payout.State.PLANNED)
                .isPresent();
    }

    static void write(Optional<About> about, JsonGenerator json) throws IOException {
        if (about.isEmpty()) {
            json.writeNullField(ABOUT);
            return;
        }
        json.writeObjectFieldStart(ABOUT);
        switch (about.get()) {
            case About.OfOrder(var order) -> json.writeStringField(ORDER, order.text());
            case About.OfCommission(var order, var commission) -> {
                json.writeStringField(ORDER, order.text());
                json.writeStringField(COMMISSION, commission.toString());
            }
            case About.OfPayout(var run, var payout) -> {
                json.writeStringField(RUN, run.toString());
                json.writeStringField(PAYOUT, payout.toString());
            }
            case About.OfDispute(var dispute) -> json.writeStringField(DISPUTE, dispute.toString());
        }
        json.writeEndObject();
    }
}
