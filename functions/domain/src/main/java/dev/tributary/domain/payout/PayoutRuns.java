package dev.tributary.domain.payout;

import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Where payout runs are kept.
public interface PayoutRuns {
    Optional<Versioned<PayoutRun>> find(RunId id);

    /// Those of so many that are there.
    Map<RunId, PayoutRun> find(Collection<RunId> ids);

    /// A program's runs, the newest first.
    Page<PayoutRun> of(ProgramId program, PageRequest page);

    Creation create(PayoutRun run);

    Replacement replace(Versioned<PayoutRun> run);

    /// What was approved for a merchant on a day; nothing, at version 0, when there was nothing.
    Approval.Day approvedOn(MerchantId merchant, LocalDate date, CurrencyCode currency);

    /// The same with its trace in the merchant's log, both or neither.
    Replacement replace(Versioned<PayoutRun> run, AuditEvent event);

    /// An approved run, what was approved on its day, and the trace, all or none.
    Replacement approve(Versioned<PayoutRun> run, Approval.Day day, AuditEvent event);

    /// One page of the runs of a bucket in which there was something to do by then.
    /// @param from the position that the page before named
    Page<RunId> due(int bucket, Instant now, Optional<String> from);
}
