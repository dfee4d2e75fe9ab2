package dev.tributary.infrastructure.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.table.InMemoryDynamo;
import dev.tributary.infrastructure.table.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A first charge and one that is bound to it, as they have to stand in the table, and as they may not.
class BondsTest {
    @ParameterizedTest
    @CsvSource({
        "aff_anna, 2026-09-13T22:30:00Z, 2026-09-14, ''", // in Riga it was the next day
        "aff_anna, 2026-09-13T22:30:00Z, 2026-09-13, 3",
        "aff_anna, 2026-09-13T22:30:01Z, 2026-09-14, 11",
        "aff_ben, 2026-09-13T22:30:00Z, 2026-09-14, 11",
        "aff_anna, 2026-10-13T22:30:00Z, 2026-09-14, '11 3'"
    })
    void bound(String affiliate, String since, String first, String numbers) {
        Table table = InMemoryDynamo.create();
        put(table, "P#prg_1", Keys.SOLE, Map.of("zone", AttributeValue.fromS("Europe/Riga")));
        order(table, "1", "2026-09-13T22:30:00Z", "{\"affiliate\":\"aff_anna\"}", "");
        order(
                table,
                "2",
                "2026-10-13T22:30:00Z",
                "{\"affiliate\":\"" + affiliate + "\",\"bound_since\":\"" + since + "\"}",
                "{\"share\":{\"affiliate\":\"" + affiliate + "\"},\"first_charge\":\"" + first + "\"}");

        List<String> broken = Bonds.broken(Snapshot.of(table.client(), table.name(), packed -> packed));

        assertThat(String.join(
                        " ",
                        broken.stream()
                                .map(line -> line.substring(0, line.indexOf(' ')))
                                .toList()))
                .as(broken.toString())
                .isEqualTo(numbers);
    }

    private static void order(Table table, String number, String at, String share, String captured) {
        String json = "{\"sale\":{\"occurred_at\":\"" + at + "\",\"shares\":[" + share + "],\"captured\":[" + captured
                + "]}}";
        put(
                table,
                "O#prg_1#" + number,
                "subscription",
                Map.of("order", AttributeValue.fromB(SdkBytes.fromUtf8String(json))));
    }

    private static void put(Table table, String pk, String sk, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.put(Keys.PK, AttributeValue.fromS(pk));
        item.put(Keys.SK, AttributeValue.fromS(sk));
        table.client().putItem(put -> put.tableName(table.name()).item(item));
    }
}
