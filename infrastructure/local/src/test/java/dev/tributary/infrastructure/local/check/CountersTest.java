package dev.tributary.infrastructure.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.table.InMemoryDynamo;
import dev.tributary.infrastructure.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Two sales under a tier, a cap and pay for clicks, as the committed sequence has to have counted them, and
/// each way in which it may not. The second sale brought the first to another step.
class CountersTest {
    private static final String ACCOUNT = "A#prg_1#aff_anna#EUR";
    private static final String TERMS = "{\"rules\":[{\"id\":\"base\",\"pay\":{\"measure\":\"revenue\","
            + "\"period\":\"month\",\"mode\":\"retroactive\",\"steps\":[{\"from\":0,\"percent\":\"5\"},"
            + "{\"from\":20000,\"percent\":\"10\"}]}}],\"caps\":[{\"period\":\"month\",\"most\":\"30.00 EUR\"}],"
            + "\"click_pay\":{\"id\":\"clicks\",\"amount\":\"0.05 EUR\",\"daily_cap\":60}}";
    private static final String FIRST =
            sale("revenue@2026-11", "0", "0", "10000", ",\"rerated\":" + "{\"revenue@2026-11\":20000}", "10.00");
    private static final String SECOND = sale("revenue@2026-11", "10000", "500", "20000", "", "10.00");

    private final Map<String, Map<String, AttributeValue>> items = new TreeMap<>();

    CountersTest() {
        put("P#prg_1", Keys.SOLE, Map.of("zone", text("Europe/Riga")));
        put("P#prg_1", Keys.terms(1), Map.of("terms", text(TERMS)));
        order("cnv_1", FIRST);
        order("cnv_2", SECOND);
        entry(1, "conversion:cnv_1:accrue", "count cap@2026-11 500", "count revenue@2026-11 10000");
        entry(2, "conversion:cnv_2:accrue", "count cap@2026-11 1000", "count revenue@2026-11 10000");
        entry(3, "tier:prg_1:aff_anna:EUR:3", "count cap@2026-11 500");
        entry(4, "clicks:prg_1:aff_anna:2026-11-21", clicks(300), "count cap@2026-11 300", "clicks 2026-11-21 90 60 1");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                row("nothing", test -> {}),
                row(
                        "found less than there was",
                        test -> test.order("cnv_2", SECOND.replace(":10000,", ":9999,")),
                        "12",
                        "3"),
                row("found another cap", test -> test.order("cnv_2", SECOND.replace(":500", ":499")), "12"),
                row("came to more than itself", test -> test.order("cnv_2", SECOND.replace("20000}", "20001}")), "3"),
                row("left at the lower step", test -> test.order("cnv_1", FIRST.replace("\"rerated\"", "\"x\"")), "3"),
                row("brought to a step too high", test -> test.count(2, "revenue@2026-11 9999"), "3", "12"),
                row("refunded, and not counted less", test -> test.order("cnv_2", refunded(SECOND)), "12"),
                row("a cap that counts what was taken back", test -> test.count(3, "cap@2026-11 501"), "12"),
                row(
                        "an account that has lost one",
                        test -> test.items.remove(ACCOUNT + "\n" + Keys.entry(2)),
                        "3",
                        "12"),
                row("clicks above the daily cap", test -> test.clickDay(305, "90 61 1"), "3"),
                row("fewer clicks than there were", test -> test.clickDay(295, "90 59 1"), "3"),
                row("another pay for clicks", test -> test.clickDay(301, "90 60 1"), "3"),
                row("a cap that left no less", test -> test.clickDay(300, "90 60 1 300"), "3"),
                row("clicks above the cap on all", test -> test.count(3, "cap@2026-11 1300"), "3", "12"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void mistake_isFoundUnderItsNumber(String name, Consumer<CountersTest> mistake, List<String> numbers) {
        mistake.accept(this);
        Table table = InMemoryDynamo.create();
        items.values()
                .forEach(item -> table.client()
                        .putItem(put -> put.tableName(table.name()).item(item)));

        List<String> broken = Counters.broken(Snapshot.of(table.client(), table.name(), packed -> packed));

        assertThat(broken.stream()
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .distinct()
                        .toList())
                .as(name + ": " + broken)
                .containsExactlyInAnyOrderElementsOf(numbers);
    }

    private static Arguments row(String name, Consumer<CountersTest> mistake, String... numbers) {
        return Arguments.of(name, mistake, List.of(numbers));
    }

    private static String sale(String tally, String found, String cap, String rated, String more, String earned) {
        return "{\"sale\":{\"amount\":\"100.00 EUR\",\"tax\":\"0\",\"shipping\":\"0\",\"fee\":\"0\",\"captured\":[{"
                + "\"share\":{\"affiliate\":\"aff_anna\",\"part\":\"1\"},\"terms_version\":1,"
                + "\"facts\":{\"event\":\"sale\",\"at\":\"2026-11-22T12:00\"},\"tallies\":{\"" + tally + "\":" + found
                + ",\"cap@2026-11\":" + cap + "},\"rated\":{\"" + tally + "\":" + rated + "}" + more + "}]},"
                + "\"commissions\":[{\"affiliate\":\"aff_anna\",\"rule\":\"base\",\"amount\":\"" + earned
                + " EUR\",\"reversed\":\"0.00 EUR\"}]}";
    }

    private static String refunded(String order) {
        return order.replace("{\"sale\"", "{\"refunds\":[{\"amount\":\"1.00 EUR\"}],\"sale\"");
    }

    private static String clicks(long minor) {
        return "merchant_expense pending:2026-12-23 " + minor + " -";
    }

    private void clickDay(long minor, String said) {
        entry(
                4,
                "clicks:prg_1:aff_anna:2026-11-21",
                clicks(minor),
                "count cap@2026-11 " + minor,
                "clicks 2026-11-21 " + said);
    }

    /// An entry that counts otherwise.
    private void count(long number, String count) {
        Map<String, AttributeValue> item =
                new HashMap<>(items.getOrDefault(ACCOUNT + "\n" + Keys.entry(number), Map.of()));
        String tally = count.substring(0, count.indexOf(' '));
        List<String> lines =
                new ArrayList<>(List.of(Snapshot.value(item, "entry").s().split("\n", -1)));
        lines.replaceAll(line -> line.startsWith("count " + tally + " ") ? "count " + count : line);
        item.put("entry", text(String.join("\n", lines)));
        items.put(ACCOUNT + "\n" + Keys.entry(number), item);
    }

    private void order(String conversion, String json) {
        put(
                "O#prg_1#" + conversion,
                "sale",
                Map.of(
                        Keys.GSI1_SK,
                        text("2026-11-22T10:00:00Z#" + conversion),
                        "order",
                        AttributeValue.fromB(SdkBytes.fromUtf8String(json))));
    }

    private void entry(long number, String id, String... lines) {
        String entry = String.join(
                        "\n",
                        "tributary entry 1",
                        "prg_1",
                        "aff_anna",
                        "EUR",
                        Long.toString(number),
                        id,
                        "ACCRUE",
                        "2026-11-22T10:00:00Z",
                        "2026-11-22T10:00:0" + number + "Z",
                        "0".repeat(64))
                + "\n"
                + String.join("\n", lines)
                + "\n";
        put(ACCOUNT, Keys.entry(number), Map.of("entry", text(entry)));
    }

    private void put(String pk, String sk, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.put(Keys.PK, text(pk));
        item.put(Keys.SK, text(sk));
        items.put(pk + "\n" + sk, item);
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}
