package dev.tributary.domain.ledger;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.ObjLongConsumer;

/// Where the entries of days of clicks are listed.
public interface ClickEntries {
    /// Those of a program, or of one affiliate in it: the newest month first, and within each by affiliate and
    /// day, backwards. An entry is listed soon after it was posted, and stays.
    /// @param from the first day
    /// @param to the last day
    /// @throws dev.tributary.domain.stored.UnavailableException when they cannot be read
    Page<Listed> of(ProgramId program, Optional<AffiliateId> affiliate, LocalDate from, LocalDate to, PageRequest page);

    /// Tells what each day earned, of a program or of one affiliate in it, without reading the entries.
    /// @param from the first day
    /// @param to the last day
    /// @param most how many are told at most
    /// @return whether it was all of them
    /// @throws dev.tributary.domain.stored.UnavailableException when they cannot be read
    boolean tell(
            ProgramId program,
            Optional<AffiliateId> affiliate,
            LocalDate from,
            LocalDate to,
            int most,
            ObjLongConsumer<LocalDate> earnedMinor);

    /// An entry and its place in the list: the position after which a page goes on.
    record Listed(Entry entry, String position) {}
}
