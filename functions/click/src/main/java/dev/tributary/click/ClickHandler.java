package dev.tributary.click;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.attribution.VisitorHistory;
import dev.tributary.domain.click.ChunkFormat;
import dev.tributary.domain.click.Click;
import dev.tributary.domain.click.ClickChunks;
import dev.tributary.domain.click.ClickMarks;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.program.Programs;
import dev.tributary.infrastructure.edge.ClickMessages;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.lambda.Log;
import dev.tributary.infrastructure.lambda.SqsBatch;
import dev.tributary.infrastructure.table.DynamoClickChunks;
import dev.tributary.infrastructure.table.DynamoClickMarks;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.DynamoVisitorHistory;
import dev.tributary.infrastructure.table.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Takes the clicks of a batch of messages apart into slices and records each slice: its chunk,
/// then its mark. What fails is delivered again and recorded again; it is counted once all the same.
public final class ClickHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final ClickChunks chunks;
    private final ClickMarks marks;
    private final Visitors visitors;
    private final Clock clock;

    public ClickHandler() {
        this(Environment.ofProcess());
    }

    public ClickHandler(Environment environment) {
        this(Table.of(environment), environment);
    }

    private ClickHandler(Table table, Environment environment) {
        this(
                new Ports(
                        new DynamoClickChunks(table),
                        DynamoClickMarks.of(table, environment),
                        new DynamoVisitorHistory(table),
                        new DynamoPrograms(table)),
                environment.clock());
    }

    /// Where clicks are kept, and what says how.
    public record Ports(ClickChunks chunks, ClickMarks marks, VisitorHistory visitors, Programs programs) {}

    public ClickHandler(Ports ports, Clock clock) {
        this.chunks = ports.chunks();
        this.marks = ports.marks();
        this.visitors = new Visitors(ports.visitors(), ports.programs(), clock);
        this.clock = clock;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        Map<Slice, Recording> slices = new LinkedHashMap<>();
        SqsBatch batch = new SqsBatch(event).each(message -> {
            for (Click click : ClickMessages.read(message.getBody())) {
                slices.computeIfAbsent(Slice.of(click.token()), absent -> new Recording())
                        .add(message, click);
            }
        });
        refuseClosed(slices);
        slices.forEach(
                (slice, recording) -> batch.attempt(recording.messages, slice, open -> record(open, recording.clicks)));
        return batch.response();
    }

    /// The mark comes after the chunk: whoever reads the mark then finds the chunk. What is kept by
    /// visitor may be recorded twice and changes once.
    private void record(Slice slice, List<Click> clicks) {
        for (byte[] chunk : ChunkFormat.pack(clicks)) {
            chunks.put(slice, chunk);
        }
        marks.add(slice);
        visitors.record(clicks);
    }

    /// Clicks of a slice that is closed are reported and acknowledged: no retry would change it.
    private void refuseClosed(Map<Slice, Recording> slices) {
        Instant now = clock.instant();
        int refused = 0;
        for (Map.Entry<Slice, Recording> slice : slices.entrySet()) {
            if (slice.getKey().isClosed(now)) {
                refused += slice.getValue().clicks.size();
            }
        }
        slices.keySet().removeIf(slice -> slice.isClosed(now));
        if (refused > 0) {
            Log.line("clicks_refused", Map.of("reason", "slice_closed", "clicks", refused));
        }
    }

    /// What a batch holds for one slice, and in which messages it came.
    private static final class Recording {
        private final Set<SQSMessage> messages = new LinkedHashSet<>();
        private final List<Click> clicks = new ArrayList<>();

        private void add(SQSMessage message, Click click) {
            messages.add(message);
            clicks.add(click);
        }
    }
}
