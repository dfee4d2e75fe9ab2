package dev.tributary.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.message.Transfer.TransferReversed;
import dev.tributary.domain.message.TransferQueue;
import dev.tributary.domain.payout.PayoutRuns;
import dev.tributary.domain.payout.ProgramSecrets;
import dev.tributary.domain.payout.StripeKey;
import dev.tributary.domain.payout.StripeSignature;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.program.Programs;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// `POST /webhooks/stripe/{program_id}`: what Stripe says by itself. Whoever signs with a program's secret
/// may speak of that program's payouts only. A reversal is sent to whoever writes the ledger; other
/// events, and transfers that we did not ask for, are taken and not looked at.
final class StripeEvents implements SignedEvents {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_]{1,100}");

    private final Programs programs;
    private final ProgramSecrets<StripeKey> known;
    private final PayoutRuns runs;
    private final TransferQueue queue;
    private final Rings ring;
    private final Clock clock;

    StripeEvents(
            Programs programs,
            ProgramSecrets<StripeKey> known,
            PayoutRuns runs,
            TransferQueue queue,
            Rings ring,
            Clock clock) {
        this.programs = programs;
        this.known = known;
        this.runs = runs;
        this.queue = queue;
        this.ring = ring;
        this.clock = clock;
    }

    /// @throws HttpRefusal 401 for what is not signed by the program's secret, 400 for what is no event
    @Override
    public HttpAnswer take(HttpCall call, String programId) throws IOException {
        ProgramId program = ProgramId.parse(programId)
                .filter(id -> call.header("stripe-signature").isPresent())
                .orElseThrow(StripeEvents::unsigned);
        StripeSignature signature =
                new StripeSignature(call.header("stripe-signature").orElse(""));
        if (!signature.isBy(secrets(program), call.body(), clock.instant())) {
            throw unsigned();
        }
        JsonNode event = read(call.body());
        if (event.path("type").asText().equals("transfer.reversed")) {
            reversed(event).filter(of -> isOf(program, of)).ifPresent(of -> queue.send(List.of(of)));
        }
        return new HttpAnswer(200, Map.of(), "");
    }

    /// None for a program that is unknown, or has no secret.
    private List<String> secrets(ProgramId id) throws IOException {
        Optional<Program> program = programs.find(id).map(Versioned::value);
        if (program.isEmpty()) {
            return List.of();
        }
        var keys = ring.ring();
        return known.find(id)
                .map(found -> found.value().openSecrets(program.get().merchant(), keys))
                .orElse(List.of());
    }

    /// Empty for a transfer that names no payout, as one that somebody made by hand.
    private static Optional<TransferReversed> reversed(JsonNode event) {
        JsonNode transfer = event.path("data").path("object");
        JsonNode names = transfer.path("metadata");
        Optional<PayoutId> payout = PayoutId.parse(names.path("payout_id").asText());
        Optional<RunId> run = RunId.parse(names.path("run_id").asText());
        Optional<AffiliateId> affiliate =
                AffiliateId.parse(names.path("affiliate_id").asText());
        if (payout.isEmpty() || run.isEmpty() || affiliate.isEmpty()) {
            return Optional.empty();
        }
        String id = event.path("id").asText();
        String reference = transfer.path("id").asText();
        JsonNode amount = transfer.path("amount");
        JsonNode back = transfer.path("amount_reversed");
        if (!ID.matcher(id).matches()
                || !ID.matcher(reference).matches()
                || !amount.isIntegralNumber()
                || !back.isIntegralNumber()) {
            throw HttpRefusal.of(400, "malformed_event", "The event does not have the shape of a reversal.");
        }
        return Optional.of(new TransferReversed(
                id, run.get(), affiliate.get(), payout.get(), reference, back.longValue() >= amount.longValue()));
    }

    private boolean isOf(ProgramId program, TransferReversed event) {
        return event.payout().equals(PayoutId.derive(event.run(), event.affiliate()))
                && runs.find(event.run())
                        .filter(run -> run.value().head().program().equals(program))
                        .isPresent();
    }

    private static JsonNode read(byte[] body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException malformed) {
            throw HttpRefusal.of(400, "malformed_json", "The body is no JSON.");
        }
    }

    private static HttpRefusal unsigned() {
        return HttpRefusal.of(401, "unauthorized", "The event is not signed by a secret of this program.");
    }
}
