package dev.tributary.infrastructure.local.demo;

import dev.tributary.domain.click.Click;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.table.DynamoClickChunks;
import dev.tributary.infrastructure.table.Table;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The click_id of every click of a program in the table, however often it was recorded.
final class RecordedClicks {
    private RecordedClicks() {}

    static Set<String> of(Table table, String program) {
        Set<String> chunks = new TreeSet<>();
        table.client()
                .scanPaginator(scan -> scan.tableName(table.name())
                        .consistentRead(true)
                        .projectionExpression("pk")
                        .filterExpression("begins_with(pk, :chunks)")
                        .expressionAttributeValues(
                                Map.of(":chunks", AttributeValue.fromS(Keys.CHUNKS + program + "#"))))
                .items()
                .forEach(item -> item.values().forEach(pk -> chunks.add(pk.s())));
        DynamoClickChunks stored = new DynamoClickChunks(table);
        return chunks.stream()
                .map(pk -> pk.split("#", -1))
                .flatMap(
                        parts -> stored
                                .read(new Slice(
                                        ProgramId.of(parts[1]), Long.parseLong(parts[2]), Integer.parseInt(parts[3])))
                                .stream())
                .map(Click::clickId)
                .collect(Collectors.toUnmodifiableSet());
    }
}
