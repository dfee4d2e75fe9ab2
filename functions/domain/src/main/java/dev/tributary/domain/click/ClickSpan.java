package dev.tributary.domain.click;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.token.ClickToken;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;

/// A stretch of a program's time whose clicks are counted together. Whichever click changes one
/// adds 1 to its mark; whoever counts it writes what it counted under that number.
public sealed interface ClickSpan {
    /// Clicks that arrive later are refused: what is counted by then stays.
    Duration OPEN = Duration.ofDays(80);
    /// How long chunks are kept. A slice older than that must not be counted again.
    Duration CHUNKS_KEPT = Duration.ofDays(100);
    /// Longer than the chunks, so that a mark's number never starts again while one is there.
    Duration SLICES_KEPT = Duration.ofDays(120);

    ProgramId program();

    Instant end();

    /// From when on it is counted: late enough that most of its clicks have arrived.
    Instant due();

    /// Which of the due index's partitions lists it.
    /// @param buckets 1 to 64
    default int bucket(int buckets) {
        long shard = this instanceof Slice slice ? slice.shard() : 0;
        long mixed = (program().bits() + end().getEpochSecond() + shard) * 0x9E3779B97F4A7C15L;
        return (int) ((mixed >>> 20) % buckets);
    }

    /// The clicks of one minute that carry one shard: a click's token alone names its slice, so
    /// that it falls into the same one however often it is delivered.
    /// @param minute counted from the epoch
    record Slice(ProgramId program, long minute, int shard) implements ClickSpan {
        private static final Duration SETTLING = Duration.ofSeconds(60);

        public Slice {
            Objects.requireNonNull(program, "program");
            if (minute < 0) {
                throw new IllegalArgumentException("minute is negative: " + minute);
            }
            if (shard < 0 || shard >= ClickToken.MAX_SHARDS) {
                throw new IllegalArgumentException("shard is not within 0 and 63: " + shard);
            }
        }

        public static Slice of(ClickToken token) {
            return new Slice(token.program(), token.minute(), token.shard());
        }

        public Instant start() {
            return Instant.ofEpochSecond(minute * 60);
        }

        @Override
        public Instant end() {
            return Instant.ofEpochSecond((minute + 1) * 60);
        }

        @Override
        public Instant due() {
            return end().plus(SETTLING);
        }

        public Hour hour() {
            return new Hour(program, minute / 60);
        }

        public boolean isClosed(Instant now) {
            return !now.isBefore(end().plus(OPEN));
        }

        public boolean hasLostChunks(Instant now) {
            return !now.isBefore(end().plus(CHUNKS_KEPT));
        }
    }

    /// The slices of one hour, merged once at its close and again after each late slice.
    /// @param hour counted from the epoch
    record Hour(ProgramId program, long hour) implements ClickSpan {
        private static final Duration SETTLING = Duration.ofMinutes(5);

        public Hour {
            Objects.requireNonNull(program, "program");
            if (hour < 0) {
                throw new IllegalArgumentException("hour is negative: " + hour);
            }
        }

        public static long of(Instant time) {
            return Math.floorDiv(time.getEpochSecond(), 3600);
        }

        @Override
        public Instant end() {
            return Instant.ofEpochSecond((hour + 1) * 3600);
        }

        @Override
        public Instant due() {
            return end().plus(SETTLING);
        }

        /// Whether results of its slices may be gone: those of its first minute go first.
        public boolean hasLostSlices(Instant now) {
            return !now.isBefore(end().minus(Duration.ofHours(1)).plus(SLICES_KEPT));
        }
    }

    /// The hours of a date, marked again with each of them that is merged; paid once, after its close in
    /// every zone.
    record Day(ProgramId program, LocalDate date) implements ClickSpan {
        /// The westernmost zones are twelve hours behind; then three hours for clicks on their way.
        private static final Duration SETTLING = Duration.ofHours(12 + 3);

        public Day {
            Objects.requireNonNull(program, "program");
        }

        /// Of the date in UTC: which instants it has is the zone's matter.
        @Override
        public Instant end() {
            return date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        @Override
        public Instant due() {
            return end().plus(SETTLING);
        }

        /// Whether chunks of its first slices may be gone.
        public boolean hasLostChunks(Instant now) {
            return !now.isBefore(end().minus(Duration.ofDays(2)).plus(CHUNKS_KEPT));
        }
    }
}
