package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.attribution.Attribution.Credit;
import dev.tributary.domain.commission.Explanation;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.order.Captured;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.RuleFacts;
import java.io.IOException;

/// An explanation for machines and for people: everything that went into the amount, a sentence, and
/// the amount computed again from what is shown.
final class ExplanationJson {
    private ExplanationJson() {}

    static void write(JsonGenerator json, String name, Explanation explanation, Captured captured) throws IOException {
        CurrencyCode currency = explanation.amount().currency();
        json.writeObjectFieldStart(name);
        json.writeStringField("sentence", explanation.sentence());
        json.writeNumberField("terms_version", explanation.termsVersion());
        json.writeStringField("rule_id", explanation.rule().text());
        pay(json, "pay", explanation.pay());
        json.writeBooleanField("pay_is_override", captured.override().isPresent());
        credit(json, "credit", explanation.credit());
        facts(json, captured.facts());
        json.writeObjectFieldStart("order");
        Amounts.money(json, "amount", explanation.inputs().amount());
        Amounts.exact(json, "tax", explanation.inputs().tax(), currency);
        Amounts.exact(json, "shipping", explanation.inputs().shipping(), currency);
        Amounts.exact(json, "fee", explanation.inputs().fee(), currency);
        json.writeEndObject();
        json.writeArrayFieldStart("lines");
        for (Explanation.Line line : explanation.lines()) {
            json.writeStartObject();
            json.writeNumberField("number", line.number());
            Lists.nullable(json, "sku", line.line().sku());
            Lists.nullable(json, "category", line.line().category());
            json.writeNumberField("quantity", line.line().quantity());
            Amounts.exact(json, "base", line.line().base(), currency);
            json.writeEndObject();
        }
        json.writeEndArray();
        Amounts.exact(json, "base", explanation.base(), currency);
        Amounts.exact(json, "exact", explanation.exact(), currency);
        json.writeStringField("rounding", Explanation.ROUNDING);
        Amounts.money(json, "recomputed", explanation.recomputed());
        json.writeEndObject();
    }

    static void pay(JsonGenerator json, String name, Pay pay) throws IOException {
        json.writeObjectFieldStart(name);
        switch (pay) {
            case Pay.Percent(var percent) -> {
                json.writeStringField("percent", percent.toPlainString());
                json.writeNullField("amount");
            }
            case Pay.Fixed(var amount) -> {
                json.writeNullField("percent");
                Amounts.money(json, "amount", amount);
            }
            case Pay.FixedAndPercent(var amount, var percent) -> {
                json.writeStringField("percent", percent.toPlainString());
                Amounts.money(json, "amount", amount);
            }
        }
        json.writeEndObject();
    }

    static void credit(JsonGenerator json, String name, Credit credit) throws IOException {
        json.writeObjectFieldStart(name);
        switch (credit) {
            case Credit.Click(var click) -> {
                json.writeStringField("kind", "click");
                json.writeStringField("click_id", click.token());
                json.writeStringField("link_id", click.link().toString());
                Lists.nullable(json, "channel_id", click.channel());
                json.writeStringField("clicked_at", click.clickedAt().toString());
                json.writeNullField("coupon");
            }
            case Credit.Coupon(var code) -> {
                json.writeStringField("kind", "coupon");
                json.writeNullField("click_id");
                json.writeNullField("link_id");
                json.writeNullField("channel_id");
                json.writeNullField("clicked_at");
                json.writeStringField("coupon", code.text());
            }
        }
        json.writeEndObject();
    }

    /// What the rules' conditions were asked with.
    private static void facts(JsonGenerator json, RuleFacts facts) throws IOException {
        json.writeObjectFieldStart("facts");
        json.writeStringField("event", facts.event().text());
        json.writeStringField("day", facts.day().toString());
        json.writeArrayFieldStart("groups");
        for (String group :
                facts.groups().stream().map(Object::toString).sorted().toList()) {
            json.writeString(group);
        }
        json.writeEndArray();
        Lists.nullable(json, "coupon", facts.coupon());
        json.writeEndObject();
    }
}
