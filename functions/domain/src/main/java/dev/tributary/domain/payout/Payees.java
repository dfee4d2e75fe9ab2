package dev.tributary.domain.payout;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import java.util.List;

/// Reads those who may be paid, as they are committed.
@FunctionalInterface
public interface Payees {
    int MOST = 25;

    /// @param affiliates 1 to `MOST`
    /// @return one for each, in their order
    /// @throws dev.tributary.domain.stored.UnavailableException when they cannot be read
    List<Payee> find(ProgramId program, CurrencyCode currency, List<AffiliateId> affiliates);
}
