package dev.tributary.jobs;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.purge.Purge;
import dev.tributary.domain.purge.Purges;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Goes on with a purge part by part, as long as there is time. A part that is swept twice deletes nothing more;
/// of two who sweep at once, one finds the other's version and stops. What is left is due, and the schedule
/// finds it.
public final class PurgeWork {
    /// In one call, so that it ends whatever the clock says.
    private static final int MOST_PARTS = 10_000;

    private final Purges purges;
    private final Clock clock;

    public PurgeWork(Purges purges, Clock clock) {
        this.purges = purges;
        this.clock = clock;
    }

    /// @param isNear whether to stop where it can be gone on from
    public void run(ProgramId program, BooleanSupplier isNear) {
        Optional<Versioned<Purge>> read =
                purges.find(program).filter(found -> found.value().isRunning());
        if (read.isEmpty()) {
            return;
        }
        Set<String> heads = purges.heads(program);
        for (int parts = 0; parts < MOST_PARTS && read.isPresent() && !isNear.getAsBoolean(); parts++) {
            Versioned<Purge> purge = read.get();
            Purges.Swept swept = purges.sweep(purge.value(), heads);
            Purge next = purge.value().swept(swept.deleted(), swept.next(), clock.instant());
            boolean mine = purges.replace(purge.with(next)) instanceof Replacement.Replaced;
            read = Optional.of(new Versioned<>(next, purge.version() + 1)).filter(after -> mine && next.isRunning());
        }
    }
}
