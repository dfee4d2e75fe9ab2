package dev.tributary.domain.attribution;

import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.PersonTag;
import dev.tributary.domain.conversion.SubscriptionId;
import dev.tributary.domain.terms.AttributionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which binding of a program.
public sealed interface BindingKey {
    /// Everything that the customer buys.
    record OfCustomer(PersonTag customer) implements BindingKey {}

    /// The charges of one subscription. It outlives the customer's erasure.
    record OfSubscription(SubscriptionId subscription) implements BindingKey {}

    /// The charges of a customer's subscriptions that have no id of their own. It is not the customer's
    /// binding: terms without one bind subscriptions alone.
    record OfUnnamedSubscription(PersonTag customer) implements BindingKey {}

    /// The bindings that a conversion asks for and may change, two at most: its customer's where the
    /// terms bind customers, and that of the subscription that it charges.
    static List<BindingKey> of(Reward reward, AttributionPolicy policy) {
        Optional<PersonTag> customer = reward.customer().id();
        List<BindingKey> keys = new ArrayList<>();
        if (policy.binding().isPresent()) {
            customer.ifPresent(id -> keys.add(new OfCustomer(id)));
        }
        if (reward.key().event().equals(EventName.SUBSCRIPTION)) {
            reward.subscription()
                    .<BindingKey>map(OfSubscription::new)
                    .or(() -> customer.map(OfUnnamedSubscription::new))
                    .ifPresent(keys::add);
        }
        return List.copyOf(keys);
    }

    default boolean isSubscription() {
        return switch (this) {
            case OfCustomer _ -> false;
            case OfSubscription _, OfUnnamedSubscription _ -> true;
        };
    }
}
