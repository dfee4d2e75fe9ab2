package dev.tributary.infrastructure.local.system;

import dev.tributary.domain.click.Click;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.infrastructure.table.DynamoClickChunks;
import dev.tributary.infrastructure.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Every click in the table, as often as it was recorded.
final class RecordedClicks {
    private RecordedClicks() {}

    static List<Click> of(Table table) {
        Set<String> chunks = new TreeSet<>();
        table.client()
                .scanPaginator(scan -> scan.tableName(table.name())
                        .consistentRead(true)
                        .projectionExpression("pk")
                        .filterExpression("begins_with(pk, :chunks)")
                        .expressionAttributeValues(Map.of(":chunks", AttributeValue.fromS("C#"))))
                .items()
                .forEach(item -> item.values().forEach(pk -> chunks.add(pk.s())));
        DynamoClickChunks stored = new DynamoClickChunks(table);
        List<Click> clicks = new ArrayList<>();
        for (String pk : chunks) {
            String[] parts = pk.split("#");
            clicks.addAll(stored.read(
                    new Slice(ProgramId.of(parts[1]), Long.parseLong(parts[2]), Integer.parseInt(parts[3]))));
        }
        return clicks;
    }
}
