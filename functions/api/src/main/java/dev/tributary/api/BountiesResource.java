package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.decision.Awards;
import dev.tributary.domain.decision.Decision;
import dev.tributary.domain.decision.Decisions;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.terms.Bonus;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// `GET /v1/bounties`: what may be submitted for in one program by the terms in force, in their order. An
/// affiliate sees those that are for it, and whether it has one already; submissions are in `/v1/submissions`.
final class BountiesResource {
    private final Visible visible;
    private final PublishedTerms terms;
    private final Decisions decisions;
    private final Clock clock;

    BountiesResource(Visible visible, PublishedTerms terms, Decisions decisions, Clock clock) {
        this.visible = visible;
        this.terms = terms;
        this.decisions = decisions;
        this.clock = clock;
    }

    /// @param isOpen whether submissions are taken today
    private record Shown(Bonus.Bounty bounty, int version, boolean isOpen, Optional<AdjustmentId> given) {}

    HttpAnswer list(Ask ask) {
        Optional<ProgramId> id = ask.parameters().program("bounties are those of a program");
        ask.parameters().check();
        Program program = visible.program(ask.tenant(), id);
        Optional<Enrollment> own = ask.affiliate()
                .map(affiliate -> visible.enrollment(ask.tenant(), program.id(), affiliate)
                        .value());
        LocalDate today = clock.instant().atZone(program.zone()).toLocalDate();
        Optional<TermsDocument> inForce = Published.inForce(program, clock.instant())
                .map(version -> Published.read(terms, program.id(), version.version()));
        List<Shown> shown = new ArrayList<>();
        inForce.ifPresent(document -> document.bonuses().forEach(bonus -> {
            if (bonus instanceof Bonus.Bounty bounty && isFor(bounty, own)) {
                shown.add(new Shown(
                        bounty,
                        document.version(),
                        bounty.last().filter(today::isAfter).isEmpty(),
                        own.map(Enrollment::affiliate).flatMap(affiliate -> given(program, affiliate, bounty))));
            }
        }));
        return Lists.of(Page.last(shown), Optional.empty(), (bounty, json) -> write(program, bounty, json));
    }

    private static boolean isFor(Bonus.Bounty bounty, Optional<Enrollment> own) {
        return bounty.groups().isEmpty()
                || own.filter(one -> Collections.disjoint(bounty.groups(), one.groups()))
                        .isEmpty();
    }

    private Optional<AdjustmentId> given(Program program, AffiliateId affiliate, Bonus.Bounty bounty) {
        return decisions
                .find(Awards.bountyId(program.id(), affiliate, program.currency(), bounty.id()))
                .map(Decision::adjustment)
                .map(award -> award.id());
    }

    private static void write(Program program, Shown shown, JsonGenerator json) throws IOException {
        Bonus.Bounty bounty = shown.bounty();
        json.writeStartObject();
        json.writeStringField("bonus_id", bounty.id().text());
        json.writeStringField("program_id", program.id().toString());
        Lists.texts(json, "groups", bounty.groups(), Group::text);
        json.writeStringField("title", bounty.title());
        Amounts.money(json, "amount", bounty.amount());
        Lists.nullable(json, "last", bounty.last());
        json.writeBooleanField("open", shown.isOpen());
        json.writeNumberField("terms_version", shown.version());
        Lists.nullable(json, "award_id", shown.given());
        json.writeEndObject();
    }
}
