package dev.tributary.infrastructure.table;

import dev.tributary.domain.click.ProgramZones;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.infrastructure.edge.Keys;
import java.time.ZoneId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads the attribute `zone` of a program, an IANA name such as `Europe/Riga`.
public final class DynamoProgramZones implements ProgramZones {
    private final Table table;

    public DynamoProgramZones(Table table) {
        this.table = table;
    }

    @Override
    public ZoneId zone(ProgramId program) {
        Map<String, AttributeValue> item = table.client()
                .getItem(get -> get.tableName(table.name())
                        .key(Table.key(Keys.program(program), Keys.SOLE))
                        .projectionExpression("#zone")
                        .expressionAttributeNames(Map.of("#zone", "zone")))
                .item();
        if (!item.containsKey("zone")) {
            throw new IllegalStateException("program " + program + " has no zone");
        }
        return ZoneId.of(Table.text(item, "zone"));
    }
}
