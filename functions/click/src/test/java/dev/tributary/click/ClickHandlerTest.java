package dev.tributary.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.click.Click;
import dev.tributary.domain.click.ClickChunks;
import dev.tributary.domain.click.ClickMarks;
import dev.tributary.domain.click.ClickMarks.Mark;
import dev.tributary.domain.click.ClickSpan;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.click.TestClick;
import dev.tributary.infrastructure.edge.ClickMessages;
import dev.tributary.infrastructure.lambda.NoContext;
import dev.tributary.infrastructure.table.DynamoClickChunks;
import dev.tributary.infrastructure.table.DynamoClickMarks;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.DynamoVisitorHistory;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ClickHandlerTest {
    private static final Table TABLE = EmbeddedTable.create().connect();
    private static long programs;

    private final ClickChunks chunks = new DynamoClickChunks(TABLE);
    private final ClickMarks marks = new DynamoClickMarks(TABLE, 1);
    private final long program = ++programs;
    private final TestClick a1 = TestClick.of(program, 1);
    private final TestClick a2 = TestClick.of(program, 2);
    private final TestClick b1 = TestClick.of(program, 3).withShard(1);
    private final Slice a = Slice.of(a1.click().token());
    private final Slice b = Slice.of(b1.click().token());

    private static ClickHandler handler(ClickChunks chunks, ClickMarks marks) {
        return new ClickHandler(
                new ClickHandler.Ports(chunks, marks, new DynamoVisitorHistory(TABLE), new DynamoPrograms(TABLE)),
                Clock.fixed(TestClick.NOON, ZoneOffset.UTC));
    }

    private static String message(TestClick... clicks) {
        return ClickMessages.write(Stream.of(clicks).map(TestClick::click).toList());
    }

    /// @return which of the messages failed, counted from 0
    private static List<Integer> failures(ClickHandler handler, String... bodies) {
        List<SQSMessage> messages = new ArrayList<>();
        for (String body : bodies) {
            SQSMessage message = new SQSMessage();
            message.setMessageId(Integer.toString(messages.size()));
            message.setBody(body);
            messages.add(message);
        }
        SQSEvent event = new SQSEvent();
        event.setRecords(messages);
        return handler.handleRequest(event, new NoContext()).getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .map(Integer::valueOf)
                .toList();
    }

    @Test
    void failedPut_failsExactlyTheMessagesWithAClickInThatSlice() {
        ClickChunks failing = new ClickChunks() {
            @Override
            public void put(Slice slice, byte[] chunk) {
                if (slice.equals(b)) {
                    throw new IllegalStateException("the put failed");
                }
                chunks.put(slice, chunk);
            }

            @Override
            public List<Click> read(Slice slice) {
                return chunks.read(slice);
            }

            @Override
            public Looked find(Slice slice, Set<String> clickIds, int most) {
                return chunks.find(slice, clickIds, most);
            }
        };

        assertThat(failures(handler(failing, marks), message(a1), message(a2, b1), message(b1)))
                .containsExactly(1, 2);
        assertThat(chunks.read(a)).containsExactly(a1.click(), a2.click());
        assertThat(marks.read(a)).contains(new Mark(1, true));
        assertThat(marks.read(b)).isEmpty();
    }

    @Test
    void failedMark_failsItsMessages() {
        ClickMarks failing = new ClickMarks() {
            @Override
            public void add(ClickSpan span) {
                throw new IllegalStateException("the mark failed");
            }

            @Override
            public Optional<Mark> read(ClickSpan span) {
                return marks.read(span);
            }

            @Override
            public boolean counted(ClickSpan span, long seq) {
                return marks.counted(span, seq);
            }

            @Override
            public long damaged(ClickSpan span, long seq, Instant now) {
                return marks.damaged(span, seq, now);
            }

            @Override
            public Page due(Kind kind, int bucket, Instant now, Optional<String> from) {
                return marks.due(kind, bucket, now, from);
            }
        };

        assertThat(failures(handler(chunks, failing), message(a1), message(b1))).containsExactly(0, 1);
    }

    @Test
    void unreadableMessage_failsAlone() {
        String good = message(a1);
        String cut = good.substring(0, good.length() - 3);
        String otherVersion = good.replace("\"v\":1", "\"v\":2");
        String forged = good.replace("\"click_id\":\"AQ", "\"click_id\":\"XQ");
        String secondWrong = message(a1, a2).replace("\"address\":\"00000002\"", "\"address\":\"zz\"");

        assertThat(failures(handler(chunks, marks), cut, message(a2), "", otherVersion, forged, secondWrong))
                .containsExactly(0, 2, 3, 4, 5);
        assertThat(chunks.read(a)).containsExactly(a2.click());
    }

    @Test
    void clicksOfManyMessages_areOneChunk_andOneMarkPerSlice() {
        assertThat(failures(handler(chunks, marks), message(a1), message(b1), message(a2)))
                .isEmpty();

        assertThat(chunks.read(a)).containsExactly(a1.click(), a2.click());
        assertThat(chunks.read(b)).containsExactly(b1.click());
        assertThat(marks.read(a)).contains(new Mark(1, true));
    }

    @Test
    void clickOfAClosedSlice_isRefused_withoutRetry() {
        Instant closed = TestClick.NOON.minus(Duration.ofDays(80)).minusSeconds(60);
        TestClick old = TestClick.of(program, 9).withTime(closed);
        TestClick justOpen = TestClick.of(program, 10).withTime(closed.plusSeconds(60));

        assertThat(failures(handler(chunks, marks), message(old, a1), message(justOpen)))
                .isEmpty();

        assertThat(chunks.read(Slice.of(old.click().token()))).isEmpty();
        assertThat(chunks.read(Slice.of(justOpen.click().token()))).hasSize(1);
        assertThat(chunks.read(a)).containsExactly(a1.click());
    }
}
