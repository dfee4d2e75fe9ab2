package dev.tributary.infrastructure.table;

import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutRows;
import dev.tributary.domain.payout.PlanRow;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.edge.PayoutKeys;
import java.util.Optional;

/// Rows of plans and files in the table. Steps that post are written by the ledger, in its transaction.
public final class DynamoPayoutRows implements PayoutRows {
    private final ItemStore items;

    public DynamoPayoutRows(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Page<Versioned<PlanRow>> in(Bucket bucket, PageRequest page) {
        String pk = PayoutKeys.payoutRows(bucket.run(), bucket.attempt(), bucket.number());
        return items.page(new ItemStore.Stretch(pk, Keys.AFFILIATES), page)
                .map(item -> new Versioned<>(PayoutRowItems.row(bucket, item), ItemStore.version(item)));
    }

    @Override
    public Optional<Versioned<PlanRow>> find(PlanRow.Place place) {
        ItemStore.Place at = PayoutRowItems.place(place);
        Bucket bucket = new Bucket(place.run(), place.attempt(), place.bucket());
        return items.find(at.pk(), at.sk(), item -> PayoutRowItems.row(bucket, item));
    }

    @Override
    public Creation create(PlanRow row) {
        return items.create(PayoutRowItems.place(row.place()), PayoutRowItems.of(row));
    }

    @Override
    public Replacement replace(Versioned<Payout> payout) {
        return items.replace(
                PayoutRowItems.place(payout.value().place()), PayoutRowItems.of(payout.value()), payout.version());
    }

    @Override
    public Optional<Versioned<PayoutFile>> file(PayoutFile.Place place) {
        ItemStore.Place at = PayoutRowItems.place(place);
        return items.find(at.pk(), at.sk(), item -> PayoutRowItems.file(place, item));
    }

    @Override
    public Creation create(PayoutFile file) {
        return items.create(PayoutRowItems.place(file.place()), PayoutRowItems.of(file));
    }

    @Override
    public Replacement replaceFile(Versioned<PayoutFile> file) {
        return items.replace(
                PayoutRowItems.place(file.value().place()), PayoutRowItems.of(file.value()), file.version());
    }
}
