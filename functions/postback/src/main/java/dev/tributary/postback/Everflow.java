package dev.tributary.postback;

import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.infrastructure.lambda.JsonValue;
import java.util.List;
import java.util.Map;

/// A call for Everflow: Everflow, "Accessing & Editing S2S Postback URLs" and the parameters of its SDK's
/// "Conversion Tracking".
///
/// `nid` and `adv1` to `adv5` are passed over. An event has a number: `event_id=7` is our event
/// `event_7`, and 0 is the base conversion. Everflow reads `12,34` as `12.34`; we refuse it, since another
/// sender means a thousand by it.
final class Everflow extends ParameterDialect {
    private static final List<String> EVENTS = List.of("event_id", "adv_event_id");

    Everflow(Gatekeeper gatekeeper) {
        super("everflow", "verification_token", gatekeeper);
    }

    @Override
    Reading read(SenderParameters sent, Gate gate) {
        SenderFields fields = new SenderFields(sent)
                .exact("click_id", "transaction_id")
                .exact("order_id", "order_id")
                .exact("amount", "amount")
                .currency(gate, "currency")
                .coupon("coupon_code");
        EVENTS.forEach(fields::refuseMacro);
        EVENTS.stream()
                .filter(name -> sent.get(name).filter(id -> !id.equals("0")).isPresent())
                .findFirst()
                .ifPresent(name -> fields.put(
                        "event", name, name.replace("_id", "_") + sent.get(name).orElseThrow()));
        sent.get("user_id")
                .ifPresent(id ->
                        fields.put("customer", "user_id", new JsonValue.Fields(Map.of("id", new JsonValue.Text(id)))));
        return fields.said();
    }
}
