package dev.tributary.jobs;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.click.ClickChunks;
import dev.tributary.domain.click.ClickMarks;
import dev.tributary.domain.click.ClickResults;
import dev.tributary.domain.click.ProgramZones;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.message.ClickDayQueue;
import dev.tributary.domain.message.Job.CloseDays;
import dev.tributary.domain.message.Job.DecideFees;
import dev.tributary.domain.message.Job.ExportBooks;
import dev.tributary.domain.message.Job.ExportList;
import dev.tributary.domain.message.Job.MergeHours;
import dev.tributary.domain.message.Job.PurgeProgram;
import dev.tributary.domain.message.Job.RollUp;
import dev.tributary.domain.message.Job.RunBackTest;
import dev.tributary.domain.message.Job.RunImport;
import dev.tributary.domain.message.Job.TendDispute;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.files.S3BookFiles;
import dev.tributary.infrastructure.lambda.SqsBatch;
import dev.tributary.infrastructure.queue.JobMessages;
import dev.tributary.infrastructure.queue.SqsClickDays;
import dev.tributary.infrastructure.queue.SqsConversions;
import dev.tributary.infrastructure.table.DynamoBackTests;
import dev.tributary.infrastructure.table.DynamoClickChunks;
import dev.tributary.infrastructure.table.DynamoClickMarks;
import dev.tributary.infrastructure.table.DynamoClickPrograms;
import dev.tributary.infrastructure.table.DynamoClickResults;
import dev.tributary.infrastructure.table.DynamoOrderLists;
import dev.tributary.infrastructure.table.DynamoProgramZones;
import dev.tributary.infrastructure.table.Table;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Does the jobs on [jobs]. One slice or hour that fails fails its message, and keeps none of the
/// others from being counted.
public final class JobsHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private static final Consumer<DisputeId> NO_DISPUTES = dispute -> {
        throw new IllegalStateException("no disputes are asked for: " + dispute);
    };

    private final SliceRollUp rollUp;
    private final HourMerge merge;
    private final DayClose days;
    private final FeeDecisions fees;
    private final BackTestWork backTests;
    private final BulkWork bulk;
    private final Consumer<DisputeId> disputes;

    public JobsHandler() {
        this(Environment.ofProcess());
    }

    public JobsHandler(Environment environment) {
        this(Table.of(environment), environment);
    }

    private JobsHandler(Table table, Environment environment) {
        this(
                new DynamoClickChunks(table),
                DynamoClickMarks.of(table, environment),
                new DynamoClickResults(table),
                new DynamoProgramZones(table),
                new DayClose.Paying(new DynamoClickPrograms(table), new SqsClickDays(environment)),
                new FeeDecisions(
                        FeeDecisions.Stores.of(
                                table, environment.optional("MAIL_SENDER").isPresent()),
                        environment.clock()),
                new BackTestWork(new DynamoBackTests(table), new DynamoOrderLists(table), environment.clock()),
                BulkWork.of(table, new S3BookFiles(environment), new SqsConversions(environment), environment.clock()),
                new DisputeWork(
                        DisputeWork.Stores.of(
                                table, environment.optional("MAIL_SENDER").isPresent()),
                        environment.clock()),
                new SilenceWatch(
                        SilenceWatch.Stores.of(
                                table, environment.optional("MAIL_SENDER").isPresent()),
                        environment.clock()),
                environment.clock());
    }

    /// All that it does but exports, in a table and to a queue that somebody else has at hand.
    public static JobsHandler of(Table table, ClickMarks marks, ClickDayQueue clickDays, Clock clock) {
        return new JobsHandler(
                new DynamoClickChunks(table),
                marks,
                new DynamoClickResults(table),
                new DynamoProgramZones(table),
                new DayClose.Paying(new DynamoClickPrograms(table), clickDays),
                new FeeDecisions(FeeDecisions.Stores.of(table), clock),
                new BackTestWork(new DynamoBackTests(table), new DynamoOrderLists(table), clock),
                BulkWork.NONE,
                new DisputeWork(DisputeWork.Stores.of(table, false), clock),
                new SilenceWatch(SilenceWatch.Stores.of(table, false), clock),
                clock);
    }

    /// For programs none of which asks for clicks or exports.
    public JobsHandler(
            ClickChunks chunks,
            ClickMarks marks,
            ClickResults results,
            ProgramZones zones,
            FeeDecisions fees,
            BackTestWork backTests,
            Clock clock) {
        this(
                chunks,
                marks,
                results,
                zones,
                new DayClose.Paying(program -> false, closed -> {}),
                fees,
                backTests,
                BulkWork.NONE,
                clock);
    }

    /// For programs of whose disputes nothing is due.
    JobsHandler(
            ClickChunks chunks,
            ClickMarks marks,
            ClickResults results,
            ProgramZones zones,
            DayClose.Paying paying,
            FeeDecisions fees,
            BackTestWork backTests,
            BulkWork bulk,
            Clock clock) {
        this(chunks, marks, results, zones, paying, fees, backTests, bulk, NO_DISPUTES, (hour, qualified) -> {}, clock);
    }

    JobsHandler(
            ClickChunks chunks,
            ClickMarks marks,
            ClickResults results,
            ProgramZones zones,
            DayClose.Paying paying,
            FeeDecisions fees,
            BackTestWork backTests,
            BulkWork bulk,
            Consumer<DisputeId> disputes,
            HourMerge.Watch watch,
            Clock clock) {
        this.fees = fees;
        this.disputes = disputes;
        this.backTests = backTests;
        this.bulk = bulk;
        rollUp = new SliceRollUp(chunks, marks, results, clock);
        days = new DayClose(chunks, marks, results, zones, paying, clock);
        merge = new HourMerge(marks, results, zones, days, watch, clock);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        SqsBatch batch = new SqsBatch(event);
        BackTestWork.Deadline deadline = () -> context.getRemainingTimeInMillis() < BackTestWork.Deadline.LEAST_MILLIS;
        List<Runnable> last = new ArrayList<>();
        batch.each(message -> handle(message, batch, deadline, last::add));
        // They take what time there is, and leave the rest due: nobody waits behind them.
        last.forEach(Runnable::run);
        return batch.response();
    }

    private void handle(SQSMessage message, SqsBatch batch, BackTestWork.Deadline deadline, Consumer<Runnable> last) {
        List<SQSMessage> concerned = List.of(message);
        switch (JobMessages.read(message.getBody())) {
            case RollUp job -> job.slices().forEach(slice -> batch.attempt(concerned, slice, rollUp::count));
            case DecideFees job -> batch.attempt(concerned, job.program(), fees::decide);
            case RunBackTest job ->
                last.accept(() -> batch.attempt(concerned, job.test(), test -> backTests.run(test, deadline)));
            case ExportBooks job ->
                last.accept(() -> batch.attempt(
                        concerned, job.export(), export -> bulk.books().accept(export, deadline::isNear)));
            case ExportList job ->
                last.accept(() -> batch.attempt(
                        concerned, job.export(), export -> bulk.lists().accept(export, deadline::isNear)));
            case RunImport job ->
                last.accept(() -> batch.attempt(
                        concerned, job.of(), some -> bulk.imports().accept(some, deadline::isNear)));
            case MergeHours job -> job.hours().forEach(hour -> batch.attempt(concerned, hour, merge::merge));
            case PurgeProgram job ->
                last.accept(() -> batch.attempt(
                        concerned, job.program(), program -> bulk.purges().accept(program, deadline::isNear)));
            case TendDispute job -> batch.attempt(concerned, job.dispute(), disputes::accept);
            case CloseDays job -> job.days().forEach(day -> batch.attempt(concerned, day, days::close));
        }
    }
}
