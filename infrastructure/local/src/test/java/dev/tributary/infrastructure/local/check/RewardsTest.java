package dev.tributary.infrastructure.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.table.InMemoryDynamo;
import dev.tributary.infrastructure.table.Table;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A quarter of fees, two boards, two signing bonuses and a bounty, as they have to stand in the table, and each
/// way in which they may not. Riga's clocks go back in October, so that its months begin at 21:00 and 22:00.
class RewardsTest {
    private static final String TERMS = "{\"version\":1,\"hold_days\":30,\"validation\":\"auto\",\"rules\":[],"
            + "\"bonuses\":[{\"kind\":\"signing\",\"id\":\"hello\",\"when\":\"approval\"},"
            + "{\"kind\":\"flat_fee\",\"id\":\"banner\",\"every\":\"month\"},"
            + "{\"kind\":\"leaderboard\",\"id\":\"top\",\"measure\":\"revenue\",\"top\":1},"
            + "{\"kind\":\"leaderboard\",\"id\":\"most\",\"measure\":\"conversions\",\"top\":1,\"prize\":{}},"
            + "{\"kind\":\"bounty\",\"id\":\"video\"}]}";

    private final Map<String, Map<String, AttributeValue>> items = new TreeMap<>();

    RewardsTest() {
        put(
                "P#prg_1",
                Keys.SOLE,
                Map.of(
                        "zone",
                        text("Europe/Riga"),
                        "terms",
                        list(map(Map.of("version", number(1), "from", text("2026-09-14T21:00:00Z"))))));
        put("P#prg_1", Keys.terms(1), Map.of("terms", text(TERMS)));
        enrolled("aff_anna", "approved 2026-09-20T09:00:00Z");
        enrolled("aff_ben", "applied 2026-09-20T09:00:00Z", "approved 2026-12-15T08:00:00Z");
        put("W#prg_1", Keys.SOLE, Map.of("next", text("2027-02-01")));
        counted("aff_anna", 1, "2026-11-01T10:00:00Z", "2026-12-24T00:00:00Z", "revenue 5000", "conversions 1");
        counted("aff_ben", 1, "2026-12-20T10:00:00Z", "2026-12-20T10:00:01Z", "revenue 5000", "conversions 2");
        sealed("top", "aff_anna 5000 2026-11-01T10:00:00Z");
        sealed("most", "aff_ben 2 2026-12-20T10:00:00Z");
        given("1", "aff_anna hello ever", "signing 2026-09-20T09:00:00Z 2026-10-21");
        given("2", "aff_ben hello ever", "signing 2026-12-15T08:00:00Z 2027-01-15");
        given("3", "aff_anna banner 2026-10", "flat_fee 2026-10-31T22:00:00Z 2026-12-01");
        given("4", "aff_anna banner 2026-11", "flat_fee 2026-11-30T22:00:00Z 2026-12-31");
        given("5", "aff_anna banner 2026-12", "flat_fee 2026-12-31T22:00:00Z 2027-01-31");
        given("6", "aff_anna top 2026-Q4", "leaderboard 2027-01-30T22:00:00Z 2027-01-31");
        given("7", "aff_ben video ever", "bounty 2026-12-16T08:00:00Z 2027-01-16");
        submitted("accepted");
        prize("1", "aff_ben");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                row("nothing", "", test -> {}),
                row("a fee that was not given", "was not given", test -> test.items.remove("J#4\n-")),
                row(
                        "a fee at midnight in UTC",
                        "should be by",
                        test -> test.given("3", "aff_anna banner 2026-10", "flat_fee 2026-11-01T00:00:00Z 2026-12-01")),
                row(
                        "a fee of a day too early",
                        "should be by",
                        test -> test.given("5", "aff_anna banner 2026-12", "flat_fee 2026-12-31T22:00:00Z 2027-01-30")),
                row(
                        "a fee twice",
                        "should be by",
                        test -> test.given("9", "aff_anna banner 2026-12", "flat_fee 2026-12-31T22:00:00Z 2027-01-31")),
                row(
                        "a fee of who came later",
                        "should be by",
                        test -> test.given("9", "aff_ben banner 2026-12", "flat_fee 2026-12-31T22:00:00Z 2027-01-31")),
                row(
                        "a fee of who paused",
                        "should be by",
                        test -> test.enrolled(
                                "aff_anna", "approved 2026-09-20T09:00:00Z", "paused 2026-12-30T00:00:00Z")),
                row(
                        "signed again",
                        "should be by",
                        test -> test.given("9", "aff_ben hello ever", "signing 2026-12-28T08:00:00Z 2027-01-28")),
                row(
                        "signed by a later approval",
                        "should be by",
                        test -> test.given("2", "aff_ben hello ever", "signing 2026-12-28T08:00:00Z 2027-01-28")),
                row(
                        "a tie turned around",
                        "has the places",
                        test -> test.sealed("top", "aff_ben 5000 2026-12-20T10:00:00Z")),
                row(
                        "a second place",
                        "has the places",
                        test -> test.sealed(
                                "top", "aff_anna 5000 2026-11-01T10:00:00Z", "aff_ben 5000 2026-12-20T10:00:00Z")),
                row("no places", "nothing is sealed", test -> test.items.remove("W#prg_1\ntop#2026-Q4")),
                row(
                        "a place of the banned",
                        "has the places",
                        test -> test.enrolled(
                                "aff_anna", "approved 2026-09-20T09:00:00Z", "banned 2027-01-15T00:00:00Z")),
                row(
                        "what is taken back after the board",
                        "",
                        test -> test.counted(
                                "aff_anna", 2, "2027-02-03T00:00:00Z", "2027-02-03T00:00:00Z", "revenue -1")),
                row(
                        "what is taken back before it",
                        "has the places",
                        test -> test.counted(
                                "aff_anna", 2, "2027-01-03T00:00:00Z", "2027-01-03T00:00:00Z", "revenue -1")),
                row("a prize of nobody", "a place that nobody has", test -> test.prize("2", "aff_anna")),
                row("no prize", "has not given its prize", test -> test.items.remove("Z#1\n-")),
                row("a bounty of a rejection", "should be by", test -> test.submitted("rejected")),
                row("a bounty that was not given", "was not given", test -> test.items.remove("J#7\n-")),
                row("a prize twice", "two prizes", test -> test.prize("2", "aff_ben")),
                row("a prize shipped though lost", "was handed over", test -> {
                    Map<String, AttributeValue> item = new HashMap<>(test.items.getOrDefault("Z#1\n-", Map.of()));
                    item.putAll(Map.of(
                            "lost_at", text("2027-02-01T00:00:00Z"),
                            "step", text("shipped"),
                            "step_at", text("2027-02-02T00:00:00Z")));
                    test.items.put("Z#1\n-", item);
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void mistake_isFound(String name, String said, Consumer<RewardsTest> mistake) {
        mistake.accept(this);
        Table table = InMemoryDynamo.create();
        items.values()
                .forEach(item -> table.client()
                        .putItem(put -> put.tableName(table.name()).item(item)));

        List<String> broken = Rewards.broken(Snapshot.of(table.client(), table.name(), packed -> packed));

        if (said.isEmpty()) {
            assertThat(broken).as(name).isEmpty();
        } else {
            assertThat(broken).as(name).anyMatch(line -> line.contains(said));
        }
    }

    private static Arguments row(String name, String said, Consumer<RewardsTest> mistake) {
        return Arguments.of(name, said, mistake);
    }

    private void enrolled(String affiliate, String... changes) {
        put(
                "N#prg_1",
                affiliate,
                Map.of(
                        "affiliate",
                        text(affiliate),
                        "history",
                        list(Arrays.stream(changes)
                                .map(change -> change.split(" "))
                                .map(change -> map(Map.of("state", text(change[0]), "from", text(change[1]))))
                                .toArray(AttributeValue[]::new))));
    }

    private void counted(String affiliate, long number, String occurred, String posted, String... counts) {
        StringBuilder entry = new StringBuilder(String.join(
                "\n",
                "tributary entry 1",
                "prg_1",
                affiliate,
                "EUR",
                Long.toString(number),
                "conversion:cnv_" + number,
                "ACCRUE",
                occurred,
                posted,
                "0".repeat(64)));
        for (String count : counts) {
            entry.append("\ncount ").append(count.replace(" ", "@2026-Q4 "));
        }
        put("A#prg_1#" + affiliate + "#EUR", Keys.entry(number), Map.of("entry", text(entry + "\n")));
    }

    private void sealed(String board, String... places) {
        put(
                "W#prg_1",
                board + "#2026-Q4",
                Map.of(
                        "places",
                        list(Arrays.stream(places).map(RewardsTest::text).toArray(AttributeValue[]::new))));
    }

    private void given(String id, String name, String how) {
        String[] of = name.split(" ");
        String[] by = how.split(" ");
        put(
                Keys.DECISIONS + id,
                Keys.SOLE,
                Map.of(
                        "program_id", text("prg_1"),
                        "affiliate_id", text(of[0]),
                        "bonus_id", text(of[1]),
                        "period", text(of[2]),
                        "ground", text(by[0]),
                        "decided_at", text(by[1]),
                        "release_day", text(by[2]),
                        "terms_version", number(1),
                        "outcome", text("posted")));
    }

    private void submitted(String review) {
        put(
                "Y#1",
                Keys.SOLE,
                Map.of(
                        "program_id", text("prg_1"),
                        "affiliate_id", text("aff_ben"),
                        "bonus_id", text("video"),
                        "terms_version", number(1),
                        "review", text(review),
                        "at", text("2026-12-16T08:00:00Z")));
    }

    private void prize(String id, String affiliate) {
        put(
                "Z#" + id,
                Keys.SOLE,
                Map.of(
                        "program_id", text("prg_1"),
                        "affiliate_id", text(affiliate),
                        "bonus_id", text("most"),
                        "period", text("2026-Q4"),
                        "times", number(1)));
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

    private static AttributeValue number(int number) {
        return AttributeValue.fromN(Integer.toString(number));
    }

    private static AttributeValue list(AttributeValue... values) {
        return AttributeValue.fromL(List.of(values));
    }

    private static AttributeValue map(Map<String, AttributeValue> values) {
        return AttributeValue.fromM(values);
    }
}
