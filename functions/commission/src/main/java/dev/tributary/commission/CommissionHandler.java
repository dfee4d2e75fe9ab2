package dev.tributary.commission;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.message.Redelivery;
import dev.tributary.domain.notice.Notices;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.lambda.SqsBatch;
import dev.tributary.infrastructure.ledger.DynamoLedger;
import dev.tributary.infrastructure.queue.HeardNotices;
import dev.tributary.infrastructure.queue.SqsRedelivery;
import dev.tributary.infrastructure.table.DynamoAffiliates;
import dev.tributary.infrastructure.table.DynamoBindings;
import dev.tributary.infrastructure.table.DynamoClickChunks;
import dev.tributary.infrastructure.table.DynamoCoupons;
import dev.tributary.infrastructure.table.DynamoDecisions;
import dev.tributary.infrastructure.table.DynamoEndpoints;
import dev.tributary.infrastructure.table.DynamoEnrollments;
import dev.tributary.infrastructure.table.DynamoMerchantRates;
import dev.tributary.infrastructure.table.DynamoOrders;
import dev.tributary.infrastructure.table.DynamoPrizes;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.DynamoReferenceRates;
import dev.tributary.infrastructure.table.DynamoTerms;
import dev.tributary.infrastructure.table.DynamoVisitorHistory;
import dev.tributary.infrastructure.table.Table;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/// Takes the calls about orders, and what people decided, off [conversions] and has each posted once.
/// A message is acknowledged after its order or decision is written and what came of it is told, and only then; one
/// that comes again finds what became of it, and tells the same.
public final class CommissionHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    /// What is in use comes back after a random time up to this.
    private static final int MOST_DELAY_SECONDS = 60;

    private static final int FIRST_PAUSE_MILLIS = 20;

    private final Rounds rounds;
    private final DecisionRounds decisions;
    private final ClickRounds clicks;
    private final Facts.Sources sources;
    private final Redelivery redelivery;
    private final Notices notices;
    private final SubIds subIds;
    private final RandomGenerator random;
    private final Clock clock;

    public CommissionHandler() {
        this(Environment.ofProcess());
    }

    public CommissionHandler(Environment environment) {
        this(Table.of(environment), environment);
    }

    /// A secure generator takes its seed from the system at each use, also after a snapshot.
    private CommissionHandler(Table table, Environment environment) {
        this(
                table,
                DynamoLedger.of(table, environment),
                SqsRedelivery.of(environment, environment.variable("CONVERSIONS_QUEUE_URL")),
                new HeardNotices(new DynamoEndpoints(table), environment),
                new SecureRandom(),
                environment.clock());
    }

    /// Where nobody wants to be told anything.
    public CommissionHandler(
            Table table, DynamoLedger ledger, Redelivery redelivery, RandomGenerator random, Clock clock) {
        this(table, ledger, redelivery, Notices.TO_NOBODY, random, clock);
    }

    public CommissionHandler(
            Table table,
            DynamoLedger ledger,
            Redelivery redelivery,
            Notices notices,
            RandomGenerator random,
            Clock clock) {
        Rounds.Stores stores = new Rounds.Stores(new DynamoOrders(table), ledger, ledger);
        DecisionRounds.Stores decided =
                new DecisionRounds.Stores(new DynamoDecisions(table), new DynamoOrders(table), ledger, ledger);
        Rounds.Pause pause = attempt -> pause(attempt, random);
        this.subIds = new SubIds(new DynamoClickChunks(table), notices);
        this.rounds = new Rounds(stores, subIds, pause, clock);
        this.decisions = new DecisionRounds(decided, rounds, pause, clock);
        this.clicks = new ClickRounds(stores, rounds, pause, clock);
        this.sources = new Facts.Sources(
                new DynamoPrograms(table),
                new TermsCache(new DynamoTerms(table)),
                new DynamoEnrollments(table),
                new DynamoAffiliates(table),
                new DynamoCoupons(table),
                new DynamoVisitorHistory(table),
                new DynamoBindings(table),
                new DynamoReferenceRates(table),
                new DynamoMerchantRates(table),
                new DynamoPrizes(table));
        this.redelivery = redelivery;
        this.notices = notices;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        Inbox inbox = new Inbox();
        SqsBatch batch = new SqsBatch(event).each(inbox::add);
        Delivery delivery = Delivery.of(new Facts(sources), batch, clock);
        Set<SQSMessage> inUse = new LinkedHashSet<>();
        rounds.run(inbox.works(), delivery).forEach(work -> inUse.addAll(work.messages()));
        decisions.run(inbox.decided(), delivery).forEach(decided -> inUse.add(decided.message()));
        clicks.run(inbox.closed(), delivery).forEach(closed -> inUse.add(closed.message()));
        delivery.tidings().send(delivery, notices, subIds, clock.instant());
        if (!inUse.isEmpty()) {
            handBack(inUse, batch);
        }
        return batch.response();
    }

    /// At random times, so that those who were in each other's way meet no more.
    private void handBack(Set<SQSMessage> messages, SqsBatch batch) {
        batch.attempt(messages, messages, all -> {
            throw new ContendedException(all.size());
        });
        Map<String, Duration> delays = new LinkedHashMap<>();
        messages.forEach(message ->
                delays.put(message.getReceiptHandle(), Duration.ofSeconds(random.nextInt(1, MOST_DELAY_SECONDS + 1))));
        batch.attempt(messages, delays, redelivery::delay);
    }

    private static void pause(int attempt, RandomGenerator random) {
        int most = FIRST_PAUSE_MILLIS << attempt;
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(most)).toNanos());
    }
}
