package dev.tributary.domain.terms;

import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.token.Device;
import java.util.List;
import java.util.Set;

/// What is wrong with the conditions of one rule: what says nothing, what no program knows, and what
/// cannot hold together.
final class ConditionsCheck {
    private ConditionsCheck() {}

    static void check(String rule, List<Condition> conditions, Set<Category> categories, Faults faults) {
        for (int index = 0; index < conditions.size(); index++) {
            Condition condition = conditions.get(index);
            String path = rule + ".conditions[" + index + "]";
            faults.addIf(isEmpty(condition), path, "empty");
            values(path, condition, categories, faults);
            Contradiction.of(conditions.subList(0, index), condition).ifPresent(code -> faults.add(path, code));
        }
    }

    private static boolean isEmpty(Condition condition) {
        return switch (condition) {
            case Condition.Events of -> of.events().isEmpty();
            case Condition.Dates of -> of.first().isEmpty() && of.last().isEmpty();
            case Condition.Days of -> of.days().isEmpty();
            case Condition.Hours of -> of.from().equals(of.to());
            case Condition.Groups of -> of.groups().isEmpty();
            case Condition.Channels of -> of.channels().isEmpty();
            case Condition.Products of -> of.skus().isEmpty();
            case Condition.Categories of -> of.categories().isEmpty();
            case Condition.Countries of -> of.countries().isEmpty();
            case Condition.Devices of -> of.devices().isEmpty();
            case Condition.OrderAmount of -> of.least().isEmpty() && of.most().isEmpty();
            // With no code named it is any coupon.
            case Condition.CouponUsed _, Condition.NewCustomer _ -> false;
        };
    }

    private static void values(String path, Condition condition, Set<Category> categories, Faults faults) {
        switch (condition) {
            case Condition.Categories of ->
                faults.addIf(
                        !categories.isEmpty() && !categories.containsAll(of.categories()),
                        path + ".categories",
                        "unknown_category");
            // A device that was not recognised counts as not known, and matches nothing.
            case Condition.Devices of ->
                faults.addIf(of.devices().contains(Device.OTHER), path + ".devices", "unknown_device");
            case Condition.OrderAmount of -> {
                of.least().ifPresent(least -> faults.amount(path + ".order_amount.least", least));
                of.most().ifPresent(most -> faults.amount(path + ".order_amount.most", most));
            }
            case Condition.Events _,
                    Condition.Dates _,
                    Condition.Days _,
                    Condition.Hours _,
                    Condition.Groups _,
                    Condition.Channels _,
                    Condition.CouponUsed _,
                    Condition.Products _,
                    Condition.NewCustomer _,
                    Condition.Countries _ -> {}
        }
    }
}
