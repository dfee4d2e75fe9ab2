package dev.tributary.payout;

import dev.tributary.domain.access.Hands;
import dev.tributary.domain.decision.Decisions;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.notice.Notices;
import dev.tributary.domain.notice.PaymentNotices;
import dev.tributary.domain.order.KnownOrders;
import dev.tributary.domain.payout.Debtor;
import dev.tributary.domain.payout.PayPalAccount;
import dev.tributary.domain.payout.Payees;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutLedger;
import dev.tributary.domain.payout.PayoutPolicies;
import dev.tributary.domain.payout.PayoutRows;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PayoutRuns;
import dev.tributary.domain.payout.Plan;
import dev.tributary.domain.payout.ProgramSecrets;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.payout.StripeKey;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.program.Programs;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.ledger.DynamoPayoutLedger;
import dev.tributary.infrastructure.table.DynamoAccounts;
import dev.tributary.infrastructure.table.DynamoApiKeys;
import dev.tributary.infrastructure.table.DynamoClickMarks;
import dev.tributary.infrastructure.table.DynamoDecisions;
import dev.tributary.infrastructure.table.DynamoEnrollments;
import dev.tributary.infrastructure.table.DynamoMembers;
import dev.tributary.infrastructure.table.DynamoOrders;
import dev.tributary.infrastructure.table.DynamoPayees;
import dev.tributary.infrastructure.table.DynamoPayoutPolicies;
import dev.tributary.infrastructure.table.DynamoPayoutRows;
import dev.tributary.infrastructure.table.DynamoPayoutRuns;
import dev.tributary.infrastructure.table.DynamoProgramSecrets;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.DynamoTerms;
import dev.tributary.infrastructure.table.Table;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where this function reads and writes.
public record PayoutStores(
        PayoutRuns runs,
        PayoutRows rows,
        PayoutPolicies policies,
        Payees payees,
        PayoutLedger ledger,
        Ledger accounts,
        Programs programs,
        PublishedTerms terms,
        Enrollments enrollments,
        Decisions decisions,
        KnownOrders orders,
        Hands hands,
        ProgramSecrets<Debtor> debtors,
        ProgramSecrets<StripeKey> stripeKeys,
        ProgramSecrets<PayPalAccount> payPalAccounts,
        Notices notices) {
    public static PayoutStores of(Environment environment) {
        return of(Table.of(environment), DynamoClickMarks.buckets(environment));
    }

    /// Where nobody wants to be told anything.
    /// @param buckets partitions of what is due, 1 to 64
    public static PayoutStores of(Table table, int buckets) {
        return of(table, buckets, Notices.TO_NOBODY);
    }

    /// @param buckets partitions of what is due, 1 to 64
    public static PayoutStores of(Table table, int buckets, Notices notices) {
        return new PayoutStores(
                new DynamoPayoutRuns(table, buckets),
                new DynamoPayoutRows(table),
                new DynamoPayoutPolicies(table, buckets),
                new DynamoPayees(table),
                new DynamoPayoutLedger(table, buckets),
                new DynamoAccounts(table),
                new DynamoPrograms(table),
                new DynamoTerms(table),
                new DynamoEnrollments(table),
                new DynamoDecisions(table),
                new DynamoOrders(table),
                new Hands(new DynamoApiKeys(table), new DynamoMembers(table)),
                DynamoProgramSecrets.debtors(table),
                DynamoProgramSecrets.stripeKeys(table),
                DynamoProgramSecrets.payPalAccounts(table),
                notices);
    }

    /// Tells what stands of payouts; whoever finds them so again tells the same again.
    void tell(PayoutRun run, List<Payout> payouts) {
        notices.send(payouts.stream()
                .flatMap(payout -> PaymentNotices.of(run, payout).stream())
                .toList());
    }

    /// @throws IllegalStateException when there is none: whatever names it is damaged
    Program program(ProgramId id) {
        return programs.find(id).map(Versioned::value).orElseThrow(() -> new IllegalStateException("no program " + id));
    }

    Books books(PayoutRun run) {
        return new Books(
                run,
                run.head().program(),
                run.head().currency(),
                program(run.head().program()).zone());
    }

    Plan.Basis basis(Program program, PayoutRun run, Instant now) {
        int version = program.termsVersionAt(now);
        Optional<TermsDocument> inForce = version == 0 ? Optional.empty() : terms.find(program.id(), version);
        return new Plan.Basis(
                inForce,
                run.head().currency(),
                program.zone(),
                now,
                run.planning().debtor(),
                called(program.id()));
    }

    private Set<Rail> called(ProgramId program) {
        Set<Rail> called = EnumSet.noneOf(Rail.class);
        stripeKeys.find(program).ifPresent(key -> called.add(Rail.STRIPE));
        payPalAccounts.find(program).ifPresent(account -> called.add(Rail.PAYPAL));
        return called;
    }
}
