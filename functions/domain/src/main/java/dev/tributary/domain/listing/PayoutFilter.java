package dev.tributary.domain.listing;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.payout.Payout;
import java.util.List;
import java.util.Optional;

/// What a list of payouts is narrowed by: to one run, or to one affiliate in a program's runs.
///
/// @param program of the runs; empty where one run is named
public record PayoutFilter(
        Optional<RunId> run,
        Optional<ProgramId> program,
        Optional<AffiliateId> affiliate,
        Optional<Payout.State> state) {
    private static final String RUN = "run_id";
    private static final String PROGRAM = "program_id";
    private static final String AFFILIATE = "affiliate_id";

    /// Takes the filters and notes what is wrong with them; refuses nothing yet.
    public static PayoutFilter take(StatedFilters given, Tenant viewer) {
        PayoutFilter filter = new PayoutFilter(
                given.take(RUN, RunId::parse),
                given.take(PROGRAM, ProgramId::parse),
                given.take(AFFILIATE, AffiliateId::parse),
                given.take("state", PayoutFilter::state));
        boolean isAffiliates = viewer.asAffiliate().isPresent();
        if (given.has(RUN) && given.has(PROGRAM)) {
            given.fault(PROGRAM, "unknown", "does not go with run_id");
        } else if (!given.has(RUN) && isAffiliates && !given.has(PROGRAM)) {
            given.fault(PROGRAM, StatedFilters.REQUIRED, "is needed, or run_id: payouts are listed by one of them");
        } else if (!given.has(RUN) && !isAffiliates && !(given.has(PROGRAM) && given.has(AFFILIATE))) {
            given.fault(RUN, StatedFilters.REQUIRED, "is needed, or program_id and affiliate_id");
        }
        return filter;
    }

    /// Whose alone; empty for a merchant that names none.
    Optional<AffiliateId> whose(Tenant viewer) {
        return viewer.asAffiliate().or(() -> affiliate);
    }

    boolean isWanted(Tenant viewer, Payout payout) {
        return (state.isEmpty() || state.get() == payout.state()) && ListedPayouts.isShown(viewer, payout);
    }

    private static Optional<Payout.State> state(String text) {
        return List.of(Payout.State.values()).stream()
                .filter(state -> state.text().equals(text))
                .findFirst();
    }
}
