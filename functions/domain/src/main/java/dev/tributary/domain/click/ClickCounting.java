package dev.tributary.domain.click;

import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.id.LinkId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Counts the clicks of a slice, each once. The result depends on which clicks there are, not on
/// how often or in which order they were delivered.
public final class ClickCounting {
    /// Two recordings of one nonce differ where one of them came from the fallback log, which holds
    /// nothing personal: the full one counts. Then the text decides, so that the result is the same
    /// each time.
    private static final Comparator<Click> ORDER = Comparator.comparing(
                    (Click click) -> click.token().time())
            .thenComparingLong(click -> click.token().nonce())
            .thenComparing(click -> !click.hasVisitor())
            .thenComparing(Click::toString);

    private record Visit(LinkId link, long visitorHash) {}

    private ClickCounting() {}

    /// @throws IllegalArgumentException for a click of another slice
    public static DayCounts count(Slice slice, List<Click> recorded) {
        List<Click> clicks = new ArrayList<>(recorded);
        clicks.sort(ORDER);
        LocalDate day = LocalDate.ofInstant(slice.start(), ZoneOffset.UTC);
        Set<Long> nonces = new HashSet<>();
        Set<Visit> visits = new HashSet<>();
        DayCounts.Sum sum = new DayCounts.Sum();
        for (Click click : clicks) {
            if (!Slice.of(click.token()).equals(slice)) {
                throw new IllegalArgumentException("a click of " + Slice.of(click.token()) + " in " + slice);
            }
            if (nonces.add(click.token().nonce())) {
                ClickKind kind = click.kind();
                if (kind == ClickKind.QUALIFIED
                        && click.hasVisitor()
                        && !visits.add(new Visit(click.token().link(), click.visitorHash()))) {
                    kind = ClickKind.REPEAT;
                }
                KindCounts one = KindCounts.one(kind);
                rows(click).forEach(row -> sum.add(day, row, one));
            }
        }
        return sum.limited();
    }

    /// A slice's counts under the local day of its minute. Zones differ from UTC by quarters of an
    /// hour, so an hour can lie in two local days, and a minute cannot.
    public static DayCounts inZone(Slice slice, DayCounts counts, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(slice.start(), zone);
        DayCounts.Sum sum = new DayCounts.Sum();
        counts.days().values().forEach(rows -> rows.forEach((key, count) -> sum.add(day, key, count)));
        return sum.counts();
    }

    private static List<CountKey> rows(Click click) {
        LinkId link = click.token().link();
        List<CountKey> rows = new ArrayList<>(12);
        rows.add(CountKey.TOTAL);
        rows.add(CountKey.of(link));
        rows.add(CountKey.of(click.token().affiliate()));
        for (int position = 0; position < Click.SUB_IDS; position++) {
            if (!click.subIds().get(position).isEmpty()) {
                rows.add(CountKey.ofSub(position, link, click.subIds().get(position)));
            }
        }
        if (!click.source().isEmpty()) {
            rows.add(CountKey.ofSource(link, click.source()));
        }
        click.creative().ifPresent(creative -> rows.add(CountKey.of(creative)));
        rows.add(CountKey.of(click.token().country()));
        rows.add(CountKey.of(click.token().device()));
        return rows;
    }
}
