package dev.tributary.payout;

import java.io.IOException;

/// Does one of the several things that a message asks for: one that fails keeps none of the others
/// waiting, and the message comes again for it.
@FunctionalInterface
interface EachAlone {
    @FunctionalInterface
    interface Step {
        void take() throws Exception;
    }

    /// @return whether it was done
    /// @throws IOException when what it needs does not answer, which concerns the others too
    boolean attempt(Step step) throws IOException;
}
