package dev.tributary.domain.listing;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.decision.Decision;
import dev.tributary.domain.decision.Decisions;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Page;
import java.util.Optional;

/// What a list of adjustments is narrowed by: to one program always.
public record AdjustmentFilter(Optional<ProgramId> program, Optional<AffiliateId> affiliate) {
    /// Takes the filters and notes what is wrong with them; refuses nothing yet.
    public static AdjustmentFilter take(StatedFilters given) {
        return new AdjustmentFilter(
                given.required("program_id", ProgramId::parse, "adjustments are listed by program"),
                given.take("affiliate_id", AffiliateId::parse));
    }

    /// A page may be short; its position leads on all the same.
    /// @param viewer sees the program
    public ProgramWalk.Within<Decision> within(Decisions decisions, Tenant viewer) {
        return (program, request) -> {
            Page<Decision> page = decisions.in(program, request);
            return new Page<>(
                    page.items().stream()
                            .filter(one -> isShown(viewer, one))
                            .filter(one ->
                                    affiliate.isEmpty() || affiliate.get().equals(affiliate(one)))
                            .toList(),
                    page.next());
        };
    }

    /// Whether a tenant that sees the program sees this among its adjustments: an affiliate its own. What gives a
    /// bonus, and what rules on a dispute, is shown there.
    public static boolean isShown(Tenant viewer, Decision decision) {
        return decision.adjustment().award().isEmpty()
                && decision.adjustment().ruling().isEmpty()
                && !viewer.isForeign(Optional.of(affiliate(decision)));
    }

    private static AffiliateId affiliate(Decision decision) {
        return decision.adjustment().account().affiliate();
    }
}
