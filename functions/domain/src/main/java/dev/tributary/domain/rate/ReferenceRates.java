package dev.tributary.domain.rate;

import dev.tributary.domain.stored.Creation;
import java.time.LocalDate;
import java.util.List;

/// The reference rates that are kept, a date each, never changed.
public interface ReferenceRates {
    /// Both ends included.
    List<ReferenceDay> between(LocalDate first, LocalDate last);

    Creation create(ReferenceDay day);
}
