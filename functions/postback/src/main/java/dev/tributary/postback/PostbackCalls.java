package dev.tributary.postback;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.Log;
import dev.tributary.postback.Judging.Judged;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One call of a sender, from the event to the answer, in the order of the contract: size, form, whether
/// it may try, who calls, what it says, then what is committed, then the one durable write.
final class PostbackCalls {
    private static final String RETRY_AFTER_SECONDS = "5";
    private static final String NOTHING_TO_SAY = "nothing_to_take_back";

    private final PostbackHandler.Ports ports;
    private final Rings rings;
    private final Attempts attempts = new Attempts();
    private final Arrivals arrivals;
    private final Judging judging;
    private final Explaining explaining;
    private final CallNotes notes;
    private final Clock clock;

    PostbackCalls(PostbackHandler.Ports ports, Rings rings, Clock clock) {
        this.ports = ports;
        this.rings = rings;
        this.arrivals = new Arrivals(clock);
        this.judging = new Judging(ports.orders(), ports.accounts());
        this.explaining = new Explaining(ports, judging, rings, clock);
        this.notes = new CallNotes(ports.log());
        this.clock = clock;
    }

    HttpAnswer answer(Dialect dialect, APIGatewayV2HTTPEvent event, String program) throws IOException {
        // Before anything else: such a call is never taken, whatever else it says.
        if (ExplainQuery.isAsked(event.getRawQueryString())) {
            return explaining.answer(dialect, event, program);
        }
        SeenCall seen =
                new SeenCall(dialect.name(), event.getRequestContext().getHttp().getMethod());
        Outcome outcome = outcome(dialect, event, program, seen);
        // What is certain by now stays so, whatever becomes of the line.
        seen.line(outcome).ifPresent(notes::note);
        return dialect.answer(outcome);
    }

    private Outcome outcome(Dialect dialect, APIGatewayV2HTTPEvent event, String program, SeenCall seen)
            throws IOException {
        try {
            return taken(dialect, SenderCall.of(program, event), seen);
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

    private Outcome taken(Dialect dialect, SenderCall call, SeenCall seen) throws IOException {
        if (dialect.isPing(call)) {
            return new Outcome.Unused("ping");
        }
        dialect.requireForm(call);
        KeyRing ring = rings.available();
        Instant now = clock.instant();
        // What proves nothing cannot fail to: it counts its calls itself.
        Gate gate = dialect.proves()
                ? attempts.admit(call.program(), call.http(), now, () -> dialect.proven(call, ring, now))
                : dialect.proven(call, ring, now);
        if (dialect.proves()) {
            seen.admitted(gate.program(), arrivals.next());
        }
        return switch (dialect.read(call, gate, now)) {
            case Reading.Unused(String reason) -> {
                log(dialect, 200, "unused", Map.of("reason", reason, "program_id", gate.program()));
                yield new Outcome.Unused(reason);
            }
            case Reading.Said(List<Reading.One> calls) -> {
                // All is judged before any is sent: what is refused has left nothing behind.
                List<Judged> judged = new ArrayList<>();
                for (Reading.One one : calls) {
                    seen.read(one.fields());
                    Postback said = judging.read(one, gate, ring, arrivals.next());
                    judged.addAll(judging.judged(one, dialect.proves() ? said : said.unproven(), gate, ring));
                }
                if (judged.isEmpty()) {
                    log(dialect, 200, "unused", Map.of("reason", NOTHING_TO_SAY, "program_id", gate.program()));
                }
                yield judged.isEmpty() ? new Outcome.Unused(NOTHING_TO_SAY) : sent(dialect, judged, ring);
            }
        };
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

    private static void log(Dialect dialect, int status, String outcome, Map<String, ?> ids) {
        Map<String, Object> fields = new TreeMap<>(ids);
        fields.put("dialect", dialect.name());
        fields.put("status", status);
        fields.put("outcome", outcome);
        Log.line("postback", fields);
    }
}
