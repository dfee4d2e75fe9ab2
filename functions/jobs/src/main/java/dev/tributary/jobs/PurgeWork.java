package dev.tributary.jobs;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.purge.Purge;
import dev.tributary.domain.purge.Purge.Phase;
import dev.tributary.domain.purge.Purge.Window;
import dev.tributary.domain.purge.Purges;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Goes on with a purge part by part, as long as there is time, and has it to itself meanwhile. A part that is swept
/// twice deletes nothing more; of two who sweep at once in spite of that, one finds the other's version and stops.
/// What is left is due, and the schedule finds it.
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
        Optional<Versioned<Purge>> taken = isNear.getAsBoolean() ? Optional.empty() : take(program);
        Optional<Known> known = Optional.empty();
        for (int parts = 0; taken.isPresent() && taken.get().value().isRunning(); parts++) {
            Versioned<Purge> purge = taken.get();
            if (isNear.getAsBoolean() || parts == MOST_PARTS) {
                replaced(purge, purge.value().released(clock.instant()));
                return;
            }
            Known now = known.filter(before -> before.isOf(purge.value())).orElseGet(() -> know(purge.value()));
            known = Optional.of(now);
            taken = now.heads().more().isPresent()
                    ? replaced(purge, purge.value().closed(now.heads().more().get(), clock.instant()))
                    : sweep(purge, now.heads().places());
        }
    }

    /// The heads of the window that a worker is in.
    private record Known(Phase phase, Window window, Purges.Heads heads) {
        boolean isOf(Purge purge) {
            return phase == purge.progress().phase()
                    && window.equals(purge.progress().window());
        }
    }

    /// The pass over the heads themselves asks for none.
    private Known know(Purge purge) {
        Window window = purge.progress().window();
        return new Known(
                purge.progress().phase(),
                window,
                purge.progress().phase() == Phase.CONTENT
                        ? purges.heads(purge.program(), window)
                        : new Purges.Heads(Set.of(), Optional.empty()));
    }

    /// Empty when there is none, when it is over, or another's.
    private Optional<Versioned<Purge>> take(ProgramId program) {
        Instant now = clock.instant();
        return purges.find(program)
                .filter(found -> found.value().isFree(now))
                .flatMap(found -> replaced(found, found.value().claimed(now)));
    }

    private Optional<Versioned<Purge>> sweep(Versioned<Purge> purge, Set<String> heads) {
        Purges.Swept swept = purges.sweep(purge.value(), heads);
        return replaced(purge, purge.value().swept(swept.deleted(), swept.next(), clock.instant()));
    }

    /// As it stands then; empty when somebody else was first.
    private Optional<Versioned<Purge>> replaced(Versioned<Purge> read, Purge next) {
        return switch (purges.replace(read.with(next))) {
            case Replacement.Replaced() -> Optional.of(new Versioned<>(next, read.version() + 1));
            case Replacement.Stale() -> Optional.empty();
        };
    }
}
