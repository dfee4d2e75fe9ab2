package dev.tributary.infrastructure.table;

import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.payout.Approval;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PayoutRuns;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.edge.PayoutKeys;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Payout runs in the table, and what was approved for a merchant on a day:
/// ```
/// pk M#{merchant} | sk APPROVED#2026-12-01#EUR | version 2 | total 125000
/// ```
public final class DynamoPayoutRuns implements PayoutRuns {
    private static final String TOTAL = "total";

    private final Table table;
    private final ItemStore items;
    private final DueIndex due;
    private final int buckets;

    /// @param buckets partitions of what is due, 1 to 64
    public DynamoPayoutRuns(Table table, int buckets) {
        this.table = table;
        this.items = new ItemStore(table);
        this.due = new DueIndex(table);
        this.buckets = buckets;
    }

    /// With as many buckets as the variable DUE_BUCKETS says.
    public static DynamoPayoutRuns of(Table table, Environment environment) {
        return new DynamoPayoutRuns(table, DynamoClickMarks.buckets(environment));
    }

    @Override
    public Optional<Versioned<PayoutRun>> find(RunId id) {
        return items.find(PayoutKeys.payoutRun(id), Keys.SOLE, PayoutRunItems::run);
    }

    @Override
    public Map<RunId, PayoutRun> find(Collection<RunId> ids) {
        return items
                .all(ids.stream()
                        .map(id -> Table.key(PayoutKeys.payoutRun(id), Keys.SOLE))
                        .collect(Collectors.toSet()))
                .stream()
                .map(PayoutRunItems::run)
                .collect(Collectors.toMap(PayoutRun::id, Function.identity()));
    }

    @Override
    public Page<PayoutRun> of(ProgramId program, PageRequest page) {
        return items.indexed(new ItemStore.Stretch(PayoutKeys.runsOf(program), PayoutKeys.RUNS), page)
                .map(PayoutRunItems::run);
    }

    @Override
    public Creation create(PayoutRun run) {
        return items.create(PayoutRunItems.place(run), PayoutRunItems.of(run, buckets));
    }

    @Override
    public Replacement replace(Versioned<PayoutRun> run) {
        return items.replace(PayoutRunItems.place(run.value()), PayoutRunItems.of(run.value(), buckets), run.version());
    }

    @Override
    public Approval.Day approvedOn(MerchantId merchant, LocalDate date, CurrencyCode currency) {
        return items.get(PayoutKeys.tenant(merchant), PayoutKeys.approved(date, currency))
                .map(item -> new Approval.Day(
                        merchant,
                        date,
                        new Money(PayoutRunItems.number(item, TOTAL), currency),
                        ItemStore.version(item)))
                .orElseGet(() -> new Approval.Day(merchant, date, Money.zero(currency), 0));
    }

    @Override
    public Replacement replace(Versioned<PayoutRun> run, AuditEvent event) {
        boolean written = new Together(table)
                .put(PayoutRunItems.place(run.value()), PayoutRunItems.of(run.value(), buckets), run.version())
                .put(DynamoAuditEvents.place(event), DynamoAuditEvents.item(event), 0)
                .write()
                .written();
        return written ? new Replacement.Replaced() : new Replacement.Stale();
    }

    @Override
    public Replacement approve(Versioned<PayoutRun> run, Approval.Day day, AuditEvent event) {
        boolean written = new Together(table)
                .put(PayoutRunItems.place(run.value()), PayoutRunItems.of(run.value(), buckets), run.version())
                .put(place(day), item(day), day.version())
                .put(DynamoAuditEvents.place(event), DynamoAuditEvents.item(event), 0)
                .write()
                .written();
        return written ? new Replacement.Replaced() : new Replacement.Stale();
    }

    static ItemStore.Place place(Approval.Day day) {
        return new ItemStore.Place(
                PayoutKeys.tenant(day.merchant()),
                PayoutKeys.approved(day.date(), day.total().currency()),
                Optional.empty());
    }

    static Map<String, Object> item(Approval.Day day) {
        return Map.of(TOTAL, day.total().minor());
    }

    @Override
    public Page<RunId> due(int bucket, Instant now, Optional<String> from) {
        return due.due(PayoutKeys.dueRuns(bucket), now, from, PayoutKeys::runOf);
    }
}
