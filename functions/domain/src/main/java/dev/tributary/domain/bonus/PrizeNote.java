package dev.tributary.domain.bonus;

import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.tally.Tally.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a movement says about one prize without cash: how it stands after all its entries. An entry of a
/// bonus that moves no money is one of a prize.
///
/// @param at when the last entry about it was posted
/// @param isLive whether it stands
public record PrizeNote(BonusKey key, int version, long times, LocalDate day, Instant at, boolean isLive) {
    /// One for each prize: the transaction writes it once, whatever happened to it in between.
    public static List<PrizeNote> of(Movement movement) {
        if (movement.entries().stream().noneMatch(PrizeNote::isOfPrize)) {
            return List.of();
        }
        Map<BonusKey, PrizeNote> notes = new LinkedHashMap<>();
        Map<Tally, Long> tallies = new TreeMap<>(movement.before().tallies());
        for (Entry entry : movement.entries()) {
            Map<Tally, Long> before = new TreeMap<>(tallies);
            entry.counts().forEach(count -> tallies.merge(count.tally(), count.change(), Math::addExact));
            if (isOfPrize(entry)) {
                BonusKey.of(entry)
                        .ifPresent(key -> notes.put(key, note(key, entry, isLoss(entry) ? before : tallies, tallies)));
            }
        }
        return List.copyOf(notes.values());
    }

    public static boolean isOfPrize(Entry entry) {
        return entry.postings().isEmpty() && (isLoss(entry) || entry.cause().kind() == Cause.Kind.BONUS);
    }

    private static boolean isLoss(Entry entry) {
        return entry.cause().kind() == Cause.Kind.BONUS_LOST;
    }

    /// @param stood in which its day stands yet
    private static PrizeNote note(BonusKey key, Entry entry, Map<Tally, Long> stood, Map<Tally, Long> after) {
        return new PrizeNote(
                key,
                Math.toIntExact(after.getOrDefault(key.noted(Kind.BONUS_VERSION), 0L)),
                after.getOrDefault(key.noted(Kind.BONUS_MET), 0L),
                LocalDate.ofEpochDay(stood.getOrDefault(key.noted(Kind.BONUS_DAY), 0L)),
                entry.cause().postedAt(),
                !isLoss(entry));
    }
}
