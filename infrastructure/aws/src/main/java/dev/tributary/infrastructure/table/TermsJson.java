package dev.tributary.infrastructure.table;

import static dev.tributary.infrastructure.table.JsonParts.constant;
import static dev.tributary.infrastructure.table.JsonParts.instant;
import static dev.tributary.infrastructure.table.JsonParts.list;
import static dev.tributary.infrastructure.table.JsonParts.lower;
import static dev.tributary.infrastructure.table.JsonParts.money;
import static dev.tributary.infrastructure.table.JsonParts.optional;
import static dev.tributary.infrastructure.table.JsonParts.put;
import static dev.tributary.infrastructure.table.JsonParts.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.AttributionPolicy.AfterCheckout;
import dev.tributary.domain.terms.AttributionPolicy.BindingPolicy;
import dev.tributary.domain.terms.AttributionPolicy.Treatment;
import dev.tributary.domain.terms.Cap;
import dev.tributary.domain.terms.ClickPay;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.Limits;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.ValidationPolicy;
import java.util.Optional;
import java.util.Set;

/// A version of terms as JSON, both directions; what is absent is not written:
/// ```json
/// {"version":1,"effective_from":"2026-01-01T00:00:00Z","model":"last_click","window_days":30,"precedence":"coupon",
///
/// "after_checkout":{"channels":["coupon_site"],"cut":"1/2"},"least_seconds":10,"binding":{"months":12,"rebind":"keep"},
///  "paid_under":"click","hold_days":30,"validation":"auto","validation_days":30,"minimum_payout":"0.00 EUR",
///  "pays_within_days":65,"rules":[{"id":"base","conditions":[{"events":["sale"]}],"pay":{"percent":"10"}}],
///  "limits":{"least":"1.00 EUR"},"caps":[{"rule":"base","period":"day","most":"100.00 EUR"}],
///  "click_pay":{"id":"clicks","groups":["vip"],"amount":"0.05 EUR","daily_cap":100},
///  "bonuses":[{"kind":"signing","id":"hello","amount":"10.00 EUR","when":"first_sale"}]}
/// ```
/// What a reader does not know it refuses, of the document and of its rules too: a cap that were passed
/// over would pay too much.
final class TermsJson {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> FIELDS = Set.of(
            "version",
            "effective_from",
            "model",
            "window_days",
            "precedence",
            "after_checkout",
            "least_seconds",
            "binding",
            "paid_under",
            "hold_days",
            "validation",
            "validation_days",
            "minimum_payout",
            "pays_within_days",
            "rules",
            "limits",
            "caps",
            "click_pay",
            "bonuses");
    private static final Set<String> RULE_FIELDS = Set.of("id", "conditions", "pay", "hold_days");

    private TermsJson() {}

    static String write(TermsDocument terms) {
        ObjectNode json = JSON.createObjectNode()
                .put("version", terms.version())
                .put("effective_from", terms.effectiveFrom().toString());
        write(json, terms.attribution());
        json.put("paid_under", lower(terms.paidUnder()))
                .put("hold_days", terms.holdDays())
                .put("validation", lower(terms.validation().mode()))
                .put("validation_days", terms.validation().days())
                .put("minimum_payout", terms.minimumPayout().toString())
                .put("pays_within_days", terms.paysWithinDays());
        ArrayNode rules = json.putArray("rules");
        terms.rules().forEach(rule -> write(rules.addObject(), rule));
        if (!terms.limits().equals(Limits.NONE)) {
            ObjectNode limits = json.putObject("limits");
            put(limits, "least", terms.limits().least());
            put(limits, "most", terms.limits().most());
        }
        if (!terms.caps().isEmpty()) {
            ArrayNode caps = json.putArray("caps");
            terms.caps().forEach(cap -> write(caps.addObject(), cap));
        }
        terms.clickPay().ifPresent(pay -> write(json.putObject("click_pay"), pay));
        if (!terms.bonuses().isEmpty()) {
            ArrayNode bonuses = json.putArray("bonuses");
            terms.bonuses().forEach(bonus -> BonusJson.write(bonuses.addObject(), bonus));
        }
        return json.toString();
    }

    /// @throws IllegalStateException when the text is damaged, or holds what is not known
    static TermsDocument read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            refuseUnknown(json, FIELDS);
            return new TermsDocument(
                    json.path("version").intValue(),
                    instant(json, "effective_from"),
                    attribution(json),
                    constant(TermsDocument.PaidUnder.class, text(json, "paid_under")),
                    list(json, "rules", TermsJson::rule),
                    new Limits(
                            optional(json.path("limits"), "least", JsonParts::money),
                            optional(json.path("limits"), "most", JsonParts::money)),
                    list(json, "caps", TermsJson::cap),
                    json.has("click_pay") ? Optional.of(clickPay(json.path("click_pay"))) : Optional.empty(),
                    json.path("hold_days").intValue(),
                    new ValidationPolicy(
                            constant(ValidationPolicy.Mode.class, text(json, "validation")),
                            json.path("validation_days").intValue()),
                    money(text(json, "minimum_payout")),
                    json.path("pays_within_days").intValue(),
                    list(json, "bonuses", BonusJson::read));
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("terms are damaged", damaged);
        }
    }

    private static void refuseUnknown(JsonNode json, Set<String> known) {
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new IllegalStateException("terms hold a field that is not known: " + name);
            }
        });
    }

    private static void write(ObjectNode json, AttributionPolicy policy) {
        json.put("model", lower(policy.model()))
                .put("window_days", policy.windowDays())
                .put("precedence", lower(policy.precedence()));
        policy.afterCheckout().ifPresent(after -> {
            ObjectNode node = json.putObject("after_checkout");
            ConditionJson.texts(node, "channels", after.channels(), JsonParts::lower);
            switch (after.treatment()) {
                case Treatment.Suppress _ -> {}
                case Treatment.Cut(var keeps) -> node.put("cut", keeps.toString());
            }
        });
        policy.leastSeconds().ifPresent(seconds -> json.put("least_seconds", seconds));
        policy.binding().ifPresent(binding -> {
            ObjectNode node = json.putObject("binding");
            binding.months().ifPresent(months -> node.put("months", months));
            binding.charges().ifPresent(charges -> node.put("charges", charges));
            node.put("rebind", lower(binding.rebind()));
        });
    }

    private static AttributionPolicy attribution(JsonNode json) {
        return new AttributionPolicy(
                constant(AttributionPolicy.Model.class, text(json, "model")),
                json.path("window_days").intValue(),
                constant(AttributionPolicy.Precedence.class, text(json, "precedence")),
                json.has("after_checkout") ? Optional.of(afterCheckout(json.path("after_checkout"))) : Optional.empty(),
                whole(json, "least_seconds"),
                json.has("binding") ? Optional.of(binding(json.path("binding"))) : Optional.empty());
    }

    private static AfterCheckout afterCheckout(JsonNode json) {
        return new AfterCheckout(
                ConditionJson.values(json, "channels", ConditionJson::channel),
                json.has("cut") ? new Treatment.Cut(Fraction.parse(text(json, "cut"))) : new Treatment.Suppress());
    }

    private static BindingPolicy binding(JsonNode json) {
        return new BindingPolicy(
                whole(json, "months"),
                whole(json, "charges"),
                constant(AttributionPolicy.Rebind.class, text(json, "rebind")));
    }

    private static void write(ObjectNode json, Rule rule) {
        json.put("id", rule.id().text());
        ArrayNode conditions = json.putArray("conditions");
        rule.conditions().forEach(condition -> ConditionJson.write(conditions.addObject(), condition));
        json.set("pay", PayJson.write(rule.pay()));
        rule.holdDays().ifPresent(days -> json.put("hold_days", days));
    }

    private static Rule rule(JsonNode json) {
        refuseUnknown(json, RULE_FIELDS);
        return new Rule(
                new RuleId(text(json, "id")),
                list(json, "conditions", ConditionJson::read),
                PayJson.read(json.path("pay")),
                whole(json, "hold_days"));
    }

    private static void write(ObjectNode json, Cap cap) {
        put(json, "rule", cap.rule());
        json.put("period", lower(cap.period())).put("most", cap.most().toString());
    }

    private static Cap cap(JsonNode json) {
        return new Cap(
                optional(json, "rule", RuleId::new),
                constant(Period.Length.class, text(json, "period")),
                money(text(json, "most")));
    }

    private static void write(ObjectNode json, ClickPay pay) {
        json.put("id", pay.id().text());
        if (!pay.groups().isEmpty()) {
            ConditionJson.texts(json, "groups", pay.groups(), Group::text);
        }
        json.put("amount", pay.amount().toString());
        pay.dailyCap().ifPresent(most -> json.put("daily_cap", most));
    }

    private static ClickPay clickPay(JsonNode json) {
        return new ClickPay(
                new RuleId(text(json, "id")),
                ConditionJson.values(json, "groups", Group::new),
                money(text(json, "amount")),
                whole(json, "daily_cap"));
    }

    private static Optional<Integer> whole(JsonNode json, String name) {
        return json.has(name) ? Optional.of(json.path(name).intValue()) : Optional.empty();
    }
}
