package dev.tributary.infrastructure.local.life;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A queue as SQS promises one, at its worst: any order, more than once, again after a crash, and
/// from the dead-letter queue under a new id.
final class FaultyQueue {
    /// As of the queue of conversions.
    private static final int MAX_RECEIVES = 20;
    private static final int MAX_DUPLICATES = 2;

    private final Random random;
    private final TableFaults faults;
    private final List<SQSMessage> waiting = new ArrayList<>();
    private final Map<String, Integer> receives = new HashMap<>();
    private final Map<String, Integer> duplicates = new HashMap<>();
    private final List<String> bodies = new ArrayList<>();
    private final List<String> deadLetters = new ArrayList<>();
    private int ids;

    FaultyQueue(Random random, TableFaults faults) {
        this.random = random;
        this.faults = faults;
    }

    void add(String body) {
        SQSMessage message = new SQSMessage();
        message.setMessageId("message-" + ids);
        message.setReceiptHandle("receipt-" + ids++);
        message.setBody(body);
        waiting.add(message);
        bodies.add(body);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// What is in the dead-letter queue.
    List<String> deadLetters() {
        return List.copyOf(deadLetters);
    }

    /// Everything that was ever sent.
    List<String> bodies() {
        return List.copyOf(bodies);
    }

    /// As an operator does: all of it back, under new ids.
    void redrive() {
        List<String> back = deadLetters();
        deadLetters.clear();
        back.forEach(this::add);
    }

    /// One batch of up to `most`.
    /// @param faulty whether it may be out of order and come again
    void deliver(int most, boolean faulty, Function<SQSEvent, SQSBatchResponse> handler) {
        List<SQSMessage> batch = new ArrayList<>();
        for (int i = 0; i < most && !waiting.isEmpty(); i++) {
            int at = faulty ? random.nextInt(waiting.size()) : 0;
            if (at > 0) {
                faults.count(Fault.REORDERED);
            }
            batch.add(waiting.remove(at));
        }
        if (batch.isEmpty()) {
            return;
        }
        SQSEvent event = new SQSEvent();
        event.setRecords(List.copyOf(batch));
        try {
            Set<String> failed = handler.apply(event).getBatchItemFailures().stream()
                    .map(BatchItemFailure::getItemIdentifier)
                    .collect(Collectors.toSet());
            if (!failed.isEmpty() && failed.size() < batch.size()) {
                faults.count(Fault.PARTIAL);
            }
            for (SQSMessage message : batch) {
                if (failed.contains(message.getMessageId())) {
                    again(message);
                } else if (faulty) {
                    perhapsAgain(message);
                }
            }
        } catch (TableFaults.Crash crash) {
            batch.forEach(this::again);
        }
    }

    private void again(SQSMessage message) {
        if (receives.merge(message.getMessageId(), 1, Integer::sum) < MAX_RECEIVES) {
            waiting.add(message);
        } else {
            deadLetters.add(message.getBody());
            faults.count(Fault.POISONED);
        }
    }

    private void perhapsAgain(SQSMessage message) {
        int sort = random.nextInt(6);
        if (sort > 1 || duplicates.merge(message.getBody(), 1, Integer::sum) > MAX_DUPLICATES) {
            return;
        }
        if (sort == 0) {
            faults.count(Fault.DUPLICATED);
            waiting.add(message);
        } else {
            faults.count(Fault.REDRIVEN);
            add(message.getBody());
        }
    }
}
