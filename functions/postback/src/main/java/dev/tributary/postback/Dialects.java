package dev.tributary.postback;

import java.util.List;

/// The senders whose calls are taken as they send them, each at `/postbacks/{program_id}/{name}`; and our
/// own calls at `/postbacks/{program_id}`.
final class Dialects {
    private final List<Dialect> own;
    private final List<Dialect> senders;

    Dialects(Gatekeeper gatekeeper, Receipts receipts) {
        this.own = List.of(new OwnJson(gatekeeper, receipts), new OwnUrl(gatekeeper, receipts));
        this.senders = List.of(
                new Tune(gatekeeper),
                new Everflow(gatekeeper),
                new Voluum(gatekeeper),
                new Keitaro(gatekeeper),
                new Awin(gatekeeper),
                new Impact(gatekeeper),
                new Shopify(gatekeeper),
                new WooCommerce(gatekeeper),
                new Stripe(gatekeeper));
    }

    List<Dialect> own() {
        return own;
    }

    List<Dialect> senders() {
        return senders;
    }
}
