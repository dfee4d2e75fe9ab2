package dev.tributary.domain.payout;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.util.Optional;

/// What programs have of one kind: from which accounts they pay, with which keys.
public interface ProgramSecrets<T extends ProgramSecret> {
    Optional<Versioned<T>> find(ProgramId program);

    Creation create(ProgramId program, T secret);

    Replacement replace(ProgramId program, Versioned<T> secret);
}
