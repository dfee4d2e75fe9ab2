package dev.tributary.domain.payout;

import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.id.RunId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// What PayPal is told to call a batch by: 30 signs, as many as its documents have ever allowed, of
/// which the first 26 are the run's. The last four hold the bucket (6 bits), the file's number (10)
/// and the low bits of the attempt (4): so the id follows from the place alone, and tells it back.
public final class PayPalIds {
    private static final int RUN = 26;
    private static final int DIGITS = 4;
    private static final int RADIX = 32;
    private static final int NUMBER_BITS = 10;
    private static final int ATTEMPT_BITS = 4;
    private static final int MOST_BUCKETS = 64;
    private static final String RUN_PREFIX = "run_";
    private static final Pattern TAIL = Pattern.compile("[0-9a-v]{4}");

    private PayPalIds() {}

    /// A batch of a run; the attempt is the run's own, of which only one is ever carried out.
    public record Batch(RunId run, int bucket, int number) {}

    /// @throws IllegalArgumentException for a bucket or a number that no run has
    public static String batch(PayoutFile.Place place) {
        if (place.bucket() < 0 || place.bucket() >= MOST_BUCKETS || place.number() >= 1 << NUMBER_BITS) {
            throw new IllegalArgumentException("bucket or number is out of range: " + place);
        }
        int tail = (place.bucket() << NUMBER_BITS | place.number()) << ATTEMPT_BITS
                | place.attempt() & (1 << ATTEMPT_BITS) - 1;
        String digits = Integer.toString(tail, RADIX);
        return place.run().toString().substring(RUN_PREFIX.length()) + "0".repeat(DIGITS - digits.length()) + digits;
    }

    /// `pay_...-{batch}`, 61 signs of the 63 that PayPal allows: its events about an item say
    /// nothing of the batch but this.
    public static String item(PayoutId payout, PayoutFile.Place place) {
        return payout + "-" + batch(place);
    }

    /// The batch of an item; empty for what is none of ours.
    public static Optional<Batch> batchOf(String item) {
        int dash = item.indexOf('-');
        return dash < 0 || PayoutId.parse(item.substring(0, dash)).isEmpty()
                ? Optional.empty()
                : parse(item.substring(dash + 1));
    }

    /// Empty for what is none of ours.
    public static Optional<Batch> parse(String batch) {
        if (batch.length() != RUN + DIGITS) {
            return Optional.empty();
        }
        OptionalInt tail = tail(batch.substring(RUN));
        int number = tail.orElse(0) >> ATTEMPT_BITS & (1 << NUMBER_BITS) - 1;
        return number == 0
                ? Optional.empty()
                : RunId.parse(RUN_PREFIX + batch.substring(0, RUN))
                        .map(run -> new Batch(run, tail.orElse(0) >> NUMBER_BITS + ATTEMPT_BITS, number));
    }

    private static OptionalInt tail(String digits) {
        return TAIL.matcher(digits).matches() ? OptionalInt.of(Integer.parseInt(digits, RADIX)) : OptionalInt.empty();
    }
}
