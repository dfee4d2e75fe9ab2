package dev.tributary.infrastructure.local.life;

import dev.tributary.domain.click.ClickKind;
import dev.tributary.domain.click.CountKey;
import dev.tributary.domain.click.DayCounts;
import dev.tributary.domain.click.Dimension;
import dev.tributary.domain.click.TestClick;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The second count: each row as a line of text with its number. It knows the rules from the design
/// and takes nothing from the platform's counting.
final class ExpectedCounts {
    private ExpectedCounts() {}

    static Map<String, Long> of(Collection<TestClick> unique, ZoneId zone) {
        List<TestClick> ordered = new ArrayList<>(unique);
        ordered.sort(Comparator.comparing(TestClick::time).thenComparing(TestClick::nonce));
        Map<String, Long> counts = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        for (TestClick click : ordered) {
            String visit = click.time().getEpochSecond() / 60 + " " + click.shard() + " " + click.link() + " "
                    + click.visitor();
            ClickKind kind = click.kind();
            if (kind == ClickKind.QUALIFIED && !seen.add(visit)) {
                kind = ClickKind.REPEAT;
            }
            String day = click.time().atZone(zone).toLocalDate().toString();
            for (String row : rows(click)) {
                counts.merge(day + " " + row + " " + kind, 1L, Long::sum);
            }
        }
        return counts;
    }

    private static List<String> rows(TestClick click) {
        List<String> rows = new ArrayList<>();
        rows.add("TOTAL 0 ");
        rows.add("LINK " + click.link() + " ");
        rows.add("AFFILIATE " + (1_000 + click.link()) + " ");
        for (int i = 0; i < 5; i++) {
            if (!click.subIds().get(i).isEmpty()) {
                rows.add("SUB" + (i + 1) + " " + click.link() + " "
                        + click.subIds().get(i));
            }
        }
        if (!click.source().isEmpty()) {
            rows.add("SOURCE " + click.link() + " " + click.source());
        }
        click.creative().ifPresent(creative -> rows.add("CREATIVE " + creative + " "));
        rows.add("COUNTRY 0 " + click.country().orElse(""));
        rows.add("DEVICE 0 " + click.device());
        return rows;
    }

    /// What the platform reports, as the same lines.
    static void addLines(DayCounts report, Dimension dimension, Map<String, Long> lines) {
        report.days()
                .forEach((day, rows) -> rows.forEach((CountKey key, dev.tributary.domain.click.KindCounts counts) -> {
                    for (ClickKind kind : ClickKind.values()) {
                        if (counts.of(kind) > 0) {
                            lines.put(
                                    day + " " + dimension + " " + key.id() + " " + key.value() + " " + kind,
                                    counts.of(kind));
                        }
                    }
                }));
    }
}
