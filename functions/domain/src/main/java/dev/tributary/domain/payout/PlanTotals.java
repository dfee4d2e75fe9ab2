package dev.tributary.domain.payout;

import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a plan comes to: the sums an approver is shown.
///
/// @param payouts how many are paid
/// @param leftOut how many are not, by reason
/// @param newMethods payouts to an affiliate's first method
/// @param changedMethods payouts to a method that was changed in the last 30 days
/// @param changers who set the methods of those two, at most `MOST_CHANGERS` of them: none of them may
///     approve. Of affiliates who set their own the persons who did, `aff_../per_..`, at most `MOST_OWN`:
///     one of them may belong to the merchant too
public record PlanTotals(
        long payouts,
        Money gross,
        Money fees,
        Money net,
        Map<LeftOut, Long> leftOut,
        long newMethods,
        long changedMethods,
        SortedSet<String> changers) {
    public static final Duration RECENT = Duration.ofDays(30);
    public static final int MOST_CHANGERS = 50;
    public static final int MOST_OWN = 200;

    public PlanTotals {
        EnumMap<LeftOut, Long> counts = new EnumMap<>(LeftOut.class);
        counts.putAll(leftOut);
        leftOut = Collections.unmodifiableMap(counts);
        changers = Collections.unmodifiableSortedSet(new TreeSet<>(changers));
    }

    public static PlanTotals none(CurrencyCode currency) {
        Money zero = Money.zero(currency);
        return new PlanTotals(0, zero, zero, zero, Map.of(), 0, 0, new TreeSet<>());
    }

    /// With one line more. What is known of the payee's method decides whether an approver is warned.
    PlanTotals plus(PlanLine line, Payee payee, Instant now) {
        return switch (line) {
            case PlanLine.Included included -> plus(included, payee, now);
            case PlanLine.Excluded excluded -> {
                Map<LeftOut, Long> counts = new EnumMap<>(LeftOut.class);
                counts.putAll(leftOut);
                counts.merge(excluded.reason(), 1L, Long::sum);
                yield new PlanTotals(payouts, gross, fees, net, counts, newMethods, changedMethods, changers);
            }
        };
    }

    private PlanTotals plus(PlanLine.Included line, Payee payee, Instant now) {
        boolean isNew = line.to().isNew();
        boolean isChanged = payee.method()
                .filter(method ->
                        !method.value().isNew() && method.value().setAt().isAfter(now.minus(RECENT)))
                .isPresent();
        SortedSet<String> by = new TreeSet<>(changers);
        if (isNew || isChanged) {
            payee.method()
                    .map(method -> method.value().changedBy())
                    .filter(actor -> isWatched(actor, payee.affiliate()))
                    .filter(actor -> isOwnWord(actor) ? ownWords() < MOST_OWN : others() < MOST_CHANGERS)
                    .ifPresent(by::add);
        }
        return new PlanTotals(
                payouts + 1,
                gross.plus(line.gross()),
                fees.plus(line.fee()),
                net.plus(line.net()),
                leftOut,
                newMethods + (isNew ? 1 : 0),
                changedMethods + (isChanged ? 1 : 0),
                by);
    }

    /// Whether more set methods than are named here.
    boolean hasTooManyChangers() {
        return others() >= MOST_CHANGERS || ownWords() >= MOST_OWN;
    }

    private long ownWords() {
        return changers.stream().filter(PlanTotals::isOwnWord).count();
    }

    private long others() {
        return changers.size() - ownWords();
    }

    private static boolean isOwnWord(String actor) {
        return actor.indexOf('/') >= 0;
    }

    /// An affiliate's own key is nobody's at the merchant; a person may be.
    private static boolean isWatched(String actor, AffiliateId affiliate) {
        String own = affiliate + "/";
        return !actor.startsWith(own)
                || PersonId.parse(actor.substring(own.length())).isPresent();
    }
}
