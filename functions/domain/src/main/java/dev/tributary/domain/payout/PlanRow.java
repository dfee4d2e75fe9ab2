package dev.tributary.domain.payout;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.RunId;

/// A stored line of a plan. One that is paid is a payout; one that is left out stays as it is. What the
/// plan said never changes in either.
public sealed interface PlanRow permits Payout, PlanRow.NotPaid {
    Place place();

    PlanLine line();

    /// Where a row stands: with the other rows of its bucket, in the order of affiliates.
    record Place(RunId run, int attempt, int bucket, AffiliateId affiliate) {
        public static Place of(PayoutRun run, AffiliateId affiliate) {
            int buckets = run.head().buckets();
            return new Place(run.id(), run.head().attempt(), Planning.bucketOf(affiliate, buckets), affiliate);
        }
    }

    record NotPaid(Place place, PlanLine.Excluded line) implements PlanRow {}

    /// The row of a new line.
    static PlanRow of(PayoutRun run, PlanLine line) {
        Place place = Place.of(run, line.affiliate());
        return switch (line) {
            case PlanLine.Included included -> Payout.planned(place, included);
            case PlanLine.Excluded excluded -> new NotPaid(place, excluded);
        };
    }
}
