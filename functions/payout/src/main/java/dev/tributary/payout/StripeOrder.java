package dev.tributary.payout;

import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.Receiver;
import dev.tributary.domain.token.KeyRing;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// What Stripe is told of a payout. The body follows from the payout alone, so that a repeat has the same
/// bytes; that the payout is named in it lets a transfer be told from one that somebody else made.
record StripeOrder(Payout payout, Receiver.StripeAccount to) {
    /// Empty when it does not open where the payout goes.
    static Optional<StripeOrder> of(Payout payout, KeyRing ring) {
        return Receiver.open(
                        payout.line().to().rail(),
                        payout.line().to().sealedDestination(),
                        payout.affiliate().toString(),
                        ring)
                .filter(Receiver.StripeAccount.class::isInstance)
                .map(Receiver.StripeAccount.class::cast)
                .map(account -> new StripeOrder(payout, account));
    }

    String body() {
        return "amount=" + payout.line().net().minor()
                + "&currency=" + currency(payout)
                + "&destination=" + encoded(to.id())
                + "&transfer_group=" + encoded(payout.id().toString())
                + "&" + encoded("metadata[payout_id]") + "="
                + encoded(payout.id().toString())
                + "&" + encoded("metadata[run_id]") + "="
                + encoded(payout.place().run().toString())
                + "&" + encoded("metadata[affiliate_id]") + "="
                + encoded(payout.affiliate().toString());
    }

    String bodyHash() {
        return CsvRail.sha256(body().getBytes(StandardCharsets.UTF_8));
    }

    boolean isAnsweredBy(Stripe.Accepted transfer) {
        return isAnsweredBy(payout, transfer) && transfer.destination().equals(to.id());
    }

    /// The same, where it is not known any more where the payout goes.
    static boolean isAnsweredBy(Payout payout, Stripe.Accepted transfer) {
        return transfer.payout().filter(payout.id().toString()::equals).isPresent()
                && transfer.amount() == payout.line().net().minor()
                && transfer.currency().equals(currency(payout));
    }

    private static String currency(Payout payout) {
        return payout.line().net().currency().code().toLowerCase(Locale.ROOT);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
