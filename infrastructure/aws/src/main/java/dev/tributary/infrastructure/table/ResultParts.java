package dev.tributary.infrastructure.table;

import dev.tributary.domain.click.CountsFormat;
import dev.tributary.domain.click.DayCounts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The parts that stand for one slice, or for one dimension of an hour: those of the highest number
/// are its result; what an earlier, longer one left behind is passed over.
final class ResultParts {
    private final TreeMap<Integer, ResultPart> parts = new TreeMap<>();
    private String key = "";

    void add(Map<String, AttributeValue> item) {
        ResultPart part = ResultPart.read(item);
        parts.put(part.part(), part);
        key = Table.name(item);
    }

    void clear() {
        parts.clear();
    }

    /// Empty while not all parts of it are written.
    Optional<DayCounts> counts() {
        Optional<ResultPart> newest = parts.values().stream().max(Comparator.comparingLong(ResultPart::seq));
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        List<ResultPart> whole = parts.values().stream()
                .filter(part -> part.isOfOneResultWith(newest.get()))
                .toList();
        boolean torn = whole.size() != newest.get().parts();
        return torn
                ? Optional.empty()
                : Optional.of(CountsFormat.unpack(
                        key, whole.stream().map(ResultPart::counts).toList()));
    }
}
