package dev.tributary.infrastructure.local.life;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.tributary.domain.click.Click;
import dev.tributary.domain.click.ClickChunks;
import dev.tributary.domain.click.ClickMarks;
import dev.tributary.domain.click.ClickResults;
import dev.tributary.domain.click.ClickSpan;
import dev.tributary.domain.click.ClickSpan.Hour;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.click.DayCounts;
import dev.tributary.domain.click.TestClick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Mistakes that one could make; a life swaps one in and must notice.
enum Mistake {
    NONE,
    /// Repeats are known by the queue's message id instead of the click's nonce.
    GUARD_BY_MESSAGE_ID,
    MARK_BEFORE_CHUNK,
    ADD_INSTEAD_OF_SET,
    CLEAR_MARK_REGARDLESS_OF_SEQ,
    /// The batch loop swallows failures.
    ACKNOWLEDGE_FAILURES,
    /// The hour is not marked again after a late slice.
    HOUR_MARKED_ONCE;

    private final Set<String> acknowledged = new HashSet<>();

    ClickChunks chunks(ClickChunks right, ClickMarks marks) {
        return new ClickChunks() {
            @Override
            public void put(Slice slice, byte[] chunk) {
                if (Mistake.this == MARK_BEFORE_CHUNK) {
                    marks.add(slice);
                }
                right.put(slice, chunk);
            }

            @Override
            public List<Click> read(Slice slice) {
                List<Click> clicks = right.read(slice);
                return Mistake.this == GUARD_BY_MESSAGE_ID ? withOwnNonces(clicks) : clicks;
            }

            @Override
            public Looked find(Slice slice, Set<String> clickIds, int most) {
                return right.find(slice, clickIds, most);
            }
        };
    }

    private static List<Click> withOwnNonces(List<Click> clicks) {
        List<Click> changed = new ArrayList<>();
        for (Click click : clicks) {
            changed.add(TestClick.of(click.token().program().bits(), 1_000_000 + changed.size())
                    .withShard(click.token().shard())
                    .withTime(click.token().time())
                    .withLink(click.token().link().bits())
                    .withVisitor(click.addressHash())
                    .withKind(click.kind())
                    .click());
        }
        return changed;
    }

    /// @param byClick the marks as the click function uses them
    ClickMarks marks(ClickMarks right, boolean byClick) {
        return new ClickMarks() {
            @Override
            public void add(ClickSpan span) {
                boolean markedBefore = Mistake.this == MARK_BEFORE_CHUNK && byClick;
                boolean once = Mistake.this == HOUR_MARKED_ONCE
                        && span instanceof Hour
                        && right.read(span).isPresent();
                if (!markedBefore && !once) {
                    right.add(span);
                }
            }

            @Override
            public Optional<Mark> read(ClickSpan span) {
                return right.read(span);
            }

            @Override
            public boolean counted(ClickSpan span, long seq) {
                long cleared = Mistake.this == CLEAR_MARK_REGARDLESS_OF_SEQ
                        ? right.read(span).map(Mark::seq).orElse(seq)
                        : seq;
                return right.counted(span, cleared);
            }

            @Override
            public long damaged(ClickSpan span, long seq, Instant now) {
                return right.damaged(span, seq, now);
            }

            @Override
            public Page due(Kind kind, int bucket, Instant now, Optional<String> from) {
                return right.due(kind, bucket, now, from);
            }
        };
    }

    ClickResults results(ClickResults right) {
        return new ClickResults() {
            @Override
            public Outcome set(Slice slice, long seq, DayCounts counts) {
                DayCounts.Sum sum = new DayCounts.Sum();
                sum.add(counts);
                if (Mistake.this == ADD_INSTEAD_OF_SET) {
                    right.slices(slice.hour(), (other, standing) -> {
                        if (other.equals(slice)) {
                            sum.add(standing);
                        }
                    });
                }
                return right.set(slice, seq, sum.counts());
            }

            @Override
            public Outcome set(Hour hour, long seq, DayCounts counts) {
                return right.set(hour, seq, counts);
            }

            @Override
            public boolean slices(Hour hour, BiConsumer<Slice, DayCounts> reader) {
                return right.slices(hour, reader);
            }
        };
    }

    SQSBatchResponse handle(SQSEvent event, Function<SQSEvent, SQSBatchResponse> right) {
        return switch (this) {
            case ACKNOWLEDGE_FAILURES -> {
                SQSBatchResponse swallowed = right.apply(event);
                swallowed.setBatchItemFailures(List.of());
                yield swallowed;
            }
            case GUARD_BY_MESSAGE_ID -> {
                SQSEvent fresh = new SQSEvent();
                fresh.setRecords(event.getRecords().stream()
                        .filter(message -> !acknowledged.contains(message.getMessageId()))
                        .toList());
                SQSBatchResponse response = right.apply(fresh);
                fresh.getRecords().forEach(message -> acknowledged.add(message.getMessageId()));
                response.getBatchItemFailures().forEach(failure -> acknowledged.remove(failure.getItemIdentifier()));
                yield response;
            }
            default -> right.apply(event);
        };
    }
}
