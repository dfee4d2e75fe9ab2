package dev.tributary.domain.payout;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Where payout policies are kept, one per program at most.
public interface PayoutPolicies {
    Optional<Versioned<PayoutPolicy>> find(ProgramId program);

    /// Those that there are, of at most 100 programs.
    List<PayoutPolicy> find(Collection<ProgramId> programs);

    /// @param zone the program's, in which its next period ends
    Creation create(PayoutPolicy policy, ZoneId zone);

    Replacement replace(Versioned<PayoutPolicy> policy, ZoneId zone);

    /// Begins a run and moves the policy on to the period after it, both or neither. A run that is there
    /// already, from a trigger before, is left as it is; then the policy alone moves on.
    Replacement begin(PayoutRun run, Versioned<PayoutPolicy> after, ZoneId zone);

    /// One page of the programs of a bucket in which a period had ended by then.
    /// @param from the position that the page before named
    Page<ProgramId> due(int bucket, Instant now, Optional<String> from);
}
