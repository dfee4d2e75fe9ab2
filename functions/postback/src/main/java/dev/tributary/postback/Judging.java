package dev.tributary.postback;

import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.Fingerprint;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Hold;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.order.Committed;
import dev.tributary.domain.order.KnownOrders;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Result;
import dev.tributary.domain.order.Sale;
import dev.tributary.domain.order.UpdateRecord;
import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.domain.token.Purpose;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.HttpRefusal.Fault;
import dev.tributary.postback.Reading.Leeway;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a thing that was said comes to, by itself and by what is committed. It reads, and changes nothing.
final class Judging {
    /// What an order's money is made of; a sender's later word on anything else is not asked for.
    private static final Set<Fingerprint.Field> MONEY = EnumSet.of(
            Fingerprint.Field.AMOUNT,
            Fingerprint.Field.TAX,
            Fingerprint.Field.SHIPPING,
            Fingerprint.Field.FEE,
            Fingerprint.Field.CURRENCY,
            Fingerprint.Field.ITEMS);
    /// What makes another order of it, whoever says so.
    private static final Set<Fingerprint.Field> IDENTITY =
            EnumSet.of(Fingerprint.Field.KIND, Fingerprint.Field.CLICK, Fingerprint.Field.TEST);

    private final KnownOrders orders;
    private final Ledger accounts;

    Judging(KnownOrders orders, Ledger accounts) {
        this.orders = orders;
        this.accounts = accounts;
    }

    /// @param isNew not committed yet: it has to be sent
    record Judged(Postback postback, boolean isNew, Receipts.Receipt receipt) {}

    /// @throws HttpRefusal whose faults have the sender's names
    Postback read(Reading.One one, Gate gate, KeyRing ring, Instant arrival) {
        return read(one, new FieldReader(one.fields()), gate, ring, arrival);
    }

    /// By itself.
    /// @param reader of its fields, which knows afterwards what was read of them
    /// @throws HttpRefusal whose faults have the sender's names
    Postback read(Reading.One one, FieldReader reader, Gate gate, KeyRing ring, Instant arrival) {
        try {
            ConversionEvent said = new CallReader(gate, ring, arrival, one.may(Leeway.STRANGE_CLICK)).read(reader);
            return new Postback(said, ReceiptId.derive(said, oldestKey(ring)), arrival);
        } catch (HttpRefusal refusal) {
            throw named(refusal, one);
        }
    }

    /// By what is committed: one thing, but where the sender has leeway. Then there may be nothing left to say
    /// of the order, or two things of one that has changed.
    /// @throws HttpRefusal whose faults have the sender's names
    List<Judged> judged(Reading.One one, Postback postback, Gate gate, KeyRing ring) {
        try {
            Optional<OrderState> state = orders.find(postback.key()).map(Versioned::value);
            Optional<Sale> sale = state.flatMap(OrderState::sale);
            if (one.may(Leeway.OF_KNOWN_ORDERS) && sale.isEmpty()) {
                return List.of();
            }
            if (one.may(Leeway.STATE) && sale.isPresent() && !state.get().isUnproven()) {
                Optional<List<Judged>> changes = changes(one, state.get(), postback, gate, ring);
                if (changes.isPresent()) {
                    return changes.get();
                }
            }
            Committed.Answer committed = state.<Committed.Answer>map(known -> committed(known, postback, gate))
                    .orElseGet(Committed.Answer.New::new);
            if (one.may(Leeway.OF_WHAT_IS_LEFT)) {
                switch (committed) {
                    case Committed.Answer.RefundTooLarge(var remainder) -> {
                        return remainder.isZero()
                                ? List.of()
                                : again(one.without("amount", "items"), gate, ring, postback.receivedAt());
                    }
                    case Committed.Answer.Unprocessable(var why)
                    when why == Result.Reason.UNKNOWN_ITEM -> {
                        return again(one.without("items"), gate, ring, postback.receivedAt());
                    }
                    default -> {}
                }
            }
            return List.of(judged(postback, state, committed));
        } catch (HttpRefusal refusal) {
            if (refusal.status() == 409 && one.may(Leeway.BESIDE_REFUNDS)) {
                return List.of();
            }
            throw named(refusal, one);
        }
    }

    private static HttpRefusal named(HttpRefusal refusal, Reading.One one) {
        return refusal.because(refusal.faults().stream()
                .map(fault -> new Fault(one.names().apply(fault.field()), fault.code(), fault.detail()))
                .toList());
    }

    /// Of a known order that has changed at the sender's since; empty where it says what it said first, or another
    /// order.
    private Optional<List<Judged>> changes(
            Reading.One one, OrderState state, Postback postback, Gate gate, KeyRing ring) {
        Sale sale = state.sale().orElseThrow();
        Fingerprint said = Fingerprint.of(postback.event());
        Set<Fingerprint.Field> fields = sale.fingerprint().differences(said);
        Optional<UpdateRecord> latest = latest(state).filter(known -> one.asOf().isPresent());
        boolean moved = !Collections.disjoint(
                latest.map(UpdateRecord::fingerprint).orElse(sale.fingerprint()).differences(said), MONEY);
        if (fields.isEmpty() && !moved || !Collections.disjoint(fields, IDENTITY)) {
            return Optional.empty();
        }
        List<Judged> changes = new ArrayList<>();
        // What is older than the latest state was delivered late.
        if (moved && !latest.filter(known -> isAfter(known, one)).isPresent()) {
            changes.addAll(again(one.update(latest.map(UpdateRecord::id)), gate, ring, postback.receivedAt()));
        }
        one.status().ifPresent(status -> changes.addAll(again(status, gate, ring, postback.receivedAt())));
        return Optional.of(
                changes.isEmpty() ? List.of(new Judged(postback, false, known(sale.receipt(), state))) : changes);
    }

    private static Optional<UpdateRecord> latest(OrderState state) {
        return state.updates().stream()
                .filter(update -> Reading.One.asOf(update.id()).isPresent())
                .reduce((earlier, later) -> later);
    }

    private static boolean isAfter(UpdateRecord update, Reading.One one) {
        return Reading.One.asOf(update.id()).orElseThrow()
                > one.asOf().orElseThrow().getEpochSecond();
    }

    private List<Judged> again(Reading.One one, Gate gate, KeyRing ring, Instant arrival) {
        return judged(one, read(one, gate, ring, arrival), gate, ring);
    }

    private static Judged judged(Postback postback, Optional<OrderState> state, Committed.Answer committed) {
        return switch (committed) {
            case Committed.Answer.New() ->
                new Judged(postback, true, receipt(postback.receipt(), postback.receivedAt(), Result.Kind.PROCESSING));
            case Committed.Answer.Same(ReceiptId first) ->
                new Judged(postback, false, known(first, state.orElseThrow()));
            case Committed.Answer.Different(var differences) ->
                throw HttpRefusal.of(409, "conflict", "The same order was sent with another content.")
                        .because(differences.stream()
                                .map(field -> new Fault(
                                        FieldNames.of(field), "different", "Differs from what was sent before."))
                                .toList());
            case Committed.Answer.Closed() ->
                throw HttpRefusal.of(409, "closed", "The order is closed to this change.");
            case Committed.Answer.RefundTooLarge(var remainder) ->
                throw unprocessable(
                        "amount",
                        Result.Reason.REFUND_TOO_LARGE.text(),
                        "The refund is larger than what is left of the order: " + remainder + ".");
            case Committed.Answer.Unprocessable(Result.Reason reason) ->
                throw unprocessable(
                        FieldNames.of(reason, postback.event()),
                        reason.text(),
                        "Does not fit what is known of the order.");
        };
    }

    /// The accounts are read only where the answer depends on it: an update or a rejection of an order
    /// that somebody earns from.
    private Committed.Answer committed(OrderState known, Postback postback, Gate gate) {
        Instant now = postback.receivedAt();
        Map<AffiliateId, Account> held = new HashMap<>();
        for (AffiliateId affiliate : Committed.accounts(known, postback.event())) {
            AccountKey key = new AccountKey(gate.program(), affiliate, gate.currency());
            Account read = accounts.account(key).orElseGet(() -> Account.empty(key));
            held.put(affiliate, read.on(Hold.today(now, gate.zone())));
        }
        return Committed.check(known, postback, held, now);
    }

    /// The receipt of the first call with this content, and what became of it.
    private static Receipts.Receipt known(ReceiptId receipt, OrderState state) {
        Optional<Receipts.Receipt> noted = state.noted(receipt)
                .map(line -> receipt(receipt, line.receivedAt(), line.result().kind()));
        return noted.or(() -> state.waiting().stream()
                        .filter(postback -> postback.receipt().equals(receipt))
                        .findFirst()
                        .map(postback -> receipt(receipt, postback.receivedAt(), Result.Kind.WAITING)))
                .orElseGet(() -> receipt(receipt, state.sale().orElseThrow().receivedAt(), Result.Kind.PROCESSING));
    }

    private static Receipts.Receipt receipt(ReceiptId id, Instant receivedAt, Result.Kind status) {
        return new Receipts.Receipt(id, receivedAt, status);
    }

    /// Ids of receipts must survive rotations, so the ring's oldest key makes them.
    private static byte[] oldestKey(KeyRing ring) {
        return ring.all(Purpose.RECEIPT_ID).getLast().key().getEncoded();
    }

    private static HttpRefusal unprocessable(String field, String code, String detail) {
        return HttpRefusal.of(422, code, detail).because(List.of(new Fault(field, code, detail)));
    }
}
