package dev.tributary.jobs;

import dev.tributary.domain.backtest.BackTest;
import dev.tributary.domain.backtest.BackTestRow;
import dev.tributary.domain.backtest.BackTesting;
import dev.tributary.domain.backtest.BackTests;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.BackTestId;
import dev.tributary.domain.order.OrderLists;
import dev.tributary.domain.order.OrderLists.Listed;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Goes on with a back-test part by part, as long as there is time. Each part is one transaction on the
/// version of the test that it was made from: whoever ends in between, or comes twice, changes nothing
/// twice. What is left is due, and the schedule finds it.
public final class BackTestWork {
    private static final int PAGE = 50;
    /// In one call, so that it ends whatever the clock says.
    private static final int MOST_PARTS = 2_000;

    private final BackTests tests;
    private final OrderLists orders;
    private final Clock clock;

    public BackTestWork(BackTests tests, OrderLists orders, Clock clock) {
        this.tests = tests;
        this.orders = orders;
        this.clock = clock;
    }

    /// Whether to stop where it can be gone on from.
    @FunctionalInterface
    interface Deadline {
        int LEAST_MILLIS = 15_000;

        boolean isNear();
    }

    void run(BackTestId id, Deadline deadline) {
        Optional<Versioned<BackTest>> taken = deadline.isNear() ? Optional.empty() : take(id);
        for (int parts = 0; taken.isPresent() && taken.get().value().isRunning(); parts++) {
            taken = deadline.isNear() || parts == MOST_PARTS ? release(taken.get()) : next(taken.get());
        }
    }

    /// Empty when it is gone, over, or another's.
    private Optional<Versioned<BackTest>> take(BackTestId id) {
        return tests.find(id)
                .filter(found -> found.value().isFree(clock.instant()))
                .flatMap(found -> written(found.with(found.value().claimed(clock.instant())), List.of(), List.of()));
    }

    private Optional<Versioned<BackTest>> release(Versioned<BackTest> test) {
        written(test.with(test.value().released(clock.instant())), List.of(), List.of());
        return Optional.empty();
    }

    private Optional<Versioned<BackTest>> next(Versioned<BackTest> read) {
        BackTest test = read.value();
        PageRequest first = PageRequest.first(PAGE);
        Page<Listed> page = orders.salesForward(
                test.program(),
                test.span(),
                test.progress().position().map(first::after).orElse(first));
        List<Listed> fitting = BackTesting.fitting(page.items());
        boolean last = page.next().isEmpty() && fitting.size() == page.items().size();
        Map<AffiliateId, Versioned<BackTestRow>> known = tests.rows(test.id(), BackTesting.affiliates(fitting));
        Map<AffiliateId, BackTestRow> rows = new HashMap<>();
        known.forEach((affiliate, row) -> rows.put(affiliate, row.value()));
        BackTesting.Part part = BackTesting.part(test, fitting, last, rows, clock.instant());
        List<Versioned<BackTestRow>> changed = new ArrayList<>();
        List<BackTestRow> added = new ArrayList<>();
        for (BackTestRow row : part.rows()) {
            Optional.ofNullable(known.get(row.affiliate()))
                    .ifPresentOrElse(before -> changed.add(before.with(row)), () -> added.add(row));
        }
        return written(read.with(part.test()), changed, added);
    }

    /// As it stands then; empty when somebody else was first.
    private Optional<Versioned<BackTest>> written(
            Versioned<BackTest> test, List<Versioned<BackTestRow>> changed, List<BackTestRow> added) {
        return switch (tests.write(test, changed, added)) {
            case Replacement.Replaced() -> Optional.of(new Versioned<>(test.value(), test.version() + 1));
            case Replacement.Stale() -> Optional.empty();
        };
    }
}
