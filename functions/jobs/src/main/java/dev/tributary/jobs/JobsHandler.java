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
import dev.tributary.domain.message.Job.MergeHours;
import dev.tributary.domain.message.Job.RollUp;
import dev.tributary.domain.message.Job.RunBackTest;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.lambda.SqsBatch;
import dev.tributary.infrastructure.queue.JobMessages;
import dev.tributary.infrastructure.table.DynamoBackTests;
import dev.tributary.infrastructure.table.DynamoClickChunks;
import dev.tributary.infrastructure.table.DynamoClickMarks;
import dev.tributary.infrastructure.table.DynamoClickResults;
import dev.tributary.infrastructure.table.DynamoOrderLists;
import dev.tributary.infrastructure.table.DynamoProgramZones;
import dev.tributary.infrastructure.table.Table;
import java.time.Clock;
import java.util.List;

/// Does the jobs on [jobs]. One slice or hour that fails fails its message, and keeps none of the
/// others from being counted.
public final class JobsHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final SliceRollUp rollUp;
    private final HourMerge merge;
    private final BackTestWork backTests;

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
                new BackTestWork(new DynamoBackTests(table), new DynamoOrderLists(table), environment.clock()),
                environment.clock());
    }

    public JobsHandler(
            ClickChunks chunks,
            ClickMarks marks,
            ClickResults results,
            ProgramZones zones,
            BackTestWork backTests,
            Clock clock) {
        this.backTests = backTests;
        rollUp = new SliceRollUp(chunks, marks, results, clock);
        merge = new HourMerge(marks, results, zones, clock);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        SqsBatch batch = new SqsBatch(event);
        return batch.each(message -> handle(message, batch, context)).response();
    }

    private void handle(SQSMessage message, SqsBatch batch, Context context) {
        List<SQSMessage> concerned = List.of(message);
        switch (JobMessages.read(message.getBody())) {
            case RollUp job -> job.slices().forEach(slice -> batch.attempt(concerned, slice, rollUp::count));
            case RunBackTest job ->
                backTests.run(
                        job.test(), () -> context.getRemainingTimeInMillis() < BackTestWork.Deadline.LEAST_MILLIS);
            case MergeHours job -> job.hours().forEach(hour -> batch.attempt(concerned, hour, merge::merge));
        }
    }
}
