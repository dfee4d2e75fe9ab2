package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.payout.PayoutMethod;
import dev.tributary.domain.payout.PayoutMethods;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `GET /v1/payout_methods`: an affiliate's own, or those of a program's affiliates. Where the money
/// goes stays sealed: what is shown is enough to see that it changed, and from when it counts.
final class PayoutMethodsResource {
    private final Visible visible;
    private final Enrollments enrollments;
    private final PayoutMethods methods;
    private final Cursors cursors;

    PayoutMethodsResource(Visible visible, Enrollments enrollments, PayoutMethods methods, Cursors cursors) {
        this.visible = visible;
        this.enrollments = enrollments;
        this.methods = methods;
        this.cursors = cursors;
    }

    HttpAnswer list(Ask ask) throws IOException {
        Optional<ProgramId> program = ask.affiliate().isEmpty()
                ? ask.parameters().program("methods are listed by program")
                : ask.parameters().take("program_id", ProgramId::parse);
        PageRequest request = cursors.page(ask);
        if (program.isPresent()) {
            visible.program(ask.tenant(), program);
        }
        Page<Versioned<PayoutMethod>> page =
                ask.affiliate().isPresent() ? own(ask.affiliate().get(), request) : in(program.orElseThrow(), request);
        return Lists.of(page, cursors.next(ask, page), PayoutMethodsResource::write);
    }

    /// There is one at most, and it stands on the first page.
    private Page<Versioned<PayoutMethod>> own(AffiliateId affiliate, PageRequest request) {
        return Page.last(
                request.after().isPresent()
                        ? List.of()
                        : methods.find(affiliate).stream().toList());
    }

    private Page<Versioned<PayoutMethod>> in(ProgramId program, PageRequest request) {
        Page<Enrollment> page = enrollments.in(program, request);
        List<AffiliateId> affiliates =
                page.items().stream().map(Enrollment::affiliate).toList();
        Map<AffiliateId, Versioned<PayoutMethod>> found = methods.find(affiliates);
        return new Page<>(
                affiliates.stream()
                        .flatMap(affiliate -> Optional.ofNullable(found.get(affiliate)).stream())
                        .toList(),
                page.next());
    }

    static void write(Versioned<PayoutMethod> method, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("affiliate_id", method.value().affiliate().toString());
        json.writeStringField("rail", method.value().rail().text());
        json.writeNumberField("version", method.version());
        json.writeStringField("valid_from", method.value().validFrom().toString());
        json.writeBooleanField("is_new", method.value().isNew());
        json.writeEndObject();
    }
}
