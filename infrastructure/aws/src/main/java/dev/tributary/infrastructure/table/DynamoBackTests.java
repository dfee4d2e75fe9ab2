package dev.tributary.infrastructure.table;

import dev.tributary.domain.backtest.BackTest;
import dev.tributary.domain.backtest.BackTestRow;
import dev.tributary.domain.backtest.BackTests;
import dev.tributary.domain.backtest.RunningTests;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.BackTestId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.BackTestKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Back-tests in the table, each with its rows in a partition of its own; and which of a merchant's may run:
/// ```
/// pk M#{merchant} | sk BACKTESTS | version 4 | tests [btt_..., btt_...]
/// ```
public final class DynamoBackTests implements BackTests {
    private static final String TESTS = "tests";
    private static final Set<String> OVERTAKEN = Set.of("ConditionalCheckFailed", "TransactionConflict");

    private final ItemStore items;
    private final Table table;
    private final DueIndex due;

    public DynamoBackTests(Table table) {
        this.items = new ItemStore(table);
        this.table = table;
        this.due = new DueIndex(table);
    }

    @Override
    public Optional<Versioned<BackTest>> find(BackTestId id) {
        return items.find(BackTestKeys.backTest(id), Keys.SOLE, BackTestItems::test);
    }

    @Override
    public Page<BackTest> of(ProgramId program, PageRequest page) {
        return items.indexed(new ItemStore.Stretch(BackTestKeys.backTestsOf(program), BackTestKeys.BACK_TESTS), page)
                .map(BackTestItems::test);
    }

    @Override
    public RunningTests running(MerchantId merchant) {
        Optional<Map<String, Object>> item = items.get(Keys.merchant(merchant), BackTestKeys.RUNNING);
        List<BackTestId> running = item.map(DynamoBackTests::started).orElse(List.of()).stream()
                .filter(id -> find(id).filter(test -> test.value().isRunning()).isPresent())
                .toList();
        return new RunningTests(merchant, running, item.map(ItemStore::version).orElse(0L));
    }

    private static List<BackTestId> started(Map<String, Object> item) {
        return ((List<?>) ItemStore.required(item, TESTS))
                .stream().map(id -> BackTestId.of((String) id)).toList();
    }

    static TransactWriteItem counted(ItemStore items, RunningTests tests) {
        ItemStore.Place place =
                new ItemStore.Place(Keys.merchant(tests.merchant()), BackTestKeys.RUNNING, Optional.empty());
        Map<String, Object> item =
                Map.of(TESTS, tests.tests().stream().map(BackTestId::toString).toList());
        return tests.version() == 0 ? items.creation(place, item) : items.replacement(place, item, tests.version());
    }

    @Override
    public Map<AffiliateId, Versioned<BackTestRow>> rows(BackTestId id, Collection<AffiliateId> affiliates) {
        List<Map<String, AttributeValue>> keys = affiliates.stream()
                .map(affiliate -> Table.key(BackTestKeys.backTest(id), BackTestKeys.backTestRow(affiliate)))
                .toList();
        Map<AffiliateId, Versioned<BackTestRow>> rows = new HashMap<>();
        if (!keys.isEmpty()) {
            items.batchGet(keys).forEach(item -> {
                BackTestRow row = BackTestRowItems.row(item);
                rows.put(row.affiliate(), new Versioned<>(row, ItemStore.version(item)));
            });
        }
        return rows;
    }

    @Override
    public Page<BackTestRow> rows(BackTestId id, PageRequest page) {
        return items.page(new ItemStore.Stretch(BackTestKeys.backTest(id), Keys.AFFILIATES), page)
                .map(BackTestRowItems::row);
    }

    @Override
    public Replacement write(Versioned<BackTest> test, List<Versioned<BackTestRow>> rows, List<BackTestRow> added) {
        BackTestId id = test.value().id();
        long expires = BackTestItems.expires(test.value());
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(items.replacement(place(test.value()), BackTestItems.of(test.value()), test.version()));
        rows.forEach(row -> writes.add(
                items.replacement(place(id, row.value()), BackTestRowItems.of(row.value(), expires), row.version())));
        added.forEach(row -> writes.add(items.creation(place(id, row), BackTestRowItems.of(row, expires))));
        return replaced(table, writes);
    }

    /// All or none, each on its own condition.
    static Replacement replaced(Table table, List<TransactWriteItem> writes) {
        try {
            table.client().transactWriteItems(request -> request.transactItems(writes));
            return new Replacement.Replaced();
        } catch (TransactionCanceledException cancelled) {
            boolean overtaken =
                    cancelled.cancellationReasons().stream().anyMatch(reason -> OVERTAKEN.contains(reason.code()));
            if (!overtaken) {
                throw new UnavailableException("table", cancelled);
            }
            return new Replacement.Stale();
        }
    }

    @Override
    public Page<BackTestId> due(Instant now, Optional<String> from) {
        return due.due(BackTestKeys.dueBackTests(), now, from, BackTestKeys::backTestOf);
    }

    static ItemStore.Place place(BackTest test) {
        return ItemStore.Place.sole(BackTestKeys.backTest(test.id()))
                .listed(
                        BackTestKeys.backTestsOf(test.program()),
                        BackTestKeys.backTestAt(test.progress().startedAt(), test.id()));
    }

    private static ItemStore.Place place(BackTestId id, BackTestRow row) {
        return new ItemStore.Place(
                BackTestKeys.backTest(id), BackTestKeys.backTestRow(row.affiliate()), Optional.empty());
    }
}
