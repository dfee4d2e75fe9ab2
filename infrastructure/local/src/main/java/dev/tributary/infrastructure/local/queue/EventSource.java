package dev.tributary.infrastructure.local.queue;

import dev.tributary.infrastructure.local.Invocable;
import dev.tributary.infrastructure.local.template.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/// Lambda's poller of one queue: gathers a batch until it is full or its window is over, hands it
/// to the function, deletes what succeeded. What failed comes back after its visibility timeout,
/// and the queue itself moves it to the dead-letter queue.
public final class EventSource implements AutoCloseable {
    private static final int PER_CALL = 10;
    /// Lambda's own poller begins with five batches at once.
    private static final int AT_ONCE = 5;

    private final SqsClient sqs;
    private final String queueUrl;
    private final String queueArn;
    private final String region;
    private final Template.QueueSource source;
    private final Duration window;
    private final Invocable function;
    private final int concurrency;
    private final Semaphore permits;
    private final AtomicInteger held = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closed;

    /// @param longestWindow caps the template's window: nobody at a desk waits 20 s for a batch
    public EventSource(
            SqsClient sqs,
            String queueUrl,
            String region,
            Template.QueueSource source,
            Duration longestWindow,
            Invocable function) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.queueArn = "arn:aws:sqs:" + region + ":000000000000:" + source.queueName();
        this.region = region;
        this.source = source;
        Duration wanted = Duration.ofSeconds(source.windowSeconds());
        this.window = wanted.compareTo(longestWindow) > 0 ? longestWindow : wanted;
        this.function = function;
        this.concurrency = Math.min(AT_ONCE, source.maximumConcurrency().orElse(AT_ONCE));
        this.permits = new Semaphore(concurrency);
    }

    public void start() {
        threads.execute(this::poll);
    }

    /// Messages received and not yet dealt with.
    public int held() {
        return held.get();
    }

    public String queueUrl() {
        return queueUrl;
    }

    private void poll() {
        while (!closed) {
            try {
                permits.acquire();
                List<Message> batch = gather();
                if (batch.isEmpty()) {
                    permits.release();
                } else {
                    threads.execute(() -> deal(batch));
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void deal(List<Message> batch) {
        try {
            delete(batch, failedOf(batch));
        } catch (SdkException e) {
            log("delete from " + source.queueName() + " failed: " + e.getMessage());
        } finally {
            held.addAndGet(-batch.size());
            permits.release();
        }
    }

    private List<Message> gather() throws InterruptedException {
        List<Message> batch = new ArrayList<>(receive(Math.min(PER_CALL, source.batchSize()), 1));
        if (window.isZero() || batch.isEmpty()) {
            return batch;
        }
        long end = System.nanoTime() + window.toNanos();
        while (!closed && batch.size() < source.batchSize() && System.nanoTime() < end) {
            List<Message> more = receive(Math.min(PER_CALL, source.batchSize() - batch.size()), 0);
            if (more.size() < PER_CALL) {
                // SQS waits in whole seconds only; a window may end within one. A call for every few
                // messages would cost more than the messages.
                long left = end - System.nanoTime();
                TimeUnit.NANOSECONDS.sleep(Math.clamp(left, 0, 50_000_000L));
            }
            batch.addAll(more);
        }
        return batch;
    }

    private List<Message> receive(int count, int waitSeconds) throws InterruptedException {
        try {
            List<Message> messages = sqs.receiveMessage(ReceiveMessageRequest.builder()
                            .queueUrl(queueUrl)
                            .maxNumberOfMessages(count)
                            .waitTimeSeconds(waitSeconds)
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                            .messageAttributeNames("All")
                            .build())
                    .messages();
            held.addAndGet(messages.size());
            return messages;
        } catch (SdkException e) {
            if (!closed) {
                log("receive from " + source.queueName() + " failed: " + e.getMessage());
                TimeUnit.SECONDS.sleep(1);
            }
            return List.of();
        }
    }

    private Set<String> failedOf(List<Message> batch) {
        Set<String> ids = batch.stream().map(Message::messageId).collect(java.util.stream.Collectors.toSet());
        try {
            byte[] reply = function.invoke(SqsEventWriter.write(batch, queueArn, region));
            return source.reportsItemFailures() ? BatchReply.failed(reply, ids) : Set.of();
        } catch (Exception | LinkageError | StackOverflowError e) {
            // The batch loop: a failed batch stays in the queue, and this line says why.
            log("batch of " + batch.size() + " from " + source.queueName() + " failed: " + e);
            return ids;
        }
    }

    private void delete(List<Message> batch, Set<String> failed) {
        Map<String, Message> done = new HashMap<>();
        batch.stream()
                .filter(message -> !failed.contains(message.messageId()))
                .forEach(message -> done.put(message.messageId(), message));
        List<Message> messages = List.copyOf(done.values());
        for (int from = 0; from < messages.size(); from += PER_CALL) {
            List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
            for (Message message : messages.subList(from, Math.min(from + PER_CALL, messages.size()))) {
                entries.add(DeleteMessageBatchRequestEntry.builder()
                        .id(String.valueOf(entries.size()))
                        .receiptHandle(message.receiptHandle())
                        .build());
            }
            sqs.deleteMessageBatch(request -> request.queueUrl(queueUrl).entries(entries));
        }
    }

    private static void log(String line) {
        System.err.println(line);
    }

    /// Waits for the batches in the functions' hands, and takes no further ones.
    @Override
    public void close() {
        closed = true;
        try {
            if (!permits.tryAcquire(concurrency, 5, TimeUnit.SECONDS)) {
                log("a batch from " + source.queueName() + " was still running; it will be delivered again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }
}
