package dev.tributary.infrastructure.local.queue;

import dev.tributary.infrastructure.local.queue.StoredMessage.StoredAttribute;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.elasticmq.BinaryMessageAttribute;
import org.elasticmq.MessageAttribute;
import org.elasticmq.MessageContent;
import org.elasticmq.NeverReceived$;
import org.elasticmq.NumberMessageAttribute;
import org.elasticmq.OnDateTimeReceived;
import org.elasticmq.Received;
import org.elasticmq.StringMessageAttribute;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.actor.queue.OperationSuccessful$;
import org.elasticmq.actor.queue.QueueEvent;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/// ElasticMQ tells this actor of every change and confirms it to the caller after our reply: that
/// is what makes the journal a write-ahead one.
final class JournalActor extends AbstractActor {
    private static final long MOVE_NANOS = 1_000_000_000L;

    private record Removal(String queue, String id, long atNanos) {}

    private final Journal journal;
    private final GroupCommit commit;
    private final Map<String, Integer> maxReceiveCounts;
    private final Deque<Removal> moving = new ArrayDeque<>();

    /// @param maxReceiveCounts of each queue that has a dead-letter queue
    JournalActor(Journal journal, Map<String, Integer> maxReceiveCounts) {
        this.journal = journal;
        this.commit = new GroupCommit(journal);
        this.maxReceiveCounts = maxReceiveCounts;
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(QueueEvent.MessageAdded.class, event -> {
                    journal.added(store(event.queueName(), event.message()));
                    settleMoves(event.message().id());
                    ActorRef sender = getSender();
                    ActorRef self = getSelf();
                    commit.afterForce(() -> sender.tell(OperationSuccessful$.MODULE$, self));
                })
                .match(QueueEvent.MessageUpdated.class, event -> {
                    journal.received(
                            event.queueName(),
                            event.message().id(),
                            event.message().receiveCount());
                    getSender().tell(OperationSuccessful$.MODULE$, getSelf());
                })
                .match(QueueEvent.MessageRemoved.class, event -> {
                    remove(event.queueName(), event.messageId());
                    getSender().tell(OperationSuccessful$.MODULE$, getSelf());
                })
                .matchAny(event -> {})
                .build();
    }

    @Override
    public void postStop() {
        commit.close();
        moving.forEach(removal -> journal.removed(removal.queue(), removal.id()));
        journal.close();
    }

    /// A move to the dead-letter queue reaches us as a removal and an addition, in any order; a kill
    /// between the two must not lose the message. So a removal that may be a move waits for its
    /// addition, at most a second: a kill meanwhile brings the message back, which at-least-once allows.
    private void remove(String queue, String id) {
        settleMoves("");
        if (maxReceiveCounts.containsKey(queue)) {
            moving.add(new Removal(queue, id, System.nanoTime()));
        } else {
            journal.removed(queue, id);
        }
    }

    private void settleMoves(String arrivedId) {
        long now = System.nanoTime();
        Iterator<Removal> removals = moving.iterator();
        while (removals.hasNext()) {
            Removal removal = removals.next();
            boolean due = now - removal.atNanos() > MOVE_NANOS;
            if (!due && arrivedId.isEmpty()) {
                return;
            }
            if (due || removal.id().equals(arrivedId)) {
                journal.removed(removal.queue(), removal.id());
                removals.remove();
            }
        }
    }

    private static StoredMessage store(String queue, InternalMessage message) {
        List<StoredAttribute> attributes = new ArrayList<>();
        CollectionConverters.asJava(message.messageAttributes())
                .forEach((name, value) -> attributes.add(store(name, value)));
        return new StoredMessage(
                queue,
                message.id(),
                message.content().value(),
                attributes,
                message.created().toInstant().toEpochMilli(),
                message.nextDelivery(),
                message.receiveCount());
    }

    private static StoredAttribute store(String name, MessageAttribute value) {
        byte[] bytes = switch (value) {
            case StringMessageAttribute text -> text.stringValue().getBytes(StandardCharsets.UTF_8);
            case NumberMessageAttribute number -> number.stringValue().getBytes(StandardCharsets.UTF_8);
            case BinaryMessageAttribute binary -> Base64.getDecoder().decode(binary.asBase64());
            default -> throw new IllegalArgumentException("message attribute " + name + ": " + value);
        };
        return new StoredAttribute(name, value.getDataType(), bytes);
    }

    /// As ElasticMQ keeps it. Whoever held it when the process ended is gone: it is visible at once.
    static InternalMessage restore(StoredMessage message) {
        Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
        message.attributes().forEach(attribute -> attributes.put(attribute.name(), restore(attribute)));
        OffsetDateTime sent = Instant.ofEpochMilli(message.sentMillis()).atOffset(ZoneOffset.UTC);
        Received received =
                message.receiveCount() == 0 ? (Received) (Object) NeverReceived$.MODULE$ : new OnDateTimeReceived(sent);
        return new InternalMessage(
                message.id(),
                CollectionConverters.asScala(new ArrayList<String>()),
                message.receiveCount() == 0 ? message.dueMillis() : message.sentMillis(),
                new MessageContent(message.body()),
                scala.collection.immutable.Map$.MODULE$.from(CollectionConverters.asScala(attributes)),
                sent,
                0,
                received,
                message.receiveCount(),
                false,
                Option.empty(),
                Option.empty(),
                Option.empty(),
                Option.empty(),
                Option.empty());
    }

    private static MessageAttribute restore(StoredAttribute attribute) {
        int dot = attribute.type().indexOf('.');
        Option<String> suffix =
                dot < 0 ? Option.empty() : Option.apply(attribute.type().substring(dot + 1));
        String text = new String(attribute.value(), StandardCharsets.UTF_8);
        return switch (dot < 0 ? attribute.type() : attribute.type().substring(0, dot)) {
            case "Number" -> new NumberMessageAttribute(text, suffix);
            case "Binary" -> BinaryMessageAttribute.fromByteBuffer(ByteBuffer.wrap(attribute.value()), suffix);
            default -> new StringMessageAttribute(text, suffix);
        };
    }
}
