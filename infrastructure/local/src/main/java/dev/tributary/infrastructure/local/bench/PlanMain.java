package dev.tributary.infrastructure.local.bench;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.payout.LeftOut;
import dev.tributary.domain.payout.PayoutFiles;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.local.LocalContext;
import dev.tributary.infrastructure.local.template.Attributes;
import dev.tributary.infrastructure.local.template.Template;
import dev.tributary.infrastructure.local.template.TemplateReader;
import dev.tributary.infrastructure.queue.TransferMessages;
import dev.tributary.payout.CalledRails;
import dev.tributary.payout.PayoutHandler;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// One plan in a process whose heap the bench has chosen: the deployed handler, one invocation after the other with
/// the time that the template gives it, over a market that is made up. Prints `seconds invocations peak-heap-bytes`;
/// fails when the plan does not come to what it must.
final class PlanMain {
    /// A bucket holds 100,000 rows, so that a million needs more than ten.
    private static final int BUCKETS = 16;

    private static final PayoutFiles NO_FILES = new PayoutFiles() {
        @Override
        public Put put(String name, byte[] bytes) {
            throw new IllegalStateException("a plan puts no file");
        }

        @Override
        public Optional<byte[]> get(String name) {
            throw new IllegalStateException("a plan reads no file");
        }

        @Override
        public Page<String> names(String prefix, Optional<String> after) {
            throw new IllegalStateException("a plan reads no file");
        }
    };

    private PlanMain() {}

    /// @param arguments the template's path, how many affiliates
    public static void main(String[] arguments) throws Exception {
        Outcome outcome = plan(function(Path.of(arguments[0])), Long.parseLong(arguments[1]));
        System.out.printf(
                Locale.ROOT, "%.3f %d %d%n", outcome.seconds(), outcome.invocations(), outcome.peakHeapBytes());
    }

    static Template.Function function(Path template) {
        Attributes attributes = Attributes.unstarted("bench", "local");
        return TemplateReader.read(template, Map.of(), attributes).functions().stream()
                .filter(each -> each.id().equals("PayoutFunction"))
                .findFirst()
                .orElseThrow();
    }

    record Outcome(double seconds, int invocations, long peakHeapBytes) {}

    static Outcome plan(Template.Function function, long affiliates) {
        Clock clock = Clock.systemUTC();
        GeneratedMarket market = new GeneratedMarket(affiliates, clock.instant());
        PayoutHandler handler = new PayoutHandler(
                market.stores(),
                NO_FILES,
                () -> false,
                why -> {
                    throw new IllegalStateException(why);
                },
                () -> new KeyRing(List.of(new KeyRing.Key(0, new byte[32], Instant.EPOCH))),
                new CalledRails(
                        key -> {
                            throw new IllegalStateException("a plan asks no rail");
                        },
                        app -> {
                            throw new IllegalStateException("a plan asks no rail");
                        }),
                new Random(1),
                clock);
        PayoutRun run = market.begin(BUCKETS);
        SQSEvent event = event(run);
        long start = System.nanoTime();
        int invocations = 0;
        while (market.run().state() == PayoutRun.State.PLANNING) {
            invocations++;
            if (!handler.handleRequest(event, new LocalContext(function))
                    .getBatchItemFailures()
                    .isEmpty()) {
                throw new IllegalStateException("an invocation failed");
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        require(market);
        return new Outcome(seconds, invocations, peakHeap());
    }

    private static SQSEvent event(PayoutRun run) {
        SQSMessage message = new SQSMessage();
        message.setMessageId("bench");
        message.setBody(TransferMessages.write(new Transfer.RunDue("bench", run.id(), 0)));
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        return event;
    }

    private static void require(GeneratedMarket market) {
        GeneratedMarket.Expected expected = market.expected();
        PayoutRun run = market.run();
        GeneratedMarket.Expected found = new GeneratedMarket.Expected(
                run.totals().payouts(),
                run.totals().gross().minor(),
                run.totals().leftOut().getOrDefault(LeftOut.NO_METHOD, 0L),
                run.totals().leftOut().getOrDefault(LeftOut.IN_HOLD_UNTIL, 0L));
        long rows = expected.payouts() + expected.withoutMethod() + expected.inHold();
        long inBuckets = run.planning().buckets().stream()
                .mapToLong(bucket -> bucket.rows())
                .sum();
        if (run.state() != PayoutRun.State.PLANNED
                || !found.equals(expected)
                || market.rows() != rows
                || inBuckets != rows) {
            throw new IllegalStateException("the plan comes to " + found + ", and should to " + expected);
        }
    }

    /// The most that the heap's pools have ever held.
    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
