package dev.tributary.payout;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.payout.PayoutFiles;
import dev.tributary.domain.payout.PayoutFreeze;
import dev.tributary.domain.payout.PayoutSwitch;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.KeyRings;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.edge.SignedCalls;
import dev.tributary.infrastructure.files.S3PayoutFiles;
import dev.tributary.infrastructure.lambda.SqsBatch;
import dev.tributary.infrastructure.queue.HeardNotices;
import dev.tributary.infrastructure.queue.TransferMessages;
import dev.tributary.infrastructure.secrets.SsmPayoutSwitch;
import dev.tributary.infrastructure.table.DynamoClickMarks;
import dev.tributary.infrastructure.table.DynamoEndpoints;
import dev.tributary.infrastructure.table.Table;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;

/// Does what is due on [transfers]: releases, runs, results, reconciliation. A message is
/// acknowledged after its work is written; one that comes again finds it done, and one that fails
/// comes again.
public final class PayoutHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final ReleaseWork releases;
    private final RunWork runs;
    private final ResultWork results;
    private final PayoutReconciliation reconciledPayouts;
    private final FileReconciliation reconciledFiles;
    private final PayPalWork batches;

    public PayoutHandler() {
        this(Environment.ofProcess());
    }

    public PayoutHandler(Environment environment) {
        this(environment, new SignedCalls(environment));
    }

    private PayoutHandler(Environment environment, SignedCalls calls) {
        this(environment, calls, new SsmPayoutSwitch(calls, environment));
    }

    private PayoutHandler(Environment environment, SignedCalls calls, SsmPayoutSwitch payouts) {
        this(
                stores(Table.of(environment), environment),
                new S3PayoutFiles(environment),
                payouts,
                payouts,
                new KeyRings(calls, environment)::ring,
                new CalledRails(
                        new StripeCalls(environment.variable("STRIPE_URL")),
                        new PayPalCalls(environment.variable("PAYPAL_URL"), environment.clock())),
                new SecureRandom(),
                environment.clock());
    }

    private static PayoutStores stores(Table table, Environment environment) {
        return PayoutStores.of(
                table,
                DynamoClickMarks.buckets(environment),
                new HeardNotices(new DynamoEndpoints(table), environment));
    }

    public PayoutHandler(
            PayoutStores stores,
            PayoutFiles files,
            PayoutSwitch payouts,
            PayoutFreeze freeze,
            Rings keys,
            CalledRails called,
            RandomGenerator random,
            Clock clock) {
        Pause pause = Pause.random(random);
        FileRails rails = new FileRails(keys);
        RunProgress progress = new RunProgress(stores, pause, clock);
        FileWork filing = new FileWork(stores, files, payouts, rails, clock);
        results = new ResultWork(stores, pause, clock);
        reconciledFiles = new FileReconciliation(
                stores, files, new PayPalReports(stores, keys, called.payPal(), results, progress, clock), freeze);
        reconciledPayouts = new PayoutReconciliation(
                stores, new StripeReports(stores, keys, called.stripe(), results), freeze, pause);
        StripeWork transfers = new StripeWork(stores, payouts, keys, called.stripe(), results, clock);
        batches = new PayPalWork(stores, payouts, keys, rails, called.payPal(), results, progress, clock);
        CalledWork calls = new CalledWork(transfers, batches);
        releases = new ReleaseWork(stores, pause, clock);
        runs = new RunWork(
                stores,
                new PlanWork(stores, payouts, clock),
                new CarryOutWork(stores, payouts, filing, calls, progress, pause, clock),
                new AbandonedWork(stores, files, payouts, rails, calls, progress, clock),
                clock);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        SqsBatch batch = new SqsBatch(event);
        Deadline deadline = Deadline.of(context);
        return batch.each(message -> handle(message, batch, deadline)).response();
    }

    private void handle(SQSMessage message, SqsBatch batch, Deadline deadline) throws Exception {
        List<SQSMessage> concerned = List.of(message);
        EachAlone each = step -> batch.alone(message, of -> step.take());
        switch (TransferMessages.read(message.getBody())) {
            // One account that fails keeps none of the others from being released.
            case Transfer.AccountsDue due ->
                due.accounts().forEach((AccountKey account) -> batch.attempt(concerned, account, releases::release));
            case Transfer.RunDue due -> runs.work(due, deadline, each);
            case Transfer.ReconcilePayouts due -> reconciledPayouts.compare(due, deadline, each);
            case Transfer.ReconcileFiles due -> reconciledFiles.compare(due, deadline);
            case Transfer.PayoutResults reported -> results.settle(reported, each);
            case Transfer.TransferReversed reversed -> results.reversed(reversed);
            case Transfer.BatchChanged changed -> batches.changed(changed, deadline);
        }
    }
}
