package dev.tributary.domain.oracle.earning;

import dev.tributary.domain.oracle.earning.Situation.Person;
import dev.tributary.domain.oracle.earning.Situation.Rule;
import dev.tributary.domain.oracle.earning.Situation.Share;
import dev.tributary.domain.oracle.earning.Situation.Subject;
import dev.tributary.domain.oracle.earning.Situation.When;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Which rule wins which lines: for each line the first whose conditions all hold. A value that is not
/// known matches none.
record Matching(Situation situation, Share share, Worth worth, Consumer<String> met) {
    /// In the order of the rules; those without a line are not there.
    Map<Rule, List<Integer>> won() {
        Map<Rule, List<Integer>> all = new LinkedHashMap<>();
        share.terms().rules().forEach(rule -> all.put(rule, new ArrayList<>()));
        for (int index = 0; index < worth.lines().size(); index++) {
            Worth.Line line = worth.lines().get(index);
            Optional<Rule> first = share.terms().rules().stream()
                    .filter(rule -> rule.conditions().stream().allMatch(when -> holds(when, line)))
                    .findFirst();
            if (first.isPresent()) {
                all.computeIfAbsent(first.get(), _ -> new ArrayList<>()).add(index);
            } else {
                met.accept("line without a rule");
            }
        }
        all.values().removeIf(List::isEmpty);
        return all;
    }

    private boolean holds(When when, Worth.Line line) {
        boolean holds = switch (when) {
            case When.OneOf of -> isOneOf(of, line);
            case When.Dates of ->
                of.first().filter(situation.day()::isBefore).isEmpty()
                        && of.last().filter(situation.day()::isAfter).isEmpty();
            case When.Days of -> of.days().contains(situation.day().getDayOfWeek());
            case When.Hours of -> within(of, situation.clock().toLocalTime());
            case When.New of -> situation.isNew().equals(Optional.of(of.isNew()));
            case When.Amount of ->
                of.least().filter(least -> worth.amount().compareTo(least) < 0).isEmpty()
                        && of.most()
                                .filter(most -> worth.amount().compareTo(most) > 0)
                                .isEmpty();
        };
        met.accept("when " + name(when) + (holds ? " holds" : " does not"));
        return holds;
    }

    private static String name(When when) {
        return when instanceof When.OneOf of
                ? of.subject().name()
                : when.getClass().getSimpleName().toUpperCase(Locale.ROOT);
    }

    /// A coupon condition without codes means any coupon; codes compare trimmed and without case.
    private boolean isOneOf(When.OneOf of, Worth.Line line) {
        Set<String> known = known(of.subject(), line);
        if (known.isEmpty()) {
            met.accept("when " + of.subject() + " is not known");
            return false;
        }
        if (of.subject() == Subject.COUPON) {
            return of.names().isEmpty()
                    || of.names().stream().map(Matching::code).anyMatch(known::contains);
        }
        return of.names().stream().anyMatch(known::contains);
    }

    private Set<String> known(Subject subject, Worth.Line line) {
        Person person = share.person();
        return switch (subject) {
            case EVENT -> Set.of(situation.event());
            case GROUP -> person.groups();
            case CHANNEL -> person.channel().stream().collect(Collectors.toSet());
            case COUPON -> person.coupon().map(Matching::code).stream().collect(Collectors.toSet());
            case SKU -> line.sku().stream().collect(Collectors.toSet());
            case CATEGORY -> line.category().stream().collect(Collectors.toSet());
            case COUNTRY -> person.country().stream().collect(Collectors.toSet());
            case DEVICE -> person.device().stream().collect(Collectors.toSet());
        };
    }

    private static String code(String text) {
        return text.strip().toUpperCase(Locale.ROOT);
    }

    /// The first minute counts, the last does not; the end may lie on the next day, and ends that are
    /// the same are the whole day.
    private boolean within(When.Hours hours, LocalTime clock) {
        int from = hours.from().toSecondOfDay();
        int length = Math.floorMod(hours.to().toSecondOfDay() - from - 1, 86_400) + 1;
        int since = Math.floorMod(clock.toSecondOfDay() - from, 86_400);
        if (hours.to().isBefore(hours.from())) {
            met.accept("hours over midnight");
        }
        return since < length;
    }
}
