package dev.tributary.domain.payout;

import dev.tributary.domain.id.RunId;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.util.Optional;

/// Where the rows of plans and their files are kept. Rows that post something are written by the ledger.
public interface PayoutRows {
    /// One bucket of one attempt of a run.
    record Bucket(RunId run, int attempt, int number) {}

    /// The rows of a bucket, in the order of affiliates; a position is an affiliate's id.
    Page<Versioned<PlanRow>> in(Bucket bucket, PageRequest page);

    Optional<Versioned<PlanRow>> find(PlanRow.Place place);

    Creation create(PlanRow row);

    /// A step that posts nothing.
    Replacement replace(Versioned<Payout> payout);

    Optional<Versioned<PayoutFile>> file(PayoutFile.Place place);

    Creation create(PayoutFile file);

    Replacement replaceFile(Versioned<PayoutFile> file);
}
