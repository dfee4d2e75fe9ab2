package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.program.Programs;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.io.IOException;
import java.util.Optional;

/// `/v1/programs`
final class ProgramsResource {
    private final Visible visible;
    private final Programs programs;
    private final Enrollments enrollments;
    private final Cursors cursors;

    ProgramsResource(Visible visible, Programs programs, Enrollments enrollments, Cursors cursors) {
        this.visible = visible;
        this.programs = programs;
        this.enrollments = enrollments;
        this.cursors = cursors;
    }

    HttpAnswer list(Ask ask) throws IOException {
        Page<Program> all = page(ask.tenant(), cursors.page(ask));
        // A page may be short; its cursor leads on all the same.
        Page<Program> page = new Page<>(
                all.items().stream()
                        .filter(program -> CallSight.has(program.id()))
                        .toList(),
                all.next());
        return Lists.of(page, cursors.next(ask, page), ProgramsResource::write);
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        return Replies.ok(
                visible.versioned(ask.tenant(), ProgramId.parse(ask.variable("program_id"))), ProgramsResource::write);
    }

    private Page<Program> page(Tenant tenant, PageRequest page) {
        return switch (tenant) {
            case Tenant.OfMerchant(var merchant) -> programs.of(merchant, page);
            case Tenant.OfAffiliate(var affiliate) -> {
                Page<ProgramId> ids = enrollments.of(affiliate, page).map(enrollment -> enrollment.program());
                yield new Page<>(
                        ids.items().stream()
                                .map(programs::find)
                                .flatMap(Optional::stream)
                                .map(Versioned::value)
                                .toList(),
                        ids.next());
            }
        };
    }

    static void write(Program program, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", program.id().toString());
        json.writeStringField("merchant_id", program.merchant().toString());
        json.writeStringField("mode", program.id().mode().text());
        json.writeStringField("name", program.name());
        json.writeStringField("currency", program.currency().code());
        json.writeStringField("time_zone", program.zone().getId());
        json.writeArrayFieldStart("landing_domains");
        for (String domain : program.landingDomains()) {
            json.writeString(domain);
        }
        json.writeEndArray();
        json.writeStringField("click_parameter", program.clickParameter());
        Lists.nullable(json, "utm_template", program.utmTemplate());
        Lists.nullable(json, "fallback_url", program.fallbackUrl());
        Lists.texts(json, "consent_assumed", program.consentAssumed(), CountryCode::text);
        Lists.texts(json, "categories", program.categories(), Category::text);
        json.writeBooleanField(ProgramFields.LISTED, program.listed());
        json.writeEndObject();
    }
}
