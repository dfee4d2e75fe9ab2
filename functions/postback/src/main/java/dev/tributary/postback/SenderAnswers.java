package dev.tributary.postback;

import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.util.List;
import java.util.stream.Collectors;

/// What shops and payment providers are answered. They look at the status only: any 2xx is taken, and what
/// is not is sent again or shown to the merchant. The body is for the people who look there.
final class SenderAnswers {
    private static final String STATUS = "status";

    private SenderAnswers() {}

    static HttpAnswer answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Taken taken -> taken(taken.status(), taken.receipts());
            case Outcome.Unused(String reason) ->
                HttpAnswer.ok(json -> {
                    json.writeStartObject();
                    json.writeStringField(STATUS, "unused");
                    json.writeStringField("reason", reason);
                    json.writeEndObject();
                });
            case Outcome.Refused(HttpRefusal refusal) -> HttpAnswer.refused(refusal);
        };
    }

    private static HttpAnswer taken(int status, List<Receipts.Receipt> receipts) {
        List<String> ids = receipts.stream().map(receipt -> receipt.id().text()).toList();
        return HttpAnswer.json(status, json -> {
                    json.writeStartObject();
                    json.writeStringField(STATUS, status == 202 ? "accepted" : "same");
                    json.writeArrayFieldStart("receipts");
                    for (String id : ids) {
                        json.writeString(id);
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                })
                .with("tributary-receipt", ids.stream().collect(Collectors.joining(", ")));
    }
}
