package dev.tributary.infrastructure.table;

import dev.tributary.domain.bonus.Leaderboards;
import dev.tributary.domain.bonus.Leaders;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.BonusId;
import dev.tributary.infrastructure.edge.BonusKeys;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who leads, in the table; put once, never changed:
/// ```
/// pk W#{program} | sk top#2026-Q4 | version 1 | terms_version 3 | places ["aff_... 120000 2026-12-05T10:15:00Z"]
/// ```
public final class DynamoLeaderboards implements Leaderboards {
    private static final String VERSION = "terms_version";
    private static final String PLACES = "places";

    private final ItemStore items;

    public DynamoLeaderboards(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<Leaders> find(ProgramId program, BonusId bonus, Period period) {
        return items.find(
                        BonusKeys.schedule(program),
                        BonusKeys.leaders(bonus, period),
                        item -> new Leaders(
                                program,
                                bonus,
                                period,
                                Math.toIntExact((Long) ItemStore.required(item, VERSION)),
                                places((List<?>) ItemStore.required(item, PLACES))))
                .map(Versioned::value);
    }

    @Override
    public Creation create(Leaders leaders) {
        Map<String, Object> item = new HashMap<>();
        item.put(VERSION, (long) leaders.version());
        item.put(
                PLACES,
                leaders.places().stream()
                        .map(place -> place.affiliate() + " " + place.figure() + " " + place.reachedAt())
                        .toList());
        return items.create(
                new ItemStore.Place(
                        BonusKeys.schedule(leaders.program()),
                        BonusKeys.leaders(leaders.bonus(), leaders.period()),
                        Optional.empty()),
                item);
    }

    private static List<Leaders.Place> places(List<?> stored) {
        return stored.stream()
                .map(place -> ((String) place).split(" ", -1))
                .map(parts ->
                        new Leaders.Place(AffiliateId.of(parts[0]), Long.parseLong(parts[1]), Instant.parse(parts[2])))
                .toList();
    }
}
