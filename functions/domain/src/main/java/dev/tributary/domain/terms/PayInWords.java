package dev.tributary.domain.terms;

import dev.tributary.domain.language.Language;
import dev.tributary.domain.language.Language.Unit;
import dev.tributary.domain.language.Phrase;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Measure;
import java.util.ArrayList;
import java.util.List;

/// A pay in the words of a language; without an end of a sentence, as it stands within one.
final class PayInWords {
    private PayInWords() {}

    /// @param currency the program's, in which revenue is counted
    static String of(Pay pay, CurrencyCode currency, Language language) {
        return switch (pay) {
            case Pay.Flat flat -> flat(flat, language);
            case Pay.Staged staged -> stages(staged, language);
            case Pay.Tiered tiered -> tiers(tiered, currency, language);
        };
    }

    private static String flat(Pay.Flat pay, Language language) {
        return switch (pay) {
            case Pay.Percent(var percent) -> language.say(Phrase.PERCENT, language.percent(percent));
            case Pay.Fixed(var amount) -> language.say(Phrase.FIXED, language.money(amount));
            case Pay.FixedAndPercent(var amount, var percent) ->
                language.say(Phrase.FIXED_AND_PERCENT, language.money(amount), language.percent(percent));
            case Pay.PerItem(var amount) -> language.say(Phrase.PER_ITEM, language.money(amount));
        };
    }

    private static String stages(Pay.Staged staged, Language language) {
        List<String> parts = new ArrayList<>();
        for (Pay.Stage stage : staged.stages()) {
            String pay = flat(stage.pay(), language);
            parts.add(stage.months()
                    .map(months -> language.say(Phrase.STAGE, pay, language.count(months, Unit.MONTH)))
                    .orElse(pay));
        }
        if (staged.stages().getLast().months().isPresent()) {
            parts.add(language.say(Phrase.STAGES_END));
        }
        return parts.stream()
                .reduce((before, next) -> language.say(Phrase.STAGE_THEN, before, next))
                .orElseThrow();
    }

    /// Slices begin above a place and conversions after a number; a tier for the whole is reached at it.
    private static String tiers(Pay.Tiered tiered, CurrencyCode currency, Language language) {
        List<String> steps = new ArrayList<>();
        for (Pay.Step step : tiered.steps()) {
            String pay = flat(step.pay(), language);
            String from = tiered.measure() == Measure.REVENUE
                    ? language.money(new Money(step.from(), currency))
                    : language.number(step.from());
            steps.add(
                    step.from() == 0
                            ? language.say(Phrase.FIRST_STEP, pay)
                            : switch (tiered.mode()) {
                                case MARGINAL -> language.say(Phrase.STEP_ABOVE, pay, from);
                                case RETROACTIVE -> language.say(Phrase.STEP_FROM, pay, from);
                            });
        }
        Phrase phrase = switch (tiered.mode()) {
            case MARGINAL -> Phrase.TIERS_MARGINAL;
            case RETROACTIVE -> Phrase.TIERS_RETROACTIVE;
        };
        return language.say(
                phrase, language.measure(tiered.measure()), language.period(tiered.period()), language.list(steps));
    }
}
