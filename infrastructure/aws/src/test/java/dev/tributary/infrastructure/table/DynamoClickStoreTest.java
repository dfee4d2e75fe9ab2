package dev.tributary.infrastructure.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.click.ClickChunks;
import dev.tributary.domain.click.ClickMarks;
import dev.tributary.domain.click.ClickReports;
import dev.tributary.domain.click.ClickResults;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.click.CountsFormat;
import dev.tributary.domain.click.DayCounts;
import dev.tributary.domain.click.TestClick;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.infrastructure.edge.ClickKeys;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class DynamoClickStoreTest extends ClickStoreContract {
    private static final Table TABLE = EmbeddedTable.create().connect();

    @Override
    ClickChunks chunks() {
        return new DynamoClickChunks(TABLE);
    }

    @Override
    ClickMarks marks() {
        return new DynamoClickMarks(TABLE, 1);
    }

    @Override
    ClickResults results() {
        return new DynamoClickResults(TABLE);
    }

    @Override
    ClickReports reports() {
        return new DynamoClickReports(TABLE);
    }

    @Override
    void tear(Slice slice, long seq) {
        CountsFormat.Packed packed = new CountsFormat.Packed(List.of(new byte[1], new byte[1]), 1);
        Map<String, AttributeValue> item =
                new HashMap<>(Table.key(ClickKeys.counts(slice.hour()), ClickKeys.sliceCounts(slice, 0)));
        item.putAll(ResultPart.of(seq, packed, 0).attributes());
        TABLE.client().putItem(put -> put.tableName(TABLE.name()).item(item));
    }

    @Test
    void items_expire_marksNotBeforeChunks_hoursNever() {
        Slice slice = Slice.of(TestClick.of(900, 1).click().token());
        chunks().put(slice, new byte[1]);
        marks().add(slice);
        marks().add(slice.hour());
        results().set(slice, 1, new DayCounts.Sum().counts());
        results().set(slice.hour(), 1, new DayCounts.Sum().counts());

        String end = "2026-11-22T12:01:00Z";
        assertThat(ttl(ClickKeys.chunks(slice))).containsExactly(days(end, 100));
        assertThat(ttl(ClickKeys.marks(slice.program()))).containsExactly("none", days(end, 120));
        assertThat(ttl(ClickKeys.counts(slice.hour()))).containsExactly(days(end, 120));
    }

    private static List<String> ttl(String pk) {
        return TABLE
                .client()
                .query(query -> query.tableName(TABLE.name())
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk))))
                .items()
                .stream()
                .map(item -> item.getOrDefault(Keys.TTL, AttributeValue.fromN("none"))
                        .n())
                .toList();
    }

    private static String days(String from, long days) {
        return Long.toString(java.time.Instant.parse(from).getEpochSecond() + days * 86_400);
    }

    @Test
    void program_withoutZone_isAnError() {
        ProgramId program = new ProgramId(901);

        assertThatThrownBy(() -> new DynamoProgramZones(TABLE).zone(program))
                .hasMessage("program " + program + " has no zone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65", "x", "01", "-1"})
    void buckets_outOfRange_areRefused(String value) {
        Environment environment = new Environment(Map.of("DUE_BUCKETS", value), Clock.systemUTC());

        assertThatThrownBy(() -> DynamoClickMarks.buckets(environment)).hasMessageContaining("DUE_BUCKETS");
        assertThat(DynamoClickMarks.buckets(new Environment(Map.of("DUE_BUCKETS", "64"), Clock.systemUTC())))
                .isEqualTo(64);
    }
}
