package dev.tributary.domain.bonus;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.BonusId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Who leads a board of one quarter, decided once: what is refunded later changes nothing of it.
///
/// @param version of the terms in force when the quarter began
/// @param places the first one first; no affiliate twice
public record Leaders(ProgramId program, BonusId bonus, Period period, int version, List<Place> places) {
    /// @param reachedAt when its counter first stood at the figure, by the times of the events
    public record Place(AffiliateId affiliate, long figure, Instant reachedAt) {}

    /// The higher figure; of one figure whoever reached it first.
    public static final Comparator<Place> ORDER = Comparator.comparingLong(Place::figure)
            .reversed()
            .thenComparing(Place::reachedAt)
            .thenComparing(place -> place.affiliate().toString());

    public Leaders {
        places = List.copyOf(places);
        Set<AffiliateId> affiliates = new HashSet<>();
        for (Place place : places) {
            if (!affiliates.add(place.affiliate()) || place.figure() < 1) {
                throw new IllegalArgumentException("places hold " + place.affiliate() + " twice, or with nothing");
            }
        }
    }
}
