package dev.tributary.postback;

import dev.tributary.domain.payout.StripeSignature;
import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.domain.postback.Sender;
import dev.tributary.domain.postback.SenderSecret;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.MediaType;
import dev.tributary.infrastructure.lambda.StrictJson;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Events of a merchant's account at Stripe about what its customers pay (docs.stripe.com/webhooks), signed by
/// `Stripe-Signature`. Another path takes what Stripe says of payouts.
final class Stripe implements Dialect {
    private final Gatekeeper gatekeeper;

    Stripe(Gatekeeper gatekeeper) {
        this.gatekeeper = gatekeeper;
    }

    @Override
    public String name() {
        return Sender.STRIPE.text();
    }

    @Override
    public Set<String> methods() {
        return Set.of("POST");
    }

    @Override
    public void requireForm(SenderCall call) {
        MediaType.requireJson(call.http().header("content-type"));
    }

    @Override
    public Gate proven(SenderCall call, KeyRing ring, Instant now) {
        Optional<String> header = call.http().header("stripe-signature");
        StripeSignature signature = new StripeSignature(header.orElse(""));
        return gatekeeper.admit(
                call.program(),
                Sender.STRIPE,
                header.isPresent(),
                secrets -> signature.isBy(
                        secrets.stream().map(SenderSecret::text).toList(),
                        call.http().body(),
                        now),
                ring);
    }

    @Override
    public Reading read(SenderCall call, Gate gate, Instant now) {
        SenderBody event = new SenderBody(StrictJson.readForeign(call.http().body()));
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

    @Override
    public HttpAnswer answer(Outcome outcome) {
        return SenderAnswers.answer(outcome);
    }
}
