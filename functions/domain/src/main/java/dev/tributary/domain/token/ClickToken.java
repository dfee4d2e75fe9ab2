package dev.tributary.domain.token;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// What a click_id says of its click. It attributes by itself: nothing here has to be looked up.
///
/// @param time milliseconds; finer is cut off
/// @param termsVersion the program's terms in force at the click; 0 to 16,777,215
/// @param shard which of the program's click shards counts it, 0 to 63: with the time it names the
///     slice, so a redelivered click always falls into the slice that it was counted in
/// @param qualified by what the request itself shows (a repeat is found later)
/// @param stale made from data that could not be refreshed: commission judges it again
public record ClickToken(
        ProgramId program,
        AffiliateId affiliate,
        LinkId link,
        Optional<ChannelId> channel,
        Instant time,
        int termsVersion,
        long nonce,
        int shard,
        Optional<CountryCode> country,
        Device device,
        OptionalLong visitorTag,
        boolean qualified,
        boolean consent,
        boolean stale) {
    static final int MAX_TERMS_VERSION = (1 << 24) - 1;
    public static final int MAX_SHARDS = 64;

    public ClickToken {
        Objects.requireNonNull(program, "program");
        time = time.truncatedTo(ChronoUnit.MILLIS);
        if (time.toEpochMilli() < 0 || time.toEpochMilli() >= 1L << 48) {
            throw new IllegalArgumentException("time is outside the token's range: " + time);
        }
        if (termsVersion < 0 || termsVersion > MAX_TERMS_VERSION) {
            throw new IllegalArgumentException("termsVersion is not within 24 bits: " + termsVersion);
        }
        if (shard < 0 || shard >= MAX_SHARDS) {
            throw new IllegalArgumentException("shard is not within 0 and 63: " + shard);
        }
        if (visitorTag.isPresent() && !consent) {
            throw new IllegalArgumentException("visitorTag without consent");
        }
    }

    /// The minute of its slice, counted from the epoch.
    public long minute() {
        return Math.floorDiv(time.getEpochSecond(), 60);
    }
}
