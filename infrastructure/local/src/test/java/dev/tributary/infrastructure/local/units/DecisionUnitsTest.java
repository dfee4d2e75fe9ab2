package dev.tributary.infrastructure.local.units;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.commission.CommissionHandler;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.money.Money;
import dev.tributary.infrastructure.lambda.NoContext;
import dev.tributary.infrastructure.ledger.DynamoLedger;
import dev.tributary.infrastructure.local.meter.MeterProxy;
import dev.tributary.infrastructure.local.meter.TableMeter;
import dev.tributary.infrastructure.local.meter.UnitReport;
import dev.tributary.infrastructure.queue.DecisionMessages;
import dev.tributary.infrastructure.table.DynamoDecisions;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.Table;
import dev.tributary.infrastructure.table.TestMarket;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Write units per decision, 14 at most: recorded with its audit event in 6 (decision 2, its two
/// indexes 2, event 2), posted in 7 (decision 2 and out of what is due 1, account 2, entry 2). One about
/// a commission that waits changes its order too: 2 more, and 1 where that stands in an index.
class DecisionUnitsTest {
    private static final EmbeddedTable EMBEDDED = EmbeddedTable.create();
    private static final TableMeter METER = new TableMeter(Clock.systemUTC());
    private static MeterProxy proxy;
    private static DynamoDbClient client;

    private final TestMarket market = new TestMarket(EMBEDDED.connect(), 1);

    @BeforeAll
    static void start() {
        proxy = MeterProxy.before(URI.create(EMBEDDED.url()), METER);
        client = DynamoDbClient.builder()
                .region(Region.EU_CENTRAL_1)
                .endpointOverride(proxy.endpoint("commission"))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        proxy.close();
    }

    @Test
    void decisions_costAsMuchAsIsPromised() {
        Adjustment gift = adjustment(1, 1, "12.50");
        Adjustment back = adjustment(2, 1, "-20.00");
        Adjustment stranger = adjustment(3, 9, "1.00");

        assertThat(post("adjustment", gift)).isEqualTo(7);
        assertThat(post("adjustment into a debt", back)).isEqualTo(7);
        assertThat(post("the same delivered again", gift)).isZero();
        assertThat(post("one that is refused", stranger)).isEqualTo(2);
    }

    private Adjustment adjustment(long id, int affiliate, String amount) {
        Adjustment adjustment = new Adjustment(
                new AdjustmentId(id),
                market.account(affiliate),
                Money.of(amount, TestMarket.EUR),
                "goodwill for what went wrong in November",
                "key_0123456789abcdef0123456789abcdef",
                TestMarket.SALE,
                Optional.empty());
        new DynamoDecisions(EMBEDDED.connect()).create(adjustment);
        return adjustment;
    }

    private long post(String what, Adjustment adjustment) {
        Table table = new Table(client, EMBEDDED.name());
        CommissionHandler handler = new CommissionHandler(
                table,
                new DynamoLedger(table, 1),
                delays -> {},
                new Random(1),
                Clock.fixed(TestMarket.SALE.plusSeconds(5), ZoneOffset.UTC));
        SQSMessage message = new SQSMessage();
        message.setMessageId("m");
        message.setReceiptHandle("r");
        message.setBody(DecisionMessages.write(adjustment));
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        METER.reset();
        assertThat(handler.handleRequest(event, new NoContext()).getBatchItemFailures())
                .isEmpty();
        UnitReport report = METER.report();
        System.out.printf(
                "units: %s: %d write units, %.1f read units, %d requests%n",
                what, report.writeUnits(), report.readUnits(), report.requestCount());
        return report.writeUnits();
    }
}
