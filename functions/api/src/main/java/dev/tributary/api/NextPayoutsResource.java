package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.payout.LeftOut;
import dev.tributary.domain.payout.Payee;
import dev.tributary.domain.payout.Payees;
import dev.tributary.domain.payout.PayoutPolicies;
import dev.tributary.domain.payout.PayoutPolicy;
import dev.tributary.domain.payout.Plan;
import dev.tributary.domain.payout.PlanLine;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `GET /v1/next_payouts`: for each affiliate of a program when the next run is, what it would be
/// paid as things stand, and why not yet, with the day from which that is over. The same rules as a
/// plan's, asked now.
final class NextPayoutsResource {
    private final Visible visible;
    private final Enrollments enrollments;
    private final PublishedTerms terms;
    private final Payees payees;
    private final PayoutPolicies policies;
    private final Secrets secrets;
    private final Cursors cursors;
    private final Clock clock;

    NextPayoutsResource(ApiHandler.Stores stores, MoneyStores money, Visible visible, Cursors cursors, Clock clock) {
        this.visible = visible;
        this.enrollments = stores.enrollments();
        this.terms = stores.terms();
        this.payees = money.payees();
        this.policies = money.policies();
        this.secrets = money.secrets();
        this.cursors = cursors;
        this.clock = clock;
    }

    HttpAnswer list(Ask ask) throws IOException {
        Optional<ProgramId> wanted = ask.parameters().program("an account is one program's");
        Optional<AffiliateId> affiliate = ask.parameters().take("affiliate_id", AffiliateId::parse);
        PageRequest request = cursors.page(ask);
        Program program = visible.program(ask.tenant(), wanted);
        Page<AffiliateId> page = ask.isForeign(affiliate)
                ? Page.last(List.of())
                : affiliates(program, ask.affiliate().or(() -> affiliate), request);
        Instant now = clock.instant();
        Optional<LocalDate> next =
                policies.find(program.id()).map(Versioned::value).flatMap(PayoutPolicy::next);
        Plan.Basis basis = basis(program, now);
        Map<AffiliateId, Payee> known = payees(program, page.items());
        return Lists.of(
                page,
                cursors.next(ask, page),
                (id, json) -> write(program, next, Optional.ofNullable(known.get(id)), id, basis, json));
    }

    private Page<AffiliateId> affiliates(Program program, Optional<AffiliateId> one, PageRequest request) {
        return one.isPresent()
                ? Page.last(enrollments.find(program.id(), one.get()).stream()
                        .map(found -> found.value().affiliate())
                        .toList())
                : enrollments.in(program.id(), request).map(Enrollment::affiliate);
    }

    private Map<AffiliateId, Payee> payees(Program program, List<AffiliateId> affiliates) {
        Map<AffiliateId, Payee> known = new HashMap<>();
        for (int from = 0; from < affiliates.size(); from += Payees.MOST) {
            payees.find(
                            program.id(),
                            program.currency(),
                            affiliates.subList(from, Math.min(from + Payees.MOST, affiliates.size())))
                    .forEach(payee -> known.put(payee.affiliate(), payee));
        }
        return known;
    }

    private Plan.Basis basis(Program program, Instant now) {
        int version = program.termsVersionAt(now);
        Optional<TermsDocument> inForce = version == 0 ? Optional.empty() : terms.find(program.id(), version);
        return new Plan.Basis(
                inForce,
                program.currency(),
                program.zone(),
                now,
                secrets.debtors().find(program.id()).map(Versioned::value),
                secrets.called(program.id()));
    }

    private static void write(
            Program program,
            Optional<LocalDate> next,
            Optional<Payee> payee,
            AffiliateId affiliate,
            Plan.Basis basis,
            JsonGenerator json)
            throws IOException {
        Optional<PlanLine> line = payee.flatMap(of -> Plan.line(of, basis));
        json.writeStartObject();
        json.writeStringField("program_id", program.id().toString());
        json.writeStringField("affiliate_id", affiliate.toString());
        Lists.nullable(json, "next_period_end", next);
        Amounts.money(json, "available", available(program, payee));
        Amounts.money(json, "minimum", payee.map(basis::minimum).orElse(Money.zero(program.currency())));
        Amounts.money(json, "payable", payable(program, line));
        Optional<PlanLine.Excluded> excluded =
                line.filter(PlanLine.Excluded.class::isInstance).map(PlanLine.Excluded.class::cast);
        Lists.nullable(
                json,
                "why_not_yet",
                line.isEmpty()
                        ? Optional.of("nothing_earned")
                        : excluded.map(of -> of.reason().text()));
        Lists.nullable(json, "until", excluded.flatMap(of -> until(of, payee, basis)));
        json.writeEndObject();
    }

    /// The date in the program's zone on which the reason is over, where it is known.
    private static Optional<LocalDate> until(PlanLine.Excluded line, Optional<Payee> payee, Plan.Basis basis) {
        return line.reason() == LeftOut.METHOD_WAITING
                ? payee.flatMap(Payee::method)
                        .map(method -> LocalDate.ofInstant(method.value().validFrom(), basis.zone()))
                : line.until();
    }

    private static Money available(Program program, Optional<Payee> payee) {
        return payee.flatMap(Payee::account)
                .map((Account account) -> account.money(account.available()))
                .orElse(Money.zero(program.currency()));
    }

    private static Money payable(Program program, Optional<PlanLine> line) {
        return line.filter(PlanLine.Included.class::isInstance)
                .map(PlanLine.Included.class::cast)
                .map(PlanLine.Included::net)
                .orElse(Money.zero(program.currency()));
    }
}
