package dev.tributary.infrastructure.table;

import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.ImportId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.imports.Import;
import dev.tributary.domain.imports.ImportRow;
import dev.tributary.domain.imports.Imports;
import dev.tributary.domain.imports.RowOutcome;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.ImportKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Imports in the table, with their rows and reports in their own partitions; all of it goes when its time is over.
public final class DynamoImports implements Imports {
    private final ItemStore items;
    private final Table table;
    private final DynamoChanges changes;

    public DynamoImports(Table table) {
        this.items = new ItemStore(table);
        this.table = table;
        this.changes = new DynamoChanges(table);
    }

    @Override
    public Optional<Versioned<Import>> find(ImportId id) {
        return items.find(ImportKeys.of(id), Keys.SOLE, ImportItems::of);
    }

    @Override
    public Page<Import> of(ProgramId program, PageRequest page) {
        return items.indexed(new ItemStore.Stretch(ImportKeys.importsOf(program), ImportKeys.IMPORTS), page)
                .map(ImportItems::of);
    }

    @Override
    public List<ImportRow> rows(ImportId id, int chunk) {
        return items.get(ImportKeys.of(id), ImportKeys.rows(chunk))
                .map(ImportItems::rows)
                .orElseThrow(() -> new IllegalStateException("chunk " + chunk + " of " + id + " is not there"));
    }

    @Override
    public List<RowOutcome> report(ImportId id, int chunk) {
        return items.get(ImportKeys.of(id), ImportKeys.report(chunk))
                .map(ImportItems::report)
                .orElse(List.of());
    }

    @Override
    public Replacement write(Versioned<Import> next, int chunk, List<RowOutcome> report, List<Change> made) {
        List<TransactWriteItem> writes = new ArrayList<>(List.of(replacement(next)));
        Map<String, Object> item = new HashMap<>(ImportItems.report(next.value(), report));
        item.put(Keys.PK, ImportKeys.of(next.value().id()));
        item.put(Keys.SK, ImportKeys.report(chunk));
        writes.add(TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName(table.name())
                        .item(PlainItems.attributes(item))
                        .build())
                .build());
        made.forEach(change -> writes.addAll(changes.writes(change)));
        return DynamoBackTests.replaced(table, writes);
    }

    @Override
    public Replacement write(Versioned<Import> next) {
        return DynamoBackTests.replaced(table, List.of(replacement(next)));
    }

    private TransactWriteItem replacement(Versioned<Import> next) {
        return items.replacement(place(next.value()), ImportItems.item(next.value()), next.version());
    }

    @Override
    public Page<ImportId> due(Instant now, Optional<String> from) {
        return new DueIndex(table).due(ImportKeys.dueImports(), now, from, ImportKeys::importOf);
    }

    /// As part of a transaction: one that must not be there yet, with all of its rows.
    static List<TransactWriteItem> creations(ItemStore items, Import fresh, List<List<ImportRow>> chunks) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(items.creation(place(fresh), ImportItems.item(fresh)));
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            ItemStore.Place place =
                    new ItemStore.Place(ImportKeys.of(fresh.id()), ImportKeys.rows(chunk), Optional.empty());
            writes.add(items.creation(place, ImportItems.rows(fresh, chunks.get(chunk))));
        }
        return writes;
    }

    private static ItemStore.Place place(Import of) {
        return ItemStore.Place.sole(ImportKeys.of(of.id()))
                .listed(
                        ImportKeys.importsOf(of.wish().program()),
                        ImportKeys.importAt(of.progress().startedAt(), of.id()));
    }
}
