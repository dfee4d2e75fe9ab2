package dev.tributary.postback;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Hold;
import dev.tributary.domain.order.Committed;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Result;
import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.domain.token.Purpose;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.HttpRefusal.Fault;
import dev.tributary.infrastructure.lambda.JsonValue;
import dev.tributary.infrastructure.lambda.Log;
import dev.tributary.infrastructure.lambda.MediaType;
import dev.tributary.infrastructure.lambda.StrictJson;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One call of a merchant, from the event to the answer, in the order of the contract: size, media
/// type, whether it may try, who calls, form, content, then what is committed, then the one durable write.
final class PostbackCalls {
    private static final String RETRY_AFTER_SECONDS = "5";

    private final PostbackHandler.Ports ports;
    private final Rings rings;
    private final Receipts receipts;
    private final Attempts attempts = new Attempts();
    private final Gatekeeper gatekeeper;
    private final Arrivals arrivals;
    private final Clock clock;

    PostbackCalls(PostbackHandler.Ports ports, Rings rings, Receipts receipts, Clock clock) {
        this.ports = ports;
        this.rings = rings;
        this.receipts = receipts;
        this.gatekeeper = new Gatekeeper(ports.access());
        this.arrivals = new Arrivals(clock);
        this.clock = clock;
    }

    HttpAnswer answer(APIGatewayV2HTTPEvent event, String program) throws IOException {
        try {
            return taken(event, program);
        } catch (UnavailableException failed) {
            log(503, "unavailable", Map.of("failed", String.valueOf(failed.getMessage())));
            throw HttpRefusal.of(503, "unavailable", "Nothing was taken. Send the same call again.")
                    .header("retry-after", RETRY_AFTER_SECONDS);
        } catch (HttpRefusal refusal) {
            // A flood that costs no read costs no line either: lines cost more.
            if (refusal.status() != 429) {
                log(refusal.status(), refusal.code(), Map.of());
            }
            throw refusal;
        }
    }

    private HttpAnswer taken(APIGatewayV2HTTPEvent event, String program) throws IOException {
        HttpCall call = HttpCall.withoutQuery(event);
        String query = Optional.ofNullable(event.getRawQueryString()).orElse("");
        boolean isPost = call.method().equals("POST");
        if (isPost) {
            MediaType.requireJson(call.header("content-type"));
        }
        KeyRing ring = rings.available();
        Instant now = clock.instant();
        Gate gate = attempts.admit(
                program,
                call,
                now,
                () -> isPost
                        ? gatekeeper.admit(program, call, ring, now)
                        : gatekeeper.admit(program, call, QueryFields.token(query), ring));
        JsonValue.Fields fields = isPost ? StrictJson.read(call.body()) : QueryFields.of(HttpCall.query(query));
        Instant arrival = arrivals.next();
        ConversionEvent said = new CallReader(gate, ring, arrival).read(fields);
        ReceiptId receipt = ReceiptId.derive(said, oldestKey(ring));
        return decided(new Postback(said, receipt, arrival), gate, ring);
    }

    private HttpAnswer decided(Postback postback, Gate gate, KeyRing ring) {
        Optional<OrderState> state = ports.orders().find(postback.key()).map(Versioned::value);
        Committed.Answer committed = state.<Committed.Answer>map(known -> committed(known, postback, gate))
                .orElseGet(Committed.Answer.New::new);
        return switch (committed) {
            case Committed.Answer.New() -> {
                ports.queue().send(postback);
                log(
                        202,
                        "accepted",
                        Map.of(
                                "receipt_id",
                                postback.receipt(),
                                "program_id",
                                postback.key().program()));
                yield receipts.answer(
                        202, receipt(postback.receipt(), postback.receivedAt(), Result.Kind.PROCESSING), ring);
            }
            case Committed.Answer.Same(ReceiptId first) -> {
                log(
                        200,
                        "same",
                        Map.of("receipt_id", first, "program_id", postback.key().program()));
                yield receipts.answer(200, known(first, state.orElseThrow()), ring);
            }
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

    private static void log(int status, String outcome, Map<String, ?> ids) {
        Map<String, Object> fields = new TreeMap<>(ids);
        fields.put("status", status);
        fields.put("outcome", outcome);
        Log.line("postback", fields);
    }
}
