package dev.tributary.domain.backtest;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.BackTestId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where back-tests and their rows are kept.
public interface BackTests {
    Optional<Versioned<BackTest>> find(BackTestId id);

    /// A program's, the newest first.
    Page<BackTest> of(ProgramId program, PageRequest page);

    /// Those of a merchant that may still run, with what has ended left out.
    RunningTests running(MerchantId merchant);

    /// Those rows of these affiliates that are there.
    Map<AffiliateId, Versioned<BackTestRow>> rows(BackTestId id, Collection<AffiliateId> affiliates);

    /// All rows, by affiliate.
    Page<BackTestRow> rows(BackTestId id, PageRequest page);

    /// The test and these rows, all or none.
    /// @param test what it becomes, with the version that was read
    /// @param rows what they become, with the versions that were read
    /// @param added rows that must not be there yet
    Replacement write(Versioned<BackTest> test, List<Versioned<BackTestRow>> rows, List<BackTestRow> added);

    /// Those that run and that nobody works at. It may show one that is done by now.
    Page<BackTestId> due(Instant now, Optional<String> from);
}
