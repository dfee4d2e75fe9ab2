package dev.tributary.domain.payout;

import dev.tributary.domain.stored.Page;
import java.util.Optional;

/// Where files for file rails are put, each once and for ever.
public interface PayoutFiles extends WrittenPayoutFiles {
    /// @param name a path of letters, digits, `_`, `-`, `.` and `/`: `payouts/run_...-1.csv`
    /// @throws dev.tributary.domain.stored.UnavailableException when it may or may not be there: put again
    Put put(String name, byte[] bytes);

    /// One page of the names that begin with a prefix, in the order of their bytes.
    /// @param after the last name of the page before
    /// @throws dev.tributary.domain.stored.UnavailableException when they cannot be read
    Page<String> names(String prefix, Optional<String> after);

    /// What became of a file.
    sealed interface Put {
        record Written() implements Put {}

        /// The same bytes stood there before.
        record AlreadyThere() implements Put {}

        /// Other bytes stand there, and stay.
        record Different() implements Put {}
    }
}
