package dev.tributary.infrastructure.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.id.RunId;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.edge.PayoutKeys;
import dev.tributary.infrastructure.table.InMemoryDynamo;
import dev.tributary.infrastructure.table.Table;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// One payout as it has to stand in the table and in its file, and each way in which it may not.
class PayoutChecksTest {
    private static final String RUN = PayoutKeys.RUNS + "run_1";
    private static final String ROWS = RUN + "#1#0";
    private static final String ANNA = "aff_anna";
    private static final String ACCOUNT = "A#prg_1#aff_anna#EUR";
    private static final String FILE = "payouts/run_1-0-1.csv";
    private static final String HEAD = "payout_id,affiliate_id,affiliate_name,reference,amount,currency\r\n";
    private static final String LINE = "pay_1,aff_anna,\"Anna, \"\"A\"\"\",Vendor 4711,12.50,EUR\r\n";

    private final Map<String, Map<String, AttributeValue>> items = new TreeMap<>();
    private final Map<String, byte[]> files = new HashMap<>();

    PayoutChecksTest() {
        put(RUN, Keys.SOLE, Map.of("program", text("prg_1")));
        put("N#prg_1", ANNA, Map.of("history", history("approved", "2026-01-01T00:00:00Z")));
        put("F#" + ANNA, Keys.METHOD, Map.of("version", number(1), "valid_from", text("2026-11-01T00:00:00Z")));
        entry(1, "ACCRUE", "conversion:cnv_1:accrue", "merchant_expense pending:2026-12-01 1250");
        entry(2, "RELEASE", "release:1", "pending:2026-12-01 available 1250");
        entry(3, "RESERVE", "payout:pay_1:reserve", "available in_flight 1250");
        entry(4, "SETTLE", "payout:pay_1:settle", "in_flight cash:csv 1250");
        row(ROWS, ANNA, 0, 2, "pay_1");
        put(ROWS, Keys.AFFILIATES + "ben", Map.of("state", text("left_out"), "reason", text("no_method")));
        file(HEAD + LINE);
        put(
                ROWS,
                "FILE#000001",
                Map.of(
                        "rail", text("csv"),
                        "affiliates", AttributeValue.fromB(SdkBytes.fromUtf8String("12345678")),
                        "sha256", text(PayoutFileLines.sha256((HEAD + LINE).getBytes(StandardCharsets.UTF_8))),
                        "written", AttributeValue.fromBool(true)));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                row("nothing", test -> {}),
                row("gross of no entries", test -> test.set("gross", number(1_249)), "8", "9"),
                row("net above gross", test -> test.set("net", number(1_251)), "8"),
                row("file says another amount", test -> test.file(HEAD + LINE.replace("12.50", "12.51")), "8", "9"),
                row("two payouts of the same entries", test -> test.row(RUN + "#2#0", ANNA, 0, 2, "pay_2"), "8", "9"),
                row("another payout of later entries", test -> test.row(RUN + "#2#0", ANNA, 2, 4, "pay_2"), "8", "9"),
                row("two lines", test -> test.file(HEAD + LINE + LINE), "9"),
                row(
                        "a second file with the same line",
                        test -> test.files.put("x.csv", LINE.getBytes(StandardCharsets.UTF_8)),
                        "9"),
                row("no line", test -> test.files.clear(), "9"),
                row(
                        "a line that nobody asked for",
                        test -> test.file(HEAD + LINE + LINE.replace("pay_1", "pay_9")),
                        "9"),
                row("another one's line", test -> test.file(HEAD + LINE.replace("aff_anna", "aff_ben")), "9"),
                row("another body", test -> test.set("body", text("00")), "9"),
                row("paid and not settled", test -> test.items.remove(ACCOUNT + "\n" + Keys.entry(4)), "9"),
                row(
                        "settled twice",
                        test -> test.entry(5, "SETTLE", "payout:pay_1:settle:2", "in_flight cash:csv 1250"),
                        "9"),
                row(
                        "settled by half",
                        test -> test.entry(4, "SETTLE", "payout:pay_1:settle", "in_flight cash:csv 625"),
                        "9"),
                row(
                        "settled and never asked for",
                        test -> test.entry(5, "SETTLE", "payout:pay_7:settle", "in_flight cash:csv 1"),
                        "9"),
                row(
                        "enrolled only after it was asked for",
                        test -> test.put(
                                "N#prg_1", ANNA, Map.of("history", history("approved", "2026-12-03T00:00:00Z"))),
                        "10"),
                row("settled and not paid", test -> test.set("state", text("submitted")), "9"),
                row("paid without a key", test -> test.unset("key"), "9"),
                row(
                        "banned when it was asked for",
                        test -> test.put("N#prg_1", ANNA, Map.of("history", history("banned", "2026-12-02T00:00:00Z"))),
                        "10"),
                row(
                        "banned after it was asked for",
                        test -> test.put(
                                "N#prg_1",
                                ANNA,
                                Map.of(
                                        "history",
                                        AttributeValue.fromL(List.of(
                                                change("approved", "2026-01-01T00:00:00Z"),
                                                change("banned", "2026-12-02T10:00:01Z")))))),
                row(
                        "method that waited",
                        test -> test.put(
                                "F#" + ANNA,
                                Keys.METHOD,
                                Map.of("version", number(1), "valid_from", text("2026-12-03T00:00:00Z"))),
                        "10"),
                row(
                        "method that was changed since",
                        test -> test.put(
                                "F#" + ANNA,
                                Keys.METHOD,
                                Map.of("version", number(2), "valid_from", text("2026-12-09T00:00:00Z")))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void mistake_isFoundUnderItsNumber(String name, Consumer<PayoutChecksTest> mistake, List<String> numbers) {
        mistake.accept(this);

        List<String> broken = PayoutChecks.broken(snapshot(), files);

        assertThat(broken.stream()
                        .map(text -> text.substring(0, text.indexOf(' ')))
                        .distinct()
                        .toList())
                .as(name + ": " + broken)
                .containsExactlyInAnyOrderElementsOf(numbers);
    }

    // ---- A rail that is called ----------------------------------------------------------------

    private static final RunId CALLS = new RunId(new Digest128(0, 7));
    private static final AffiliateId BEN = new AffiliateId(2);
    private static final AffiliateId CLEO = new AffiliateId(3);
    private static final String CALLED = PayoutKeys.RUNS + CALLS + "#1#0";

    static Stream<Arguments> mistakesOfCalls() {
        return Stream.of(
                row("nothing", test -> {}),
                row("another key", test -> test.called(BEN).put("key", text("pay_other")), "9"),
                row("paid and names no transfer", test -> test.called(BEN).remove("reference"), "9"),
                row("the transfer of another", test -> test.called(BEN).put("reference", text("tr_3")), "9"),
                row("settled and not paid", test -> test.called(BEN).put("state", text("unknown")), "9"),
                row(
                        "stands in a file too",
                        test -> test.file(HEAD + LINE + LINE.replace("pay_1", pay(BEN).toString())),
                        "9"),
                row("net above gross", test -> test.called(BEN).put("net", number(1_251)), "8"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakesOfCalls")
    void mistakeInACall_isFound(String name, Consumer<PayoutChecksTest> mistake, List<String> numbers) {
        put(PayoutKeys.RUNS + CALLS, Keys.SOLE, Map.of("program", text("prg_1")));
        for (AffiliateId affiliate : List.of(BEN, CLEO)) {
            String id = affiliate.toString();
            put("N#prg_1", id, Map.of("history", history("approved", "2026-01-01T00:00:00Z")));
            put("F#" + id, Keys.METHOD, Map.of("version", number(1), "valid_from", text("2026-11-01T00:00:00Z")));
            String account = "A#prg_1#" + id + "#EUR";
            entry(account, 1, "ADJUST", "adj_1", "merchant_expense available 1250");
            entry(account, 2, "RESERVE", "payout:" + pay(affiliate) + ":reserve", "available in_flight 1250");
            entry(account, 3, "SETTLE", "payout:" + pay(affiliate) + ":settle", "in_flight cash:stripe 1250");
            row(CALLED, id, 0, 1, pay(affiliate).toString());
            called(affiliate).put("rail", text("stripe"));
            called(affiliate).put("file", number(0));
            called(affiliate).put("reference", text("tr_" + (affiliate.equals(BEN) ? 2 : 3)));
        }
        // One of them in a batch: its bytes are fixed, and no file has them.
        called(CLEO).put("rail", text("paypal"));
        called(CLEO).put("file", number(1));
        put(
                CALLED,
                "FILE#000001",
                Map.of(
                        "rail", text("paypal"),
                        "affiliates", AttributeValue.fromB(SdkBytes.fromUtf8String("12345678")),
                        "sha256", text("a call"),
                        "written", AttributeValue.fromBool(true)));
        mistake_isFoundUnderItsNumber(name, mistake, numbers);
    }

    private static PayoutId pay(AffiliateId affiliate) {
        return PayoutId.derive(CALLS, affiliate);
    }

    private Map<String, AttributeValue> called(AffiliateId affiliate) {
        return Objects.requireNonNull(items.get(CALLED + "\n" + affiliate));
    }

    private static Arguments row(String name, Consumer<PayoutChecksTest> mistake, String... numbers) {
        return Arguments.of(name, mistake, List.of(numbers));
    }

    private void row(String pk, String affiliate, long settled, long through, String key) {
        Map<String, AttributeValue> row = new HashMap<>();
        row.put("state", text("paid"));
        row.put("account", number(through));
        row.put("settled", number(settled));
        row.put("gross", number(1_250));
        row.put("withholding", number(0));
        row.put("net", number(1_250));
        row.put("currency", text("EUR"));
        row.put("rail", text("csv"));
        row.put("method", number(1));
        row.put("key", text(key));
        row.put("body", text(PayoutFileLines.sha256(LINE.getBytes(StandardCharsets.UTF_8))));
        row.put("asked", text("2026-12-02T10:00:00Z"));
        row.put("file", number(1));
        put(pk, affiliate, row);
    }

    private void entry(long number, String kind, String id, String posting) {
        entry(ACCOUNT, number, kind, id, posting);
    }

    private void entry(String account, long number, String kind, String id, String posting) {
        String entry = String.join(
                "\n",
                "tributary entry 1",
                "prg_1",
                ANNA,
                "EUR",
                Long.toString(number),
                id,
                kind,
                "2026-12-01T10:00:00Z",
                "2026-12-01T10:00:00Z",
                "0".repeat(64),
                posting + " -",
                "");
        put(account, Keys.entry(number), Map.of("entry", text(entry)));
    }

    private void file(String text) {
        files.put(FILE, text.getBytes(StandardCharsets.UTF_8));
    }

    private void set(String name, AttributeValue value) {
        Objects.requireNonNull(items.get(ROWS + "\n" + ANNA)).put(name, value);
    }

    private void unset(String name) {
        Objects.requireNonNull(items.get(ROWS + "\n" + ANNA)).remove(name);
    }

    private void put(String pk, String sk, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.put(Keys.PK, text(pk));
        item.put(Keys.SK, text(sk));
        items.put(pk + "\n" + sk, item);
    }

    private Snapshot snapshot() {
        Table table = InMemoryDynamo.create();
        items.values()
                .forEach(item -> table.client()
                        .putItem(put -> put.tableName(table.name()).item(item)));
        return Snapshot.of(table.client(), table.name(), packed -> packed);
    }

    private static AttributeValue history(String state, String from) {
        return AttributeValue.fromL(List.of(change(state, from)));
    }

    private static AttributeValue change(String state, String from) {
        return AttributeValue.fromM(Map.of("state", text(state), "from", text(from)));
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }
}
