package dev.tributary.payout;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.payout.PayoutRows;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.stored.Versioned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The messages that ask for one run to be compared: some payouts in each, and each bucket's files.
final class Comparison {
    private final PayoutRows rows;

    Comparison(PayoutRows rows) {
        this.rows = rows;
    }

    List<Transfer> of(PayoutRun run, Instant now) {
        List<Transfer> messages = new ArrayList<>();
        for (int bucket = 0; bucket < run.head().buckets(); bucket++) {
            messages.add(files(run.id(), bucket, now));
            List<AffiliateId> affiliates = BucketRows.read(rows, run, bucket).all().stream()
                    .map(Versioned::value)
                    .map(payout -> payout.affiliate())
                    .toList();
            for (int from = 0; from < affiliates.size(); from += Transfer.BooksDue.MOST) {
                messages.add(new Transfer.BooksDue(
                        "books_" + minute(now) + "_" + run.id() + "_" + bucket + "_" + from,
                        run.id(),
                        affiliates.subList(from, Math.min(from + Transfer.BooksDue.MOST, affiliates.size()))));
            }
        }
        return messages;
    }

    /// Also of a run that the table does not know: whoever reads it says so.
    static Transfer files(RunId run, int bucket, Instant now) {
        return new Transfer.FilesDue("files_" + minute(now) + "_" + run + "_" + bucket, run, bucket);
    }

    private static long minute(Instant now) {
        return now.getEpochSecond() / 60;
    }
}
