package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.payout.Debtor;
import dev.tributary.domain.payout.PayPalAccount;
import dev.tributary.domain.payout.ProgramSecret;
import dev.tributary.domain.payout.ProgramSecrets;
import dev.tributary.domain.payout.StripeKey;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.Keys;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What programs have sealed, one item of each kind in their partitions; `ProgramSecretItems` has
/// the kinds.
public final class DynamoProgramSecrets<T extends ProgramSecret> implements ProgramSecrets<T> {
    private final ItemStore items;
    private final String sk;
    private final Function<Map<String, Object>, T> read;

    private DynamoProgramSecrets(Table table, String sk, Function<Map<String, Object>, T> read) {
        this.items = new ItemStore(table);
        this.sk = sk;
        this.read = read;
    }

    public static ProgramSecrets<Debtor> debtors(Table table) {
        return new DynamoProgramSecrets<>(table, ProgramSecretItems.DEBTOR, ProgramSecretItems::debtor);
    }

    public static ProgramSecrets<StripeKey> stripeKeys(Table table) {
        return new DynamoProgramSecrets<>(table, ProgramSecretItems.STRIPE, ProgramSecretItems::stripeKey);
    }

    public static ProgramSecrets<PayPalAccount> payPalAccounts(Table table) {
        return new DynamoProgramSecrets<>(table, ProgramSecretItems.PAYPAL, ProgramSecretItems::payPalAccount);
    }

    @Override
    public Optional<Versioned<T>> find(ProgramId program) {
        return items.find(Keys.program(program), sk, read::apply);
    }

    @Override
    public Creation create(ProgramId program, T secret) {
        return items.create(ProgramSecretItems.place(program, secret), ProgramSecretItems.of(secret));
    }

    @Override
    public Replacement replace(ProgramId program, Versioned<T> secret) {
        return items.replace(
                ProgramSecretItems.place(program, secret.value()),
                ProgramSecretItems.of(secret.value()),
                secret.version());
    }
}
