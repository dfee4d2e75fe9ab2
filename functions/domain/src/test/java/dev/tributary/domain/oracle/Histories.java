package dev.tributary.domain.oracle;

import dev.tributary.domain.oracle.History.Affiliate;
import dev.tributary.domain.oracle.History.Call;
import dev.tributary.domain.oracle.History.Change;
import dev.tributary.domain.oracle.History.Kind;
import dev.tributary.domain.oracle.History.Money;
import dev.tributary.domain.oracle.History.OrderKey;
import dev.tributary.domain.oracle.History.Pay;
import dev.tributary.domain.oracle.History.Release;
import dev.tributary.domain.oracle.History.Rule;
import dev.tributary.domain.oracle.History.Setup;
import dev.tributary.domain.oracle.History.Standing;
import dev.tributary.domain.oracle.History.Step;
import dev.tributary.domain.oracle.History.Terms;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Random histories, the same for the same seed: programs in several zones and currencies, a few
/// orders of a few affiliates, and what merchants, queues and people do to them.
final class Histories {
    /// Zones whose days are 23, 24, 24.5 and 25 hours long, some of which change at midnight.
    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Riga",
            "America/New_York",
            "Asia/Kathmandu",
            "Australia/Lord_Howe",
            "America/Havana",
            "Africa/Cairo",
            "America/Santiago",
            "Pacific/Kiritimati");
    private static final List<String> CURRENCIES = List.of("EUR", "EUR", "EUR", "JPY", "KWD");
    private static final List<String> PERCENTS = List.of("10", "5", "12.5", "7.25", "33.333", "0.5", "100", "0");
    private static final List<Integer> HOLDS = List.of(0, 1, 3, 14, 30);
    private static final Duration LIFE = Duration.ofDays(60);

    private final Random random;
    private final int decimals;
    private final String currency;
    private final Instant start;

    private Histories(long seed) {
        random = new Random(seed);
        currency = any(CURRENCIES);
        decimals = Currency.getInstance(currency).getDefaultFractionDigits();
        start = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(300 * 86_400));
    }

    static History of(long seed) {
        return new Histories(seed).history();
    }

    private History history() {
        Setup setup = setup();
        List<Step> steps = new ArrayList<>();
        int orders = 1 + random.nextInt(3);
        for (int number = 1; number <= orders; number++) {
            String event = chance(80) ? "sale" : "lead";
            List<Call> calls = new OrderStory(random, decimals, setup)
                    .calls(new OrderKey(event, "A-" + number), later(start, Duration.ofDays(10)));
            steps.addAll(calls);
        }
        int moves = random.nextInt(5);
        for (int number = 0; number < moves; number++) {
            Kind kind = any(List.of(Kind.values()));
            BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(3_000), decimals);
            steps.add(new Money(
                    later(start, LIFE),
                    kind,
                    1 + random.nextInt(setup.affiliates().size()),
                    kind == Kind.ADJUST && chance(60) ? amount.negate() : amount));
        }
        steps.addAll(corrections(
                setup,
                steps.stream()
                        .filter(Call.class::isInstance)
                        .map(Call.class::cast)
                        .toList()));
        steps.sort(Comparator.comparing(Step::at));
        return new History(setup, released(steps, setup.zone()));
    }

    /// Adjustments about orders: by people, and so some time after the order's first call.
    private List<Step> corrections(Setup setup, List<Call> calls) {
        List<Step> corrections = new ArrayList<>();
        for (int number = random.nextInt(4); number > 0; number--) {
            Call call = any(calls);
            BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(chance(50) ? 200 : 3_000), decimals);
            corrections.add(new Money(
                    later(call.at(), Duration.ofDays(20)),
                    Kind.ADJUST,
                    1 + random.nextInt(setup.affiliates().size()),
                    chance(60) ? amount.negate() : amount,
                    Optional.of(call.key())));
        }
        return corrections;
    }

    /// Each day begins with the release; the last one comes long after.
    private List<Step> released(List<Step> steps, ZoneId zone) {
        List<Step> all = new ArrayList<>();
        LocalDate last = LocalDate.MIN;
        for (Step step : steps) {
            LocalDate day = step.at().atZone(zone).toLocalDate();
            if (day.isAfter(last)) {
                all.add(new Release(day.atStartOfDay(zone).toInstant()));
                last = day;
            }
            all.add(step);
        }
        all.add(new Release(start.plus(LIFE).plus(LIFE).plus(LIFE)));
        return all;
    }

    private Setup setup() {
        List<Affiliate> affiliates = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int number = 1; number <= count; number++) {
            affiliates.add(affiliate(number));
        }
        boolean clickFirst = chance(25);
        boolean paidAtConversion = chance(25);
        boolean manual = chance(40);
        int validationDays = any(List.of(2, 10, 30));
        List<Terms> versions = new ArrayList<>();
        int terms = 1 + random.nextInt(2);
        for (int version = 1; version <= terms; version++) {
            versions.add(new Terms(
                    version,
                    version == 1 ? start.minus(Duration.ofDays(400)) : later(start, Duration.ofDays(12)),
                    any(List.of(1, 7, 30)),
                    clickFirst,
                    paidAtConversion,
                    rules(),
                    any(HOLDS),
                    manual,
                    validationDays));
        }
        return new Setup(currency, ZoneId.of(any(ZONES)), versions, Map.of("ANNA10", 1, "BEN", count), affiliates);
    }

    private Affiliate affiliate(int number) {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change(start.minus(Duration.ofDays(20)), Standing.APPROVED));
        if (chance(30)) {
            Instant when = later(start, Duration.ofDays(10));
            changes.add(new Change(when, any(List.of(Standing.PAUSED, Standing.ENDED, Standing.BANNED))));
            if (chance(40)) {
                changes.add(new Change(later(when.plusSeconds(1), Duration.ofDays(8)), Standing.APPROVED));
            }
        }
        return new Affiliate(
                number,
                changes,
                chance(50) ? Set.of("gold") : Set.of(),
                Set.of("member-" + number),
                chance(15) ? Optional.of(pay()) : Optional.empty());
    }

    private List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        int count = random.nextInt(4);
        for (int number = 1; number <= count; number++) {
            LocalDate day = LocalDate.ofInstant(start, ZoneId.of("UTC")).plusDays(random.nextInt(15));
            rules.add(new Rule(
                    "rule-" + number,
                    chance(30) ? Set.of(chance(70) ? "sale" : "lead") : Set.of(),
                    chance(20) ? Optional.of(day) : Optional.empty(),
                    chance(20) ? Optional.of(day.plusDays(random.nextInt(5))) : Optional.empty(),
                    chance(20) ? Set.of("gold", "silver") : Set.of(),
                    chance(20) ? Optional.of(chance(50) ? Set.of() : Set.of("ANNA10")) : Optional.empty(),
                    chance(35) ? Set.of("S" + (1 + random.nextInt(3))) : Set.of(),
                    chance(25) ? Set.of("shoes") : Set.of(),
                    pay(),
                    chance(30) ? Optional.of(any(HOLDS)) : Optional.empty()));
        }
        if (chance(85)) {
            rules.add(new Rule(
                    "all",
                    Set.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(),
                    Optional.empty(),
                    Set.of(),
                    Set.of(),
                    pay(),
                    Optional.empty()));
        }
        return rules;
    }

    private Pay pay() {
        BigDecimal fixed = chance(65) ? BigDecimal.ZERO : BigDecimal.valueOf(1 + random.nextInt(900), decimals);
        return new Pay(fixed, chance(15) ? BigDecimal.ZERO : new BigDecimal(any(PERCENTS)));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private Instant later(Instant from, Duration most) {
        return from.plusSeconds(random.nextLong(most.toSeconds()));
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
