package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.TermsCheck;
import dev.tributary.infrastructure.lambda.FieldReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A pay in bodies and answers. What is of another kind is null:
/// ```json
/// {"percent":"2.5","amount":{"amount":"5.00","currency":"EUR"},"per_item":null,"stages":null,"tiers":null}
/// ```
/// `stages` are `[{"months":12,"pay":{...}}]`, `tiers` are `{"measure":"revenue","period":"month",
/// "mode":"marginal","steps":[{"from":{"amount":"0.00","currency":"EUR"},"pay":{...}}]}`, where `from` is a
/// number for what is not revenue.
final class PayFields {
    private static final String PERCENT = "percent";
    private static final String AMOUNT = "amount";
    private static final String PER_ITEM = "per_item";
    private static final String STAGES = "stages";
    private static final String TIERS = "tiers";
    private static final String FROM = "from";

    private final CurrencyCode currency;

    private PayFields(CurrencyCode currency) {
        this.currency = currency;
    }

    /// Notes in the holder what is wrong with it, absence too.
    static Optional<Pay> read(FieldReader holder, String name, CurrencyCode currency) {
        PayFields fields = new PayFields(currency);
        FieldReader pay = holder.object(name);
        boolean staged = pay.has(STAGES);
        boolean tiered = pay.has(TIERS);
        // Fields of a pay, though null.
        pay.isNull(STAGES);
        pay.isNull(TIERS);
        if (!staged && !tiered) {
            return fields.flat(holder, name, pay).map(Pay.class::cast);
        }
        if (staged && tiered || pay.has(PERCENT) || pay.has(AMOUNT) || pay.has(PER_ITEM)) {
            notOneKind(holder, name);
        }
        List.of(PERCENT, AMOUNT, PER_ITEM).forEach(pay::isNull);
        return staged
                ? fields.stages(pay).map(Pay.class::cast)
                : fields.tiers(pay).map(Pay.class::cast);
    }

    private Optional<Pay.Flat> flat(FieldReader holder, String name) {
        return flat(holder, name, holder.object(name));
    }

    private Optional<Pay.Flat> flat(FieldReader holder, String name, FieldReader pay) {
        Optional<BigDecimal> percent = pay.text(PERCENT, Texts::percent);
        Optional<Money> amount = Texts.money(pay, AMOUNT, currency);
        Optional<Money> perItem = Texts.money(pay, PER_ITEM, currency);
        boolean other = pay.has(PERCENT) || pay.has(AMOUNT);
        if (pay.has(PER_ITEM)) {
            if (other) {
                notOneKind(holder, name);
            }
            return perItem.map(Pay.PerItem::new);
        }
        if (!other) {
            holder.fault(name, FieldReader.MISSING, "A pay is a percent, an amount, both, or one of another kind.");
        }
        if (percent.isPresent() && amount.isPresent()) {
            return Optional.of(new Pay.FixedAndPercent(amount.get(), percent.get()));
        }
        return percent.<Pay.Flat>map(Pay.Percent::new).or(() -> amount.map(Pay.Fixed::new));
    }

    private static void notOneKind(FieldReader holder, String name) {
        holder.fault(name, "not_one_kind", "A pay has one kind; only percent and amount go together.");
    }

    private Optional<Pay.Staged> stages(FieldReader pay) {
        List<Pay.Stage> stages = new ArrayList<>();
        for (FieldReader stage : some(pay, STAGES, TermsCheck.MOST_STAGES)) {
            Optional<Integer> months = stage.whole("months");
            flat(stage, "pay").ifPresent(flat -> stages.add(new Pay.Stage(months, flat)));
        }
        return stages.isEmpty() ? Optional.empty() : Optional.of(new Pay.Staged(stages));
    }

    /// Steps stand in the order of their places: the places say what each is for.
    private Optional<Pay.Tiered> tiers(FieldReader pay) {
        FieldReader tiers = pay.object(TIERS);
        Optional<Measure> measure = tiers.required("measure", tiers.text("measure", Texts.constant(Measure.class)));
        Optional<Period.Length> period =
                tiers.required("period", tiers.text("period", Texts.constant(Period.Length.class)));
        Optional<Pay.Tiered.Mode> mode =
                tiers.required("mode", tiers.text("mode", Texts.constant(Pay.Tiered.Mode.class)));
        List<Pay.Step> steps = new ArrayList<>();
        Optional<Long> before = Optional.empty();
        for (FieldReader step : some(tiers, "steps", TermsCheck.MOST_STEPS)) {
            Optional<Long> from = from(step, measure);
            if (from.isPresent() && before.filter(place -> place >= from.get()).isPresent()) {
                step.fault(FROM, "overlapping", "A step begins above the one before it.");
            }
            Optional<Pay.Flat> flat = flat(step, "pay");
            if (from.isPresent() && flat.isPresent()) {
                steps.add(new Pay.Step(from.get(), flat.get()));
            }
            before = from;
        }
        return measure.isPresent() && period.isPresent() && mode.isPresent() && !steps.isEmpty()
                ? Optional.of(new Pay.Tiered(measure.get(), period.get(), mode.get(), steps))
                : Optional.empty();
    }

    private Optional<Long> from(FieldReader step, Optional<Measure> measure) {
        if (measure.isEmpty()) {
            // A field of ours, though nobody knows what it counts.
            step.isNull(FROM);
            return Optional.empty();
        }
        if (!step.has(FROM)) {
            step.fault(FROM, FieldReader.MISSING, "This field is required here.");
        }
        return switch (measure.get()) {
            case REVENUE -> Texts.money(step, FROM, currency).map(Money::minor);
            case CONVERSIONS, NEW_CUSTOMERS, QUALIFIED_CLICKS ->
                step.whole(FROM).map(Integer::longValue);
        };
    }

    /// The objects of a list that is to have some.
    private static List<FieldReader> some(FieldReader holder, String name, int most) {
        int before = holder.faults().size();
        List<FieldReader> objects = holder.objects(name, most);
        if (objects.isEmpty() && holder.faults().size() == before) {
            holder.fault(name, "empty", "This list is to have something in it.");
        }
        return objects;
    }

    /// @param currency the program's, in which revenue is counted
    static void write(JsonGenerator json, String name, Pay pay, CurrencyCode currency) throws IOException {
        json.writeObjectFieldStart(name);
        flat(json, pay instanceof Pay.Flat flat ? Optional.of(flat) : Optional.empty());
        switch (pay) {
            case Pay.Flat _ -> {
                json.writeNullField(STAGES);
                json.writeNullField(TIERS);
            }
            case Pay.Staged(var stages) -> {
                json.writeArrayFieldStart(STAGES);
                for (Pay.Stage stage : stages) {
                    json.writeStartObject();
                    Lists.nullableNumber(json, "months", stage.months());
                    flat(json, "pay", stage.pay());
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeNullField(TIERS);
            }
            case Pay.Tiered tiered -> {
                json.writeNullField(STAGES);
                tiers(json, tiered, currency);
            }
        }
        json.writeEndObject();
    }

    private static void tiers(JsonGenerator json, Pay.Tiered tiered, CurrencyCode currency) throws IOException {
        json.writeObjectFieldStart(TIERS);
        json.writeStringField("measure", tiered.measure().text());
        json.writeStringField("period", tiered.period().text());
        json.writeStringField("mode", Texts.lower(tiered.mode()));
        json.writeArrayFieldStart("steps");
        for (Pay.Step step : tiered.steps()) {
            json.writeStartObject();
            switch (tiered.measure()) {
                case REVENUE -> Amounts.money(json, FROM, new Money(step.from(), currency));
                case CONVERSIONS, NEW_CUSTOMERS, QUALIFIED_CLICKS -> json.writeNumberField(FROM, step.from());
            }
            flat(json, "pay", step.pay());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void flat(JsonGenerator json, String name, Pay.Flat pay) throws IOException {
        json.writeObjectFieldStart(name);
        flat(json, Optional.of(pay));
        json.writeEndObject();
    }

    private static void flat(JsonGenerator json, Optional<Pay.Flat> pay) throws IOException {
        Optional<BigDecimal> percent = pay.flatMap(of -> switch (of) {
            case Pay.Percent(var number) -> Optional.of(number);
            case Pay.FixedAndPercent(var _, var number) -> Optional.of(number);
            case Pay.Fixed _, Pay.PerItem _ -> Optional.empty();
        });
        Optional<Money> amount = pay.flatMap(of -> switch (of) {
            case Pay.Fixed(var money) -> Optional.of(money);
            case Pay.FixedAndPercent(var money, var _) -> Optional.of(money);
            case Pay.Percent _, Pay.PerItem _ -> Optional.empty();
        });
        Optional<Money> perItem = pay.flatMap(of -> switch (of) {
            case Pay.PerItem(var money) -> Optional.of(money);
            case Pay.Percent _, Pay.Fixed _, Pay.FixedAndPercent _ -> Optional.empty();
        });
        Lists.nullable(json, PERCENT, percent.map(BigDecimal::toPlainString));
        Amounts.nullable(json, AMOUNT, amount);
        Amounts.nullable(json, PER_ITEM, perItem);
    }
}
