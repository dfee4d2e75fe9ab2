package dev.tributary.infrastructure.local.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.infrastructure.local.meter.Call.Reply;
import dev.tributary.infrastructure.local.meter.Call.Upstream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Units by the examples of the DynamoDB developer guide ("read and write operations", "Using Global
/// Secondary Indexes", "DynamoDB Transactions"); rows marked AWS take their numbers from there.
class TableMeterTest {
    private static final int KB = 1024;
    private static final String KEY = "'pk':{'S':'K#1'},'sk':{'S':'-'}";
    private static final String NONE = "";
    private static final String OK = "200";
    private static final String FAILED = "ConditionalCheckFailedException";
    private static final String CANCELLED = "TransactionCanceledException";
    private static final String PUT_OF = "{'TableName':'t','Item':{%s}}";
    private static final String UPDATE = "{'TableName':'t','Key':{" + KEY + "},'UpdateExpression':'SET a = :a'}";
    private static final String DELETE = "{'TableName':'t','Key':{" + KEY + "}}";

    /// @param answer OK, or the type of the error
    record Row(
            String name,
            String operation,
            String request,
            String before,
            String after,
            String answer,
            double reads,
            long writes,
            long indexWrites) {
        Row costing(long tableUnits, long indexUnits) {
            return new Row(name, operation, request, before, after, answer, 0, tableUnits, indexUnits);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Row row(
            String name, String operation, String request, String before, String after, String answer, long writes) {
        return new Row(name, operation, request, before, after, answer, 0, writes, 0);
    }

    private static Row read(String name, String operation, String request, String item, String answer, double units) {
        return new Row(name, operation, request, item, item, answer, units, 0, 0);
    }

    static Stream<Row> writes() {
        return Stream.of(
                // Refusals first: what fails is charged too.
                row(
                        "AWS: 300 KB stands, 310 KB refused",
                        "PutItem",
                        put(item(310 * KB)),
                        item(300 * KB),
                        NONE,
                        FAILED,
                        310),
                row("a refused update costs what stands", "UpdateItem", UPDATE, item(3 * KB), NONE, FAILED, 3),
                row("a refused write on nothing costs one", "UpdateItem", UPDATE, NONE, NONE, FAILED, 1),
                row(
                        "a conflict with a transaction",
                        "DeleteItem",
                        DELETE,
                        item(2 * KB),
                        NONE,
                        "TransactionConflictException",
                        2),
                row("a request that is wrong", "PutItem", put(item(2 * KB)), NONE, NONE, "ValidationException", 0),
                row(
                        "a throttled request",
                        "PutItem",
                        put(item(2 * KB)),
                        NONE,
                        NONE,
                        "ProvisionedThroughputExceededException",
                        0),
                row(
                        "a cancelled transaction",
                        "TransactWriteItems",
                        transaction(action("Put", item(2 * KB))),
                        item(KB),
                        NONE,
                        CANCELLED,
                        4),
                row(
                        "a cancelled check and update",
                        "TransactWriteItems",
                        transaction(check("ConditionCheck"), check("Update")),
                        item(3 * KB),
                        NONE,
                        CANCELLED,
                        12),
                // One item.
                row("AWS: 500 bytes are 1 KB", "PutItem", put(item(500)), NONE, item(500), OK, 1),
                row("exactly 1 KB", "PutItem", put(item(KB)), NONE, item(KB), OK, 1),
                row("one byte more", "PutItem", put(item(KB + 1)), NONE, item(KB + 1), OK, 2),
                row("AWS: 2 KB are 2 units", "PutItem", put(item(2 * KB)), NONE, item(2 * KB), OK, 2),
                row("a put over a larger item", "PutItem", put(item(KB)), item(5 * KB), item(KB), OK, 5),
                row("AWS: update, the larger of before", "UpdateItem", UPDATE, item(4 * KB), item(KB), OK, 4),
                row("AWS: update, or of after", "UpdateItem", UPDATE, item(KB), item(4 * KB), OK, 4),
                row("AWS: delete of what stood", "DeleteItem", DELETE, item(3 * KB), NONE, OK, 3),
                row("AWS: delete of nothing costs one", "DeleteItem", DELETE, NONE, NONE, OK, 1),
                // Transactions.
                row(
                        "AWS: 2 KB in a transaction are 4",
                        "TransactWriteItems",
                        transaction(action("Put", item(2 * KB))),
                        NONE,
                        item(2 * KB),
                        OK,
                        4),
                row(
                        "a condition check costs as much",
                        "TransactWriteItems",
                        transaction(check("ConditionCheck")),
                        item(3 * KB),
                        item(3 * KB),
                        OK,
                        6),
                row(
                        "a check of what is absent",
                        "TransactWriteItems",
                        transaction(check("ConditionCheck")),
                        NONE,
                        NONE,
                        OK,
                        2),
                row(
                        "put, update, delete, check of 1 KB",
                        "TransactWriteItems",
                        transaction(action("Put", item(KB)), check("Update"), check("Delete"), check("ConditionCheck")),
                        item(KB),
                        item(KB),
                        OK,
                        8),
                // Indexes: byState includes `state`, due holds keys only, all holds everything.
                row("put into a sparse index", "PutItem", put(indexed("a", "1")), NONE, indexed("a", "1"), OK, 1)
                        .costing(1, 1),
                row("deleted from it", "DeleteItem", DELETE, indexed("a", "1"), NONE, OK, 1)
                        .costing(1, 1),
                row(
                                "AWS: its key changed, two writes",
                                "UpdateItem",
                                UPDATE,
                                indexed("a", "1"),
                                indexed("b", "1"),
                                OK,
                                1)
                        .costing(1, 2),
                row(
                                "AWS: a projected attribute changed",
                                "UpdateItem",
                                UPDATE,
                                indexed("a", "1"),
                                indexed("a", "2"),
                                OK,
                                1)
                        .costing(1, 1),
                row(
                                "AWS: what is not projected changed",
                                "UpdateItem",
                                UPDATE,
                                indexed("a", "1"),
                                indexed("a", "1", "z", "9"),
                                OK,
                                1)
                        .costing(1, 0),
                row("AWS: enters it by an update", "UpdateItem", UPDATE, item(KB), indexed("a", "1"), OK, 1)
                        .costing(1, 1),
                row("leaves it by an update", "UpdateItem", UPDATE, indexed("a", "1"), item(KB), OK, 1)
                        .costing(1, 1),
                row(
                        "half a key is no entry",
                        "PutItem",
                        put(item(KB, "duepk", "d")),
                        NONE,
                        item(KB, "duepk", "d"),
                        OK,
                        1),
                row(
                                "an entry of keys only is small",
                                "PutItem",
                                put(item(5 * KB, "duepk", "d", "duesk", "1")),
                                NONE,
                                item(5 * KB, "duepk", "d", "duesk", "1"),
                                OK,
                                5)
                        .costing(5, 1),
                row(
                                "keys only: another attribute",
                                "UpdateItem",
                                UPDATE,
                                item(KB, "duepk", "d", "duesk", "1"),
                                item(2 * KB, "duepk", "d", "duesk", "1"),
                                OK,
                                2)
                        .costing(2, 0),
                row(
                                "ALL: an entry as large as the item",
                                "PutItem",
                                put(item(3 * KB, "allpk", "d")),
                                NONE,
                                item(3 * KB, "allpk", "d"),
                                OK,
                                3)
                        .costing(3, 3),
                row(
                                "ALL: moved, delete and put by size",
                                "UpdateItem",
                                UPDATE,
                                item(3 * KB, "allpk", "d"),
                                item(2 * KB, "allpk", "e"),
                                OK,
                                3)
                        .costing(3, 5),
                row(
                                "an index is not paid twice",
                                "TransactWriteItems",
                                transaction(action("Put", indexed("a", "1"))),
                                NONE,
                                indexed("a", "1"),
                                OK,
                                2)
                        .costing(2, 1),
                row(
                        "refused: no index changed",
                        "PutItem",
                        put(indexed("b", "1")),
                        indexed("a", "1"),
                        NONE,
                        FAILED,
                        1));
    }

    static Stream<Row> reads() {
        String get = "{'TableName':'t','Key':{" + KEY + "}%s}";
        String strong = get.formatted(",'ConsistentRead':true");
        String gets = "{'TransactItems':[{'Get':" + get.formatted("") + "}]}";
        return Stream.of(
                read("a wrong request", "GetItem", strong, item(KB), "ValidationException", 0),
                read("AWS: nothing there costs one", "GetItem", strong, NONE, OK, 1),
                read("nothing there, eventual", "GetItem", get.formatted(""), NONE, OK, 0.5),
                read("AWS: 3,500 bytes are 4 KB", "GetItem", strong, item(3500), OK, 1),
                read("one byte over 4 KB", "GetItem", strong, item(4 * KB + 1), OK, 2),
                read("AWS: 8 KB, strong", "GetItem", strong, item(8 * KB), OK, 2),
                read("AWS: 8 KB, eventual", "GetItem", get.formatted(""), item(8 * KB), OK, 1),
                read("AWS: 8 KB, in a transaction", "TransactGetItems", gets, item(8 * KB), OK, 4),
                read(
                        "AWS: a projection saves nothing",
                        "GetItem",
                        get.formatted(",'ProjectionExpression':'sk'"),
                        item(8 * KB),
                        OK,
                        1),
                read(
                        "batch: each rounded by itself",
                        "BatchGetItem",
                        "{'RequestItems':{'t':{'ConsistentRead':true,'Keys':[{'pk':{'S':'K#1'},'sk':{'S':'-'}},{'pk':{'S':'K#2'},'sk':{'S':'-'}}]}}}",
                        item(4 * KB + 1),
                        OK,
                        4));
    }

    @ParameterizedTest
    @MethodSource({"writes", "reads"})
    void units_followFromTheRequestAndWhatStoodThere(Row row) {
        TableMeter meter = new TableMeter(Clock.systemUTC());
        pass(meter, row.operation(), row.request(), new FakeTable(row.before(), row.after(), row.answer()));
        UnitReport.Tally total = meter.report().total(line -> true);
        assertThat(total.readUnits()).as("read units").isEqualTo(row.reads());
        assertThat(total.tableWrites()).as("table writes").isEqualTo(row.writes());
        assertThat(total.indexWrites()).as("index writes").isEqualTo(row.indexWrites());
        assertThat(meter.report().requestCount()).isEqualTo(1);
    }

    private static void pass(TableMeter meter, String operation, String request, FakeTable table) {
        byte[] body = json(request).getBytes(StandardCharsets.UTF_8);
        Call measured = new Call("", "DynamoDB_20120810." + operation, Map.of(), body);
        meter.pass(measured, call -> call == measured ? table.answer() : table.send(call));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    @Test
    void aQuery_isRoundedOnceOnTheSum() {
        // AWS: 1,500 items of 64 bytes are 96 KB: 24 units, not 1,500.
        String page = IntStream.range(0, 1500)
                .mapToObj(i -> "{" + item(64) + "}")
                .collect(Collectors.joining(",", "{'Items':[", "]}"));
        String query = "{'TableName':'t','KeyConditionExpression':'#p = :p',"
                + "'ExpressionAttributeNames':{'#p':'pk'},'ExpressionAttributeValues':{':p':{'S':'C#4#2#1'}}%s}";
        TableMeter meter = new TableMeter(Clock.systemUTC());
        FakeTable upstream = new FakeTable(NONE, page, OK);
        pass(meter, "Query", query.formatted(",'ConsistentRead':true"), upstream);
        assertThat(meter.report().total(line -> line.kind().equals("C#")).readUnits())
                .isEqualTo(24);
        meter.reset();
        pass(meter, "Query", query.formatted(""), upstream);
        assertThat(meter.report().readUnits()).isEqualTo(12);
    }

    @Test
    void aRepeatUnderTheSameToken_costsReading() {
        AdvancingClock clock = new AdvancingClock();
        TableMeter meter = new TableMeter(clock);
        String request = transaction(action("Put", item(2 * KB))).replaceFirst("}$", ",'ClientRequestToken':'x'}");
        FakeTable table = new FakeTable(item(2 * KB), item(2 * KB), OK);
        pass(meter, "TransactWriteItems", request, table);
        pass(meter, "TransactWriteItems", request, table);
        assertThat(meter.report().writeUnits()).isEqualTo(4);
        assertThat(meter.report().readUnits()).isEqualTo(2);
        clock.now = clock.now.plus(Duration.ofMinutes(11));
        pass(meter, "TransactWriteItems", request, table);
        assertThat(meter.report().writeUnits()).isEqualTo(8);
    }

    @Test
    void counting_canBeSwitchedOff_andThenReadsNothing() {
        TableMeter meter = new TableMeter(Clock.systemUTC());
        meter.counting(false);
        FakeTable table = new FakeTable(NONE, NONE, OK);
        pass(meter, "PutItem", put(item(KB)), table);
        assertThat(table.reads).isZero();
        assertThat(meter.report().requestCount()).isZero();
    }

    @Test
    void whatTheMeterCannotRead_isRefused() {
        TableMeter meter = new TableMeter(Clock.systemUTC());
        assertThatThrownBy(() -> pass(meter, "ExecuteStatement", "{}", new FakeTable(NONE, NONE, OK)))
                .hasMessageContaining("ExecuteStatement");
        assertThatThrownBy(() -> pass(meter, "PutItem", "[1]", new FakeTable(NONE, NONE, OK)))
                .hasMessageContaining("no JSON object");
        assertThatThrownBy(() -> pass(meter, "PutItem", "{'TableName':'t'}", new FakeTable(NONE, NONE, OK)))
                .hasMessageContaining("without an item");
    }

    /// A server that holds one item: what stood before the call, then what stands after it.
    private static final class FakeTable implements Upstream {
        private final String before;
        private final String after;
        private final String answer;
        private boolean called;
        private int reads;

        FakeTable(String before, String after, String answer) {
            this.before = before;
            this.after = after;
            this.answer = answer;
        }

        @Override
        public Reply send(Call call) {
            return switch (call.operation()) {
                case "DescribeTable" -> reply(200, TABLE);
                case "GetItem" -> {
                    reads++;
                    yield reply(200, itemReply(called ? after : before));
                }
                default -> throw new IllegalStateException("the meter asked " + call.operation());
            };
        }

        /// The answer to the call that is measured.
        Reply answer() {
            called = true;
            return answer.equals(OK) ? reply(200, itemReply(after)) : reply(400, error());
        }

        private String error() {
            return "{'__type':'com.amazonaws.dynamodb.v20120810#" + answer + "'}";
        }

        private static String itemReply(String item) {
            return item.isEmpty() ? "{}" : item.startsWith("{") ? item : "{'Item':{" + item + "}}";
        }
    }

    private static final class AdvancingClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }

    private static final String TABLE = """
        {'Table':{'KeySchema':[{'AttributeName':'sk','KeyType':'RANGE'},{'AttributeName':'pk','KeyType':'HASH'}],
         'GlobalSecondaryIndexes':[
          {'IndexName':'byState','KeySchema':[{'AttributeName':'bypk','KeyType':'HASH'}],
           'Projection':{'ProjectionType':'INCLUDE','NonKeyAttributes':['state']}},
          {'IndexName':'due','Projection':{'ProjectionType':'KEYS_ONLY'},
           'KeySchema':[{'AttributeName':'duepk','KeyType':'HASH'},{'AttributeName':'duesk','KeyType':'RANGE'}]},
          {'IndexName':'all','KeySchema':[{'AttributeName':'allpk','KeyType':'HASH'}],
           'Projection':{'ProjectionType':'ALL'}}]}}
        """;

    private static Reply reply(int status, String body) {
        return new Reply(status, Map.of(), json(body).getBytes(StandardCharsets.UTF_8));
    }

    private static String put(String item) {
        return PUT_OF.formatted(item);
    }

    private static String transaction(String... actions) {
        return "{'TransactItems':[" + String.join(",", actions) + "]}";
    }

    private static String action(String kind, String item) {
        return "{'" + kind + "':{'TableName':'t','Item':{" + item + "}}}";
    }

    private static String check(String kind) {
        return "{'" + kind + "':{'TableName':'t','Key':{" + KEY + "}}}";
    }

    private static String indexed(String key, String state, String... others) {
        String[] attributes = Stream.concat(Stream.of("bypk", key, "state", state), Stream.of(others))
                .toArray(String[]::new);
        return item(KB, attributes);
    }

    /// The attributes of an item of so many bytes: its key, the given names and values, and filling.
    private static String item(int bytes, String... attributes) {
        StringBuilder item = new StringBuilder(KEY);
        int size = "pkK#1sk-".length() + "fill".length();
        for (int i = 0; i < attributes.length; i += 2) {
            item.append(",'%s':{'S':'%s'}".formatted(attributes[i], attributes[i + 1]));
            size += attributes[i].length() + attributes[i + 1].length();
        }
        return item.append(",'fill':{'S':'%s'}".formatted("x".repeat(bytes - size)))
                .toString();
    }
}
