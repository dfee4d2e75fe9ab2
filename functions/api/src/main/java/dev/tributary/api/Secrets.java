package dev.tributary.api;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.payout.Debtor;
import dev.tributary.domain.payout.PayPalAccount;
import dev.tributary.domain.payout.ProgramSecrets;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.payout.StripeKey;
import dev.tributary.infrastructure.table.DynamoProgramSecrets;
import dev.tributary.infrastructure.table.Table;
import java.util.EnumSet;
import java.util.Set;

/// What programs have sealed, of each kind.
record Secrets(
        ProgramSecrets<Debtor> debtors,
        ProgramSecrets<StripeKey> stripeKeys,
        ProgramSecrets<PayPalAccount> payPalAccounts) {
    static Secrets of(Table table) {
        return new Secrets(
                DynamoProgramSecrets.debtors(table),
                DynamoProgramSecrets.stripeKeys(table),
                DynamoProgramSecrets.payPalAccounts(table));
    }

    /// The rails for which a program has said from which account it pays.
    Set<Rail> said(ProgramId program) {
        Set<Rail> said = called(program);
        debtors.find(program).ifPresent(debtor -> said.add(Rail.SEPA));
        return said;
    }

    /// The rails at which a program has an account of its own.
    Set<Rail> called(ProgramId program) {
        Set<Rail> called = EnumSet.noneOf(Rail.class);
        stripeKeys.find(program).ifPresent(key -> called.add(Rail.STRIPE));
        payPalAccounts.find(program).ifPresent(account -> called.add(Rail.PAYPAL));
        return called;
    }
}
