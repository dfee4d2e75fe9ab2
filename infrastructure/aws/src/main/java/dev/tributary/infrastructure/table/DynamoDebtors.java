package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.payout.Debtor;
import dev.tributary.domain.payout.Debtors;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.SealedField;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.edge.PayoutKeys;
import java.util.Map;
import java.util.Optional;

/// From which accounts programs pay, in their partitions:
/// ```
/// pk P#{program} | sk DEBTOR | version 2 | name Shoes GmbH | ends 3000 | account 3.Kx...
/// ```
public final class DynamoDebtors implements Debtors {
    private final ItemStore items;

    public DynamoDebtors(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<Versioned<Debtor>> find(ProgramId program) {
        return items.find(Keys.program(program), PayoutKeys.DEBTOR, DynamoDebtors::debtor);
    }

    @Override
    public Creation create(ProgramId program, Debtor debtor) {
        return items.create(place(program), item(debtor));
    }

    @Override
    public Replacement replace(ProgramId program, Versioned<Debtor> debtor) {
        return items.replace(place(program), item(debtor.value()), debtor.version());
    }

    static ItemStore.Place place(ProgramId program) {
        return new ItemStore.Place(Keys.program(program), PayoutKeys.DEBTOR, Optional.empty());
    }

    static Map<String, Object> item(Debtor debtor) {
        return Map.of(
                "name",
                debtor.name(),
                "ends",
                debtor.ends(),
                "account",
                debtor.account().toString());
    }

    static Debtor debtor(Map<String, Object> item) {
        return new Debtor(
                PayoutRunItems.text(item, "name"),
                PayoutRunItems.text(item, "ends"),
                SealedField.of(PayoutRunItems.text(item, "account")));
    }
}
