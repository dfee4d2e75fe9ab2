package dev.tributary.domain.payout;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.stored.Versioned;
import java.util.Optional;

/// An affiliate as the one who may be paid: all that a plan, a reserve and a file have to know of it,
/// read together.
///
/// @param name as its profile says; its id where there is none
/// @param account empty before its first entry
public record Payee(
        AffiliateId affiliate,
        String name,
        Optional<Versioned<Enrollment>> enrollment,
        Optional<Account> account,
        Optional<Versioned<PayoutMethod>> method) {
    /// Whether money may go to it: whoever is not enrolled, or is banned, gets none.
    public boolean isBanned() {
        return enrollment
                .filter(stored -> stored.value().state() != EnrollmentState.BANNED)
                .isEmpty();
    }

    /// Whether its method is still the one that a plan named.
    public boolean has(PlanLine.Destination planned) {
        return method.filter(stored -> stored.version() == planned.methodVersion())
                .isPresent();
    }
}
