package dev.tributary.infrastructure.table;

import dev.tributary.domain.click.ClickResults;
import dev.tributary.domain.click.ClickSpan;
import dev.tributary.domain.click.ClickSpan.Hour;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.click.CountsFormat;
import dev.tributary.domain.click.CountsFormat.Packed;
import dev.tributary.domain.click.DayCounts;
import dev.tributary.domain.click.Dimension;
import dev.tributary.infrastructure.edge.ClickKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Results, each in parts that carry their number (seq) and how many there are. A part is set on the
/// condition that a lower number stands there, so that the count of more chunks always wins.
public final class DynamoClickResults implements ClickResults {
    private final Table table;

    public DynamoClickResults(Table table) {
        this.table = table;
    }

    @Override
    public Outcome set(Slice slice, long seq, DayCounts counts) {
        long expires = slice.end().plus(ClickSpan.SLICES_KEPT).getEpochSecond();
        String pk = ClickKeys.counts(slice.hour());
        return set(pk, part -> ClickKeys.sliceCounts(slice, part), seq, counts, OptionalLong.of(expires));
    }

    @Override
    public Outcome set(Hour hour, long seq, DayCounts counts) {
        for (Dimension dimension : Dimension.values()) {
            DayCounts rows = counts.only(day -> true, key -> key.dimension() == dimension);
            if (!rows.days().isEmpty()) {
                IntFunction<String> sk = part -> ClickKeys.hourCounts(dimension, part);
                Outcome outcome = set(ClickKeys.counts(hour), sk, seq, rows, OptionalLong.empty());
                if (outcome != Outcome.WRITTEN) {
                    return outcome;
                }
            }
        }
        return Outcome.WRITTEN;
    }

    private Outcome set(String pk, IntFunction<String> sk, long seq, DayCounts counts, OptionalLong expires) {
        Packed packed = CountsFormat.pack(counts);
        for (int part = 0; part < packed.parts().size(); part++) {
            Map<String, AttributeValue> item = new HashMap<>(Table.key(pk, sk.apply(part)));
            item.putAll(ResultPart.of(seq, packed, part).attributes());
            expires.ifPresent(ttl -> item.put(Keys.TTL, Table.number(ttl)));
            Optional<ResultPart> standing = putUnlessNewer(item, seq);
            if (standing.isPresent() && standing.get().seq() > seq) {
                return Outcome.ALREADY_NEWER;
            }
            if (standing.isPresent() && standing.get().digest() != packed.digest()) {
                // The first of two counts under one number stands; of one part, it is whole.
                boolean whole = standing.get().parts() == 1 && part == 0;
                return whole ? Outcome.WRITTEN : Outcome.TORN;
            }
        }
        return Outcome.WRITTEN;
    }

    /// @return what stands there instead
    private Optional<ResultPart> putUnlessNewer(Map<String, AttributeValue> item, long seq) {
        try {
            table.client()
                    .putItem(put -> put.tableName(table.name())
                            .item(item)
                            .conditionExpression("attribute_not_exists(seq) OR seq < :seq")
                            .expressionAttributeValues(Map.of(":seq", Table.number(seq)))
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return Optional.empty();
        } catch (ConditionalCheckFailedException newer) {
            return Optional.of(ResultPart.read(newer.item()));
        }
    }

    @Override
    public boolean slices(Hour hour, BiConsumer<Slice, DayCounts> reader) {
        SliceParts slices = new SliceParts(reader);
        table.client()
                .queryPaginator(query -> query.tableName(table.name())
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :slices)")
                        .expressionAttributeValues(Map.of(
                                ":pk",
                                Table.text(ClickKeys.counts(hour)),
                                ":slices",
                                Table.text(ClickKeys.SLICE_COUNTS))))
                .items()
                .forEach(item -> slices.add(ClickKeys.countedSlice(hour, Table.text(item, Keys.SK)), item));
        slices.end();
        return !slices.incomplete();
    }

    /// Puts the parts of one slice after the other together: they stand beside each other, so one
    /// slice is in memory at a time.
    private static final class SliceParts {
        private final BiConsumer<Slice, DayCounts> reader;
        private Optional<Slice> slice = Optional.empty();
        private final ResultParts parts = new ResultParts();
        private boolean incomplete;

        private SliceParts(BiConsumer<Slice, DayCounts> reader) {
            this.reader = reader;
        }

        private void add(Slice of, Map<String, AttributeValue> item) {
            if (!slice.equals(Optional.of(of))) {
                end();
                slice = Optional.of(of);
            }
            parts.add(item);
        }

        private void end() {
            if (slice.isPresent()) {
                Optional<DayCounts> counts = parts.counts();
                incomplete |= counts.isEmpty();
                counts.ifPresent(whole -> reader.accept(slice.get(), whole));
                parts.clear();
            }
        }

        private boolean incomplete() {
            return incomplete;
        }
    }
}
