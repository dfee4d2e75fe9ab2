package dev.tributary.payout;

import dev.tributary.domain.payout.PayPalAccount;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.SentBatch;
import dev.tributary.domain.stored.Versioned;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// From where a bucket of a run is paid by PayPal.
///
/// @param askedBy a digest of the app's id: its secret may change, and it is the same account still
record PayPalTill(PayoutRun run, BucketRows rows, Books books, String askedBy, PayPal.Desk desk, RunProgress progress) {
    boolean isAsked(Optional<SentBatch.Asked> before) {
        return before.filter(asked -> asked.by().equals(askedBy)).isPresent();
    }

    /// The payouts of a file that were not stopped.
    List<Versioned<Payout>> of(PayoutFile file) {
        return rowsOf(file, rows);
    }

    static List<Versioned<Payout>> rowsOf(PayoutFile file, BucketRows rows) {
        return file.affiliates().stream()
                .filter(affiliate -> !file.stopped().contains(affiliate))
                .flatMap(affiliate -> rows.of(affiliate).stream())
                .filter(row -> row.value()
                        .submission()
                        .filter(asked -> asked.file() == file.place().number())
                        .isPresent())
                .toList();
    }

    /// In the order in which they stand in the body.
    List<Payout> submitted(PayoutFile file) {
        return of(file).stream()
                .map(Versioned::value)
                .filter(payout -> payout.state() == Payout.State.SUBMITTED)
                .toList();
    }

    /// Of an app: enough to tell one from another.
    static String digest(PayPalAccount.Credentials credentials) {
        return CsvRail.sha256(credentials.clientId().getBytes(StandardCharsets.UTF_8))
                .substring(0, 16);
    }

    HaltedRunException halted(String why) {
        return progress.halt(run, why);
    }
}
