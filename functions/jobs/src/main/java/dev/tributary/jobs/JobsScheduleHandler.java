package dev.tributary.jobs;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tributary.domain.click.ClickMarks;
import dev.tributary.domain.click.ClickMarks.Kind;
import dev.tributary.domain.click.ClickMarks.Page;
import dev.tributary.domain.click.ClickSpan;
import dev.tributary.domain.click.ClickSpan.Day;
import dev.tributary.domain.click.ClickSpan.Hour;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.message.DecisionQueue;
import dev.tributary.domain.message.Job;
import dev.tributary.domain.message.JobQueue;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.queue.SqsDecisions;
import dev.tributary.infrastructure.queue.SqsDue;
import dev.tributary.infrastructure.queue.SqsJobs;
import dev.tributary.infrastructure.table.DynamoBackTests;
import dev.tributary.infrastructure.table.DynamoClickMarks;
import dev.tributary.infrastructure.table.DynamoDecisions;
import dev.tributary.infrastructure.table.DynamoDisputes;
import dev.tributary.infrastructure.table.DynamoDueOrders;
import dev.tributary.infrastructure.table.DynamoFeeSchedules;
import dev.tributary.infrastructure.table.DynamoReferenceRates;
import dev.tributary.infrastructure.table.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers the fixed schedules, `{"job":"roll-up"}`, `{"job":"orders-due"}`, `{"job":"decisions-due"}`,
/// `{"job":"fees-due"}`, `{"job":"disputes-due"}`, `{"job":"back-tests-due"}` and `{"job":"bulk-due"}`: sends what is
/// due, and nothing where nothing is. A schedule that fires twice, or a job that comes late, sends what is still due
/// again; doing it twice
/// changes nothing. `{"job":"rates"}` takes in the reference rates.
public final class JobsScheduleHandler implements RequestHandler<Map<String, String>, Map<String, Integer>> {
    /// Per bucket and kind in one run, so that a run ends; the next one goes on.
    private static final int MAX_PAGES = 40;

    private final ClickMarks marks;
    private final JobQueue queue;
    private final Searches searches;
    private final int buckets;
    private final Clock clock;

    /// What a schedule looks for, each by its own job.
    public record Searches(
            OrdersDueSearch orders,
            DecisionsDueSearch decisions,
            RatesIntake rates,
            JobsDueSearch fees,
            JobsDueSearch backTests,
            JobsDueSearch bulk,
            JobsDueSearch disputes) {
        /// Where no disputes are opened.
        public Searches(
                OrdersDueSearch orders,
                DecisionsDueSearch decisions,
                RatesIntake rates,
                JobsDueSearch fees,
                JobsDueSearch backTests,
                JobsDueSearch bulk) {
            this(orders, decisions, rates, fees, backTests, bulk, JobsDueSearch.none());
        }
    }

    public JobsScheduleHandler() {
        this(Environment.ofProcess());
    }

    public JobsScheduleHandler(Environment environment) {
        this(Table.of(environment), environment);
    }

    private JobsScheduleHandler(Table table, Environment environment) {
        this(
                DynamoClickMarks.of(table, environment),
                new SqsJobs(environment),
                new Searches(
                        new OrdersDueSearch(new DynamoDueOrders(table), new SqsDue(environment)),
                        new DecisionsDueSearch(new DynamoDecisions(table), new SqsDecisions(environment)),
                        new RatesIntake(environment.optional("RATES_URL"), new DynamoReferenceRates(table)),
                        JobsDueSearch.fees(new DynamoFeeSchedules(table), new SqsJobs(environment)),
                        JobsDueSearch.backTests(new DynamoBackTests(table), new SqsJobs(environment)),
                        JobsDueSearch.bulk(JobsDueSearch.Bulk.of(table), new SqsJobs(environment)),
                        JobsDueSearch.disputes(new DynamoDisputes(table), new SqsJobs(environment))),
                DynamoClickMarks.buckets(environment),
                environment.clock());
    }

    /// Without orders that wait and rates, in a table and to queues that somebody else has at hand.
    public static JobsScheduleHandler of(
            Table table, JobQueue jobs, DecisionQueue decisions, int buckets, Clock clock) {
        return new JobsScheduleHandler(
                new DynamoClickMarks(table, buckets),
                jobs,
                new Searches(
                        new OrdersDueSearch(new DynamoDueOrders(table), orders -> {}),
                        new DecisionsDueSearch(new DynamoDecisions(table), decisions),
                        new RatesIntake(Optional.empty(), new DynamoReferenceRates(table)),
                        JobsDueSearch.fees(new DynamoFeeSchedules(table), jobs),
                        JobsDueSearch.backTests(new DynamoBackTests(table), jobs),
                        JobsDueSearch.bulk(JobsDueSearch.Bulk.of(table), jobs),
                        JobsDueSearch.disputes(new DynamoDisputes(table), jobs)),
                buckets,
                clock);
    }

    public JobsScheduleHandler(ClickMarks marks, JobQueue queue, Searches searches, int buckets, Clock clock) {
        this.marks = marks;
        this.queue = queue;
        this.searches = searches;
        this.buckets = buckets;
        this.clock = clock;
    }

    /// @return how many messages were sent, or dates of rates kept
    /// @throws IllegalArgumentException for a job that is none of ours
    /// @throws RatesRefusedException when no rates could be taken in
    @Override
    public Map<String, Integer> handleRequest(Map<String, String> input, Context context) {
        String job = input.getOrDefault("job", "");
        return switch (job) {
            case "roll-up" -> Map.of("sent", sendDue());
            case "orders-due" -> Map.of("sent", searches.orders().send(buckets, clock.instant()));
            case "decisions-due" -> Map.of("sent", searches.decisions().send(clock.instant()));
            case "rates" -> Map.of("kept", searches.rates().run(clock.instant()));
            case "fees-due" -> Map.of("sent", searches.fees().send(clock.instant()));
            case "back-tests-due" -> Map.of("sent", searches.backTests().send(clock.instant()));
            case "bulk-due" -> Map.of("sent", searches.bulk().send(clock.instant()));
            case "disputes-due" -> Map.of("sent", searches.disputes().send(clock.instant()));
            default -> throw new IllegalArgumentException("job is unknown: " + job);
        };
    }

    private int sendDue() {
        Instant now = clock.instant();
        int sent = 0;
        for (Kind kind : Kind.values()) {
            for (int bucket = 0; bucket < buckets; bucket++) {
                List<Job> jobs = due(kind, bucket, now);
                queue.send(jobs);
                sent += jobs.size();
            }
        }
        return sent;
    }

    private List<Job> due(Kind kind, int bucket, Instant now) {
        List<Job> jobs = new ArrayList<>();
        Optional<String> from = Optional.empty();
        do {
            Page page = marks.due(kind, bucket, now, from);
            if (!page.due().isEmpty()) {
                String id = now.getEpochSecond() / 60 + "_" + bucket + "_" + jobs.size();
                jobs.add(job(kind, id, page.due()));
            }
            from = page.next();
        } while (from.isPresent() && jobs.size() < MAX_PAGES);
        return jobs;
    }

    private static Job job(Kind kind, String id, List<ClickSpan> due) {
        return switch (kind) {
            case SLICE ->
                new Job.RollUp(
                        "rol_" + id, due.stream().map(span -> (Slice) span).toList());
            case HOUR ->
                new Job.MergeHours(
                        "mrg_" + id, due.stream().map(span -> (Hour) span).toList());
            case DAY ->
                new Job.CloseDays(
                        "cls_" + id, due.stream().map(span -> (Day) span).toList());
        };
    }
}
