package dev.tributary.domain.payout;

import dev.tributary.domain.id.PayoutId;
import java.util.Locale;
import java.util.Optional;

/// What a bank is told to call things by: at most 35 signs, and no underscore (`SepaText`). A bank may give
/// them back in capitals.
public final class SepaIds {
    private SepaIds() {}

    /// `pay-...`: by it a bank's answer names the payout.
    public static String endToEnd(PayoutId payout) {
        return payout.toString().replace('_', '-');
    }

    /// Empty for what is none of ours.
    public static Optional<PayoutId> payout(String endToEnd) {
        return PayoutId.parse(endToEnd.toLowerCase(Locale.ROOT).replace('-', '_'));
    }

    /// Of a file: `{run}-{bucket}-{number}`, the run without `run_`.
    public static String message(PayoutFile.Place place) {
        String run = place.run().toString();
        return run.substring(run.indexOf('_') + 1) + "-" + place.bucket() + "-" + place.number();
    }
}
