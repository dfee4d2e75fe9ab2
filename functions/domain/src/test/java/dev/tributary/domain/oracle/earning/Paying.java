package dev.tributary.domain.oracle.earning;

import dev.tributary.domain.oracle.Exact;
import dev.tributary.domain.oracle.earning.Situation.Counter;
import dev.tributary.domain.oracle.earning.Situation.Flat;
import dev.tributary.domain.oracle.earning.Situation.Pay;
import dev.tributary.domain.oracle.earning.Situation.Share;
import dev.tributary.domain.oracle.earning.Situation.Stage;
import dev.tributary.domain.oracle.earning.Situation.Staged;
import dev.tributary.domain.oracle.earning.Situation.Step;
import dev.tributary.domain.oracle.earning.Situation.Tiered;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What a pay comes to for some lines of the base, exact, as if the whole conversion were the share's.
record Paying(Situation situation, Share share, Worth worth, Consumer<String> met) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    Exact pay(Pay pay, List<Integer> lines) {
        List<Worth.Line> chosen = lines.stream().map(worth.lines()::get).toList();
        Exact base = Worth.sum(chosen);
        int pieces = chosen.stream().mapToInt(Worth.Line::quantity).sum();
        return switch (pay) {
            case Flat flat -> flat(flat, base, pieces);
            case Staged staged ->
                stage(staged).map(stage -> flat(stage.pay(), base, pieces)).orElse(Exact.ZERO);
            case Tiered tier when tier.marginal() && tier.measure().equals("revenue") -> slices(tier, base, pieces);
            case Tiered tier -> {
                BigDecimal counted =
                        tier.marginal() ? before(tier) : before(tier).add(own(tier));
                tell(tier);
                yield flat(reached(tier.steps(), counted).pay(), base, pieces);
            }
        };
    }

    private Exact flat(Flat flat, Exact base, int pieces) {
        boolean both = flat.fixed().signum() > 0 && flat.percent().signum() > 0;
        met.accept(
                both
                        ? "fixed and percent"
                        : flat.perItem().signum() > 0
                                ? "per item"
                                : flat.fixed().signum() > 0 ? "fixed" : "percent");
        return Exact.of(flat.fixed())
                .plus(base.times(new Exact(flat.percent(), HUNDRED)))
                .plus(Exact.of(flat.perItem().multiply(BigDecimal.valueOf(pieces))));
    }

    /// A stage ends so many months after the first charge, with all before it; what is no subscription
    /// begins with its own day.
    private Optional<Stage> stage(Staged staged) {
        LocalDate first = share.firstCharge().orElse(situation.day());
        int months = 0;
        for (int number = 0; number < staged.stages().size(); number++) {
            Stage stage = staged.stages().get(number);
            months += stage.months().orElse(0);
            LocalDate end = first.plusMonths(months);
            if (stage.months().isEmpty() || situation.day().isBefore(end)) {
                met.accept("stage " + (number + 1));
                return Optional.of(stage);
            }
            if (end.getDayOfMonth() < first.getDayOfMonth() && situation.day().equals(end)) {
                met.accept("stage ends on a clamped day");
            }
        }
        met.accept("after the last stage");
        return Optional.empty();
    }

    /// A sale or a charge moves the counter over slices (from, next from]; the lines have their part of
    /// each, and what is paid once is paid once: each slice gives its part. What lies below the first
    /// step is the first step's. What moves nothing is paid where the counter stands.
    private Exact slices(Tiered tier, Exact base, int pieces) {
        tell(tier);
        Exact start = Exact.of(before(tier));
        Exact span = isRevenue() ? share.part().times(worth.total()) : Exact.ZERO;
        if (span.signum() == 0) {
            return flat(reached(tier.steps(), before(tier)).pay(), base, pieces);
        }
        Exact end = start.plus(span);
        Exact sum = Exact.ZERO;
        int slices = 0;
        for (int number = 0; number < tier.steps().size(); number++) {
            Exact from = number == 0
                    ? start
                    : max(start, Exact.of(tier.steps().get(number).from()));
            Exact to = number + 1 == tier.steps().size()
                    ? end
                    : end.min(Exact.of(tier.steps().get(number + 1).from()));
            Exact slice = to.minus(from);
            if (slice.signum() > 0) {
                slices++;
                Exact whole = flat(tier.steps().get(number).pay(), base, pieces);
                sum = sum.plus(whole.times(slice.dividedBy(span)));
            }
        }
        met.accept(slices > 1 ? "across steps" : "within a step");
        return sum;
    }

    /// Of other events the base is not counted.
    private boolean isRevenue() {
        return situation.event().equals("sale") || situation.event().equals("subscription");
    }

    /// The highest step that a count has reached, else the first.
    private Step reached(List<Step> steps, BigDecimal counted) {
        Step reached = steps.getFirst();
        for (Step step : steps) {
            if (step.from().compareTo(counted) == 0) {
                met.accept("counter at a step");
            }
            if (step.from().compareTo(counted) <= 0) {
                reached = step;
            }
        }
        if (reached.from().compareTo(counted) > 0) {
            met.accept("counter below the first step");
        }
        return reached;
    }

    private BigDecimal before(Tiered tier) {
        return counted(tier.measure(), Optional.empty(), tier.length());
    }

    /// What the conversion itself adds: a split counts revenue by share, conversions as 1 each.
    private BigDecimal own(Tiered tier) {
        return switch (tier.measure()) {
            case "revenue" ->
                isRevenue()
                        ? share.part().times(worth.total()).rounded(Worth.decimals(situation.currency()))
                        : BigDecimal.ZERO;
            case "conversions" -> BigDecimal.ONE;
            case "new_customers" -> situation.isNew().orElse(false) ? BigDecimal.ONE : BigDecimal.ZERO;
            case "qualified_clicks" -> BigDecimal.ZERO;
            default -> throw new IllegalArgumentException("measure is unknown: " + tier.measure());
        };
    }

    BigDecimal counted(String what, Optional<String> rule, String length) {
        return share.counted().getOrDefault(new Counter(what, rule, period(length, situation.day())), BigDecimal.ZERO);
    }

    static String period(String length, LocalDate day) {
        int quarter = (day.getMonthValue() + 2) / 3;
        return switch (length) {
            case "day" -> day.toString();
            case "month" -> "%04d-%02d".formatted(day.getYear(), day.getMonthValue());
            case "quarter" -> "%04d-Q%d".formatted(day.getYear(), quarter);
            case "year" -> "%04d".formatted(day.getYear());
            case "ever" -> "ever";
            default -> throw new IllegalArgumentException("length is unknown: " + length);
        };
    }

    private void tell(Tiered tier) {
        met.accept(tier.measure() + (tier.marginal() ? " marginal" : " retroactive"));
        met.accept("by " + tier.length());
    }

    private static Exact max(Exact one, Exact other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
