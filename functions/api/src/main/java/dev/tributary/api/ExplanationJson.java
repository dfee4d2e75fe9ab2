package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.attribution.Attribution.Credit;
import dev.tributary.domain.attribution.Attribution.Flag;
import dev.tributary.domain.commission.Captured;
import dev.tributary.domain.commission.Earned;
import dev.tributary.domain.commission.Explanation;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.rate.Exchange;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.RuleFacts;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// An explanation for machines and for people: everything that went into the amount, a sentence, and
/// the amount computed again from what is shown.
final class ExplanationJson {
    private ExplanationJson() {}

    static void write(JsonGenerator json, String name, Explanation explanation, Language language) throws IOException {
        Captured captured = explanation.captured();
        CurrencyCode currency = explanation.amount().currency();
        json.writeObjectFieldStart(name);
        json.writeStringField("sentence", explanation.sentence(language));
        json.writeNumberField("terms_version", explanation.termsVersion());
        json.writeStringField("rule_id", explanation.rule().text());
        PayFields.write(json, "pay", explanation.pay(), currency);
        json.writeBooleanField("pay_is_override", captured.override().isPresent());
        credit(json, "credit", explanation.credit());
        facts(json, captured.facts());
        json.writeObjectFieldStart("order");
        Amounts.money(json, "amount", explanation.inputs().amount());
        CurrencyCode paidIn = explanation.inputs().amount().currency();
        Amounts.exact(json, "tax", explanation.inputs().tax(), paidIn);
        Amounts.exact(json, "shipping", explanation.inputs().shipping(), paidIn);
        Amounts.exact(json, "fee", explanation.inputs().fee(), paidIn);
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
        exchange(json, explanation.exchange());
        counted(json, captured);
        steps(json, explanation, currency);
        json.writeStringField(
                "rounding", explanation.earned().together() ? Explanation.ROUNDING_TOGETHER : Explanation.ROUNDING);
        Amounts.money(json, "recomputed", explanation.recomputed());
        json.writeEndObject();
    }

    /// From the base to the amount before its rounding.
    private static void steps(JsonGenerator json, Explanation explanation, CurrencyCode currency) throws IOException {
        Earned earned = explanation.earned();
        Amounts.exact(json, "base", explanation.base(), currency);
        json.writeArrayFieldStart("parts");
        for (Earned.Part part : earned.parts()) {
            json.writeStartObject();
            Amounts.exact(json, "base", part.base(), currency);
            PayFields.write(json, "pay", part.pay(), currency);
            json.writeEndObject();
        }
        json.writeEndArray();
        Amounts.exact(json, "full", earned.full(), currency);
        Amounts.exact(json, "limited", earned.limited(), currency);
        json.writeStringField("share", explanation.captured().share().part().toString());
        Amounts.exact(json, "shared", earned.shared(), currency);
        Amounts.exact(json, "capped", earned.capped(), currency);
        Amounts.exact(json, "exact", explanation.exact(), currency);
    }

    static void exchange(JsonGenerator json, Optional<Exchange> exchange) throws IOException {
        if (exchange.isEmpty()) {
            json.writeNullField("exchange");
            return;
        }
        json.writeObjectFieldStart("exchange");
        json.writeStringField("from", exchange.get().from().code());
        json.writeStringField("to", exchange.get().to().code());
        json.writeStringField("rate", exchange.get().rate().toString());
        json.writeStringField("date", exchange.get().date().toString());
        json.writeStringField("source", exchange.get().source().name().toLowerCase(Locale.ROOT));
        json.writeEndObject();
    }

    /// What tiers and caps had counted before this conversion, and where retroactive tiers stand by now.
    private static void counted(JsonGenerator json, Captured captured) throws IOException {
        json.writeObjectFieldStart("counted");
        for (Map.Entry<Tally, Long> tally : captured.tallies().entrySet()) {
            json.writeNumberField(tally.getKey().text(), tally.getValue());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("rated");
        for (Tally tally : captured.rated().keySet()) {
            json.writeNumberField(tally.text(), captured.rate(tally).orElseThrow());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("flags");
        for (String flag :
                captured.share().flags().stream().map(Flag::text).sorted().toList()) {
            json.writeString(flag);
        }
        json.writeEndArray();
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
            case Credit.Bound(var since, var _) -> {
                json.writeStringField("kind", "bound");
                json.writeNullField("click_id");
                json.writeNullField("link_id");
                json.writeNullField("channel_id");
                json.writeNullField("clicked_at");
                json.writeNullField("coupon");
                json.writeStringField("bound_since", since.toString());
            }
            case Credit.Ruled(var dispute, var click) -> {
                json.writeStringField("kind", "ruling");
                Lists.nullable(json, "click_id", click.map(VerifiedClick::token));
                Lists.nullable(json, "link_id", click.map(VerifiedClick::link));
                Lists.nullable(json, "channel_id", click.flatMap(VerifiedClick::channel));
                Lists.nullable(json, "clicked_at", click.map(VerifiedClick::clickedAt));
                json.writeNullField("coupon");
                if (!dispute.equals(DisputeId.NONE)) {
                    json.writeStringField("dispute_id", dispute.toString());
                }
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
        json.writeStringField("at", facts.at().toString());
        Lists.nullable(json, "channel", facts.channel().map(ChannelKind::text));
        if (facts.newCustomer().isPresent()) {
            json.writeBooleanField("new_customer", facts.newCustomer().get());
        } else {
            json.writeNullField("new_customer");
        }
        Lists.nullable(json, "country", facts.country());
        Lists.nullable(
                json, "device", facts.device().map(device -> device.name().toLowerCase(Locale.ROOT)));
        json.writeEndObject();
    }
}
