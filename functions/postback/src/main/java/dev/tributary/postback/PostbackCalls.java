package dev.tributary.postback;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.Fingerprint;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Hold;
import dev.tributary.domain.order.Committed;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Result;
import dev.tributary.domain.order.Sale;
import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.domain.token.Purpose;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.HttpRefusal.Fault;
import dev.tributary.infrastructure.lambda.Log;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// One call of a sender, from the event to the answer, in the order of the contract: size, form, whether
/// it may try, who calls, what it says, then what is committed, then the one durable write.
final class PostbackCalls {
    private static final String RETRY_AFTER_SECONDS = "5";
    private static final String NOTHING_TO_SAY = "nothing_to_take_back";
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

    private final PostbackHandler.Ports ports;
    private final Rings rings;
    private final Attempts attempts = new Attempts();
    private final Arrivals arrivals;
    private final Clock clock;

    PostbackCalls(PostbackHandler.Ports ports, Rings rings, Clock clock) {
        this.ports = ports;
        this.rings = rings;
        this.arrivals = new Arrivals(clock);
        this.clock = clock;
    }

    HttpAnswer answer(Dialect dialect, APIGatewayV2HTTPEvent event, String program) throws IOException {
        return dialect.answer(outcome(dialect, event, program));
    }

    private Outcome outcome(Dialect dialect, APIGatewayV2HTTPEvent event, String program) throws IOException {
        try {
            return taken(dialect, SenderCall.of(program, event));
        } catch (UnavailableException failed) {
            log(dialect, 503, "unavailable", Map.of("failed", String.valueOf(failed.getMessage())));
            return new Outcome.Refused(
                    HttpRefusal.of(503, "unavailable", "Nothing was taken. Send the same call again.")
                            .header("retry-after", RETRY_AFTER_SECONDS));
        } catch (HttpRefusal refusal) {
            // A flood that costs no read costs no line either: lines cost more.
            if (refusal.status() != 429) {
                log(dialect, refusal.status(), refusal.code(), Map.of());
            }
            return new Outcome.Refused(refusal);
        }
    }

    private Outcome taken(Dialect dialect, SenderCall call) throws IOException {
        if (dialect.isPing(call)) {
            return new Outcome.Unused("ping");
        }
        dialect.requireForm(call);
        KeyRing ring = rings.available();
        Instant now = clock.instant();
        Gate gate = attempts.admit(call.program(), call.http(), now, () -> dialect.proven(call, ring, now));
        return switch (dialect.read(call, gate, now)) {
            case Reading.Unused(String reason) -> {
                log(dialect, 200, "unused", Map.of("reason", reason, "program_id", gate.program()));
                yield new Outcome.Unused(reason);
            }
            case Reading.Said(List<Reading.One> calls) -> {
                // All is judged before any is sent: what is refused has left nothing behind.
                List<Judged> judged = new ArrayList<>();
                for (Reading.One one : calls) {
                    judged.addAll(judged(one, gate, ring));
                }
                if (judged.isEmpty()) {
                    log(dialect, 200, "unused", Map.of("reason", NOTHING_TO_SAY, "program_id", gate.program()));
                }
                yield judged.isEmpty() ? new Outcome.Unused(NOTHING_TO_SAY) : sent(dialect, judged, ring);
            }
        };
    }

    /// @param isNew not committed yet: it has to be sent
    private record Judged(Postback postback, boolean isNew, Receipts.Receipt receipt) {}

    /// None when the sender's leeway leaves nothing to say of the order.
    /// @throws HttpRefusal whose faults have the sender's names
    private List<Judged> judged(Reading.One one, Gate gate, KeyRing ring) {
        try {
            Instant arrival = arrivals.next();
            ConversionEvent said = new CallReader(gate, ring, arrival).read(one.fields());
            ReceiptId receipt = ReceiptId.derive(said, oldestKey(ring));
            Postback postback = new Postback(said, receipt, arrival);
            Optional<OrderState> state = ports.orders().find(postback.key()).map(Versioned::value);
            Optional<Sale> sale = state.flatMap(OrderState::sale);
            if (one.may(Reading.Leeway.OF_KNOWN_ORDERS) && sale.isEmpty()) {
                return List.of();
            }
            Committed.Answer committed = state.<Committed.Answer>map(known -> committed(known, postback, gate))
                    .orElseGet(Committed.Answer.New::new);
            if (one.may(Reading.Leeway.OF_WHAT_IS_LEFT)
                    && committed instanceof Committed.Answer.RefundTooLarge(var remainder)
                    && remainder.isZero()) {
                return List.of();
            }
            return one.may(Reading.Leeway.STATE)
                            && sale.isPresent()
                            && committed instanceof Committed.Answer.Different(var fields)
                            && !fields.isEmpty()
                            && Collections.disjoint(fields, IDENTITY)
                    ? changed(
                            one,
                            fields,
                            new Judged(postback, false, known(sale.get().receipt(), state.get())),
                            gate,
                            ring)
                    : List.of(judged(postback, state, committed));
        } catch (HttpRefusal refusal) {
            throw refusal.because(refusal.faults().stream()
                    .map(fault -> new Fault(one.names().apply(fault.field()), fault.code(), fault.detail()))
                    .toList());
        }
    }

    /// A known order that has changed at the sender's since.
    private List<Judged> changed(Reading.One one, Set<Fingerprint.Field> fields, Judged sale, Gate gate, KeyRing ring) {
        List<Judged> changes = new ArrayList<>();
        if (!Collections.disjoint(fields, MONEY)) {
            changes.addAll(judged(one.update(), gate, ring));
        }
        one.status().ifPresent(status -> changes.addAll(judged(status, gate, ring)));
        return changes.isEmpty() ? List.of(sale) : changes;
    }

    /// A send that fails leaves those before it in the queue. The call is refused and comes again: what
    /// is said twice is one.
    private Outcome sent(Dialect dialect, List<Judged> judged, KeyRing ring) {
        for (Judged one : judged) {
            if (one.isNew()) {
                ports.queue().send(one.postback());
            }
            log(
                    dialect,
                    one.isNew() ? 202 : 200,
                    one.isNew() ? "accepted" : "same",
                    Map.of(
                            "receipt_id",
                            one.receipt().id(),
                            "program_id",
                            one.postback().key().program()));
        }
        return new Outcome.Taken(
                judged.stream().anyMatch(Judged::isNew),
                judged.stream().map(Judged::receipt).toList(),
                ring);
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
        Map<AffiliateId, Account> accounts = new HashMap<>();
        for (AffiliateId affiliate : Committed.accounts(known, postback.event())) {
            AccountKey key = new AccountKey(gate.program(), affiliate, gate.currency());
            Account read = ports.accounts().account(key).orElseGet(() -> Account.empty(key));
            accounts.put(affiliate, read.on(Hold.today(now, gate.zone())));
        }
        return Committed.check(known, postback, accounts, now);
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

    private static void log(Dialect dialect, int status, String outcome, Map<String, ?> ids) {
        Map<String, Object> fields = new TreeMap<>(ids);
        fields.put("dialect", dialect.name());
        fields.put("status", status);
        fields.put("outcome", outcome);
        Log.line("postback", fields);
    }
}
