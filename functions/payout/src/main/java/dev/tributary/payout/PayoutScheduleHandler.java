package dev.tributary.payout;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.message.TransferQueue;
import dev.tributary.domain.payout.DueAccounts;
import dev.tributary.domain.payout.PayoutFiles;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.files.S3PayoutFiles;
import dev.tributary.infrastructure.queue.SqsTransfers;
import dev.tributary.infrastructure.table.DynamoClickMarks;
import dev.tributary.infrastructure.table.DynamoDueAccounts;
import dev.tributary.infrastructure.table.Table;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/// Answers the fixed schedules: `{"job":"release"}` sends a page of accounts per message, and
/// `{"job":"runs-due"}` begins the runs whose period has ended and sends a message per run and bucket. A person asks
/// for `{"job":"reconcile"}`: every run that put a file is compared, or the one of `run_id`; and says by
/// `{"job":"difference-seen","run_id":"run_..."}` that what differs in it is known (docs/runbook.md).
/// Nothing is sent where nothing is due; one that fires twice sends what is still due again.
public final class PayoutScheduleHandler implements RequestHandler<Map<String, String>, Map<String, Integer>> {
    private final ReleaseSearch releases;
    private final RunSearch runs;
    private final ReconcileSearch reconcile;
    private final Clock clock;

    public PayoutScheduleHandler() {
        this(Environment.ofProcess());
    }

    public PayoutScheduleHandler(Environment environment) {
        this(
                PayoutStores.of(environment),
                new DynamoDueAccounts(Table.of(environment)),
                new S3PayoutFiles(environment),
                new SqsTransfers(environment),
                DynamoClickMarks.buckets(environment),
                environment.clock());
    }

    /// @param buckets partitions of what is due, 1 to 64
    public PayoutScheduleHandler(
            PayoutStores stores,
            DueAccounts accounts,
            PayoutFiles files,
            TransferQueue queue,
            int buckets,
            Clock clock) {
        this.reconcile = new ReconcileSearch(stores, files, queue);
        this.releases = new ReleaseSearch(accounts, queue, buckets);
        this.runs = new RunSearch(stores, queue, buckets);
        this.clock = clock;
    }

    /// @return how many messages were sent
    /// @throws IllegalArgumentException for a job that is none of ours
    @Override
    public Map<String, Integer> handleRequest(Map<String, String> input, Context context) {
        String job = input.getOrDefault("job", "");
        return switch (job) {
            case "release" -> Map.of("sent", releases.send(clock.instant()));
            case "runs-due" -> Map.of("sent", runs.send(clock.instant()));
            case "reconcile" ->
                Map.of(
                        "sent",
                        run(input)
                                .map(run -> reconcile.send(run, clock.instant()))
                                .orElseGet(() -> reconcile.send(clock.instant())));
            case "difference-seen" ->
                Map.of(
                        "seen",
                        run(input)
                                .map(reconcile::seen)
                                .orElseThrow(() -> new IllegalArgumentException("run_id is missing")));
            default -> throw new IllegalArgumentException("job is unknown: " + job);
        };
    }

    /// @throws IllegalArgumentException for what is none of a run
    private static Optional<RunId> run(Map<String, String> input) {
        return Optional.ofNullable(input.get("run_id")).map(RunId::of);
    }
}
