package dev.tributary.domain.payout;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.util.Optional;

/// From which accounts programs pay.
public interface Debtors {
    Optional<Versioned<Debtor>> find(ProgramId program);

    Creation create(ProgramId program, Debtor debtor);

    Replacement replace(ProgramId program, Versioned<Debtor> debtor);
}
