package dev.tributary.postback;

import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.postback.LoggedCall;
import dev.tributary.domain.postback.LoggedCall.Said;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is known of a call while it is looked at, for its line in the log of its program. Before it is proven who
/// calls it knows no program, so whoever is refused for that leaves no line.
final class SeenCall {
    private final String dialect;
    private final String method;
    private Optional<Arrived> arrived = Optional.empty();
    private final List<Said> said = new ArrayList<>();

    private record Arrived(ProgramId program, Instant at) {}

    SeenCall(String dialect, String method) {
        this.dialect = dialect;
        this.method = method;
    }

    void admitted(ProgramId program, Instant at) {
        arrived = Optional.of(new Arrived(program, at));
    }

    /// What is judged next.
    /// @param fields by our names
    void read(JsonValue.Fields fields) {
        said.add(new Said(
                text(fields, "order_id").flatMap(OrderId::parse),
                text(fields, "event"),
                Optional.empty(),
                fields.get("test").filter(new JsonValue.Truth(true)::equals).isPresent()));
    }

    /// Of a call that says several things, the line of one that was taken is about the first, of one that was refused
    /// about the one for which it was.
    Optional<LoggedCall> line(Outcome outcome) {
        return arrived.map(known -> switch (outcome) {
            case Outcome.Taken taken -> {
                Said first = said.getFirst();
                yield line(
                        known,
                        taken.status(),
                        taken.isNew() ? "accepted" : "same",
                        List.of(),
                        Said.of(taken.receipts().getFirst().id(), first.event(), first.isTest()));
            }
            case Outcome.Unused unused -> line(known, 200, "unused", List.of(), Said.NOTHING);
            case Outcome.Refused(HttpRefusal refusal) ->
                line(
                        known,
                        refusal.status(),
                        refusal.code(),
                        refusal.faults().stream()
                                .map(fault -> new LoggedCall.Fault(fault.field(), fault.code()))
                                .toList(),
                        said.isEmpty() ? Said.NOTHING : said.getLast());
        });
    }

    private LoggedCall line(Arrived known, int status, String code, List<LoggedCall.Fault> faults, Said about) {
        return new LoggedCall(known.program(), known.at(), dialect, method, status, code, faults, about, 0);
    }

    private static Optional<String> text(JsonValue.Fields fields, String name) {
        return fields.get(name)
                .flatMap(value -> value instanceof JsonValue.Text(String text) ? Optional.of(text) : Optional.empty());
    }
}
