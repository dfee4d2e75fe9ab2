package dev.tributary.domain.order;

import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.stored.Versioned;
import java.util.Optional;

/// Where orders are read. They are written by the ledger alone, together with what they earned.
@FunctionalInterface
public interface KnownOrders {
    /// What is committed of an order; empty when nothing is.
    /// @throws dev.tributary.domain.stored.UnavailableException when it cannot be read
    Optional<Versioned<OrderState>> find(ConversionKey key);
}
