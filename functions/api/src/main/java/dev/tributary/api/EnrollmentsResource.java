package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `/v1/enrollments`
final class EnrollmentsResource {
    private final Visible visible;
    private final Enrollments enrollments;
    private final Cursors cursors;

    EnrollmentsResource(Visible visible, Enrollments enrollments, Cursors cursors) {
        this.visible = visible;
        this.enrollments = enrollments;
        this.cursors = cursors;
    }

    HttpAnswer list(Ask ask) throws IOException {
        Optional<ProgramId> program = ask.parameters().take("program_id", ProgramId::parse);
        Optional<AffiliateId> affiliate = ask.parameters().take("affiliate_id", AffiliateId::parse);
        Optional<EnrollmentState> state = ask.parameters().take("state", EnrollmentState::parse);
        PageRequest request = cursors.page(ask);
        program.ifPresent(id -> visible.program(ask.tenant(), program));
        if (ask.isForeign(affiliate)) {
            return Lists.of(Page.<Enrollment>last(List.of()), Optional.empty(), EnrollmentsResource::write);
        }
        Optional<AffiliateId> whose = ask.affiliate().or(() -> affiliate);
        ProgramWalk.Within<Enrollment> within = whose.isEmpty()
                ? enrollments::in
                : (id, page) -> Page.last(enrollments.find(id, whose.get()).stream()
                        .map(Versioned::value)
                        .toList());
        Page<Enrollment> page = program.isPresent()
                ? within.page(program.get(), request)
                : new ProgramWalk<>(some -> visible.programs(ask.tenant(), some), within).page(request);
        // A page filtered by state may be short; its cursor leads on all the same.
        Page<Enrollment> wanted = new Page<>(
                page.items().stream()
                        .filter(enrollment -> state.isEmpty() || enrollment.state() == state.get())
                        .toList(),
                page.next());
        return Lists.of(wanted, cursors.next(ask, wanted), EnrollmentsResource::write);
    }

    static void write(Enrollment enrollment, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("program_id", enrollment.program().toString());
        json.writeStringField("affiliate_id", enrollment.affiliate().toString());
        json.writeStringField("state", enrollment.state().text());
        Lists.nullable(json, "group", enrollment.group());
        Amounts.nullable(json, "minimum_payout", enrollment.minimumPayout());
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
