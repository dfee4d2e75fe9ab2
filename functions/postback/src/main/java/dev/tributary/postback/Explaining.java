package dev.tributary.postback;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.domain.token.ClickToken;
import dev.tributary.domain.token.ClickTokens;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.HttpRefusal.Fault;
import dev.tributary.infrastructure.lambda.JsonValue;
import dev.tributary.infrastructure.lambda.Log;
import dev.tributary.postback.Explanation.Answer;
import dev.tributary.postback.Explanation.Click;
import dev.tributary.postback.Explanation.Thing;
import dev.tributary.postback.Judging.Judged;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers how a call would be read, to whoever has a key of its merchant. It goes the way of a call as far as that
/// changes nothing: nothing is sent, noted or counted against the sender. A proof that is wrong or not there is
/// told, since the key says who asks.
final class Explaining {
    private final PostbackHandler.Ports ports;
    private final Judging judging;
    private final Rings rings;
    private final ExplainDoor door;
    private final Clock clock;

    Explaining(PostbackHandler.Ports ports, Judging judging, Rings rings, Clock clock) {
        this.ports = ports;
        this.judging = judging;
        this.rings = rings;
        this.door = new ExplainDoor(ports.explaining());
        this.clock = clock;
    }

    /// @throws HttpRefusal 401, 403, 404 and 429 of the door, and 400 for another `explain` than 1
    HttpAnswer answer(Dialect dialect, APIGatewayV2HTTPEvent event, String program) throws IOException {
        SenderCall asked = SenderCall.of(program, event);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ProgramId id = door.admit(asked.http(), program, now);
        ExplainQuery.require(asked.query());
        Gate gate = ports.access()
                .find(id)
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such program."));
        SenderCall call =
                new SenderCall(program, ExplainDoor.without(asked.http()), ExplainQuery.without(asked.query()));
        Explanation explanation = explained(dialect, call, gate, now);
        Log.line(
                "postback_explained",
                Map.of(
                        "dialect",
                        dialect.name(),
                        "program_id",
                        id,
                        "would_answer",
                        explanation.answer().status()));
        return ExplanationJson.of(explanation);
    }

    private Explanation explained(Dialect dialect, SenderCall call, Gate gate, Instant now) throws IOException {
        KeyRing ring = rings.available();
        Proof proof = dialect.proof(call, gate, ring, now);
        boolean isFormed = false;
        Optional<String> unused = Optional.empty();
        List<Thing> things = new ArrayList<>();
        List<Answer> answers = new ArrayList<>();
        try {
            dialect.requireForm(call);
            isFormed = true;
            switch (dialect.read(call, gate, now)) {
                case Reading.Unused(String reason) -> {
                    unused = Optional.of(reason);
                    answers.add(new Answer(200, "unused", List.of()));
                }
                case Reading.Said(List<Reading.One> calls) -> {
                    boolean isNew = false;
                    for (Reading.One one : calls) {
                        Thing thing = thing(new SentNames(dialect, call, one), one, gate, ring, now, answers);
                        things.add(thing);
                        isNew |= thing.committed().equals(Optional.of("new"));
                    }
                    answers.add(isNew ? new Answer(202, "accepted", List.of()) : new Answer(200, "same", List.of()));
                }
            }
        } catch (HttpRefusal refusal) {
            answers.add(Answer.of(refusal));
        }
        // In the order in which a call is judged: what comes first is what its sender hears.
        Answer ifProven = answers.getFirst();
        Answer answer = isFormed && !proof.isValid() ? new Answer(401, "unauthorized", List.of()) : ifProven;
        return new Explanation(dialect.name(), proof, answer, ifProven, unused, things);
    }

    /// @param answers where a refusal goes
    private Thing thing(SentNames names, Reading.One one, Gate gate, KeyRing ring, Instant now, List<Answer> answers) {
        FieldReader reader = new FieldReader(one.fields());
        Optional<ConversionEvent> said = Optional.empty();
        Optional<String> committed = Optional.empty();
        Optional<Receipts.Receipt> receipt = Optional.empty();
        List<Fault> faults = List.of();
        try {
            Postback postback = judging.read(one, reader, gate, ring, now);
            said = Optional.of(postback.event());
            List<Judged> judged = judging.judged(one, postback, gate, ring);
            boolean isNew = judged.stream().anyMatch(Judged::isNew);
            committed = Optional.of(isNew ? "new" : "same");
            receipt =
                    judged.stream().filter(known -> !known.isNew()).findFirst().map(Judged::receipt);
        } catch (HttpRefusal refusal) {
            faults = refusal.faults();
            committed = said.map(read -> refusal.code());
            answers.add(Answer.of(refusal));
        }
        Instant occurredAt = said.flatMap(ConversionEvent::statedAt).orElse(now);
        // Without a known event nothing but the heading was looked at.
        List<String> untaken = one.fields().get("event").isPresent() ? reader.untaken() : List.of();
        return new Thing(
                text(one, "event"),
                said.map(read -> read.key().order().text()).or(() -> text(one, "order_id")),
                names.fields(untaken, said),
                names.ignored(untaken),
                faults,
                committed,
                receipt,
                text(one, "click_id").flatMap(token -> click(token, gate, ring, occurredAt)));
    }

    /// What the token alone tells; enrollments, coupons and bindings are not looked at.
    private Optional<Click> click(String text, Gate gate, KeyRing ring, Instant occurredAt) {
        return ClickTokens.verify(text, ring).map(token -> {
            boolean isOurs = token.program().equals(gate.program());
            Optional<Instant> ends = isOurs ? windowEnds(token) : Optional.empty();
            Optional<String> why = !isOurs
                    ? Optional.of("other_program")
                    : !token.qualified()
                            ? Optional.of("not_qualified")
                            : ends.filter(occurredAt::isAfter).map(late -> "outside_window");
            return new Click(token, ends, why);
        });
    }

    private Optional<Instant> windowEnds(ClickToken token) {
        return ports.explaining()
                .terms(token.program(), token.termsVersion())
                .map(terms ->
                        token.time().plus(Duration.ofDays(terms.attribution().windowDays())));
    }

    private static Optional<String> text(Reading.One one, String name) {
        return one.fields()
                .get(name)
                .flatMap(value -> value instanceof JsonValue.Text(String text) ? Optional.of(text) : Optional.empty());
    }
}
