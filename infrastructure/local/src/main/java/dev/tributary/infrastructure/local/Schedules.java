package dev.tributary.infrastructure.local;

import dev.tributary.infrastructure.local.template.Template;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// EventBridge Scheduler by the machine's clock. When the clock leaps over several times of one
/// schedule, it fires once: a function catches up from the data, not from the number of calls.
final class Schedules implements AutoCloseable {
    private record Entry(Template.Function function, Template.Schedule schedule, Invocable target) {
        String label() {
            return function.id() + "." + schedule.eventName();
        }
    }

    private final MachineClock clock;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Instant> due = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("schedules").factory());

    Schedules(MachineClock clock) {
        this.clock = clock;
    }

    void add(Template.Function function, Invocable target) {
        function.schedules().forEach(schedule -> entries.add(new Entry(function, schedule, target)));
    }

    void start() {
        Instant now = clock.instant();
        for (Entry entry : entries) {
            plan(entry, now);
        }
        clock.onForward(() -> {
            if (!thread.isShutdown()) {
                thread.execute(this::fireDue);
            }
        });
        thread.scheduleWithFixedDelay(this::fireDue, 1, 1, TimeUnit.SECONDS);
    }

    /// Runs one schedule now, on the caller's thread, whether it is enabled or not.
    /// @throws Exception what the handler threw
    byte[] fire(String functionId, String eventName) throws Exception {
        Entry entry = entries.stream()
                .filter(candidate -> candidate.function().id().equals(functionId)
                        && candidate.schedule().eventName().equals(eventName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the template has no schedule " + eventName + " on " + functionId));
        return entry.target().invoke(event(entry, clock.instant()));
    }

    private void plan(Entry entry, Instant now) {
        due.remove(entry.label());
        if (entry.schedule().enabled()) {
            entry.schedule().expression().after(now).ifPresent(next -> due.put(entry.label(), next));
        }
    }

    private void fireDue() {
        Instant now = clock.instant();
        for (Entry entry : entries) {
            Instant at = due.get(entry.label());
            if (at == null || at.isAfter(now)) {
                continue;
            }
            plan(entry, now);
            try {
                entry.target().invoke(event(entry, at));
            } catch (Exception | LinkageError | StackOverflowError e) {
                // The edge of this invocation: the next time comes, and this line says what failed.
                System.err.println("schedule " + entry.label() + " failed: " + e);
            }
        }
    }

    /// The template's Input with the scheduler's context attributes, or the scheduler's own event.
    private static byte[] event(Entry entry, Instant at) {
        String id = UUID.randomUUID().toString();
        String arn = "arn:aws:scheduler:local:000000000000:schedule/default/"
                + entry.schedule().name();
        String input = entry.schedule().input().orElse("""
            {"version":"0","id":"<aws.scheduler.execution-id>","detail-type":"Scheduled Event",\
            "source":"aws.scheduler","account":"000000000000","time":"<aws.scheduler.scheduled-time>",\
            "region":"local","resources":["<aws.scheduler.schedule-arn>"],"detail":"{}"}\
            """);
        return input.replace("<aws.scheduler.execution-id>", id)
                .replace("<aws.scheduler.scheduled-time>", at.toString())
                .replace("<aws.scheduler.schedule-arn>", arn)
                .replace("<aws.scheduler.attempt-number>", "1")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
