package dev.tributary.infrastructure.local.units;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.commission.CommissionHandler;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.click.ChunkFormat;
import dev.tributary.domain.click.Click;
import dev.tributary.domain.click.ClickLabels;
import dev.tributary.domain.click.ClickSpan;
import dev.tributary.domain.click.TestClick;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.Notices;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.infrastructure.lambda.NoContext;
import dev.tributary.infrastructure.ledger.DynamoLedger;
import dev.tributary.infrastructure.local.meter.MeterProxy;
import dev.tributary.infrastructure.local.meter.TableMeter;
import dev.tributary.infrastructure.local.meter.UnitReport;
import dev.tributary.infrastructure.queue.ConversionMessages;
import dev.tributary.infrastructure.table.DynamoClickChunks;
import dev.tributary.infrastructure.table.DynamoOrders;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.Table;
import dev.tributary.infrastructure.table.TestMarket;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Write units per conversion: 7 (order 2, entry 2, account 2, list 1), one more when it is the first
/// that waits for its day, k of one account together 5 each and 2.
class ConversionUnitsTest {
    private static final EmbeddedTable EMBEDDED = EmbeddedTable.create();
    private static final TableMeter METER = new TableMeter(Clock.systemUTC());
    /// Each affiliate's URL has a place for sub ids.
    private static final Notices ASKING = new Notices() {
        @Override
        public boolean isHeard(Tenant tenant) {
            return false;
        }

        @Override
        public boolean asksSubIds(Tenant tenant) {
            return true;
        }

        @Override
        public void send(List<Notice> notices) {}
    };

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
    void conversions_costAsMuchAsIsPromised() {
        assertThat(units("conversion, first of its day", market.sale("A-1", 1, "126.00")))
                .isEqualTo(8);
        assertThat(units("conversion", market.sale("A-2", 1, "126.00"))).isEqualTo(7);
        assertThat(units("refund", market.refund("A-2", "R-1", "33.33"))).isBetween(6L, 7L);
        assertThat(units("refund, the last", market.refund("A-2", "R-2", "92.67")))
                .isBetween(6L, 7L);
        assertThat(units("conversion by coupon", market.saleWithCoupon("A-3", "ANNA10", "50.00")))
                .isEqualTo(7);
        for (int together : List.of(2, 10, 49)) {
            Postback[] sales = IntStream.range(0, together)
                    .mapToObj(order -> market.sale("T-" + together + "-" + order, 1, "126.00"))
                    .toArray(Postback[]::new);
            assertThat(units(together + " conversions together", sales)).isEqualTo(5L * together + 2);
        }
        assertThat(units(
                        "sale and its refund in one batch",
                        market.sale("B-1", 1, "10.00"),
                        market.refund("B-1", "R", "1.00")))
                .isEqualTo(9);
        assertThat(units("unattributed", market.foreignSale("U-1", 1, "10.00"))).isEqualTo(2);
        assertThat(units("refund that waits", market.refund("W-1", "R", "1.00")))
                .isEqualTo(2);
        Postback sale = market.sale("D-1", 1, "10.00");
        units("conversion", sale);
        assertThat(units("the same delivered again", sale)).isZero();
    }

    /// A change of tier: 3 for each order that is paid again, since its figures stand in the index of its month too,
    /// 2 for the account, and the entry.
    @Test
    void changeOfTier_costsThreeForEachOrder() {
        TestMarket tiers = new TestMarket(EMBEDDED.connect(), 1, retroactive());
        for (int order = 1; order <= 10; order++) {
            units("conversion under a tier", tiers.sale("R-" + order, 1, "90.00"));
        }
        long alone = units("conversion under a tier", tiers.sale("R-11", 1, "50.00"));
        assertThat(alone).isEqualTo(7);

        long changing = units("conversion that changes the tier", tiers.sale("R-12", 1, "50.00"));

        assertThat(changing - alone).isBetween(3L * 11 + 2 + 2, 3L * 11 + 2 + 4);
    }

    /// What its affiliate wrote on the link is kept with the order: one look at the click's slice, half a unit, and
    /// no write while the order stays within its kilobyte, as one of one line does whatever was written.
    @ParameterizedTest
    @ValueSource(ints = {8, Click.MAX_TEXT_BYTES})
    void conversionWhoseAffiliateAsksForSubIds_costsOneLookMore_andNoWrite(int length) {
        units("conversion, first of its day", market.sale("S-0", 1, "126.00"));
        UnitReport plain = report(Notices.TO_NOBODY, "conversion", market.sale("S-1", 1, "126.00"));
        // Nothing that packs well.
        Random random = new Random(1);
        Click click = click(IntStream.range(0, Click.SUB_IDS)
                .mapToObj(sub -> random.ints(length, 'a', 'z' + 1)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining()))
                .toArray(String[]::new));
        record(click);

        UnitReport asked =
                report(ASKING, "conversion with sub ids of " + length + " bytes", market.sale("S-2", 1, "126.00"));

        assertThat(labels("S-2")).contains(ClickLabels.of(click));
        assertThat(asked.writeUnits()).isEqualTo(plain.writeUnits()).isEqualTo(7);
        assertThat(asked.requestCount()).isEqualTo(plain.requestCount() + 1);
        assertThat(asked.readUnits() - plain.readUnits()).isEqualTo(0.5);
    }

    private Click click(String... subs) {
        return TestClick.of(market.program.bits(), 1)
                .withLink(1)
                .withTime(TestMarket.CLICK)
                .withSubs(subs)
                .click();
    }

    private static void record(Click click) {
        DynamoClickChunks chunks = new DynamoClickChunks(EMBEDDED.connect());
        ChunkFormat.pack(List.of(click)).forEach(chunk -> chunks.put(ClickSpan.Slice.of(click.token()), chunk));
    }

    private Optional<ClickLabels> labels(String order) {
        return new DynamoOrders(EMBEDDED.connect())
                .find(market.key(order))
                .flatMap(found -> found.value().sale())
                .map(sale -> sale.labels().get(market.affiliate(1)));
    }

    private static TermsDocument retroactive() {
        TermsDocument plain = TestMarket.terms(1);
        Pay.Tiered tiers = new Pay.Tiered(
                Measure.REVENUE,
                Period.Length.MONTH,
                Pay.Tiered.Mode.RETROACTIVE,
                List.of(
                        new Pay.Step(0, new Pay.Percent(BigDecimal.ONE)),
                        new Pay.Step(100_000, new Pay.Percent(BigDecimal.TEN))));
        return new TermsDocument(
                1,
                plain.effectiveFrom(),
                plain.attribution(),
                plain.paidUnder(),
                List.of(new Rule(new RuleId("base"), List.of(), tiers, Optional.empty())),
                plain.holdDays(),
                plain.validation(),
                plain.minimumPayout(),
                plain.paysWithinDays());
    }

    private long units(String what, Postback... calls) {
        return report(Notices.TO_NOBODY, what, calls).writeUnits();
    }

    private UnitReport report(Notices notices, String what, Postback... calls) {
        CommissionHandler handler = new CommissionHandler(
                new Table(client, EMBEDDED.name()),
                new DynamoLedger(new Table(client, EMBEDDED.name()), 1),
                delays -> {},
                notices,
                new Random(1),
                Clock.fixed(TestMarket.SALE.plusSeconds(5), ZoneOffset.UTC));
        METER.reset();
        List<SQSMessage> messages = new ArrayList<>();
        for (Postback call : calls) {
            SQSMessage message = new SQSMessage();
            message.setMessageId("m" + messages.size());
            message.setReceiptHandle("r" + messages.size());
            message.setBody(ConversionMessages.write(call));
            messages.add(message);
        }
        SQSEvent event = new SQSEvent();
        event.setRecords(messages);
        assertThat(handler.handleRequest(event, new NoContext()).getBatchItemFailures())
                .isEmpty();
        UnitReport report = METER.report();
        System.out.printf(
                "units: %s: %d write units (%.2f each), %.1f read units, %d requests%n",
                what,
                report.writeUnits(),
                (double) report.writeUnits() / calls.length,
                report.readUnits(),
                report.requestCount());
        return report;
    }
}
