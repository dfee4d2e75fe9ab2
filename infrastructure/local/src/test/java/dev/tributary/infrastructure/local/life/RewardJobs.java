package dev.tributary.infrastructure.local.life;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.tributary.click.ClickHandler;
import dev.tributary.domain.click.Click;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.infrastructure.edge.ClickMessages;
import dev.tributary.infrastructure.lambda.NoContext;
import dev.tributary.infrastructure.lambda.TimedContext;
import dev.tributary.infrastructure.queue.ClicksClosedMessages;
import dev.tributary.infrastructure.queue.DecisionMessages;
import dev.tributary.infrastructure.queue.JobMessages;
import dev.tributary.infrastructure.table.DynamoClickChunks;
import dev.tributary.infrastructure.table.DynamoClickMarks;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.DynamoVisitorHistory;
import dev.tributary.infrastructure.table.Table;
import dev.tributary.jobs.JobsHandler;
import dev.tributary.jobs.JobsScheduleHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// The schedules, the jobs and the click function beside a life, which go wrong as everything else does, and the
/// clock that all of them have.
final class RewardJobs implements RewardApi.Interference {
    private static final int BUCKETS = 1;
    private static final int MAX_ROUNDS = 60;
    private static final List<String> SCHEDULES = List.of("roll-up", "fees-due", "decisions-due");
    private static final List<Fault> TABLE_FAULTS = List.of(
            Fault.CRASH_BEFORE,
            Fault.CRASH_AFTER,
            Fault.THROTTLED,
            Fault.REPLY_LOST,
            Fault.CONFLICT,
            Fault.INTERLEAVED_JOBS);

    private final Random random;
    private final RewardLife.Around around;
    private final FaultyQueue clicks;
    private final FaultyQueue jobs;
    private final ClickHandler click;
    private final JobsHandler job;
    private final JobsScheduleHandler schedule;
    private final List<String> wrong = new ArrayList<>();
    private Instant now = RewardTerms.FROM;

    RewardJobs(Random random, RewardLife.Around around, Clock clock) {
        this.random = random;
        this.around = around;
        clicks = new FaultyQueue(random, around.faults());
        jobs = new FaultyQueue(random, around.faults());
        Table table = around.tables().faulty();
        DynamoClickMarks marks = new DynamoClickMarks(table, BUCKETS);
        click = new ClickHandler(
                new ClickHandler.Ports(
                        new DynamoClickChunks(table),
                        marks,
                        new DynamoVisitorHistory(table),
                        new DynamoPrograms(table)),
                clock);
        job = JobsHandler.of(
                table,
                marks,
                closed -> closed.forEach(day -> around.conversions().add(ClicksClosedMessages.write(day))),
                clock);
        schedule = JobsScheduleHandler.of(
                table, sent -> sent.forEach(one -> jobs.add(JobMessages.write(one))), this::decided, BUCKETS, clock);
    }

    /// Sent to be posted.
    void decided(List<Adjustment> decisions) {
        decisions.forEach(one -> around.conversions().add(DecisionMessages.write(one)));
    }

    /// Waits to be recorded.
    void clicked(Click one) {
        clicks.add(ClickMessages.write(List.of(one)));
    }

    void takeClicks() {
        while (!clicks.isEmpty()) {
            armTable(6);
            clicks.deliver(3, true, event -> click.handleRequest(event, new NoContext()));
            around.faults().disarm();
        }
    }

    /// What was ever in its queues.
    List<String> messages() {
        List<String> messages = new ArrayList<>(clicks.bodies());
        messages.addAll(jobs.bodies());
        return messages;
    }

    /// What never came to its end.
    List<String> wrong() {
        List<String> all = new ArrayList<>(wrong);
        jobs.deadLetters().forEach(dead -> all.add("12 a job is dead: " + dead));
        clicks.deadLetters().forEach(dead -> all.add("14 a click is dead: " + dead));
        return all;
    }

    Instant now() {
        return now;
    }

    @Override
    public void arm() {
        armTable(12);
    }

    @Override
    public void pass(Duration time) {
        leap(now.plus(time));
    }

    /// Never back.
    void leap(Instant at) {
        now = at.isAfter(now) ? at : now;
        around.clock().accept(now);
    }

    /// Schedules fire, and their jobs run, while things go wrong; then to their end.
    void run() {
        fire();
        for (int step = 0; step < 3; step++) {
            armTable(20);
            jobs.deliver(1 + random.nextInt(3), true, this::handleJobs);
            around.conversions().deliver(2, true, around.commission());
            around.faults().disarm();
        }
        settle();
    }

    /// @param faulty whether something goes wrong, perhaps
    void backTest(boolean faulty) {
        fire("back-tests-due");
        if (faulty) {
            armTable(20);
        }
        jobs.deliver(1, true, this::handleJobs);
        around.faults().disarm();
    }

    /// Schedules fire, and some of them twice; one that goes wrong fires again.
    private void fire() {
        for (String name : SCHEDULES) {
            armTable(4);
            try {
                fire(name);
            } catch (TableFaults.Crash | RuntimeException again) {
                around.faults().disarm();
            }
            around.faults().disarm();
            if (random.nextInt(3) == 0) {
                fire(name);
            }
        }
    }

    private void fire(String name) {
        schedule.handleRequest(Map.of("job", name), new NoContext());
    }

    private void armTable(int calls) {
        Fault fault = TABLE_FAULTS.get(random.nextInt(TABLE_FAULTS.size()));
        int after = random.nextInt(fault == Fault.CONFLICT ? 2 : calls);
        around.faults().arm(fault, after, () -> {
            around.faults().disarm();
            SCHEDULES.forEach(this::fire);
            jobs.deliver(4, true, this::handleJobs);
            around.conversions().deliver(2, true, around.commission());
        });
    }

    private SQSBatchResponse handleJobs(SQSEvent event) {
        return job.handleRequest(event, new TimedContext(900_000));
    }

    /// Without faults, until nothing is waiting or due.
    void settle() {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            SCHEDULES.forEach(this::fire);
            boolean wasEmpty = jobs.isEmpty() && around.conversions().isEmpty();
            jobs.deliver(10, false, this::handleJobs);
            around.conversions().deliver(10, false, around.commission());
            if (wasEmpty) {
                // What was recorded a moment ago is due in a minute.
                leap(now.plusSeconds(61));
                fire("decisions-due");
                if (around.conversions().isEmpty()) {
                    return;
                }
            }
        }
        wrong.add("12 still due or waiting after " + MAX_ROUNDS + " rounds");
    }
}
