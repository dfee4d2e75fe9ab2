package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.payout.PayoutPolicies;
import dev.tributary.domain.payout.PayoutPolicy;
import dev.tributary.domain.payout.PayoutSchedule;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.domain.terms.TermsCheck;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/v1/programs/{program_id}/payout_policy`: when a program pays, and whose word that takes. A
/// program that says nothing pays by hand.
final class PayoutPolicyResource {
    private static final String SCHEDULE = "schedule";
    private static final String AUTO = "auto_approve_below";
    private static final String SECOND = "second_approval_above";

    private final Visible visible;
    private final PayoutPolicies policies;
    private final PublishedTerms terms;

    PayoutPolicyResource(Visible visible, PayoutPolicies policies, PublishedTerms terms) {
        this.visible = visible;
        this.policies = policies;
        this.terms = terms;
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        Program program = program(ask);
        return policies.find(program.id())
                .map(found -> Replies.ok(found, PayoutPolicyResource::write))
                .orElseGet(() -> HttpAnswer.ok(json -> write(PayoutPolicy.byHand(program.id()), json)));
    }

    Decision put(Write write) {
        Program program = program(write.ask());
        FieldReader body = write.body();
        Optional<PayoutSchedule> schedule = body.required(SCHEDULE, body.text(SCHEDULE, PayoutSchedule::parse));
        Optional<Money> auto = Texts.money(body, AUTO, program.currency());
        Optional<Money> second = Texts.money(body, SECOND, program.currency());
        if (schedule.isPresent() && breaksTerms(program, schedule.get(), write.now())) {
            body.fault(SCHEDULE, "pays_too_late", "The terms in force, or published, promise to pay sooner.");
        }
        write.check();
        Optional<Versioned<PayoutPolicy>> there = policies.find(program.id());
        there.ifPresent(found -> write.match(found.version()));
        LocalDate today = LocalDate.ofInstant(write.now(), program.zone());
        // A period that has ended and is not paid yet stays due when only a limit changes.
        PayoutPolicy policy = there.map(Versioned::value)
                .filter(before -> before.schedule() == schedule.orElseThrow())
                .map(before -> new PayoutPolicy(program.id(), before.schedule(), auto, second, before.next()))
                .orElseGet(() -> PayoutPolicy.of(program.id(), schedule.orElseThrow(), auto, second, today));
        if (there.isPresent() && there.get().value().equals(policy)) {
            return Decision.unchanged(Replies.ok(there.get(), PayoutPolicyResource::write));
        }
        return Decision.of(
                List.of(
                        there.isPresent()
                                ? new Change.ChangedPayoutPolicy(there.get().with(policy), program.zone())
                                : new Change.NewPayoutPolicy(policy, program.zone())),
                write.event(write.tenant(), "payout_policy.put", program.id(), Set.of(AUTO, SCHEDULE, SECOND)),
                Replies.ok(
                        new Versioned<>(policy, there.map(Versioned::version).orElse(0L) + 1),
                        PayoutPolicyResource::write));
    }

    /// The version in force, and those that come after it.
    private boolean breaksTerms(Program program, PayoutSchedule schedule, Instant now) {
        List<Program.TermsVersion> versions = program.terms();
        for (int at = versions.size() - 1; at >= 0; at--) {
            Program.TermsVersion version = versions.get(at);
            Optional<TermsDocument> document = terms.find(program.id(), version.version());
            if (document.isPresent() && TermsCheck.paysTooLate(document.get(), schedule.longestDays())) {
                return true;
            }
            if (!version.from().isAfter(now)) {
                return false;
            }
        }
        return false;
    }

    private Program program(Ask ask) {
        Program program = visible.program(ask.tenant(), ProgramId.parse(ask.variable("program_id")));
        ask.merchantOnly();
        return program;
    }

    private static void write(PayoutPolicy policy, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("program_id", policy.program().toString());
        json.writeStringField(SCHEDULE, policy.schedule().text());
        Amounts.nullable(json, AUTO, policy.autoApproveBelow());
        Amounts.nullable(json, SECOND, policy.secondApprovalAbove());
        Lists.nullable(json, "next_period_end", policy.next());
        json.writeEndObject();
    }
}
