package dev.tributary.domain.purge;

import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.purge.Purge.Window;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Purges, and the deleting itself.
public interface Purges {
    Optional<Versioned<Purge>> find(ProgramId program);

    /// Those of a merchant that run. It may show one that is done by now.
    Page<Purge> running(MerchantId merchant, PageRequest page);

    /// How many a merchant began of late.
    PurgeDay day(MerchantId merchant);

    Replacement replace(Versioned<Purge> purge);

    /// Programs whose purge has not ended, and that nobody works at.
    Page<ProgramId> due(Instant now, Optional<String> from);

    /// The things of a program below which others stand, in one window; none of them is gone before those are.
    Heads heads(ProgramId program, Window window);

    /// Deletes what one part of a pass finds; what is gone already is no failure.
    /// @param heads of the purge's window
    Swept sweep(Purge purge, Set<String> heads);

    /// @param places as many as one worker knows at once
    /// @param more where the window has to end, since it has others; empty when these are all of it
    record Heads(Set<String> places, Optional<String> more) {
        public Heads {
            places = Set.copyOf(places);
        }
    }

    /// @param next where to go on; empty at the end of the pass
    record Swept(int deleted, Optional<String> next) {}
}
