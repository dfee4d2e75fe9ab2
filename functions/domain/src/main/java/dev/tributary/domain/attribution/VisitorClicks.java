package dev.tributary.domain.attribution;

import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.AffiliateId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// What is kept of one visitor's qualified clicks: of each affiliate the first and the latest, for the
/// affiliates with the latest ones. A click that is there already changes nothing.
public record VisitorClicks(List<VerifiedClick> clicks) {
    public static final int MOST_AFFILIATES = 20;
    private static final Comparator<VerifiedClick> BY_TIME =
            Comparator.comparing(VerifiedClick::clickedAt).thenComparing(VerifiedClick::token);
    /// After what its constructor uses.
    public static final VisitorClicks NONE = new VisitorClicks(List.of());

    public VisitorClicks {
        clicks = clicks.stream().sorted(BY_TIME).toList();
    }

    /// @param oldest clicks from before that are of no use any more
    public VisitorClicks with(Collection<VerifiedClick> more, Instant oldest) {
        Map<AffiliateId, TreeSet<VerifiedClick>> byAffiliate = new LinkedHashMap<>();
        List<VerifiedClick> all = new ArrayList<>(clicks);
        all.addAll(more);
        for (VerifiedClick click : all) {
            if (!click.clickedAt().isBefore(oldest)) {
                byAffiliate
                        .computeIfAbsent(click.affiliate(), absent -> new TreeSet<>(BY_TIME))
                        .add(click);
            }
        }
        List<VerifiedClick> kept = new ArrayList<>();
        byAffiliate.values().stream()
                .sorted(Comparator.comparing((TreeSet<VerifiedClick> own) -> own.last(), BY_TIME)
                        .reversed())
                .limit(MOST_AFFILIATES)
                .forEach(own -> {
                    kept.add(own.first());
                    if (own.size() > 1) {
                        kept.add(own.last());
                    }
                });
        return new VisitorClicks(kept);
    }
}
