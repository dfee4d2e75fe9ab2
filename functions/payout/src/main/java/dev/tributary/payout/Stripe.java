package dev.tributary.payout;

import dev.tributary.domain.id.PayoutId;
import java.util.List;
import java.util.Optional;

/// What is asked of Stripe, and what its answers mean for a payout's money.
public interface Stripe {
    /// @param key the merchant's, as it stands in a header
    Desk open(String key);

    /// Calls with one key, one after the other.
    interface Desk extends AutoCloseable {
        /// Asks for a transfer, under the payout's id as idempotency key.
        /// @param body the form, the same at each call for a payout
        Answer transfer(PayoutId payout, String body);

        /// Looks up the transfers that carry the payout's id as their group; moves nothing.
        Answer find(PayoutId payout);

        @Override
        void close();
    }

    /// A transfer that Stripe has accepted.
    ///
    /// @param amount in the unit that Stripe counts the currency in
    /// @param payout as we have named it; empty in one that is not ours
    /// @param reversed how much of it was taken back
    record Accepted(
            String id, long amount, String currency, String destination, Optional<String> payout, long reversed) {}

    sealed interface Answer {
        /// That which was asked for, or those that were found.
        record Transfers(List<Accepted> accepted) implements Answer {
            public Transfers {
                accepted = List.copyOf(accepted);
            }
        }

        /// A definite no: nothing moved, and nothing will.
        /// @param code Stripe's: `balance_insufficient`
        record Refused(String code) implements Answer {}

        /// Another body was sent under this key before: it says nothing of that one.
        record KeyTaken() implements Answer {}

        /// The merchant's key does not open, or may not do this: this call moved nothing.
        record KeyRefused() implements Answer {}

        /// Too much at once: this call moved nothing.
        record Later(String why) implements Answer {}

        /// It may have moved money, or not.
        /// @param why `timeout`, `http_503`: without a word of the answer
        record Unknown(String why) implements Answer {}
    }
}
