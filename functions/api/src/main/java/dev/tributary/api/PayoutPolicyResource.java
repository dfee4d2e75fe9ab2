package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.access.Actor;
import dev.tributary.domain.access.FourEyes;
import dev.tributary.domain.access.Hands;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.payout.PayoutLimits;
import dev.tributary.domain.payout.PayoutPolicies;
import dev.tributary.domain.payout.PayoutPolicy;
import dev.tributary.domain.payout.PayoutSchedule;
import dev.tributary.domain.payout.Rail;
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
/// program that says nothing pays by hand. Whoever loosens the limit for a second approval is held to the
/// one before until somebody else puts the same.
final class PayoutPolicyResource {
    private static final String SCHEDULE = "schedule";
    private static final String AUTO = "auto_approve_below";
    private static final String SECOND = "second_approval_above";

    private final Visible visible;
    private final PayoutPolicies policies;
    private final Secrets secrets;
    private final PublishedTerms terms;
    private final Hands hands;

    PayoutPolicyResource(Visible visible, PayoutPolicies policies, Secrets secrets, PublishedTerms terms, Hands hands) {
        this.visible = visible;
        this.policies = policies;
        this.secrets = secrets;
        this.terms = terms;
        this.hands = hands;
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        Program program = program(ask);
        return policies.find(program.id())
                .map(found -> Replies.ok(found, this::write))
                .orElseGet(() -> HttpAnswer.ok(json -> write(PayoutPolicy.byHand(program.id()), json)));
    }

    /// The program is held to the version that was read: terms that are published meanwhile, or another
    /// currency, are looked at first. Publishing holds the policy in the same way.
    Decision put(Write write) {
        Versioned<Program> read = versioned(write.ask());
        Program program = read.value();
        FieldReader body = write.body();
        Optional<PayoutSchedule> schedule = body.required(SCHEDULE, body.text(SCHEDULE, PayoutSchedule::parse));
        Optional<Money> auto = Texts.money(body, AUTO, program.currency());
        Optional<Money> second = Texts.money(body, SECOND, program.currency());
        if (schedule.isPresent() && breaksTerms(program, schedule.get(), write.now())) {
            body.fault(SCHEDULE, "pays_too_late", "The terms in force, or published, promise to pay sooner.");
        }
        if (program.id().isTest()
                && schedule.filter(of -> of != PayoutSchedule.BY_HAND).isPresent()) {
            body.fault(SCHEDULE, "test_mode", "A test program pays nobody: it has no schedule.");
        }
        write.check();
        Optional<Versioned<PayoutPolicy>> there = policies.find(program.id());
        there.ifPresent(found -> write.match(found.version()));
        LocalDate today = LocalDate.ofInstant(write.now(), program.zone());
        Actor actor = write.ask().principal().actor();
        PayoutLimits limits = there.map(found -> found.value().limits())
                .orElse(PayoutLimits.NONE)
                .set(auto, second, actor.id().text(), FourEyes.of(hands, write.tenant(), actor));
        PayoutPolicy policy = there.map(Versioned::value)
                .filter(before -> before.schedule() == schedule.orElseThrow())
                .map(before -> before.with(limits))
                .orElseGet(() -> PayoutPolicy.of(program.id(), schedule.orElseThrow(), limits, today));
        if (there.isPresent() && there.get().value().equals(policy)) {
            return Decision.unchanged(Replies.ok(there.get(), this::write));
        }
        return Decision.of(
                List.of(
                        there.isPresent()
                                ? new Change.ChangedPayoutPolicy(there.get().with(policy), program.zone())
                                : new Change.NewPayoutPolicy(policy, program.zone()),
                        new Change.SameProgram(program.id(), read.version())),
                write.event(write.tenant(), "payout_policy.put", program.id(), Set.of(AUTO, SCHEDULE, SECOND)),
                Replies.ok(new Versioned<>(policy, there.map(Versioned::version).orElse(0L) + 1), this::write));
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
        return versioned(ask).value();
    }

    private Versioned<Program> versioned(Ask ask) {
        Versioned<Program> program = visible.versioned(ask.tenant(), ProgramId.parse(ask.variable("program_id")));
        ask.merchantOnly();
        return program;
    }

    private void write(PayoutPolicy policy, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("program_id", policy.program().toString());
        json.writeStringField(SCHEDULE, policy.schedule().text());
        PayoutLimits limits = policy.limits();
        Amounts.nullable(json, AUTO, limits.autoApproveBelow());
        Lists.nullable(json, "auto_approve_set_by", limits.autoBy());
        Amounts.nullable(json, SECOND, limits.secondApprovalAbove());
        Lists.nullable(json, "second_approval_set_by", limits.secondBy());
        Amounts.nullable(json, "second_approval_held_to", limits.heldTo());
        Lists.nullable(json, "next_period_end", policy.next());
        json.writeArrayFieldStart("accounts");
        for (Rail rail : secrets.said(policy.program())) {
            json.writeString(rail.text());
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
