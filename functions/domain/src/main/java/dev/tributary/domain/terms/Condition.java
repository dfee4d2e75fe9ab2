package dev.tributary.domain.terms;

import dev.tributary.domain.base.BaseLine;
import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.token.Device;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/// When a rule holds. All conditions of a rule must hold; a value that is not known matches none. A
/// new kind is a new record here.
public sealed interface Condition {
    record Events(Set<EventName> events) implements Condition {
        public Events {
            events = Set.copyOf(events);
        }
    }

    /// First and last day in the program's zone, both included.
    record Dates(Optional<LocalDate> first, Optional<LocalDate> last) implements Condition {}

    /// Days of the week in the program's zone.
    record Days(Set<DayOfWeek> days) implements Condition {
        public Days {
            days = Set.copyOf(days);
        }
    }

    /// Wall-clock time in the program's zone, from included, to excluded; `22:00` to `02:00` goes over
    /// midnight. An hour that a clock change repeats holds twice, one that it skips never comes.
    record Hours(LocalTime from, LocalTime to) implements Condition {
        boolean contains(LocalTime time) {
            boolean afterFrom = !time.isBefore(from);
            boolean beforeTo = time.isBefore(to);
            return from.isBefore(to) ? afterFrom && beforeTo : afterFrom || beforeTo;
        }
    }

    /// The enrollment has one of these groups or tags.
    record Groups(Set<Group> groups) implements Condition {
        public Groups {
            groups = Set.copyOf(groups);
        }
    }

    /// The click's channel, or the coupon's, is of one of these kinds.
    record Channels(Set<ChannelKind> channels) implements Condition {
        public Channels {
            channels = Set.copyOf(channels);
        }
    }

    /// The coupon that counted is one of these; with none named, any known coupon.
    record CouponUsed(Set<CouponCode> codes) implements Condition {
        public CouponUsed {
            codes = Set.copyOf(codes);
        }
    }

    record Products(Set<Sku> skus) implements Condition {
        public Products {
            skus = Set.copyOf(skus);
        }
    }

    record Categories(Set<Category> categories) implements Condition {
        public Categories {
            categories = Set.copyOf(categories);
        }
    }

    /// The merchant says that the customer is new, or that it returns.
    record NewCustomer(boolean isNew) implements Condition {}

    /// The postback's country, or without one the click's.
    record Countries(Set<CountryCode> countries) implements Condition {
        public Countries {
            countries = Set.copyOf(countries);
        }
    }

    /// The click's device.
    record Devices(Set<Device> devices) implements Condition {
        public Devices {
            devices = Set.copyOf(devices);
        }
    }

    /// The order's amount in the program's currency, before refunds; both ends included.
    record OrderAmount(Optional<Money> least, Optional<Money> most) implements Condition {}

    /// @param orderAmount the order's amount in the program's currency
    default boolean holds(RuleFacts facts, Money orderAmount, BaseLine line) {
        return switch (this) {
            case Events of -> of.events().contains(facts.event());
            case Dates of ->
                of.first().filter(facts.day()::isBefore).isEmpty()
                        && of.last().filter(facts.day()::isAfter).isEmpty();
            case Days of -> of.days().contains(facts.at().getDayOfWeek());
            case Hours of -> of.contains(facts.at().toLocalTime());
            case Groups of -> !Collections.disjoint(of.groups(), facts.groups());
            case Channels of -> facts.channel().filter(of.channels()::contains).isPresent();
            case CouponUsed of ->
                facts.coupon()
                        .filter(code -> of.codes().isEmpty() || of.codes().contains(code))
                        .isPresent();
            case Products of -> line.sku().filter(of.skus()::contains).isPresent();
            case Categories of ->
                line.category().filter(of.categories()::contains).isPresent();
            case NewCustomer of ->
                facts.newCustomer().filter(isNew -> isNew == of.isNew()).isPresent();
            case Countries of ->
                facts.country().filter(of.countries()::contains).isPresent();
            case Devices of -> facts.device().filter(of.devices()::contains).isPresent();
            case OrderAmount of ->
                of.least().filter(least -> orderAmount.compareTo(least) < 0).isEmpty()
                        && of.most()
                                .filter(most -> orderAmount.compareTo(most) > 0)
                                .isEmpty();
        };
    }
}
