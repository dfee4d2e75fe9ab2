package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.terms.Cap;
import dev.tributary.domain.terms.ClickPay;
import dev.tributary.domain.terms.Condition;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsCheck;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsInWords;
import java.io.IOException;
import java.util.List;

/// Terms in answers, with everything that they can hold.
final class TermsWriter {
    private TermsWriter() {}

    /// A published version, in words for whoever asks.
    static void write(ProgramId program, TermsDocument document, Reader reader, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("program_id", program.toString());
        json.writeNumberField("version", document.version());
        json.writeStringField("effective_from", document.effectiveFrom().toString());
        content(document, json);
        sentences(json, "in_words", TermsInWords.of(document, reader.addressee(), reader.language()));
        json.writeEndObject();
    }

    /// A draft has no version yet, and no time; it says what keeps it from being published.
    static void writeDraft(ProgramId program, TermsDocument draft, List<TermsCheck.Fault> faults, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("program_id", program.toString());
        content(draft, json);
        json.writeArrayFieldStart("faults");
        for (TermsCheck.Fault fault : faults) {
            json.writeStartObject();
            json.writeStringField("field", fault.path());
            json.writeStringField("code", fault.code());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static void sentences(JsonGenerator json, String name, List<String> sentences) throws IOException {
        json.writeArrayFieldStart(name);
        for (String sentence : sentences) {
            json.writeString(sentence);
        }
        json.writeEndArray();
    }

    private static void content(TermsDocument document, JsonGenerator json) throws IOException {
        AttributionFields.write(json, document.attribution());
        json.writeStringField("paid_under", Texts.lower(document.paidUnder()));
        json.writeNumberField("hold_days", document.holdDays());
        json.writeObjectFieldStart("validation");
        json.writeStringField("mode", Texts.lower(document.validation().mode()));
        json.writeNumberField("days", document.validation().days());
        json.writeEndObject();
        Amounts.money(json, "minimum_payout", document.minimumPayout());
        json.writeNumberField("pays_within_days", document.paysWithinDays());
        json.writeArrayFieldStart("rules");
        for (Rule rule : document.rules()) {
            rule(rule, document.minimumPayout().currency(), json);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("limits");
        Amounts.nullable(json, "least", document.limits().least());
        Amounts.nullable(json, "most", document.limits().most());
        json.writeEndObject();
        json.writeArrayFieldStart("caps");
        for (Cap cap : document.caps()) {
            json.writeStartObject();
            Lists.nullable(json, "rule_id", cap.rule().map(RuleId::text));
            json.writeStringField("period", cap.period().text());
            Amounts.money(json, "most", cap.most());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (document.clickPay().isPresent()) {
            clickPay(document.clickPay().get(), json);
        } else {
            json.writeNullField("click_pay");
        }
        BonusFields.write(json, document.bonuses());
    }

    private static void rule(Rule rule, CurrencyCode currency, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", rule.id().text());
        json.writeArrayFieldStart("conditions");
        for (Condition condition : rule.conditions()) {
            ConditionFields.write(json, condition);
        }
        json.writeEndArray();
        PayFields.write(json, "pay", rule.pay(), currency);
        Lists.nullableNumber(json, "hold_days", rule.holdDays());
        json.writeEndObject();
    }

    private static void clickPay(ClickPay pay, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("click_pay");
        json.writeStringField("id", pay.id().text());
        Lists.texts(json, "groups", pay.groups(), Group::text);
        Amounts.money(json, "amount", pay.amount());
        Lists.nullableNumber(json, "daily_cap", pay.dailyCap());
        json.writeEndObject();
    }
}
