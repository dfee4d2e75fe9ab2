package dev.tributary.postback;

import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A call for TUNE (HasOffers), `aff_lsr` and `aff_goal`: TUNE, "Receiving Conversions via Postback URL",
/// "Customizing a Conversion URL" and "Advertiser Sub IDs".
///
/// `adv_sub` is the order's number. A goal is an event: by its name or reference where that is sent,
/// else by its number; goal 0 is the offer's own conversion. `payout` and `revenue` are passed over: what
/// is paid is for the program's terms to say.
final class Tune extends ParameterDialect {
    Tune(Gatekeeper gatekeeper) {
        super("tune", "security_token", gatekeeper);
    }

    @Override
    Reading read(SenderParameters sent, Gate gate) {
        SenderFields fields = new SenderFields(sent)
                .exact("click_id", "transaction_id")
                .exact("order_id", "adv_sub")
                .exact("amount", "amount")
                .currency(gate, "currency")
                .exact("status", "status")
                .coupon("promo_code");
        Optional<String> named = Stream.of("goal_name", "goal_ref")
                .filter(goal -> sent.names().contains(goal))
                .findFirst();
        if (named.isPresent()) {
            return fields.event(named.get()).said();
        }
        fields.refuseMacro("goal_id");
        sent.get("goal_id").filter(id -> !id.equals("0")).ifPresent(id -> fields.put("event", "goal_id", "goal_" + id));
        return fields.said();
    }

    @Override
    String taken() {
        return "success=true;";
    }

    /// TUNE's own form of an error, which ends with a semicolon and has none inside.
    @Override
    HttpAnswer refused(HttpRefusal refusal) {
        String faults = refusal.faults().stream()
                .map(fault -> fault.field() + " " + fault.code())
                .collect(Collectors.joining(", "));
        String said = faults.isEmpty() ? refusal.code() : refusal.code() + " (" + faults + ")";
        return plain(refusal.status(), "success=false; err_msg=" + said + ";").with(refusal.headers());
    }
}
