package dev.tributary.jobs;

import dev.tributary.domain.backtest.BackTest;
import dev.tributary.domain.backtest.BackTestRow;
import dev.tributary.domain.backtest.BackTests;
import dev.tributary.domain.backtest.RunningTests;
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

/// A store in which something happens before and after each write.
record Watched(BackTests real, Runnable beforeWrite, Runnable afterWrite) implements BackTests {
    @Override
    public Optional<Versioned<BackTest>> find(BackTestId id) {
        return real.find(id);
    }

    @Override
    public Map<AffiliateId, Versioned<BackTestRow>> rows(BackTestId id, Collection<AffiliateId> affiliates) {
        return real.rows(id, affiliates);
    }

    @Override
    public Page<BackTestRow> rows(BackTestId id, PageRequest page) {
        return real.rows(id, page);
    }

    @Override
    public Replacement write(Versioned<BackTest> test, List<Versioned<BackTestRow>> rows, List<BackTestRow> added) {
        beforeWrite.run();
        Replacement outcome = real.write(test, rows, added);
        afterWrite.run();
        return outcome;
    }

    @Override
    public Page<BackTestId> due(Instant now, Optional<String> from) {
        return real.due(now, from);
    }

    @Override
    public Page<BackTest> of(ProgramId program, PageRequest page) {
        return real.of(program, page);
    }

    @Override
    public RunningTests running(MerchantId merchant) {
        return real.running(merchant);
    }
}
