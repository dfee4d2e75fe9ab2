package dev.tributary.infrastructure.local.units;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.access.Actor;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.payout.Approval;
import dev.tributary.domain.payout.PayoutFiles;
import dev.tributary.domain.payout.PayoutMethod;
import dev.tributary.domain.payout.PayoutPolicy;
import dev.tributary.domain.payout.PayoutResult;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.domain.token.SealedField;
import dev.tributary.infrastructure.lambda.TimedContext;
import dev.tributary.infrastructure.local.meter.MeterProxy;
import dev.tributary.infrastructure.local.meter.TableMeter;
import dev.tributary.infrastructure.local.meter.UnitReport;
import dev.tributary.infrastructure.queue.TransferMessages;
import dev.tributary.infrastructure.table.DynamoAffiliates;
import dev.tributary.infrastructure.table.DynamoPayoutMethods;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.Table;
import dev.tributary.infrastructure.table.TestMarket;
import dev.tributary.payout.CalledRails;
import dev.tributary.payout.PayoutHandler;
import dev.tributary.payout.PayoutStores;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Write units per payout: 18 at most (row 1, reserve 10, submit 1, settle 6), with names and references
/// of an ordinary length; 6 per release. Two runs of different size tell what one payout more costs, and
/// what a run and its file cost by themselves.
class PayoutUnitsTest {
    private static final EmbeddedTable EMBEDDED = EmbeddedTable.create();
    private static final TableMeter METER = new TableMeter(Clock.systemUTC());
    private static final ZoneId RIGA = ZoneId.of("Europe/Riga");
    private static final Instant NOW = Instant.parse("2026-12-07T08:00:00.123456789Z");
    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
    private static final int FEW = 10;
    private static final int MANY = 30;
    private static final KeyRing RING = new KeyRing(List.of(
            new KeyRing.Key(0, "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8), Instant.EPOCH)));
    private static MeterProxy proxy;
    private static DynamoDbClient client;

    private final PayoutStores stores = PayoutStores.of(EMBEDDED.connect(), 1);

    @BeforeAll
    static void start() {
        proxy = MeterProxy.before(URI.create(EMBEDDED.url()), METER);
        client = DynamoDbClient.builder()
                .region(Region.EU_CENTRAL_1)
                .endpointOverride(proxy.endpoint("payout"))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        proxy.close();
    }

    /// Write units of each step of one run.
    private record Costs(long release, long plan, long carryOut, long settle) {
        long payouts() {
            return plan + carryOut + settle;
        }
    }

    @Test
    void payouts_costAsMuchAsIsPromised() {
        Costs few = run(FEW);
        Costs many = run(MANY);
        double payout = each(few.payouts(), many.payouts());
        System.out.printf(
                "units: payout %.2f (row %.2f, reserve and submit %.2f, settle %.2f), the run and its file %.0f;"
                        + " release %.2f%n",
                payout,
                each(few.plan(), many.plan()),
                each(few.carryOut(), many.carryOut()),
                each(few.settle(), many.settle()),
                few.payouts() - FEW * payout,
                each(few.release(), many.release()));

        assertThat(each(few.plan(), many.plan())).isEqualTo(1);
        assertThat(each(few.carryOut(), many.carryOut())).isEqualTo(11);
        assertThat(each(few.settle(), many.settle())).isEqualTo(6);
        assertThat(each(few.release(), many.release())).isBetween(4.0, 6.0);
    }

    /// What one more costs.
    private static double each(long few, long many) {
        return (double) (many - few) / (MANY - FEW);
    }

    private Costs run(int affiliates) {
        TestMarket market = new TestMarket(EMBEDDED.connect(), affiliates);
        int[] all = IntStream.rangeClosed(1, affiliates).toArray();
        for (int affiliate : all) {
            enroll(market, affiliate);
        }
        long release = units(new Transfer.AccountsDue(
                "r", IntStream.of(all).mapToObj(market::account).toList()));
        Program program = stores.programs().find(market.program).orElseThrow().value();
        RunId run = RunId.byHand(market.program, "units");
        stores.runs().create(PayoutRun.byHand(program, "units", "usr_maker", NOW, 1));
        long plan = units(new Transfer.RunDue("p", run, 0));
        approve(run);
        long carryOut = units(new Transfer.RunDue("a", run, 0));
        long settle = units(new Transfer.PayoutResults(
                "s",
                run,
                IntStream.of(all)
                        .mapToObj(affiliate -> new PayoutResult(
                                PayoutId.derive(run, market.affiliate(affiliate)),
                                PayoutResult.Status.PAID,
                                Optional.of("SEPA 2026-12-08 000001"),
                                Optional.empty()))
                        .toList()));
        for (int affiliate : all) {
            Account account =
                    stores.accounts().account(market.account(affiliate)).orElseThrow();
            assertThat(account.available() + account.inFlight()).isZero();
            assertThat(account.settledThrough()).isEqualTo(2);
        }
        return new Costs(release, plan, carryOut, settle);
    }

    private void enroll(TestMarket market, int affiliate) {
        AffiliateId id = market.affiliate(affiliate);
        byte[] nonce = new byte[SealedField.NONCE_BYTES];
        Arrays.fill(nonce, (byte) affiliate);
        SealedField reference = SealedField.seal(
                "DE89 3704 0044 0532 0130 00 / invoice of November, creditor 4711".getBytes(StandardCharsets.UTF_8),
                id.toString(),
                nonce,
                RING,
                NOW);
        new DynamoAffiliates(EMBEDDED.connect())
                .create(new Affiliate(id, "Anna Beispiel Publishing " + affiliate, NOW));
        new DynamoPayoutMethods(EMBEDDED.connect())
                .create(PayoutMethod.first(id, Rail.CSV, reference, YESTERDAY, "usr_somebody"));
        Account before = Account.empty(market.account(affiliate));
        Account.Posted posted = before.draft()
                .accrue(LocalDate.parse("2026-12-07"), Money.of("12.60", TestMarket.EUR), Optional.empty())
                .post(new Cause(
                        new EntryId("test:" + market.program + ":" + affiliate),
                        Cause.Kind.ACCRUE,
                        YESTERDAY,
                        YESTERDAY));
        stores.ledger().release(new Movement(before, posted.account(), List.of(posted.entry())), RIGA);
    }

    private void approve(RunId id) {
        Versioned<PayoutRun> read = stores.runs().find(id).orElseThrow();
        PayoutRun run = read.value();
        Approval.Outcome.Approved approved = (Approval.Outcome.Approved) run.approve(
                new Approval("usr_boss", NOW, run.sealed().orElseThrow().hash()),
                actor -> Actor.Kin.OTHER,
                PayoutPolicy.byHand(run.head().program()),
                stores.runs().approvedOn(run.head().merchant(), Approval.Day.dateOf(NOW), TestMarket.EUR));
        stores.runs()
                .approve(
                        read.with(approved.run()),
                        approved.day(),
                        AuditEvent.ofRun(read.value(), "payout_run.approve", Optional.empty(), NOW));
        Versioned<PayoutRun> again = stores.runs().find(id).orElseThrow();
        stores.runs().replace(again.with(again.value().apply(NOW).orElseThrow()));
    }

    /// Takes every file.
    private static final PayoutFiles TAKEN = new PayoutFiles() {
        @Override
        public Put put(String name, byte[] bytes) {
            return new Put.Written();
        }

        @Override
        public Optional<byte[]> get(String name) {
            return Optional.empty();
        }

        @Override
        public Page<String> names(String prefix, Optional<String> after) {
            return Page.last(List.of());
        }
    };

    /// @return write units
    private static long units(Transfer transfer) {
        PayoutHandler handler = new PayoutHandler(
                PayoutStores.of(new Table(client, EMBEDDED.name()), 1),
                TAKEN,
                () -> false,
                why -> {
                    throw new IllegalStateException("nothing is frozen here: " + why);
                },
                () -> RING,
                new CalledRails(
                        key -> {
                            throw new IllegalStateException("nobody is paid by Stripe here");
                        },
                        app -> {
                            throw new IllegalStateException("nobody is paid by PayPal here");
                        }),
                new Random(1),
                Clock.fixed(NOW, ZoneOffset.UTC));
        METER.reset();
        SQSMessage message = new SQSMessage();
        message.setMessageId("m");
        message.setBody(TransferMessages.write(transfer));
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        assertThat(handler.handleRequest(event, new TimedContext(300_000)).getBatchItemFailures())
                .isEmpty();
        UnitReport report = METER.report();
        System.out.printf(
                "units: %s: %d write units, %.1f read units, %d requests%n",
                transfer.id(), report.writeUnits(), report.readUnits(), report.requestCount());
        return report.writeUnits();
    }
}
