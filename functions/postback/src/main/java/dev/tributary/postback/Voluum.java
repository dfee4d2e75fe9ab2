package dev.tributary.postback;

import dev.tributary.domain.postback.PostbackAccess.Gate;

/// A call for Voluum: Voluum, "Parameters in Postback URLs", "Upselling: Tracking Subsequent Conversions"
/// and "Custom Conversions".
///
/// `payout` is "the revenue amount per conversion", and the order's amount here: what its affiliate earns
/// is for the program's terms to say. `et` is a name that the user made up. `param1` to `param5` are
/// passed over.
final class Voluum extends ParameterDialect {
    Voluum(Gatekeeper gatekeeper) {
        super("voluum", "token", gatekeeper);
    }

    @Override
    Reading read(SenderParameters sent, Gate gate) {
        return new SenderFields(sent)
                .exact("click_id", "cid")
                .exact("order_id", "txid")
                .exact("amount", "payout")
                .currency(gate, "currency")
                .event("et")
                .said();
    }
}
