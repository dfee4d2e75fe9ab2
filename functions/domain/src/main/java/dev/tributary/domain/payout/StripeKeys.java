package dev.tributary.domain.payout;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.util.Optional;

/// With what programs reach Stripe.
public interface StripeKeys {
    Optional<Versioned<StripeKey>> find(ProgramId program);

    Creation create(ProgramId program, StripeKey key);

    Replacement replace(ProgramId program, Versioned<StripeKey> key);
}
