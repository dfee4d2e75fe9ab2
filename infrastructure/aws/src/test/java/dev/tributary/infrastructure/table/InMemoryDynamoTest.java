package dev.tributary.infrastructure.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InMemoryDynamoTest extends TableContract {
    private static final int STEPS = 400;

    @Override
    Table table() {
        return InMemoryDynamo.create();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aWalk_answersAsDynamoDbLocalDoes(long seed) {
        List<String> here = new TableWalk(seed, table()).lines(STEPS);
        List<String> there = new TableWalk(seed, EmbeddedTable.create().connect()).lines(STEPS);
        for (int line = 0; line < Math.min(here.size(), there.size()); line++) {
            assertThat(here.get(line)).as("seed " + seed + ", line " + line).isEqualTo(there.get(line));
        }
        assertThat(here).as("seed " + seed).hasSameSizeAs(there);
    }

    @ParameterizedTest
    @ValueSource(strings = {"size(#pk) > :two", "#version IN (:two)", "NOT #version = :two", "#version = #pk"})
    void anExpressionThatNoStoreSends_isRefused(String condition) {
        assertThatThrownBy(() -> table().client()
                        .putItem(put -> put.tableName("in-memory")
                                .item(Table.key("A", "1"))
                                .conditionExpression(condition)
                                .expressionAttributeNames(Map.of("#pk", "pk", "#version", "version"))
                                .expressionAttributeValues(Map.of(":two", Table.number(2)))))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void anOperationThatNoStoreCalls_isRefused() {
        assertThatThrownBy(() -> table().client().listTables()).isInstanceOf(UnsupportedOperationException.class);
    }
}
