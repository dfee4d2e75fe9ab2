package dev.tributary.infrastructure.table;

import dev.tributary.domain.dispute.Dispute;
import dev.tributary.domain.dispute.DisputeChange;
import dev.tributary.domain.dispute.Disputes;
import dev.tributary.domain.dispute.OpenDisputes;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.DisputeKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Disputes in the table, in the list of their program and of their affiliate; `DisputeItems` has the items.
public final class DynamoDisputes implements Disputes {
    private final ItemStore items;
    private final DueIndex due;

    public DynamoDisputes(Table table) {
        this.items = new ItemStore(table);
        this.due = new DueIndex(table);
    }

    @Override
    public Optional<Versioned<Dispute>> find(DisputeId id) {
        return items.find(DisputeKeys.dispute(id), Keys.SOLE, DisputeItems::dispute);
    }

    @Override
    public Page<Dispute> in(ProgramId program, PageRequest page) {
        return items.indexed(new ItemStore.Stretch(DisputeKeys.disputesOf(program), DisputeKeys.DISPUTES), page)
                .map(DisputeItems::dispute);
    }

    @Override
    public Page<Dispute> of(AffiliateId affiliate, PageRequest page) {
        Page<Map<String, Object>> listed =
                items.indexed(new ItemStore.Stretch(Keys.affiliate(affiliate), DisputeKeys.DISPUTES), page);
        List<Map<String, AttributeValue>> heads = listed.items().stream()
                .map(item -> Table.key((String) ItemStore.required(item, Keys.PK), Keys.SOLE))
                .toList();
        List<Dispute> disputes = heads.isEmpty()
                ? List.of()
                : items.batchGet(heads).stream().map(DisputeItems::dispute).toList();
        return new Page<>(disputes, listed.next());
    }

    @Override
    public OpenDisputes open(ProgramId program, AffiliateId affiliate) {
        return items.get(DisputeKeys.open(program, affiliate), Keys.SOLE)
                .map(item -> DisputeItems.open(program, affiliate, item))
                .orElseGet(() -> OpenDisputes.none(program, affiliate));
    }

    @Override
    public Page<DisputeId> due(Instant now, Optional<String> from) {
        return due.due(DisputeKeys.dueDisputes(), now, from, DisputeKeys::disputeOf);
    }

    /// @param items of the same table
    static List<TransactWriteItem> writes(ItemStore items, DisputeChange change) {
        return switch (change) {
            case DisputeChange.Opened(var dispute, var open) ->
                List.of(
                        items.creation(DisputeItems.place(dispute), DisputeItems.of(dispute)),
                        items.creation(DisputeItems.party(dispute), Map.of()),
                        counted(items, open));
            case DisputeChange.Escalated(var dispute) -> List.of(replacement(items, dispute));
            case DisputeChange.Ended(var dispute, var open) ->
                List.of(replacement(items, dispute), counted(items, open));
        };
    }

    private static TransactWriteItem replacement(ItemStore items, Versioned<Dispute> dispute) {
        return items.replacement(
                DisputeItems.place(dispute.value()), DisputeItems.of(dispute.value()), dispute.version());
    }

    private static TransactWriteItem counted(ItemStore items, OpenDisputes open) {
        ItemStore.Place place = DisputeItems.place(open);
        Map<String, Object> item = DisputeItems.of(open);
        return open.version() == 0 ? items.creation(place, item) : items.replacement(place, item, open.version());
    }
}
