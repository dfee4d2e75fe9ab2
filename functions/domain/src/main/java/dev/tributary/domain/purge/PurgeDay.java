package dev.tributary.domain.purge;

import dev.tributary.domain.id.MerchantId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/// How many purges a merchant has begun on the last day (UTC) on which it began one. Each passes over all keys of the
/// table, however little there is to delete. Written with each that begins, so that of two calls at once the second one
/// is judged again.
///
/// @param version as it was read; 0 before the first
public record PurgeDay(MerchantId merchant, LocalDate day, int begun, long version) {
    public static final int MOST = 20;

    public PurgeDay {
        if (begun < 0 || begun > MOST) {
            throw new IllegalArgumentException("begun is not within 0 and " + MOST + ": " + begun);
        }
    }

    public static PurgeDay none(MerchantId merchant) {
        return new PurgeDay(merchant, LocalDate.EPOCH, 0, 0);
    }

    /// How long until one more may begin; empty where it may now.
    public Optional<Duration> wait(Instant now) {
        return begun < MOST || on(now).isAfter(day)
                ? Optional.empty()
                : Optional.of(Duration.between(
                        now, day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()));
    }

    /// With one more, still at the version that was read. Clocks differ: what begins a moment before the last one
    /// counts
    /// on the day of that one.
    public PurgeDay plus(Instant now) {
        return on(now).isAfter(day)
                ? new PurgeDay(merchant, on(now), 1, version)
                : new PurgeDay(merchant, day, begun + 1, version);
    }

    private static LocalDate on(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
