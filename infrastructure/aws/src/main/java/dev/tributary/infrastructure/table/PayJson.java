package dev.tributary.infrastructure.table;

import static dev.tributary.infrastructure.table.JsonParts.constant;
import static dev.tributary.infrastructure.table.JsonParts.list;
import static dev.tributary.infrastructure.table.JsonParts.lower;
import static dev.tributary.infrastructure.table.JsonParts.money;
import static dev.tributary.infrastructure.table.JsonParts.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.Pay;
import java.math.BigDecimal;
import java.util.Optional;

/// A pay as JSON, both directions, in terms, orders and enrollments:
/// ```json
/// {"percent":"10"} {"fixed":"5.00 EUR"} {"percent":"2.5","fixed":"5.00 EUR"} {"per_item":"1.00 EUR"}
/// {"stages":[{"months":12,"percent":"25"},{"percent":"10"}]}
/// {"measure":"revenue","period":"month","mode":"marginal","steps":[{"from":0,"percent":"5"},{"from":100000,"percent":"7"}]}
/// ```
final class PayJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PayJson() {}

    static ObjectNode write(Pay pay) {
        ObjectNode json = JSON.createObjectNode();
        switch (pay) {
            case Pay.Flat flat -> put(json, flat);
            case Pay.Staged staged -> {
                ArrayNode stages = json.putArray("stages");
                for (Pay.Stage stage : staged.stages()) {
                    ObjectNode node = stages.addObject();
                    stage.months().ifPresent(months -> node.put("months", months));
                    put(node, stage.pay());
                }
            }
            case Pay.Tiered tiered -> {
                json.put("measure", lower(tiered.measure()))
                        .put("period", lower(tiered.period()))
                        .put("mode", lower(tiered.mode()));
                ArrayNode steps = json.putArray("steps");
                tiered.steps().forEach(step -> put(steps.addObject().put("from", step.from()), step.pay()));
            }
        }
        return json;
    }

    /// @throws IllegalStateException for a pay that is not known
    static Pay read(JsonNode json) {
        if (json.has("stages")) {
            return new Pay.Staged(list(json, "stages", PayJson::stage));
        }
        if (json.has("steps")) {
            return new Pay.Tiered(
                    constant(Measure.class, text(json, "measure")),
                    constant(Period.Length.class, text(json, "period")),
                    constant(Pay.Tiered.Mode.class, text(json, "mode")),
                    list(json, "steps", step -> new Pay.Step(step.path("from").longValue(), flat(step))));
        }
        return flat(json);
    }

    static Pay read(String text) {
        try {
            return read(JSON.readTree(text));
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("a pay is damaged", damaged);
        }
    }

    private static Pay.Stage stage(JsonNode json) {
        Optional<Integer> months =
                json.has("months") ? Optional.of(json.path("months").intValue()) : Optional.empty();
        return new Pay.Stage(months, flat(json));
    }

    private static void put(ObjectNode json, Pay.Flat pay) {
        switch (pay) {
            case Pay.Percent percent -> json.put("percent", percent.percent().toPlainString());
            case Pay.Fixed fixed -> json.put("fixed", fixed.amount().toString());
            case Pay.FixedAndPercent both ->
                json.put("percent", both.percent().toPlainString())
                        .put("fixed", both.amount().toString());
            case Pay.PerItem item -> json.put("per_item", item.amount().toString());
        }
    }

    private static Pay.Flat flat(JsonNode json) {
        if (json.has("per_item")) {
            return new Pay.PerItem(money(text(json, "per_item")));
        }
        if (!json.has("fixed")) {
            return new Pay.Percent(new BigDecimal(text(json, "percent")));
        }
        return json.has("percent")
                ? new Pay.FixedAndPercent(money(text(json, "fixed")), new BigDecimal(text(json, "percent")))
                : new Pay.Fixed(money(text(json, "fixed")));
    }
}
