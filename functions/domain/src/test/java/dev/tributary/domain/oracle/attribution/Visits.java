package dev.tributary.domain.oracle.attribution;

import dev.tributary.domain.oracle.Chance;
import dev.tributary.domain.oracle.Exact;
import dev.tributary.domain.oracle.attribution.Visit.Binding;
import dev.tributary.domain.oracle.attribution.Visit.Bond;
import dev.tributary.domain.oracle.attribution.Visit.Bound;
import dev.tributary.domain.oracle.attribution.Visit.Change;
import dev.tributary.domain.oracle.attribution.Visit.Click;
import dev.tributary.domain.oracle.attribution.Visit.Coupon;
import dev.tributary.domain.oracle.attribution.Visit.LateClicks;
import dev.tributary.domain.oracle.attribution.Visit.Party;
import dev.tributary.domain.oracle.attribution.Visit.Policy;
import dev.tributary.domain.oracle.attribution.Visit.Standing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Random visits, the same for the same seed: clicks near the ends of windows, near checkouts, near
/// changes of standing. No two clicks are of one second: who came first is then no question.
final class Visits {
    private static final List<String> CHANNELS = List.of("browser_extension", "coupon_site", "website");
    private static final List<String> ZONES =
            List.of("UTC", "Europe/Riga", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati");
    private static final List<String> DAYS = List.of(
            "2026-03-29",
            "2026-10-25",
            "2026-03-08",
            "2026-11-01",
            "2028-02-29",
            "2026-02-28",
            "2026-04-30",
            "2026-06-15");

    private final Chance chance;
    private final ZoneId zone;
    private final Instant at;
    private final Optional<Instant> checkout;
    private final Policy policy;
    private final List<Click> clicks = new ArrayList<>();

    private Visits(long seed) {
        chance = new Chance(seed);
        zone = ZoneId.of(chance.any(ZONES));
        at = LocalDate.parse(chance.any(DAYS)).atStartOfDay(zone).toInstant().plusSeconds(chance.upTo(86_400));
        checkout = chance.maybe(75, this::checkoutStart);
        policy = policy();
    }

    static Visit of(long seed) {
        return new Visits(seed).visit();
    }

    private Visit visit() {
        int count = chance.in100(20) ? 1 : 3 + chance.upTo(2);
        Set<Instant> taken = new HashSet<>();
        for (int affiliate = 1; affiliate <= count; affiliate++) {
            int own = chance.in100(10) ? 0 : 1 + chance.upTo(2);
            for (int number = 0; number < own; number++) {
                Instant time = clickTime();
                if (taken.add(time)) {
                    clicks.add(new Click(
                            clicks.size() + 1,
                            affiliate,
                            time,
                            chance.in100(92),
                            chance.maybe(85, () -> chance.any(CHANNELS))));
                }
            }
        }
        Set<String> buyer = chance.in100(20) ? Set.of() : chance.some(List.of("customer", "mail"));
        List<Party> parties = new ArrayList<>();
        for (int affiliate = 1; affiliate <= count; affiliate++) {
            Set<String> members = chance.in100(8) ? Set.of("customer", "mail") : Set.of("member");
            parties.add(new Party(affiliate, changes(), members));
        }
        Optional<Coupon> coupon =
                chance.maybe(20, () -> new Coupon(chance.any(List.of("ANNA10", "BEN")), 1 + chance.upTo(count - 1)));
        List<Bond> bonds = new ArrayList<>();
        chance.maybe(30, () -> bond(false, count)).ifPresent(bonds::add);
        chance.maybe(10, () -> bond(true, count)).ifPresent(bonds::add);
        boolean historyKnown = chance.in100(80);
        List<Click> known = historyKnown ? clicks : clicks.subList(0, Math.min(1, clicks.size()));
        return new Visit(zone, at, checkout, buyer, parties, List.copyOf(known), coupon, bonds, policy, historyKnown);
    }

    private Instant checkoutStart() {
        long day = Duration.ofHours(24).toSeconds();
        long before = chance.any(
                List.of(-1L, 0L, 60L, 1_800L, 3_600L, 7_200L, day - 1, day, day + 1, (long) chance.upTo(7_200)));
        return at.minusSeconds(before);
    }

    private Policy policy() {
        return new Policy(
                chance.in100(20) ? Visit.Model.LAST_CLICK : chance.any(List.of(Visit.Model.values())),
                chance.any(List.of(1, 7, 30)),
                chance.in100(30),
                chance.maybe(
                        75,
                        () -> new LateClicks(
                                chance.some(CHANNELS),
                                chance.maybe(65, () -> chance.any(List.of(part(1, 2), part(1, 4), part(2, 3)))))),
                chance.maybe(30, () -> chance.any(List.of(5, 60, 300))),
                chance.maybe(55, () -> {
                    boolean months = chance.in100(40);
                    boolean charges = !months && chance.in100(50);
                    return new Binding(
                            months ? Optional.of(chance.any(List.of(1, 3, 12))) : Optional.empty(),
                            charges ? Optional.of(1 + chance.upTo(2)) : Optional.empty(),
                            chance.in100(50));
                }));
    }

    private Instant clickTime() {
        long window = 86_400L * policy.windowDays();
        long about = chance.upTo(2) - 1;
        return switch (chance.upTo(8)) {
            case 0 -> at.minusSeconds(window + about);
            case 1 -> at.plusSeconds(chance.any(List.of(0, 1, 299, 300, 301)));
            case 2 -> at.minusSeconds(policy.leastSeconds().orElse(30) + about);
            case 3 -> checkout.orElse(at).plusSeconds(about);
            case 4, 5 -> checkout.orElse(at).plusSeconds(chance.upTo(600));
            case 6 -> at.minusSeconds(chance.upTo(7_200));
            default -> at.minusSeconds(chance.upTo((int) window));
        };
    }

    /// Mostly approved all along; else out, before or between.
    private List<Change> changes() {
        Instant longAgo = at.minus(Duration.ofDays(400));
        if (chance.in100(5)) {
            return List.of();
        }
        if (chance.in100(6)) {
            return List.of(new Change(longAgo, chance.any(List.of(Standing.APPLIED, Standing.REJECTED))));
        }
        List<Change> changes = new ArrayList<>(List.of(new Change(longAgo, Standing.APPROVED)));
        if (chance.in100(18)) {
            Instant then = near();
            changes.add(new Change(then, chance.any(List.of(Standing.PAUSED, Standing.ENDED, Standing.BANNED))));
            if (chance.in100(40)) {
                changes.add(new Change(then.plusSeconds(1 + chance.upTo(86_400)), Standing.APPROVED));
            }
        }
        return changes;
    }

    /// One of the clicks, or the conversion, give or take a second.
    private Instant near() {
        Instant of =
                clicks.isEmpty() || chance.in100(30) ? at : chance.any(clicks).at();
        return of.plusSeconds(chance.upTo(2) - 1);
    }

    /// Near its end, where it has one; or near a click.
    private Bond bond(boolean subscription, int affiliates) {
        int months = policy.binding().flatMap(Binding::months).orElse(2);
        LocalDate day = at.atZone(zone).toLocalDate().minusMonths(months);
        LocalDate start = chance.in100(40) ? day.withDayOfMonth(day.lengthOfMonth()) : day.plusDays(chance.upTo(2) - 1);
        Instant since = chance.in100(60)
                ? start.atTime(chance.upTo(23), 59, 59).atZone(zone).toInstant()
                : near();
        List<Bound> bound = new ArrayList<>();
        int count = 1 + chance.upTo(Math.min(2, affiliates - 1));
        for (int number = 1; number <= count; number++) {
            bound.add(new Bound(number, chance.in100(10) ? part(1, 2 * count) : part(1, count)));
        }
        return new Bond(subscription, since.isAfter(at) ? at : since, bound, 1 + chance.upTo(3));
    }

    private static Exact part(int over, int under) {
        return new Exact(BigDecimal.valueOf(over), BigDecimal.valueOf(under));
    }
}
