package dev.tributary.postback;

import dev.tributary.domain.payout.StripeSignature;
import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.domain.postback.Sender;
import dev.tributary.domain.postback.SenderSecret;
import java.time.Instant;
import java.util.List;

/// Events of a merchant's account at Stripe about what its customers pay (docs.stripe.com/webhooks), signed by
/// `Stripe-Signature`. Another path takes what Stripe says of payouts.
final class Stripe extends SignedDialect {
    private static final String SIGNATURE = "stripe-signature";

    Stripe(Gatekeeper gatekeeper) {
        super(Sender.STRIPE, gatekeeper);
    }

    @Override
    boolean isSigned(SenderCall call) {
        return call.http().header(SIGNATURE).isPresent();
    }

    @Override
    boolean isBy(SenderCall call, List<SenderSecret> secrets, Instant now) {
        return new StripeSignature(call.http().header(SIGNATURE).orElse(""))
                .isBy(
                        secrets.stream().map(SenderSecret::text).toList(),
                        call.http().body(),
                        now);
    }

    @Override
    public Reading read(SenderCall call, Gate gate, Instant now) {
        SenderBody event = body(call);
        return switch (event.text("type").orElse("")) {
            case "checkout.session.completed", "checkout.session.async_payment_succeeded" ->
                new StripeSale(event).session();
            case "invoice.paid" -> new StripeSale(event).invoice();
            case "charge.refunded" -> new StripeReturn(event).refunded();
            case "charge.dispute.created", "charge.dispute.funds_withdrawn" -> new StripeReturn(event).disputed();
            case "charge.dispute.closed" -> new StripeReturn(event).closed();
            default -> new Reading.Unused("other_type");
        };
    }
}
