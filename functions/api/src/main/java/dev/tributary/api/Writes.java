package dev.tributary.api;

import dev.tributary.domain.access.ActorId;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.CallRecords;
import dev.tributary.domain.change.CallRecords.Answer;
import dev.tributary.domain.change.CallRecords.Call;
import dev.tributary.domain.change.CallRecords.Claim;
import dev.tributary.domain.change.CallRecords.Done;
import dev.tributary.domain.change.Changes;
import dev.tributary.domain.change.IdempotencyKey;
import dev.tributary.domain.id.Digest128;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.JsonValue;
import dev.tributary.infrastructure.lambda.MediaType;
import dev.tributary.infrastructure.lambda.StrictJson;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The way of every write: read the body, see whether the call is a repeat, decide, keep the changes
/// with their trace and the answer, answer. A call that is refused leaves nothing behind.
final class Writes {
    private static final int TRIES = 5;
    private static final int ATTEMPT_BYTES = 16;
    private static final Pattern ETAG = Pattern.compile("\"([1-9][0-9]{0,17})\"");
    private final Changes changes;
    private final CallRecords records;
    private final Traces traces;
    private final Clock clock;
    private final IntFunction<byte[]> random;

    /// A resource's part: what the call comes to, from what is there now. It writes nothing.
    @FunctionalInterface
    interface Writing {
        Decision decide(Write write) throws IOException;
    }

    /// @param random so many random bytes, fit for secrets
    Writes(Changes changes, CallRecords records, Traces traces, Clock clock, IntFunction<byte[]> random) {
        this.changes = changes;
        this.records = records;
        this.traces = traces;
        this.clock = clock;
        this.random = random;
    }

    /// What a body holds, as the fields of an object.
    @FunctionalInterface
    interface Reading {
        JsonValue.Fields read(HttpCall call);
    }

    /// @throws HttpRefusal 415, 400, then for the key 422 and 409, then what the resource finds
    HttpAnswer answer(Ask ask, Writing writing) throws IOException {
        return answer(ask, Writes::body, writing);
    }

    HttpAnswer answer(Ask ask, Reading reading, Writing writing) throws IOException {
        ask.parameters().check();
        JsonValue.Fields body = reading.read(ask.call());
        Optional<Long> ifMatch = ifMatch(ask.call());
        Optional<IdempotencyKey> key = key(ask.call());
        Instant now = clock.instant();
        String attempt = HexFormat.of().formatHex(random.apply(ATTEMPT_BYTES));
        ActorId by = ask.principal().id();
        String seed = key.map(text -> "key " + by + " " + text.text()).orElse("random " + attempt);
        Write write = new Write(ask, new FieldReader(body), now, ifMatch, seed, random);
        if (key.isEmpty()) {
            return settle(write, writing, Optional.empty());
        }
        Call call = new Call(ask.tenant(), by, key.get(), fingerprint(ask.call()), attempt);
        return switch (records.claim(call, now)) {
            case Claim.Mine() -> once(write, writing, call);
            case Claim.Answered(Answer answer) ->
                new HttpAnswer(answer.status(), answer.headers(), answer.body()).with("idempotent-replayed", "true");
            case Claim.Reused() ->
                throw HttpRefusal.of(
                        422, "idempotency_key_reused", "This Idempotency-Key was used for another call before.");
            case Claim.UnderWay(Instant until) -> throw inFlight(Duration.between(now, until));
        };
    }

    private HttpAnswer once(Write write, Writing writing, Call call) throws IOException {
        try {
            return settle(write, writing, Optional.of(call));
        } catch (HttpRefusal refused) {
            records.release(call);
            throw refused;
        }
        // Any other failure leaves the record to its lease: what was written is not known here.
    }

    private HttpAnswer settle(Write write, Writing writing, Optional<Call> call) throws IOException {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Decision decision = writing.decide(write);
            write.matchNothingElse();
            decision.before().run();
            Optional<Done> done = call.map(of -> new Done(of, kept(decision.replay())));
            if (decision.event().isEmpty()) {
                done.ifPresent(records::finish);
                return decision.answer();
            }
            AuditEvent event = traces.traced(write.ask(), decision.event().get(), decision.replay(), write.decided());
            Changes.Commit commit = new Changes.Commit(decision.changes(), event, done);
            switch (changes.commit(commit)) {
                case Changes.Outcome.Committed() -> {
                    decision.after().run();
                    return decision.answer();
                }
                case Changes.Outcome.Outdated() -> {}
                case Changes.Outcome.Overtaken() -> throw inFlight(Duration.ofSeconds(1));
            }
        }
        throw HttpRefusal.of(409, "contended", "Others keep changing the same thing. Try again.")
                .header("retry-after", "1");
    }

    private static Answer kept(HttpAnswer answer) {
        return new Answer(answer.status(), answer.headers(), answer.body());
    }

    /// No body is an empty object: some calls say all in their path.
    static JsonValue.Fields body(HttpCall call) {
        if (call.body().length == 0) {
            return new JsonValue.Fields(Map.of());
        }
        MediaType.requireJson(call.header("content-type"));
        return StrictJson.read(call.body());
    }

    private static Optional<IdempotencyKey> key(HttpCall call) {
        Optional<String> text = call.header("idempotency-key");
        Optional<IdempotencyKey> key = text.flatMap(IdempotencyKey::parse);
        if (text.isPresent() && key.isEmpty()) {
            throw HttpRefusal.of(
                    400, "malformed_idempotency_key", "An Idempotency-Key is 1 to 255 visible ASCII characters.");
        }
        return key;
    }

    private static Optional<Long> ifMatch(HttpCall call) {
        Optional<String> text = call.header("if-match");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher etag = ETAG.matcher(text.get().strip());
        if (!etag.matches()) {
            throw HttpRefusal.of(400, "malformed_if_match", "If-Match takes one ETag as it was given: \"3\".");
        }
        return Optional.of(Long.valueOf(etag.group(1)));
    }

    private static String fingerprint(HttpCall call) {
        List<String> parts = new ArrayList<>(
                List.of(call.method(), call.path(), HexFormat.of().formatHex(call.body())));
        // Only some writes take parameters: of a file that is the body.
        call.query().forEach(parameter -> parts.addAll(List.of(parameter.name(), parameter.value())));
        return Digest128.of(parts.toArray(String[]::new)).hex();
    }

    private static HttpRefusal inFlight(Duration left) {
        return Replies.later(409, "idempotency_in_flight", "A call with this Idempotency-Key is under way.", left);
    }
}
