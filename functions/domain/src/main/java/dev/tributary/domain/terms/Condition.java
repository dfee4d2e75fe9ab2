package dev.tributary.domain.terms;

import dev.tributary.domain.base.BaseLine;
import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.Sku;
import java.time.LocalDate;
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

    /// The enrollment has one of these groups or tags.
    record Groups(Set<Group> groups) implements Condition {
        public Groups {
            groups = Set.copyOf(groups);
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

    default boolean holds(RuleFacts facts, BaseLine line) {
        return switch (this) {
            case Events of -> of.events().contains(facts.event());
            case Dates of ->
                of.first().filter(facts.day()::isBefore).isEmpty()
                        && of.last().filter(facts.day()::isAfter).isEmpty();
            case Groups of -> !Collections.disjoint(of.groups(), facts.groups());
            case CouponUsed of ->
                facts.coupon()
                        .filter(code -> of.codes().isEmpty() || of.codes().contains(code))
                        .isPresent();
            case Products of -> line.sku().filter(of.skus()::contains).isPresent();
            case Categories of ->
                line.category().filter(of.categories()::contains).isPresent();
        };
    }

    /// Whether every case that satisfies this one satisfies the other too.
    default boolean implies(Condition other) {
        return switch (other) {
            case Events of -> this instanceof Events mine && of.events().containsAll(mine.events());
            case Dates of ->
                this instanceof Dates mine
                        && of.first()
                                .filter(day -> mine.first()
                                        .filter(from -> !from.isBefore(day))
                                        .isEmpty())
                                .isEmpty()
                        && of.last()
                                .filter(day -> mine.last()
                                        .filter(to -> !to.isAfter(day))
                                        .isEmpty())
                                .isEmpty();
            case Groups of -> this instanceof Groups mine && of.groups().containsAll(mine.groups());
            case CouponUsed of ->
                this instanceof CouponUsed mine
                        && (of.codes().isEmpty()
                                || (!mine.codes().isEmpty() && of.codes().containsAll(mine.codes())));
            case Products of -> this instanceof Products mine && of.skus().containsAll(mine.skus());
            case Categories of ->
                this instanceof Categories mine && of.categories().containsAll(mine.categories());
        };
    }
}
