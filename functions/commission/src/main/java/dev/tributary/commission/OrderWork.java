package dev.tributary.commission;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.order.ReceiptLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a batch holds about one order.
///
/// @param calls in the order of their arrival at the edge, whatever the queue made of it
/// @param messages those that brought the calls, or said that something is due of the order
/// @param alone written by itself: its condition failed once, and the others need not fail with it
record OrderWork(ConversionKey key, List<Call> calls, Set<SQSMessage> messages, boolean alone) {
    private static final Comparator<Call> ARRIVAL = Comparator.<Call, Instant>comparing(
                    call -> call.postback().receivedAt())
            .thenComparing(call -> call.postback().receipt().text());

    /// A call and the message that brought it.
    record Call(Postback postback, SQSMessage message) {}

    OrderWork(ConversionKey key) {
        this(key, List.of(), Set.of(), false);
    }

    OrderWork {
        calls = calls.stream().sorted(ARRIVAL).toList();
        messages = Set.copyOf(messages);
    }

    OrderWork with(Call call) {
        List<Call> more = new ArrayList<>(calls);
        more.add(call);
        return new OrderWork(key, more, with(messages, call.message()), alone);
    }

    OrderWork due(SQSMessage message) {
        return new OrderWork(key, calls, with(messages, message), alone);
    }

    /// The calls from that one on, with the messages that brought them.
    OrderWork from(int call) {
        List<Call> rest = calls.subList(call, calls.size());
        return new OrderWork(
                key, rest, Set.copyOf(rest.stream().map(Call::message).toList()), alone);
    }

    OrderWork byItself() {
        return new OrderWork(key, calls, messages, true);
    }

    /// Whether a message says that something is due of the order, beside its calls.
    boolean isDue() {
        return messages.size() > calls.stream().map(Call::message).distinct().count();
    }

    /// Whether one of its calls is the one that a line notes.
    boolean brings(ReceiptLine line) {
        return calls.stream()
                .map(Call::postback)
                .anyMatch(call -> line.receipt().equals(call.receipt())
                        && line.receivedAt().equals(call.receivedAt()));
    }

    private static Set<SQSMessage> with(Set<SQSMessage> messages, SQSMessage message) {
        Set<SQSMessage> more = new LinkedHashSet<>(messages);
        more.add(message);
        return more;
    }
}
