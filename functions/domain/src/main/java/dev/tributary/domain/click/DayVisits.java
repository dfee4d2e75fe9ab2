package dev.tributary.domain.click;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The qualified clicks of a day by affiliate: one per visitor and link, however often somebody came back
/// and however often a click was recorded. Whoever is not known, of the fallback log, counts for nobody: it
/// may have been there before. Used once, by one thread.
public final class DayVisits {
    private final LocalDate day;
    private final ZoneId zone;
    private final Set<Visit> visits = new HashSet<>();

    private record Visit(AffiliateId affiliate, LinkId link, long visitorHash) {}

    public DayVisits(LocalDate day, ZoneId zone) {
        this.day = day;
        this.zone = zone;
    }

    /// Clicks of other days count for nothing here: zones differ from UTC by quarters of an hour.
    public void add(Collection<Click> clicks) {
        for (Click click : clicks) {
            if (click.kind() == ClickKind.QUALIFIED
                    && click.hasVisitor()
                    && LocalDate.ofInstant(click.token().time(), zone).equals(day)) {
                visits.add(new Visit(click.token().affiliate(), click.token().link(), click.visitorHash()));
            }
        }
    }

    public Map<AffiliateId, Long> byAffiliate() {
        Map<AffiliateId, Long> counts = new TreeMap<>((one, other) -> Long.compare(one.bits(), other.bits()));
        visits.forEach(visit -> counts.merge(visit.affiliate(), 1L, Long::sum));
        return counts;
    }
}
