package dev.tributary.domain.terms;

import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.token.Device;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;

/// What conditions may ask of a conversion and of the share that they are asked for. `at` is
/// occurred_at on the clocks of the program's zone. Stored with the conversion, so that an update is
/// judged by the same facts.
///
/// @param groups the enrollment's groups and tags
/// @param coupon the first one of the call that the program knows
/// @param channel that of the click or the coupon that is credited
/// @param newCustomer the merchant's word
/// @param country the postback's, without one the click's
/// @param device the click's; empty when there is no click or it was not recognised
public record RuleFacts(
        EventName event,
        LocalDateTime at,
        Set<Group> groups,
        Optional<CouponCode> coupon,
        Optional<ChannelKind> channel,
        Optional<Boolean> newCustomer,
        Optional<CountryCode> country,
        Optional<Device> device) {
    public RuleFacts {
        groups = Set.copyOf(groups);
    }

    public LocalDate day() {
        return at.toLocalDate();
    }
}
