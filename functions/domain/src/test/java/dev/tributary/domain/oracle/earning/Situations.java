package dev.tributary.domain.oracle.earning;

import dev.tributary.domain.oracle.Chance;
import dev.tributary.domain.oracle.Exact;
import dev.tributary.domain.oracle.earning.Situation.Amounts;
import dev.tributary.domain.oracle.earning.Situation.Cap;
import dev.tributary.domain.oracle.earning.Situation.Counter;
import dev.tributary.domain.oracle.earning.Situation.Line;
import dev.tributary.domain.oracle.earning.Situation.Order;
import dev.tributary.domain.oracle.earning.Situation.Pay;
import dev.tributary.domain.oracle.earning.Situation.Person;
import dev.tributary.domain.oracle.earning.Situation.Rule;
import dev.tributary.domain.oracle.earning.Situation.Share;
import dev.tributary.domain.oracle.earning.Situation.Stage;
import dev.tributary.domain.oracle.earning.Situation.Staged;
import dev.tributary.domain.oracle.earning.Situation.Step;
import dev.tributary.domain.oracle.earning.Situation.Subject;
import dev.tributary.domain.oracle.earning.Situation.Terms;
import dev.tributary.domain.oracle.earning.Situation.Tiered;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Random situations, the same for the same seed.
final class Situations {
    /// Days that are 23 and 25 hours long, ends of months, a leap day, ends of quarters and years.
    private static final List<String> DAYS = List.of(
            "2026-03-29",
            "2026-10-25",
            "2026-03-08",
            "2026-11-01",
            "2028-02-29",
            "2026-02-28",
            "2026-01-31",
            "2026-04-30",
            "2026-12-31",
            "2027-01-01",
            "2026-10-01",
            "2026-06-15");

    private static final List<String> ZONES =
            List.of("UTC", "Europe/Riga", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati");
    private static final List<String> CURRENCIES = List.of("EUR", "EUR", "EUR", "JPY", "KWD");

    private final Chance chance;
    private final String currency;
    private final int decimals;
    private final ZoneId zone;
    private final Instant at;

    private Situations(long seed) {
        chance = new Chance(seed);
        currency = chance.any(CURRENCIES);
        decimals = Worth.decimals(currency);
        zone = ZoneId.of(chance.any(ZONES));
        int minutes = chance.upTo(60 * 26) - 60;
        at = LocalDate.parse(chance.any(DAYS))
                .atStartOfDay(zone)
                .toInstant()
                .plusSeconds(minutes * 60L + (chance.in100(20) ? chance.upTo(59) : 0));
    }

    static Situation of(long seed) {
        return new Situations(seed).situation();
    }

    private Situation situation() {
        Order order = order();
        Optional<Boolean> isNew = chance.maybe(70, () -> chance.in100(50));
        Situation bare = new Situation(
                currency,
                zone,
                chance.in100(50) ? "sale" : chance.any(RandomTerms.names(Subject.EVENT)),
                at,
                isNew,
                order,
                List.of());
        Worth worth = Worth.of(bare, _ -> {});
        RandomTerms random = new RandomTerms(chance, decimals, bare.clock(), worth.amount());
        Terms common = random.terms();
        List<Share> shares = new ArrayList<>();
        int number = 0;
        for (Exact part : parts()) {
            number++;
            Terms terms = number == 1 || chance.in100(60) ? common : random.terms();
            Optional<Pay> override = chance.maybe(10, random::pay);
            Set<Pay> pays = pays(terms, override);
            shares.add(new Share(
                    number,
                    part,
                    terms,
                    person(),
                    override,
                    counted(terms, pays, bare, worth),
                    firstCharge(pays, bare)));
        }
        return new Situation(currency, zone, bare.event(), at, isNew, order, shares);
    }

    private static Set<Pay> pays(Terms terms, Optional<Pay> override) {
        Set<Pay> pays = new LinkedHashSet<>(override.stream().toList());
        terms.rules().stream().map(Rule::pay).forEach(pays::add);
        return pays;
    }

    /// Of one affiliate, of several equally, by position, or with a cut that nobody else gets.
    private List<Exact> parts() {
        int affiliates = 1 + chance.upTo(4);
        if (chance.in100(60)) {
            return List.of(chance.in100(10) ? part(1, 2) : Exact.ONE);
        }
        if (affiliates > 2 && chance.in100(40)) {
            List<Exact> parts = new ArrayList<>();
            for (int number = 1; number <= affiliates; number++) {
                boolean outer = number == 1 || number == affiliates;
                parts.add(outer ? part(2, 5) : part(1, 5 * (affiliates - 2)));
            }
            return parts;
        }
        List<Exact> parts = new ArrayList<>();
        for (int number = 1; number <= affiliates; number++) {
            parts.add(part(1, affiliates));
        }
        if (affiliates > 1 && chance.in100(30)) {
            Exact kept = parts.getFirst().times(new Exact(new BigDecimal("0.25"), BigDecimal.ONE));
            parts.set(1, parts.get(1).plus(parts.getFirst().minus(kept)));
            parts.set(0, kept);
        }
        return parts;
    }

    private static Exact part(int over, int under) {
        return new Exact(BigDecimal.valueOf(over), BigDecimal.valueOf(under));
    }

    private Order order() {
        boolean foreign = chance.in100(20);
        String own = foreign ? currency.equals("JPY") ? "USD" : "KRW" : currency;
        if (foreign && chance.in100(50)) {
            own = currency.equals("KWD") ? "USD" : "BHD";
        }
        int ownDecimals = Worth.decimals(own);
        List<Line> lines = new ArrayList<>();
        int count = chance.in100(40) ? 0 : 1 + chance.upTo(3);
        BigDecimal sum = BigDecimal.ZERO;
        for (int number = 0; number < count; number++) {
            BigDecimal amount = chance.in100(5) ? BigDecimal.ZERO : price(ownDecimals);
            sum = sum.add(amount);
            lines.add(new Line(
                    chance.maybe(80, () -> chance.any(RandomTerms.names(Subject.SKU))),
                    chance.maybe(60, () -> chance.any(RandomTerms.names(Subject.CATEGORY))),
                    1 + chance.upTo(3),
                    amount));
        }
        // Half of the orders are exactly what their lines say.
        BigDecimal amount = count > 0 && chance.in100(50) ? sum : price(ownDecimals);
        Optional<Exact> rate = foreign ? Optional.of(rate()) : Optional.empty();
        return new Order(
                own, chance.in100(5) ? Optional.empty() : Optional.of(amounts(amount, ownDecimals)), lines, rate);
    }

    private BigDecimal price(int ownDecimals) {
        return chance.money(chance.any(List.of(5, 100, 3_000, 30_000)), ownDecimals);
    }

    /// Each part is at most a third of the amount; sometimes one is all of it.
    private Amounts amounts(BigDecimal amount, int ownDecimals) {
        if (chance.in100(5)) {
            return new Amounts(amount, Optional.of(amount), Optional.empty(), Optional.empty());
        }
        int third = amount.unscaledValue().intValueExact() / 3;
        return new Amounts(
                amount,
                chance.maybe(20, () -> chance.money(third, ownDecimals)),
                chance.maybe(20, () -> chance.money(third, ownDecimals)),
                chance.maybe(10, () -> chance.money(third, ownDecimals)));
    }

    /// Stated, or two of them crossed.
    private Exact rate() {
        List<String> rates = List.of("0.5", "1.0834", "0.0061", "163.25", "0.25", "3.2481");
        Exact one = Exact.of(new BigDecimal(chance.any(rates)));
        return chance.in100(50) ? one : one.dividedBy(Exact.of(new BigDecimal(chance.any(rates))));
    }

    private Person person() {
        Set<String> groups = chance.in100(60) ? chance.some(RandomTerms.names(Subject.GROUP)) : Set.of();
        return new Person(
                groups, name(Subject.COUPON), name(Subject.CHANNEL), name(Subject.COUNTRY), name(Subject.DEVICE));
    }

    private Optional<String> name(Subject subject) {
        return chance.maybe(70, () -> chance.any(RandomTerms.names(subject)));
    }

    /// Near the ends of stages: so many months before, a day more or less, or the end of a month.
    private Optional<LocalDate> firstCharge(Set<Pay> pays, Situation bare) {
        return chance.maybe(70, () -> {
            int months = pays.stream()
                    .filter(Staged.class::isInstance)
                    .map(pay -> end(((Staged) pay).stages()))
                    .findFirst()
                    .orElse(3);
            LocalDate day = bare.day().minusMonths(months);
            LocalDate first =
                    chance.in100(50) ? day.withDayOfMonth(day.lengthOfMonth()) : day.plusDays(chance.upTo(4) - 2);
            return first.isAfter(bare.day()) ? bare.day() : first;
        });
    }

    /// The end of one of them.
    private int end(List<Stage> stages) {
        int months = 0;
        for (Stage stage : stages.subList(0, 1 + chance.upTo(stages.size() - 1))) {
            months += stage.months().orElse(0);
        }
        return months;
    }

    /// What the terms ask for, near their steps and caps, and the same of other periods.
    private Map<Counter, BigDecimal> counted(Terms terms, Set<Pay> pays, Situation bare, Worth worth) {
        Map<Counter, BigDecimal> counted = new HashMap<>();
        for (Pay pay : pays) {
            if (pay instanceof Tiered tier && chance.in100(90)) {
                count(counted, new Counter(tier.measure(), Optional.empty(), tier.length()), near(tier, worth), bare);
            }
        }
        for (Cap cap : terms.caps()) {
            if (chance.in100(80)) {
                BigDecimal spent = chance.any(List.of(
                        chance.money(3_000, decimals),
                        chance.money(cap.most().unscaledValue().intValueExact(), decimals),
                        cap.most()));
                count(counted, new Counter("cap", cap.rule(), cap.length()), spent, bare);
            }
        }
        return counted;
    }

    /// @param asked with a length in place of a period
    private void count(Map<Counter, BigDecimal> counted, Counter asked, BigDecimal number, Situation bare) {
        LocalDate day = bare.day();
        counted.put(
                new Counter(asked.what(), asked.rule(), Paying.period(asked.period(), day.minusYears(1))),
                number.add(number));
        counted.put(new Counter(asked.what(), asked.rule(), Paying.period(asked.period(), day)), number);
    }

    private BigDecimal near(Tiered tier, Worth worth) {
        Step step = chance.any(tier.steps());
        if (tier.measure().equals("revenue")) {
            BigDecimal before = chance.any(List.of(
                    step.from(),
                    step.from().subtract(worth.total().rounded(decimals)),
                    step.from().subtract(chance.money(300, decimals)),
                    step.from().add(chance.money(3_000, decimals)),
                    step.from().multiply(new BigDecimal("0.5")).setScale(decimals, RoundingMode.DOWN)));
            return before.max(BigDecimal.ZERO);
        }
        return step.from().add(BigDecimal.valueOf(chance.upTo(3) - 2)).max(BigDecimal.ZERO);
    }
}
