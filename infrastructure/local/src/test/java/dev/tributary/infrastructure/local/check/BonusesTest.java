package dev.tributary.infrastructure.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.infrastructure.edge.BonusKeys;
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

/// A milestone that was met, lost and met again, and a fee, as they have to stand in the entries, and each
/// way in which they may not.
class BonusesTest {
    private static final String ACCOUNT = "A#prg_1#aff_anna#EUR";
    private static final String VERSION = "count bonus_version.bag@2026-11 2";
    private static final String M3 = "bonus:prg_1:aff_anna:m3:2026-11:";
    private static final String BAG = "bonus:prg_1:aff_anna:bag:2026-11:";
    private static final String FEE = "bonus:prg_1:aff_anna:banner:2026-11:1";
    private static final String TERMS = "{\"bonuses\":[{\"kind\":\"milestone\",\"id\":\"m3\",\"amount\":\"50.00"
        + " EUR\",\"measure\":\"conversions\",\"period\":\"month\",\"from\":3},{\"kind\":\"milestone\",\"id\":\"bag\",\"groups\":[\"vip\"],\"amount\":\"0.00"
        + " EUR\",\"measure\":\"conversions\",\"period\":\"month\",\"from\":3,\"prize\":{\"kind\":\"gift\",\"title\":\"A"
        + " bag\"}},{\"kind\":\"flat_fee\",\"id\":\"banner\",\"amount\":\"300.00 EUR\",\"every\":\"month\"}]}";

    private final Map<String, Map<String, AttributeValue>> items = new TreeMap<>();

    BonusesTest() {
        put("P#prg_1", Keys.terms(2), Map.of("terms", text(TERMS)));
        order("cnv_1");
        order("cnv_2");
        entry(1, "conversion:cnv_1:accrue", "count conversions@2026-11 3");
        entry(2, M3 + "1", up(5_000), "count bonus_met.m3@2026-11 1", "count bonus_version.m3@2026-11 2");
        entry(3, "conversion:cnv_1:reverse:1", "count conversions@2026-11 -1");
        entry(4, M3 + "1:milestone_lost", down(5_000));
        entry(5, "conversion:cnv_2:accrue", "count conversions@2026-11 1");
        entry(6, M3 + "2", up(5_000), "count bonus_met.m3@2026-11 1");
        entry(7, FEE, up(30_000));
        decision("adj_1", FEE);
        entry(8, BAG + "1", "count bonus_met.bag@2026-11 1", "count bonus_version.bag@2026-11 2");
        prize("1", false);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                row("nothing", test -> {}),
                row("met again without being lost", test -> test.items.remove(ACCOUNT + "\n" + Keys.entry(4)), "12"),
                row("met twice at once", test -> test.entry(9, M3 + "3", up(5_000)), "12"),
                row("an ordinal that was there", test -> test.entry(6, M3 + "1", up(5_000)), "12"),
                row("an ordinal that was left out", test -> test.entry(6, M3 + "3", up(5_000)), "12"),
                row("another amount", test -> test.entry(6, M3 + "2", up(5_001)), "3"),
                row("lost in part", test -> test.entry(4, M3 + "1:milestone_lost", down(4_999)), "12"),
                row("lost without having been met", test -> test.entry(2, "release:1", up(5_000)), "12", "3"),
                row("below its figure", test -> test.entry(5, "conversion:cnv_2:accrue", "count x@2026-11 1"), "12"),
                row("reached and not given", test -> test.items.remove(ACCOUNT + "\n" + Keys.entry(6)), "12"),
                row("not lost below its figure", test -> test.entry(4, "release:1", "count x@2026-11 1"), "12"),
                row("lost above its figure", test -> test.entry(3, "release:1", "count x@2026-11 1"), "12"),
                row("a prize that is not kept", test -> test.items.remove("Z#adj_2\n-"), "12"),
                row("a prize that no entry gives", test -> test.items.remove(ACCOUNT + "\n" + Keys.entry(8)), "12"),
                row("a prize kept as lost", test -> test.prize("1", true), "12"),
                row("a prize won oftener than entries say", test -> test.prize("2", false), "12"),
                row("a prize won twice at once", test -> test.entry(9, BAG + "2", "count x@2026-11 1"), "12"),
                row("a prize that moves money", test -> test.entry(8, BAG + "1", up(100), VERSION), "3", "12"),
                row("the fee a second time", test -> test.entry(9, FEE, up(30_000)), "12", "3"),
                row("two decisions of one fee", test -> test.decision("adj_2", FEE), "12"),
                row("a fee without a decision", test -> test.items.remove("J#adj_1\n-"), "3"),
                row("a decision without its entry", test -> test.items.remove(ACCOUNT + "\n" + Keys.entry(7)), "12"),
                row(
                        "on another's account",
                        test -> test.entry(9, "bonus:prg_1:aff_ben:m3:2026-12:1", up(5_000)),
                        "16",
                        "3"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void mistake_isFoundUnderItsNumber(String name, Consumer<BonusesTest> mistake, List<String> numbers) {
        mistake.accept(this);
        Table table = InMemoryDynamo.create();
        items.values()
                .forEach(item -> table.client()
                        .putItem(put -> put.tableName(table.name()).item(item)));

        Snapshot snapshot = Snapshot.of(table.client(), table.name(), packed -> packed);
        List<String> broken = new ArrayList<>(Bonuses.broken(snapshot));
        broken.addAll(Prizes.broken(snapshot));

        assertThat(broken.stream()
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .distinct()
                        .toList())
                .as(name + ": " + broken)
                .containsExactlyInAnyOrderElementsOf(numbers);
    }

    private static Arguments row(String name, Consumer<BonusesTest> mistake, String... numbers) {
        return Arguments.of(name, mistake, List.of(numbers));
    }

    private static String up(long minor) {
        return "merchant_expense pending:2026-12-23 " + minor + " com_1";
    }

    private static String down(long minor) {
        return "pending:2026-12-23 merchant_expense " + minor + " com_1";
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
                        "BONUS",
                        "2026-12-01T10:00:00Z",
                        "2026-12-01T10:00:00Z",
                        "0".repeat(64))
                + "\n"
                + String.join("\n", lines)
                + "\n";
        put(ACCOUNT, Keys.entry(number), Map.of("entry", text(entry)));
    }

    private void prize(String times, boolean isLost) {
        Map<String, AttributeValue> item = new HashMap<>(Map.of(
                "program_id", text("prg_1"),
                "affiliate_id", text("aff_anna"),
                "bonus_id", text("bag"),
                "period", text("2026-11"),
                "times", AttributeValue.fromN(times)));
        if (isLost) {
            item.put("lost_at", text("2026-12-01T10:00:00Z"));
        }
        put(BonusKeys.PRIZES + "adj_2", Keys.SOLE, item);
    }

    /// Of the affiliate, in November, under the second version.
    private void order(String conversion) {
        String json = "{\"sale\":{\"captured\":[{\"share\":{\"affiliate\":\"aff_anna\"},\"terms_version\":2,"
                + "\"facts\":{\"at\":\"2026-11-22T12:00\"}}]}}";
        put(
                "O#prg_1#" + conversion,
                "sale",
                Map.of(
                        Keys.GSI1_SK,
                        text("2026-11-22T10:00:00Z#" + conversion),
                        "order",
                        AttributeValue.fromB(SdkBytes.fromUtf8String(json))));
    }

    private void decision(String id, String entry) {
        put(
                Keys.DECISIONS + id,
                Keys.SOLE,
                Map.of("ground", text("flat_fee"), "entry", text(entry), "terms_version", AttributeValue.fromN("2")));
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
