package dev.tributary.postback;

import dev.tributary.domain.postback.PostbackAccess.Gate;
import java.util.List;

/// A call for Keitaro: Keitaro, "Postback", with its statuses and their transformations.
///
/// `lead`, `sale` and `rejected` are what is thought of one conversion: a sale that is pending, approved,
/// rejected. A rejection comes with its payout, and is word of a status alone here. `rebill` is a further
/// sale, which only its own `tid` tells from the first. `payout`, or `revenue`, is the order's amount:
/// what its affiliate earns is for the program's terms to say.
final class Keitaro extends ParameterDialect {
    private static final String STATUS = "status";
    private static final String SALE = "sale";
    private static final String REBILL = "rebill";
    private static final String REJECTED = "rejected";

    Keitaro(Gatekeeper gatekeeper) {
        super("keitaro", "token", gatekeeper);
    }

    @Override
    Reading read(SenderParameters sent, Gate gate) {
        String said = sent.get(STATUS).orElse(SALE);
        if (lists(sent, "ignore_status", said)) {
            return new Reading.Unused("ignored_status");
        }
        SenderFields fields = new SenderFields(sent).exact("click_id", "subid").exact("order_id", "tid");
        // An absent status is a sale that is approved: too much for a macro to say.
        fields.refuseMacro(STATUS);
        String status = status(sent, said);
        if (status.equals(REBILL) && sent.get("tid").isEmpty()) {
            fields.fault("tid", "missing", "A rebill is told from the sale before it by its tid.");
        }
        if (!status.equals(REJECTED)) {
            amount(sent, fields);
            fields.currency(gate, "currency");
        }
        return fields.put(STATUS, STATUS, ours(status)).said();
    }

    /// With each status: an approval without its payout cannot be told from a sale of unknown worth.
    private static void amount(SenderParameters sent, SenderFields fields) {
        String payout = sent.named("payout", "revenue");
        if (!sent.names().contains(payout)) {
            fields.fault(payout, "missing", "Every status but a rejection needs its payout.");
        }
        fields.exact("amount", payout);
    }

    /// The user's own words for Keitaro's: `sale_status=billed,paid`.
    private static String status(SenderParameters sent, String said) {
        for (String status : List.of(SALE, "lead", REJECTED)) {
            if (lists(sent, status + "_status", said)) {
                return status;
            }
        }
        return said;
    }

    private static boolean lists(SenderParameters sent, String parameter, String status) {
        return List.of(sent.get(parameter).orElse("").split(",")).contains(status);
    }

    private static String ours(String status) {
        return switch (status) {
            case "lead" -> "pending";
            case SALE, REBILL -> "approved";
            case REJECTED -> REJECTED;
            // None of ours either, `approved` included: then it is unknown.
            default -> "?";
        };
    }
}
