package dev.tributary.domain.bonus;

import dev.tributary.domain.ledger.Count;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.tally.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// When a counter first stood at a figure: by the times of the events, not by those of their delivery.
public final class Reached {
    private record Step(Instant at, long change) {}

    private final Tally tally;
    private final List<Step> steps = new ArrayList<>();

    public Reached(Tally tally) {
        this.tally = tally;
    }

    /// In the order of the account.
    public void add(Entry entry) {
        entry.counts().stream()
                .filter(count -> count.tally().equals(tally))
                .mapToLong(Count::change)
                .forEach(change -> steps.add(new Step(entry.cause().occurredAt(), change)));
    }

    /// Empty when it never did.
    public Optional<Instant> at(long figure) {
        List<Step> inOrder =
                steps.stream().sorted(Comparator.comparing(Step::at)).toList();
        long sum = 0;
        for (Step step : inOrder) {
            sum += step.change();
            if (sum >= figure) {
                return Optional.of(step.at());
            }
        }
        return Optional.empty();
    }
}
