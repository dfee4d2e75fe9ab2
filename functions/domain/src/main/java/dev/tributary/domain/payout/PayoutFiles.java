package dev.tributary.domain.payout;

/// Where files for file rails are put, each once and for ever.
@FunctionalInterface
public interface PayoutFiles {
    /// @param name a path of letters, digits, `_`, `-`, `.` and `/`: `payouts/run_...-1.csv`
    /// @throws dev.tributary.domain.stored.UnavailableException when it may or may not be there: put again
    Put put(String name, byte[] bytes);

    /// What became of a file.
    sealed interface Put {
        record Written() implements Put {}

        /// The same bytes stood there before.
        record AlreadyThere() implements Put {}

        /// Other bytes stand there, and stay.
        record Different() implements Put {}
    }
}
