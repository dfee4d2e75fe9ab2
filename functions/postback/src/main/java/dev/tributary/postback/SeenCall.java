package dev.tributary.postback;

import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.postback.LoggedCall;
import dev.tributary.domain.postback.LoggedCall.Said;
import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is known of a call while it is looked at, for its line in the log of its program: nothing before it is
/// proven who calls, so that whoever is refused for that leaves no line.
final class SeenCall {
    private final String dialect;
    private final String method;
    private Optional<Arrived> arrived = Optional.empty();
    private Said said = Said.NOTHING;

    private record Arrived(Gate gate, Instant at) {}

    SeenCall(String dialect, String method) {
        this.dialect = dialect;
        this.method = method;
    }

    void admitted(Gate gate, Instant at) {
        arrived = Optional.of(new Arrived(gate, at));
    }

    /// @param fields by our names
    void read(JsonValue.Fields fields) {
        said = new Said(
                text(fields, "order_id").flatMap(OrderId::parse),
                text(fields, "event"),
                Optional.empty(),
                fields.get("test").filter(new JsonValue.Truth(true)::equals).isPresent());
    }

    void receipted(ReceiptId receipt) {
        said = Said.of(receipt, said.event(), said.isTest());
    }

    Optional<LoggedCall> answered(int status, String code) {
        return line(status, code, List.of(), said);
    }

    Optional<LoggedCall> refused(HttpRefusal refusal) {
        List<LoggedCall.Fault> faults = refusal.faults().stream()
                .map(fault -> new LoggedCall.Fault(fault.field(), fault.code()))
                .toList();
        // The receipt of a call that was not taken was given to nobody.
        return line(
                refusal.status(),
                refusal.code(),
                faults,
                new Said(said.order(), said.event(), Optional.empty(), said.isTest()));
    }

    private Optional<LoggedCall> line(int status, String code, List<LoggedCall.Fault> faults, Said about) {
        return arrived.map(known ->
                new LoggedCall(known.gate().program(), known.at(), dialect, method, status, code, faults, about, 0));
    }

    private static Optional<String> text(JsonValue.Fields fields, String name) {
        return fields.get(name)
                .flatMap(value -> value instanceof JsonValue.Text(String text) ? Optional.of(text) : Optional.empty());
    }
}
