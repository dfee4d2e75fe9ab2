package dev.tributary.payout;

import dev.tributary.domain.payout.PayPalAccount;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is asked of PayPal, and what its answers mean for the money of a batch of payouts.
public interface PayPal {
    Desk open(PayPalAccount.Credentials credentials);

    /// Calls of one app, one after the other.
    interface Desk extends AutoCloseable {
        /// Asks for a batch; asked again, it is the same one.
        /// @param batch the id in the body
        /// @param body the same at each call for a batch
        Answer send(String batch, byte[] body);

        /// What became of a batch; moves nothing.
        /// @param id PayPal's own
        Look look(String id);

        @Override
        void close();
    }

    /// What became of a call for a batch.
    sealed interface Answer {
        /// PayPal has it, now or since an earlier call.
        /// @param id PayPal's own
        record Accepted(String id) implements Answer {}

        /// Of such items it takes none, and has moved nothing.
        /// @param items by their place in the body, what it said of each
        record Invalid(Map<Integer, String> items, String code) implements Answer {
            public Invalid {
                items = Map.copyOf(items);
            }
        }

        /// Not now: this call moved nothing.
        /// @param code PayPal's: `INSUFFICIENT_FUNDS`
        /// @param everything whether the next batch would be told the same
        record No(String code, boolean everything) implements Answer {}

        /// It may have moved money, or not.
        /// @param why `timeout`, `http_503`: without a word of the answer
        record Unknown(String why) implements Answer {}
    }

    /// One payout, as PayPal says that it stands.
    ///
    /// @param id as we have named it
    /// @param amount as a decimal number
    /// @param status `SUCCESS`; empty while it has none
    /// @param reference of its transaction, or of the item
    /// @param error its name: `RECEIVER_UNREGISTERED`
    record Item(
            String id,
            String amount,
            String currency,
            String status,
            Optional<String> reference,
            Optional<String> error) {}

    sealed interface Look {
        /// All of it.
        /// @param batch as we have named it
        /// @param status `PROCESSING`
        /// @param fees `0.75 USD`
        record Found(String batch, String status, Optional<String> fees, List<Item> items) implements Look {
            public Found {
                items = List.copyOf(items);
            }
        }

        record Unknown(String why) implements Look {}
    }
}
