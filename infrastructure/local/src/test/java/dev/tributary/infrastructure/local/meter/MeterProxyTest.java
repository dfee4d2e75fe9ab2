package dev.tributary.infrastructure.local.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.tributary.infrastructure.local.backend.TableServer;
import dev.tributary.infrastructure.local.queue.QueueServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// The meter on the wire, before the real local servers and behind the SDK's clients.
class MeterProxyTest {
    private static final String TABLE = "metered";
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

    private static TableServer server;
    private static TableMeter meter;
    private static MeterProxy proxy;
    private static DynamoDbClient table;

    @BeforeAll
    static void start() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        server = TableServer.start(Optional.empty(), free);
        meter = new TableMeter(Clock.systemUTC());
        proxy = MeterProxy.before(URI.create(server.url()), meter);
        table = client(proxy.endpoint("suite"));
        table.createTable(request -> request.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(List.of("pk", "sk", "g1", "g2").stream()
                        .map(name -> AttributeDefinition.builder()
                                .attributeName(name)
                                .attributeType(ScalarAttributeType.S)
                                .build())
                        .toList())
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                .globalSecondaryIndexes(
                        index("gsi1", "g1", ProjectionType.INCLUDE, "state"),
                        index("gsi2", "g2", ProjectionType.KEYS_ONLY)));
    }

    @AfterAll
    static void stop() {
        table.close();
        proxy.close();
        server.close();
    }

    @BeforeEach
    void reset() {
        meter.reset();
    }

    @Test
    void anUnreachableServer_isAnErrorOfTheMeter() {
        try (MeterProxy broken =
                        MeterProxy.before(URI.create("http://127.0.0.1:1"), new TableMeter(Clock.systemUTC()));
                DynamoDbClient client = client(broken.endpoint())) {
            assertThatThrownBy(client::listTables).hasMessageContaining("the meter, at DynamoDB_20120810.ListTables");
        }
    }

    @Test
    void aCallWithoutTarget_isRefused() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(proxy.endpoint()).build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("X-Amz-Target");
        }
    }

    @Test
    void failedCondition_andCancelledTransaction_areCharged() {
        assertThatThrownBy(() -> table.putItem(put ->
                        put.tableName(TABLE).item(item("X#1", 1500)).conditionExpression("attribute_exists(pk)")))
                .isInstanceOf(ConditionalCheckFailedException.class);
        assertThat(meter.report().writeUnits()).isEqualTo(2);
        assertThatThrownBy(() -> table.transactWriteItems(write -> write.transactItems(
                        TransactWriteItem.builder()
                                .put(put -> put.tableName(TABLE).item(item("X#1", 100)))
                                .build(),
                        TransactWriteItem.builder()
                                .conditionCheck(check -> check.tableName(TABLE)
                                        .key(keyOf("Y#1"))
                                        .conditionExpression("attribute_exists(pk)"))
                                .build())))
                .isInstanceOf(TransactionCanceledException.class);
        assertThat(meter.report().total(line -> line.operation().equals("TransactWriteItems")))
                .isEqualTo(new UnitReport.Tally(2, 0, 4, 0));
        assertThat(meter.report().total(line -> line.kind().equals("Y#")).writeUnits())
                .isEqualTo(2);
        assertThat(meter.report().requestCount()).isEqualTo(2);
    }

    @Test
    void aBatch_isRoundedItemByItem() {
        // AWS: items of 500 bytes and 3.5 KB cost 1 + 4.
        List<WriteRequest> writes = List.of(item("B#1", 500), item("B#2", 3584)).stream()
                .map(item ->
                        WriteRequest.builder().putRequest(put -> put.item(item)).build())
                .toList();
        table.batchWriteItem(batch -> batch.requestItems(Map.of(TABLE, writes)));
        assertThat(meter.report().lines())
                .isEqualTo(
                        Map.of(new UnitReport.Line("suite", "BatchWriteItem", "B#"), new UnitReport.Tally(2, 0, 5, 0)));
        meter.reset();
        // AWS: 1.5 KB and 6.5 KB are read as 4 KB and 8 KB.
        table.putItem(put -> put.tableName(TABLE).item(item("B#1", 1536)));
        table.putItem(put -> put.tableName(TABLE).item(item("B#2", 6656)));
        List<Map<String, AttributeValue>> keys = List.of(keyOf("B#1"), keyOf("B#2"));
        table.batchGetItem(batch -> batch.requestItems(Map.of(
                TABLE,
                KeysAndAttributes.builder()
                        .keys(keys)
                        .consistentRead(true)
                        .projectionExpression("sk")
                        .build())));
        assertThat(meter.report().readUnits()).isEqualTo(3);
    }

    @Test
    void aFilteredQuery_paysForWhatItWentThrough() {
        for (int i = 0; i < 9; i++) {
            Map<String, AttributeValue> item = item("Q#1", 1000);
            item.put("sk", fromS("" + i));
            table.putItem(put -> put.tableName(TABLE).item(item));
        }
        meter.reset();
        table.query(query -> query.tableName(TABLE)
                .keyConditionExpression("#p = :p")
                .filterExpression("#s = :s")
                .projectionExpression("sk")
                .expressionAttributeNames(Map.of("#p", "pk", "#s", "state"))
                .expressionAttributeValues(Map.of(":p", fromS("Q#1"), ":s", fromS("none")))
                .consistentRead(true));
        assertThat(meter.report().lines())
                .isEqualTo(Map.of(new UnitReport.Line("suite", "Query", "Q#"), new UnitReport.Tally(1, 6, 0, 0)));
    }

    /// DynamoDB Local is right about single writes: both count the same over seeded random ones.
    @Test
    void singleWrites_agreeWithTheServersOwnCount() {
        long seed = Long.getLong("seed", 7L);
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            meter.reset();
            String pk = "R#" + random.nextInt(5);
            Map<String, AttributeValue> item = item(pk, 100 + random.nextInt(3000));
            for (String name : List.of("g1", "g2", "state")) {
                if (random.nextBoolean()) {
                    item.put(name, fromS("" + random.nextInt(2)));
                }
            }
            ConsumedCapacity consumed = random.nextInt(4) == 0
                    ? table.deleteItem(delete -> delete.tableName(TABLE)
                                    .key(keyOf(pk))
                                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
                            .consumedCapacity()
                    : table.putItem(put -> put.tableName(TABLE)
                                    .item(item)
                                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
                            .consumedCapacity();
            assertThat((double) meter.report().writeUnits())
                    .as("seed %d, write %d: %s", seed, i, consumed)
                    .isEqualTo(consumed.capacityUnits());
        }
    }

    /// 8 threads add to one item: every image is the right one, or the index units would not fit.
    @Test
    void concurrentUpdates_areEachCountedOnce() throws Exception {
        table.putItem(put -> put.tableName(TABLE).item(item("U#1", 100)));
        meter.reset();
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<? extends Future<?>> updates = IntStream.range(0, 160)
                    .mapToObj(i -> threads.submit(() -> table.updateItem(update -> update.tableName(TABLE)
                            .key(keyOf("U#1"))
                            .updateExpression("SET g1 = :g")
                            .expressionAttributeValues(Map.of(":g", fromS("" + i))))))
                    .toList();
            for (var update : updates) {
                update.get();
            }
        }
        // The first enters the index; each other one moves within it.
        assertThat(meter.report().total(line -> true)).isEqualTo(new UnitReport.Tally(160, 0, 160, 159 * 2 + 1));
    }

    @Test
    void queues_areCountedByCallsAndChunks() {
        QueueMeter queueMeter = new QueueMeter();
        try (QueueServer queues = QueueServer.start(Optional.empty(), 0, "eu-central-1", Clock.systemUTC(), List.of());
                MeterProxy before = MeterProxy.before(URI.create(queues.url()), queueMeter);
                SqsClient sqs = SqsClient.builder()
                        .endpointOverride(before.endpoint("click"))
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(CREDENTIALS)
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            String url = sqs.createQueue(create -> create.queueName("clicks")).queueUrl();
            queueMeter.reset();
            sqs.receiveMessage(receive -> receive.queueUrl(url));
            sqs.sendMessage(send -> send.queueUrl(url).messageBody("a".repeat(64 * 1024 + 1)));
            List<SendMessageBatchRequestEntry> entries = Stream.of("1", "2")
                    .map(id -> SendMessageBatchRequestEntry.builder()
                            .id(id)
                            .messageBody(id)
                            .build())
                    .toList();
            sqs.sendMessageBatch(send -> send.queueUrl(url).entries(entries));
            Map<String, QueueMeter.Tally> counted = queueMeter.report().entrySet().stream()
                    .collect(Collectors.toMap(
                            entry -> entry.getKey().label() + " "
                                    + entry.getKey().action() + " "
                                    + entry.getKey().queue(),
                            Map.Entry::getValue));
            assertThat(counted)
                    .isEqualTo(Map.of(
                            "click ReceiveMessage clicks", new QueueMeter.Tally(1, 1, 0, 0),
                            "click SendMessage clicks", new QueueMeter.Tally(1, 2, 1, 65_537),
                            "click SendMessageBatch clicks", new QueueMeter.Tally(1, 1, 2, 2)));
        }
    }

    private static DynamoDbClient client(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(CREDENTIALS)
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(o -> o.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static GlobalSecondaryIndex index(String name, String key, ProjectionType type, String... others) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(key(key, KeyType.HASH))
                .projection(held -> held.projectionType(type).nonKeyAttributes(others))
                .build();
    }

    private static Map<String, AttributeValue> keyOf(String pk) {
        return Map.of("pk", fromS(pk), "sk", fromS("-"));
    }

    /// An item of so many bytes.
    private static Map<String, AttributeValue> item(String pk, int bytes) {
        int rest = bytes - "pkX#1sk-fill".length();
        Map<String, AttributeValue> item = new HashMap<>(keyOf(pk));
        item.put("fill", fromS("x".repeat(rest)));
        return item;
    }
}
