package dev.tributary.domain.payout;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.RunId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which payouts of a bucket go into one file, in which order; put when absent, so that of two workers
/// one decides and the other goes on with what was decided. Those that are stopped are not in the bytes;
/// when each of them is submitted or stopped, the bytes are fixed too.
///
/// @param rail by which all of them go
/// @param affiliates of the payouts, 1 to `MOST`, none twice
/// @param stopped those of them that were stopped after they were submitted: who read their rows before
///     that sees it here
/// @param sha256 of its bytes, 64 hex digits; empty before they are fixed
/// @param written whether the file is there, or nothing is sent of it any more
/// @param sent of a rail that is called: what it was asked, and has said; empty before
public record PayoutFile(
        Place place,
        Rail rail,
        List<AffiliateId> affiliates,
        Set<AffiliateId> stopped,
        Instant created,
        Optional<String> sha256,
        boolean written,
        Optional<SentBatch> sent) {
    public static final int MOST = 1_000;

    public PayoutFile {
        if (!rail.isFile()) {
            throw new IllegalArgumentException("rail has no files: " + rail.text());
        }
        if (sent.isPresent() && (rail != Rail.PAYPAL || sent.get().isSettled() != written)) {
            throw new IllegalArgumentException("sent is of another rail, or does not fit what is written");
        }
        affiliates = List.copyOf(affiliates);
        stopped = Set.copyOf(stopped);
        if (affiliates.isEmpty() || affiliates.size() > MOST) {
            throw new IllegalArgumentException("affiliates are not 1 to " + MOST + ": " + affiliates.size());
        }
        if (new HashSet<>(affiliates).size() != affiliates.size()) {
            throw new IllegalArgumentException("affiliates holds one twice");
        }
    }

    /// Which file of which bucket.
    ///
    /// @param number from 1 on in its bucket
    public record Place(RunId run, int attempt, int bucket, int number) {
        public Place {
            if (number < 1) {
                throw new IllegalArgumentException("number is below 1: " + number);
            }
        }

        /// `0-1`: bucket, number; by which it is found in its run.
        public String text() {
            return bucket + "-" + number;
        }
    }

    public static PayoutFile fixed(Place place, Rail rail, List<AffiliateId> affiliates, Instant now) {
        return new PayoutFile(place, rail, affiliates, Set.of(), now, Optional.empty(), false, Optional.empty());
    }

    /// `payouts/run_...-0-1.csv`: run, bucket, number.
    public String name() {
        return "payouts/" + place.run() + "-" + place.text() + "." + rail.suffix();
    }

    /// How many payouts it holds.
    public int payouts() {
        return affiliates.size() - stopped.size();
    }

    /// Whether bytes stand under its name that somebody carries out; a file of whom all were stopped is never put.
    public boolean isThere() {
        return written && payouts() > 0 && !rail.answers();
    }

    /// Without one that was submitted to it.
    public PayoutFile without(AffiliateId affiliate) {
        if (sha256.isPresent() || !affiliates.contains(affiliate)) {
            throw new IllegalStateException("nobody leaves a file whose bytes are fixed, or that he is not in");
        }
        Set<AffiliateId> more = new HashSet<>(stopped);
        more.add(affiliate);
        return new PayoutFile(place, rail, affiliates, more, created, sha256, written, sent);
    }

    public PayoutFile with(String hash) {
        return new PayoutFile(place, rail, affiliates, stopped, created, Optional.of(hash), written, sent);
    }

    public PayoutFile isWritten() {
        return new PayoutFile(place, rail, affiliates, stopped, created, sha256, true, sent);
    }

    /// Whether its bytes are fixed and it waits for a call, or for what became of one.
    public boolean isToBeSent() {
        return rail.answers() && sha256.isPresent() && !written;
    }

    public PayoutFile sent(SentBatch batch) {
        return new PayoutFile(place, rail, affiliates, stopped, created, sha256, batch.isSettled(), Optional.of(batch));
    }
}
