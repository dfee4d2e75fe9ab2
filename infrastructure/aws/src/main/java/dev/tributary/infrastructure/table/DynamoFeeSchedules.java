package dev.tributary.infrastructure.table;

import dev.tributary.domain.bonus.FeeSchedule;
import dev.tributary.domain.bonus.FeeSchedules;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.BonusKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How far fees are decided, in the table:
/// ```
/// pk W#{program} | sk - | version 3 | next 2026-12-01 | position aff_...
/// ```
public final class DynamoFeeSchedules implements FeeSchedules {
    private static final String NEXT = "next";
    private static final String POSITION = "position";

    private final ItemStore items;
    private final DueIndex due;

    public DynamoFeeSchedules(Table table) {
        this.items = new ItemStore(table);
        this.due = new DueIndex(table);
    }

    @Override
    public Optional<Versioned<FeeSchedule>> find(ProgramId program) {
        return items.find(BonusKeys.schedule(program), Keys.SOLE, item -> schedule(program, item));
    }

    public Creation create(FeeSchedule schedule, ZoneId zone) {
        return items.create(place(schedule), item(schedule, zone));
    }

    @Override
    public Replacement replace(Versioned<FeeSchedule> schedule, ZoneId zone) {
        return items.replace(place(schedule.value()), item(schedule.value(), zone), schedule.version());
    }

    @Override
    public Page<ProgramId> due(Instant now, Optional<String> from) {
        return due.due(BonusKeys.dueFees(), now, from, BonusKeys::programOf);
    }

    static ItemStore.Place place(FeeSchedule schedule) {
        return ItemStore.Place.sole(BonusKeys.schedule(schedule.program()));
    }

    static Map<String, Object> item(FeeSchedule schedule, ZoneId zone) {
        Map<String, Object> item = new HashMap<>();
        schedule.position().ifPresent(position -> item.put(POSITION, position));
        schedule.next().ifPresent(next -> {
            String pk = BonusKeys.schedule(schedule.program());
            item.put(NEXT, next.toString());
            item.put(Keys.GSI2_PK, BonusKeys.dueFees());
            item.put(Keys.GSI2_SK, Keys.due(next.atStartOfDay(zone).toInstant(), pk, Keys.SOLE));
        });
        return item;
    }

    private static FeeSchedule schedule(ProgramId program, Map<String, Object> item) {
        return new FeeSchedule(
                program,
                Optional.ofNullable((String) item.get(NEXT)).map(LocalDate::parse),
                Optional.ofNullable((String) item.get(POSITION)));
    }
}
