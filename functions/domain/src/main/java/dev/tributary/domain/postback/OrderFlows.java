package dev.tributary.domain.postback;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.util.Optional;

/// Where it is kept how the orders of programs come.
public interface OrderFlows {
    /// Empty while nobody has looked at it.
    /// @throws dev.tributary.domain.stored.UnavailableException when it cannot be read
    Optional<Versioned<OrderFlow>> find(ProgramId program);

    Creation create(OrderFlow flow);

    Replacement replace(Versioned<OrderFlow> flow);
}
