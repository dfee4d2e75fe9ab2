package dev.tributary.payout;

import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.stored.Versioned;
import java.io.IOException;

/// Pays one bucket by the rails that are called. A key of one of them that does not open keeps the
/// other one's payouts not waiting; a run that is halted stops both.
record CalledWork(StripeWork stripe, PayPalWork payPal) {
    /// @return whether nothing is left that is to be done soon
    /// @throws UnreadableKeyException after the other rail was asked
    boolean pay(PayoutRun run, int bucket, BucketRows rows, Deadline deadline, EachAlone each) throws IOException {
        boolean sent;
        try {
            sent = payPal.pay(run, bucket, rows, deadline, each);
        } catch (UnreadableKeyException unreadable) {
            stripe.pay(run, rows, deadline, each);
            throw unreadable;
        }
        return stripe.pay(run, rows, deadline, each) && sent;
    }

    /// Whether nobody can send a batch any more.
    boolean close(Versioned<PayoutFile> batch) {
        return payPal.close(batch);
    }
}
