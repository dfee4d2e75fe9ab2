package dev.tributary.domain.payout;

import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.Hold;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.ValidationPolicy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/// Who is paid what, and who is left out and why. Pure: what is read comes in, a line comes out.
public final class Plan {
    private Plan() {}

    /// What holds for all lines of a plan: the program's terms in force, its currency, its zone, now.
    ///
    /// @param debtor the account that it pays files from
    /// @param called the rails at which the merchant has given a key to an account of its own
    public record Basis(
            Optional<TermsDocument> terms,
            CurrencyCode currency,
            ZoneId zone,
            Instant now,
            Optional<Debtor> debtor,
            Set<Rail> called) {
        public Basis {
            called = Set.copyOf(called);
        }

        boolean isPaidBy(Rail rail) {
            return rail.pays(currency)
                    && switch (rail) {
                        case CSV -> true;
                        case SEPA -> debtor.isPresent();
                        case STRIPE, PAYPAL -> called.contains(rail);
                    };
        }

        /// The least that is paid: the enrollment's own, else the terms'. What is left at the end of an
        /// enrollment is paid whatever it is.
        public Money minimum(Payee payee) {
            Optional<Enrollment> enrollment = payee.enrollment().map(Versioned::value);
            if (enrollment.filter(of -> of.state() == EnrollmentState.ENDED).isPresent()) {
                return Money.zero(currency);
            }
            return enrollment
                    .flatMap(Enrollment::minimumPayout)
                    .or(() -> terms.map(TermsDocument::minimumPayout))
                    .orElse(Money.zero(currency));
        }

        /// Whether what is released on that day waits for the merchant's word. An account does not say
        /// which of its days are validations' ends; a day later than any hold of an event up to now can
        /// be nothing else. Below that it is said to be in hold, which is true of it too.
        boolean waitsForApproval(LocalDate day) {
            return terms.filter(inForce -> inForce.validation().mode() == ValidationPolicy.Mode.MANUAL
                            && day.isAfter(Hold.releaseDay(Hold.end(now, longestHold(inForce)), zone)))
                    .isPresent();
        }

        private static int longestHold(TermsDocument terms) {
            int longest = terms.holdDays();
            for (Rule rule : terms.rules()) {
                longest = Math.max(longest, terms.holdDays(rule));
            }
            return longest;
        }
    }

    /// The line of one affiliate; empty when it has nothing: then there is nothing to say either.
    ///
    /// The gross is what is available. That is the sum of what the entries after the last settled one
    /// posted to and from Available, but for reserves: a reserve takes out exactly what the entries up
    /// to its plan's version had brought, and sets `settled_through` to that version; what came after
    /// it stays, and is the next plan's.
    public static Optional<PlanLine> line(Payee payee, Basis basis) {
        if (payee.account().isEmpty()) {
            return Optional.empty();
        }
        Account account = payee.account().get();
        if (account.available() == 0
                && account.held() == 0
                && account.receivable() == 0
                && account.pending().isEmpty()) {
            return Optional.empty();
        }
        if (payee.isBanned()) {
            return leftOut(payee, LeftOut.BANNED);
        }
        if (account.receivable() > 0) {
            return leftOut(payee, LeftOut.RECEIVABLE);
        }
        return Optional.of(
                account.available() == 0 ? nothingAvailable(payee, account, basis) : available(payee, account, basis));
    }

    private static PlanLine nothingAvailable(Payee payee, Account account, Basis basis) {
        if (account.held() > 0) {
            return new PlanLine.Excluded(payee.affiliate(), LeftOut.UNDER_REVIEW, Optional.empty());
        }
        Optional<LocalDate> day = account.earliestRelease();
        LeftOut reason =
                day.filter(basis::waitsForApproval).isPresent() ? LeftOut.WAITS_FOR_APPROVAL : LeftOut.IN_HOLD_UNTIL;
        return new PlanLine.Excluded(payee.affiliate(), reason, day);
    }

    private static PlanLine available(Payee payee, Account account, Basis basis) {
        Money gross = account.money(account.available());
        if (gross.compareTo(basis.minimum(payee)) < 0) {
            return new PlanLine.Excluded(payee.affiliate(), LeftOut.BELOW_MINIMUM, Optional.empty());
        }
        if (payee.method().isEmpty()) {
            return new PlanLine.Excluded(payee.affiliate(), LeftOut.NO_METHOD, Optional.empty());
        }
        Versioned<PayoutMethod> method = payee.method().get();
        if (!method.value().isValid(basis.now())) {
            return new PlanLine.Excluded(payee.affiliate(), LeftOut.METHOD_WAITING, Optional.empty());
        }
        if (!basis.isPaidBy(method.value().rail())) {
            return new PlanLine.Excluded(payee.affiliate(), LeftOut.RAIL_UNAVAILABLE, Optional.empty());
        }
        Money none = Money.zero(basis.currency());
        return new PlanLine.Included(
                payee.affiliate(),
                payee.name(),
                account.version(),
                account.settledThrough(),
                gross,
                none,
                method.value().rail().fee(basis.currency()),
                gross,
                new PlanLine.Destination(
                        method.value().rail(),
                        method.version(),
                        method.value().destination(),
                        // Until something has arrived there and not come back: then it has shown that it is right.
                        method.value().isNew() && account.paidOut() == 0));
    }

    private static Optional<PlanLine> leftOut(Payee payee, LeftOut reason) {
        return Optional.of(new PlanLine.Excluded(payee.affiliate(), reason, Optional.empty()));
    }
}
