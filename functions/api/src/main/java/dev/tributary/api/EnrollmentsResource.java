package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.listing.EnrollmentFilter;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.party.Affiliates;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.Group;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// `/v1/enrollments`
final class EnrollmentsResource {
    private final Visible visible;
    private final Enrollments enrollments;
    private final Affiliates affiliates;
    private final Behind behind;
    private final Cursors cursors;

    EnrollmentsResource(
            Visible visible, Enrollments enrollments, Affiliates affiliates, Behind behind, Cursors cursors) {
        this.visible = visible;
        this.enrollments = enrollments;
        this.affiliates = affiliates;
        this.behind = behind;
        this.cursors = cursors;
    }

    HttpAnswer list(Ask ask) throws IOException {
        EnrollmentFilter filter = EnrollmentFilter.take(ask.parameters().stated());
        Set<Noun> wanted = Expansions.ENROLLMENTS.take(ask);
        PageRequest request = cursors.page(ask);
        filter.program().ifPresent(id -> visible.program(ask.tenant(), filter.program()));
        if (ask.isForeign(filter.affiliate())) {
            return Lists.of(Page.<Enrollment>last(List.of()), Optional.empty(), (none, json) -> {});
        }
        Page<Enrollment> page = visible.walk(
                ask.tenant(), filter.program(), request, filter.within(enrollments, affiliates, ask.tenant()));
        Map<ProgramId, CurrencyCode> known = new HashMap<>();
        Function<ProgramId, CurrencyCode> currencies = id -> known.computeIfAbsent(
                id, absent -> visible.program(ask.tenant(), Optional.of(absent)).currency());
        return Lists.of(
                page,
                cursors.next(ask, page),
                writing(ask, wanted, page.items(), (one, json) -> write(one, currencies, json)));
    }

    HttpAnswer get(Ask ask) throws IOException {
        Set<Noun> wanted = Expansions.ENROLLMENTS.take(ask);
        ask.parameters().check();
        Versioned<Enrollment> read = EnrollmentWrites.enrollment(visible, ask);
        Program program = visible.program(ask.tenant(), Optional.of(read.value().program()));
        return Replies.ok(read, writing(ask, wanted, List.of(read.value()), of(program)));
    }

    private Lists.Writing<Enrollment> writing(
            Ask ask, Set<Noun> wanted, List<Enrollment> rows, Lists.Writing<Enrollment> writing) throws IOException {
        return Expanding.beside(
                new Expanding.Rows<>(rows, Enrollment::program, writing), behind.finders(ask, wanted, Map.of()));
    }

    /// @param program of the enrollments that are written
    static Lists.Writing<Enrollment> of(Program program) {
        return (enrollment, json) -> write(enrollment, id -> program.currency(), json);
    }

    private static void write(Enrollment enrollment, Function<ProgramId, CurrencyCode> currencies, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("program_id", enrollment.program().toString());
        json.writeStringField("affiliate_id", enrollment.affiliate().toString());
        json.writeStringField("state", enrollment.state().text());
        Lists.nullable(json, "group", enrollment.group());
        Lists.texts(json, "tags", enrollment.tags(), Group::text);
        json.writeBooleanField(EnrollmentWrites.RECOGNITION, enrollment.recognition());
        Amounts.nullable(json, "minimum_payout", enrollment.minimumPayout());
        EnrollmentPay.write(json, enrollment, currencies);
        json.writeFieldName("agreement");
        if (enrollment.acceptance().isPresent()) {
            Enrollment.Acceptance accepted = enrollment.acceptance().get();
            json.writeStartObject();
            json.writeNumberField("version", accepted.version());
            json.writeStringField("accepted_at", accepted.at().toString());
            json.writeStringField("accepted_by", accepted.by().text());
            json.writeEndObject();
        } else {
            json.writeNull();
        }
        json.writeArrayFieldStart("history");
        for (Enrollment.Change change : enrollment.history()) {
            json.writeStartObject();
            json.writeStringField("state", change.state().text());
            json.writeStringField("from", change.from().toString());
            Lists.nullable(json, "reason", change.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
