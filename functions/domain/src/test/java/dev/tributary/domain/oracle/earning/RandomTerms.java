package dev.tributary.domain.oracle.earning;

import dev.tributary.domain.oracle.Chance;
import dev.tributary.domain.oracle.earning.Situation.Cap;
import dev.tributary.domain.oracle.earning.Situation.Flat;
import dev.tributary.domain.oracle.earning.Situation.Pay;
import dev.tributary.domain.oracle.earning.Situation.Rule;
import dev.tributary.domain.oracle.earning.Situation.Stage;
import dev.tributary.domain.oracle.earning.Situation.Staged;
import dev.tributary.domain.oracle.earning.Situation.Step;
import dev.tributary.domain.oracle.earning.Situation.Subject;
import dev.tributary.domain.oracle.earning.Situation.Terms;
import dev.tributary.domain.oracle.earning.Situation.Tiered;
import dev.tributary.domain.oracle.earning.Situation.When;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Random terms: every condition and every pay, their bounds near what the conversion has.
///
/// @param clock of the conversion, in the program's zone
/// @param amount of the order, in the program's currency
record RandomTerms(Chance chance, int decimals, LocalDateTime clock, BigDecimal amount) {
    static final Map<Subject, List<String>> NAMES = Map.of(
            Subject.EVENT, List.of("sale", "subscription", "lead"),
            Subject.GROUP, List.of("vip", "autumn", "partners"),
            Subject.CHANNEL, List.of("website", "newsletter", "coupon_site"),
            Subject.COUPON, List.of("ANNA10", " ben "),
            Subject.SKU, List.of("S1", "S2", "H1"),
            Subject.CATEGORY, List.of("shoes", "hats"),
            Subject.COUNTRY, List.of("LV", "US", "JP"),
            Subject.DEVICE, List.of("desktop", "mobile", "tablet"));

    private static final List<Subject> LINES = List.of(Subject.SKU, Subject.CATEGORY);

    /// Of which hundredths and thousandths come to halves.
    private static final List<String> PERCENTS =
            List.of("10", "5", "12.5", "7.25", "33.333", "0.5", "100", "0", "2.5", "50", "0.0625");

    private static final BigInteger MOST_ORDER = BigInteger.valueOf(60_000);

    static final List<String> LENGTHS = List.of("day", "month", "quarter", "year", "ever");
    static final List<String> MEASURES = List.of("revenue", "conversions", "new_customers", "qualified_clicks");

    Terms terms() {
        List<Rule> rules = new ArrayList<>();
        int count = 1 + chance.upTo(2);
        for (int number = 1; number <= count; number++) {
            boolean everything = number == count && chance.in100(70);
            rules.add(new Rule("r" + number, everything ? List.of() : conditions(), pay()));
        }
        Optional<BigDecimal> least = chance.maybe(20, () -> chance.money(1_500, decimals));
        Optional<BigDecimal> most =
                chance.maybe(20, () -> least.orElse(BigDecimal.ZERO).add(chance.money(2_000, decimals)));
        return new Terms(rules, least, most, caps(rules));
    }

    private List<Cap> caps(List<Rule> rules) {
        List<Cap> caps = new ArrayList<>();
        while (chance.in100(30)) {
            Optional<String> rule = chance.maybe(60, () -> chance.any(rules).id());
            caps.add(new Cap(rule, chance.any(List.of("day", "month")), chance.money(3_000, decimals)));
        }
        return caps;
    }

    private List<When> conditions() {
        List<When> conditions = new ArrayList<>();
        int count = chance.upTo(2);
        for (int number = 0; number < count; number++) {
            conditions.add(condition());
        }
        return conditions;
    }

    private When condition() {
        return switch (chance.upTo(12)) {
            case 0 -> dates();
            case 1 -> new When.Days(chance.some(List.of(DayOfWeek.values())));
            case 2 -> new When.Days(Set.of(clock.getDayOfWeek()));
            case 3 -> hours();
            case 4 -> new When.New(chance.in100(50));
            case 5 -> amounts();
            case 6 -> new When.OneOf(Subject.COUPON, Set.of());
            default -> {
                // Conditions on lines are the ones that let several rules win.
                Subject subject = chance.any(chance.in100(50) ? LINES : List.of(Subject.values()));
                yield new When.OneOf(subject, chance.some(names(subject)));
            }
        };
    }

    static List<String> names(Subject subject) {
        return NAMES.getOrDefault(subject, List.of());
    }

    private When dates() {
        boolean bothEnds = chance.in100(50);
        boolean first = bothEnds || chance.in100(50);
        return new When.Dates(
                first ? Optional.of(clock.toLocalDate().plusDays(1 - chance.upTo(3))) : Optional.empty(),
                !first || bothEnds ? Optional.of(clock.toLocalDate().plusDays(chance.upTo(3) - 1)) : Optional.empty());
    }

    private When hours() {
        List<LocalTime> times = List.of(
                clock.toLocalTime(),
                clock.toLocalTime().minusMinutes(1),
                clock.toLocalTime().plusMinutes(1),
                LocalTime.of(chance.upTo(23), 0),
                LocalTime.of(chance.upTo(23), 30),
                LocalTime.MIDNIGHT);
        return new When.Hours(chance.any(times), chance.any(times));
    }

    private When amounts() {
        BigDecimal near = BigDecimal.valueOf(chance.upTo(2) - 1, decimals);
        BigDecimal one = amount.add(near).max(BigDecimal.ZERO);
        BigDecimal span = chance.money(5, decimals);
        return switch (chance.upTo(2)) {
            case 0 -> new When.Amount(Optional.of(one), Optional.empty());
            case 1 -> new When.Amount(Optional.empty(), Optional.of(one));
            default -> new When.Amount(Optional.of(one), Optional.of(one.add(span)));
        };
    }

    Pay pay() {
        int draw = chance.upTo(99);
        return draw < 50 ? flat() : draw < 65 ? staged() : tiered();
    }

    private Flat flat() {
        BigDecimal amount = chance.money(1_200, decimals);
        BigDecimal percent = percent();
        return switch (chance.upTo(5)) {
            case 0 -> new Flat(amount, BigDecimal.ZERO, BigDecimal.ZERO);
            case 1 -> new Flat(amount, percent, BigDecimal.ZERO);
            case 2 -> new Flat(BigDecimal.ZERO, BigDecimal.ZERO, amount);
            default -> new Flat(BigDecimal.ZERO, percent, BigDecimal.ZERO);
        };
    }

    private BigDecimal percent() {
        return new BigDecimal(chance.any(PERCENTS));
    }

    private Staged staged() {
        List<Stage> stages = new ArrayList<>();
        int count = 1 + chance.upTo(2);
        for (int number = 1; number <= count; number++) {
            boolean last = number == count && chance.in100(50);
            stages.add(new Stage(last ? Optional.empty() : Optional.of(1 + chance.upTo(12)), flat()));
        }
        return new Staged(stages);
    }

    private Tiered tiered() {
        String measure = chance.in100(35) ? "revenue" : chance.any(MEASURES);
        List<Step> steps = new ArrayList<>();
        BigDecimal from = chance.in100(80) ? BigDecimal.ZERO : from(measure);
        int count = 2 + chance.upTo(3);
        for (int number = 0; number < count; number++) {
            steps.add(new Step(from, flat()));
            from = from.add(from(measure));
        }
        return new Tiered(measure, chance.any(LENGTHS), chance.in100(50), steps);
    }

    /// Above 0, so that each step is higher than the one before; of revenue often less than the order's,
    /// so that it spans several.
    private BigDecimal from(String measure) {
        if (!measure.equals("revenue")) {
            return BigDecimal.valueOf(1 + chance.upTo(20));
        }
        int most = chance.in100(70) ? amount.unscaledValue().min(MOST_ORDER).intValueExact() / 2 : 20_000;
        return BigDecimal.valueOf(1 + chance.upTo(most), decimals);
    }
}
