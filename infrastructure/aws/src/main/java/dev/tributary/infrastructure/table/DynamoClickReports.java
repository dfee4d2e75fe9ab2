package dev.tributary.infrastructure.table;

import dev.tributary.domain.click.ClickCounting;
import dev.tributary.domain.click.ClickReports;
import dev.tributary.domain.click.ClickResults;
import dev.tributary.domain.click.ClickSpan.Hour;
import dev.tributary.domain.click.DayCounts;
import dev.tributary.domain.click.Dimension;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.infrastructure.edge.ClickKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// Reads reports: an hour whose merge is up to date from its merged items, many in one call; any
/// other from the results of its slices.
public final class DynamoClickReports implements ClickReports {
    private static final int BATCH = 100;

    private final Table table;
    private final ClickResults results;

    public DynamoClickReports(Table table) {
        this.table = table;
        this.results = new DynamoClickResults(table);
    }

    @Override
    public DayCounts read(ProgramId program, ZoneId zone, LocalDate first, LocalDate last, Dimension dimension) {
        long days = ChronoUnit.DAYS.between(first, last);
        if (days < 0 || days >= MAX_DAYS) {
            throw new IllegalArgumentException("last is not within " + MAX_DAYS + " days from first: " + last);
        }
        Predicate<LocalDate> within = day -> !day.isBefore(first) && !day.isAfter(last);
        List<Hour> merged = new ArrayList<>();
        List<Hour> unmerged = new ArrayList<>();
        Instant from = first.atStartOfDay(zone).toInstant();
        Instant until = last.plusDays(1).atStartOfDay(zone).toInstant();
        hours(program, Hour.of(from), Hour.of(until), merged, unmerged);
        DayCounts.Sum sum = new DayCounts.Sum();
        for (int at = 0; at < merged.size(); at += BATCH) {
            List<Hour> batch = merged.subList(at, Math.min(at + BATCH, merged.size()));
            readMerged(batch, dimension, unmerged, sum);
        }
        unmerged.forEach(hour -> sum.add(ofSlices(hour, zone)));
        return sum.counts().only(within, key -> key.dimension() == dimension);
    }

    private void hours(ProgramId program, long first, long last, List<Hour> merged, List<Hour> unmerged) {
        Map<String, AttributeValue> values = Map.of(
                ":pk", Table.text(ClickKeys.marks(program)),
                ":first", Table.text(ClickKeys.mark(new Hour(program, first))),
                ":last", Table.text(ClickKeys.mark(new Hour(program, last))));
        table.client()
                .queryPaginator(query -> query.tableName(table.name())
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk AND sk BETWEEN :first AND :last")
                        .expressionAttributeValues(values))
                .items()
                .forEach(mark -> {
                    AttributeValue seq = Table.attribute(mark, DynamoClickMarks.SEQ);
                    boolean upToDate = seq.equals(mark.get(DynamoClickMarks.COUNTED));
                    Hour hour = (Hour) ClickKeys.markedSpan(Table.text(mark, Keys.PK), Table.text(mark, Keys.SK));
                    (upToDate ? merged : unmerged).add(hour);
                });
    }

    /// Hours without the item have no counts in that dimension; those whose item is one of several
    /// parts, or is being written again, are read by themselves.
    private void readMerged(List<Hour> hours, Dimension dimension, List<Hour> unmerged, DayCounts.Sum sum) {
        Map<String, Hour> byKey = new HashMap<>();
        hours.forEach(hour -> byKey.put(ClickKeys.counts(hour), hour));
        for (Map<String, AttributeValue> item : firstParts(hours, dimension)) {
            ResultParts parts = new ResultParts();
            parts.add(item);
            String pk = Table.text(item, Keys.PK);
            Optional<DayCounts> counts = parts.counts().or(() -> allParts(pk, dimension));
            Hour hour = byKey.get(pk);
            if (counts.isPresent()) {
                sum.add(counts.get());
            } else if (hour != null) {
                unmerged.add(hour);
            }
        }
    }

    private List<Map<String, AttributeValue>> firstParts(List<Hour> hours, Dimension dimension) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        List<Map<String, AttributeValue>> keys = hours.stream()
                .map(hour -> Table.key(ClickKeys.counts(hour), ClickKeys.hourCounts(dimension, 0)))
                .toList();
        Map<String, KeysAndAttributes> request = Map.of(
                table.name(),
                KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
        // Each answer has at least one item or fails, so there are no more rounds than keys.
        for (int round = 0; round < hours.size() && !request.isEmpty(); round++) {
            Map<String, KeysAndAttributes> rest = request;
            BatchGetItemResponse page = table.client().batchGetItem(get -> get.requestItems(rest));
            items.addAll(page.responses().getOrDefault(table.name(), List.of()));
            request = page.unprocessedKeys();
        }
        if (!request.isEmpty()) {
            throw new IllegalStateException("merged counts were not all read");
        }
        return items;
    }

    private Optional<DayCounts> allParts(String pk, Dimension dimension) {
        ResultParts parts = new ResultParts();
        table.client()
                .queryPaginator(query -> query.tableName(table.name())
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :dimension)")
                        .expressionAttributeValues(Map.of(
                                ":pk", Table.text(pk), ":dimension", Table.text(ClickKeys.hourCountsOf(dimension)))))
                .items()
                .forEach(parts::add);
        return parts.counts();
    }

    private DayCounts ofSlices(Hour hour, ZoneId zone) {
        DayCounts.Sum sum = new DayCounts.Sum();
        results.slices(hour, (slice, counts) -> sum.add(ClickCounting.inZone(slice, counts, zone)));
        return sum.limited();
    }
}
