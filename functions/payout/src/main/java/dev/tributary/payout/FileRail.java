package dev.tributary.payout;

import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutRun;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A rail whose transfers somebody carries out from a file. What it writes follows from its
/// arguments alone: whoever writes a file again ends with the same bytes.
interface FileRail {
    /// Of what the rail is told of one payout; empty when where it goes does not open: the key is gone, or
    /// the field is another affiliate's.
    Optional<String> lineHash(Payout payout) throws IOException;

    /// The whole file; empty when the account that it is paid from does not open.
    ///
    /// @param payouts those of the file that are paid, in order
    /// @throws UnreadableDestinationException when where one of them goes does not open any more
    Optional<byte[]> file(PayoutRun run, PayoutFile file, List<Payout> payouts) throws IOException;

    /// What stands under a file's name so that nobody pays by it.
    byte[] closed() throws IOException;
}
