package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.terms.Condition;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `/v1/programs/{program_id}/terms`: the published versions, by number. Everyone in a program sees
/// all of them: past conversions were paid under past ones.
final class TermsResource {
    private final Visible visible;
    private final PublishedTerms terms;
    private final Cursors cursors;

    TermsResource(Visible visible, PublishedTerms terms, Cursors cursors) {
        this.visible = visible;
        this.terms = terms;
        this.cursors = cursors;
    }

    HttpAnswer list(Ask ask) throws IOException {
        PageRequest request = cursors.page(ask);
        Program program = program(ask);
        int after = request.after().map(Integer::parseInt).orElse(0);
        List<Integer> rest = program.terms().stream()
                .map(Program.TermsVersion::version)
                .filter(version -> version > after)
                .sorted()
                .toList();
        List<Integer> shown = rest.subList(0, Math.min(rest.size(), request.limit()));
        Page<TermsDocument> page = new Page<>(
                shown.stream().map(version -> document(program, version)).toList(),
                rest.size() > shown.size() ? Optional.of(shown.getLast().toString()) : Optional.empty());
        return Lists.of(page, cursors.next(ask, page), (document, json) -> write(program.id(), document, json));
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        Program program = program(ask);
        String text = ask.variable("version");
        TermsDocument document = program.terms().stream()
                .map(Program.TermsVersion::version)
                .filter(version -> Integer.toString(version).equals(text))
                .findFirst()
                .map(version -> document(program, version))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such version of the terms."));
        return HttpAnswer.ok(json -> write(program.id(), document, json));
    }

    private Program program(Ask ask) {
        return visible.program(ask.tenant(), ProgramId.parse(ask.variable("program_id")));
    }

    private TermsDocument document(Program program, int version) {
        return terms.find(program.id(), version)
                .orElseThrow(() -> new IllegalStateException("no terms version " + version + " of " + program.id()));
    }

    static void write(ProgramId program, TermsDocument document, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("program_id", program.toString());
        json.writeNumberField("version", document.version());
        json.writeStringField("effective_from", document.effectiveFrom().toString());
        conditions(document, json);
        json.writeEndObject();
    }

    /// A draft has no version yet, and no time.
    static void writeDraft(ProgramId program, TermsDocument draft, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("program_id", program.toString());
        conditions(draft, json);
        json.writeEndObject();
    }

    private static void conditions(TermsDocument document, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("attribution");
        json.writeStringField("model", lower(document.attribution().model()));
        json.writeNumberField("window_days", document.attribution().windowDays());
        json.writeStringField("precedence", lower(document.attribution().precedence()));
        json.writeEndObject();
        json.writeStringField("paid_under", lower(document.paidUnder()));
        json.writeNumberField("hold_days", document.holdDays());
        json.writeObjectFieldStart("validation");
        json.writeStringField("mode", lower(document.validation().mode()));
        json.writeNumberField("days", document.validation().days());
        json.writeEndObject();
        Amounts.money(json, "minimum_payout", document.minimumPayout());
        json.writeNumberField("pays_within_days", document.paysWithinDays());
        json.writeArrayFieldStart("rules");
        for (Rule rule : document.rules()) {
            rule(rule, json);
        }
        json.writeEndArray();
    }

    private static void rule(Rule rule, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", rule.id().text());
        json.writeArrayFieldStart("conditions");
        for (Condition condition : rule.conditions()) {
            json.writeStartObject();
            switch (condition) {
                case Condition.Events(var events) -> texts(json, "events", events);
                case Condition.Groups(var groups) -> texts(json, "groups", groups);
                case Condition.Products(var skus) -> texts(json, "products", skus);
                case Condition.Categories(var categories) -> texts(json, "categories", categories);
                case Condition.CouponUsed(var codes) -> texts(json, "coupons", codes);
                case Condition.Dates(var first, var last) -> {
                    json.writeObjectFieldStart("dates");
                    Lists.nullable(json, "first", first);
                    Lists.nullable(json, "last", last);
                    json.writeEndObject();
                }
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        ExplanationJson.pay(json, "pay", rule.pay());
        if (rule.holdDays().isPresent()) {
            json.writeNumberField("hold_days", rule.holdDays().get());
        } else {
            json.writeNullField("hold_days");
        }
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String name, Collection<?> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : values.stream().map(Object::toString).sorted().toList()) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
