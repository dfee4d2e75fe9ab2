package dev.tributary.domain.postback;

import dev.tributary.domain.click.ClickSpan.Hour;
import dev.tributary.domain.id.ProgramId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a program's orders come, measured in its qualified clicks: how many passed since the last order came, and how
/// many passed at most between two orders of late. Clicks and not hours, so that a night, a weekend or a quiet season
/// is no silence, and a shop that sends its orders once a day has its own measure.
///
/// @param hour the last one that was looked at, counted from the epoch
/// @param newest where the newest order stands in the list of orders; empty while none has come
/// @param clicks since it came, by whole hours
/// @param longest by UTC date, the most clicks that passed before an order of that day; of the last 28 days on which
///     one came
/// @param silentSince when too many had passed; empty while orders come
public record OrderFlow(
        ProgramId program,
        long hour,
        Optional<String> newest,
        long clicks,
        SortedMap<LocalDate, Long> longest,
        Optional<Instant> silentSince) {
    /// A silence is this many times as long as what was usual.
    public static final int TIMES = 3;
    /// Fewer clicks say nothing.
    public static final long LEAST_CLICKS = 100;
    /// On so many days orders must have come before there is a usual.
    public static final int LEAST_DAYS = 5;
    private static final int KEPT_DAYS = 28;

    public OrderFlow {
        Objects.requireNonNull(program, "program");
        longest = Collections.unmodifiableSortedMap(new TreeMap<>(longest));
        if (hour < 0 || clicks < 0 || longest.values().stream().anyMatch(most -> most < 0)) {
            throw new IllegalArgumentException("hour or clicks are negative: " + hour + ", " + clicks);
        }
        if (longest.size() > KEPT_DAYS) {
            throw new IllegalArgumentException("longest are more than " + KEPT_DAYS);
        }
    }

    /// Of a program that nobody has looked at: what came before is not counted, neither is it missed.
    public static OrderFlow begin(Hour hour, Optional<String> newest) {
        return new OrderFlow(hour.program(), hour.hour(), newest, 0, new TreeMap<>(), Optional.empty());
    }

    /// After one more hour. An hour that is not later than the last one is late clicks or the same again: it changes
    /// nothing.
    ///
    /// @param qualified clicks of the hour
    /// @param found where the newest order stands now
    /// @throws IllegalArgumentException for an hour of another program
    public OrderFlow after(Hour of, long qualified, Optional<String> found, Instant now) {
        if (!of.program().equals(program)) {
            throw new IllegalArgumentException("an hour of " + of.program() + " in the flow of " + program);
        }
        if (of.hour() <= hour) {
            return this;
        }
        long passed = Math.addExact(clicks, qualified);
        if (found.isPresent()
                && newest.filter(known -> known.compareTo(found.get()) >= 0).isEmpty()) {
            return new OrderFlow(program, of.hour(), found, 0, longestWith(of, passed), Optional.empty());
        }
        boolean tooMany = limit().filter(most -> passed > most).isPresent();
        return new OrderFlow(
                program,
                of.hour(),
                newest,
                passed,
                longest,
                tooMany ? silentSince.or(() -> Optional.of(now)) : silentSince);
    }

    /// The most clicks that passed between two orders of late; empty while none has come.
    public Optional<Long> usual() {
        return longest.values().stream().max(Long::compare);
    }

    /// Above so many clicks without an order the program is silent; empty while it has no usual.
    public Optional<Long> limit() {
        return usual().filter(most -> longest.size() >= LEAST_DAYS)
                .map(most -> Math.max(LEAST_CLICKS, Math.multiplyExact(most, TIMES)));
    }

    /// A silence becomes usual by steps only: one that lasted for weeks would hide the next.
    private SortedMap<LocalDate, Long> longestWith(Hour of, long passed) {
        LocalDate date = LocalDate.ofInstant(of.end().minusSeconds(1), ZoneOffset.UTC);
        SortedMap<LocalDate, Long> next = new TreeMap<>(longest);
        next.merge(date, limit().map(most -> Math.min(passed, most)).orElse(passed), Math::max);
        while (next.size() > KEPT_DAYS) {
            next.remove(next.firstKey());
        }
        return next;
    }
}
