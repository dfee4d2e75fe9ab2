package dev.tributary.domain.terms;

import dev.tributary.domain.tally.Measure;
import java.math.BigDecimal;
import java.util.List;

/// What is wrong with what a rule, or an override in its place, pays.
final class PayCheck {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int MOST_DECIMALS = 4;
    private static final int MOST_MONTHS = 120;
    private static final int FEWEST_STEPS = 2;

    private PayCheck() {}

    static void check(String path, Pay pay, Faults faults) {
        switch (pay) {
            case Pay.Percent of -> percent(path, of.percent(), faults);
            case Pay.Fixed of -> faults.amount(path + ".amount", of.amount());
            case Pay.FixedAndPercent of -> {
                faults.amount(path + ".amount", of.amount());
                percent(path, of.percent(), faults);
            }
            case Pay.PerItem of -> faults.amount(path + ".per_item", of.amount());
            case Pay.Staged of -> stages(path + ".stages", of.stages(), faults);
            case Pay.Tiered of -> tiers(path + ".tiers.steps", of, faults);
        }
    }

    private static void percent(String path, BigDecimal percent, Faults faults) {
        faults.addIf(percent.compareTo(HUNDRED) > 0, path + ".percent", "above_100");
        faults.addIf(percent.scale() > MOST_DECIMALS, path + ".percent", "too_many_decimals");
    }

    private static void stages(String path, List<Pay.Stage> stages, Faults faults) {
        faults.addIf(stages.size() > TermsCheck.MOST_STAGES, path, "too_many");
        boolean ended = false;
        for (int index = 0; index < stages.size(); index++) {
            Pay.Stage stage = stages.get(index);
            String at = path + "[" + index + "]";
            faults.addIf(ended, at, "unreachable");
            stage.months().ifPresent(months -> faults.range(at + ".months", months, 1, MOST_MONTHS));
            check(at + ".pay", stage.pay(), faults);
            ended = ended || stage.months().isEmpty();
        }
    }

    private static void tiers(String path, Pay.Tiered tiered, Faults faults) {
        List<Pay.Step> steps = tiered.steps();
        faults.addIf(steps.size() < FEWEST_STEPS, path, "too_few");
        faults.addIf(steps.size() > TermsCheck.MOST_STEPS, path, "too_many");
        // Slices of revenue are cut out of the base: only a part of a base can be paid by its part.
        boolean slices = tiered.measure() == Measure.REVENUE && tiered.mode() == Pay.Tiered.Mode.MARGINAL;
        for (int index = 0; index < steps.size(); index++) {
            Pay.Step step = steps.get(index);
            String at = path + "[" + index + "]";
            faults.addIf(index == 0 && step.from() != 0, at + ".from", "first_not_zero");
            faults.addIf(index > 0 && step.from() == steps.get(index - 1).from(), at + ".from", "overlapping");
            faults.addIf(slices && !(step.pay() instanceof Pay.Percent), at + ".pay", "percent_only");
            check(at + ".pay", step.pay(), faults);
        }
    }
}
