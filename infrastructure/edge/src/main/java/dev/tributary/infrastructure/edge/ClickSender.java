package dev.tributary.infrastructure.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.click.Click;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Sends clicks to the queue and answers when the send is confirmed. Clicks that arrive together
/// leave together: one that finds no send under way leaves at once; those that arrive while it
/// is under way wait for the next message. A standard Lambda has one request at a time, so there
/// each leaves alone; on the local machine hundreds share a message.
public final class ClickSender {
    /// 150 clicks of 1.6 KB, the largest that one can be, stay under the 256 KB of a message.
    static final int MAX_CLICKS = 150;

    /// One: what a message costs is shared by all that gathered while it was under way, and 150 clicks
    /// a message are more than one instance answers in the time of a send.
    private static final int MAX_SENDS_UNDER_WAY = 1;

    /// While the queue does not answer, clicks go to the fallback log without waiting for it.
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private static final JsonFactory JSON = new JsonFactory();

    private final SignedCalls calls;
    private final String queueUrl;
    private final Clock clock;
    private final Leaving leaving;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private int sendsUnderWay;
    private Instant askAgainAt = Instant.EPOCH;

    /// What becomes of one that waits: it was sent in another's message, or it sends the next one.
    private enum Turn {
        SENT,
        LEAD
    }

    private record Waiting(Click click, CompletableFuture<Turn> turn) {}

    /// How clicks leave: together, or each at once in a message of its own, as from standard Lambda
    /// functions of one request at a time.
    public enum Leaving {
        TOGETHER,
        ALONE
    }

    public ClickSender(SignedCalls calls, String queueUrl, Clock clock, Leaving leaving) {
        this.calls = calls;
        this.queueUrl = queueUrl;
        this.clock = clock;
        this.leaving = leaving;
    }

    /// Returns when the queue has the click.
    /// @throws IOException when it may not have it: the click then belongs in the fallback log
    public void send(Click click) throws IOException {
        Waiting mine = new Waiting(click, new CompletableFuture<>());
        synchronized (waiting) {
            if (clock.instant().isBefore(askAgainAt)) {
                throw new IOException("queue of clicks did not answer a moment ago");
            }
            if (leaving == Leaving.ALONE || sendsUnderWay < MAX_SENDS_UNDER_WAY) {
                sendsUnderWay++;
                mine.turn.complete(Turn.LEAD);
            } else {
                waiting.add(mine);
            }
        }
        if (turn(mine) == Turn.LEAD) {
            lead(mine);
        }
    }

    private static Turn turn(Waiting mine) throws IOException {
        try {
            return mine.turn.join();
        } catch (CompletionException failed) {
            throw new IOException("queue of clicks did not take a message", failed);
        }
    }

    /// Sends one message, its own click first in it, and hands the lead on.
    private void lead(Waiting mine) throws IOException {
        List<Waiting> others = new ArrayList<>();
        synchronized (waiting) {
            while (others.size() < MAX_CLICKS - 1 && !waiting.isEmpty()) {
                others.add(waiting.remove());
            }
        }
        List<Click> clicks = new ArrayList<>(others.size() + 1);
        clicks.add(mine.click);
        others.forEach(other -> clicks.add(other.click));
        try {
            calls.call(SignedCalls.Service.SQS, "AmazonSQS.SendMessage", request(ClickMessages.write(clicks)));
            others.forEach(other -> other.turn.complete(Turn.SENT));
        } catch (IOException | RuntimeException failed) {
            synchronized (waiting) {
                askAgainAt = clock.instant().plus(PAUSE_AFTER_FAILURE);
            }
            others.forEach(other -> other.turn.completeExceptionally(failed));
            throw failed;
        } finally {
            handOn();
        }
    }

    /// Straight to bytes: a message of many clicks is copied no more often than it must be.
    private byte[] request(String message) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream(message.length() + message.length() / 4 + 256);
        try (JsonGenerator json = JSON.createGenerator(request)) {
            json.writeStartObject();
            json.writeStringField("QueueUrl", queueUrl);
            json.writeStringField("MessageBody", message);
            json.writeEndObject();
        }
        return request.toByteArray();
    }

    private void handOn() {
        synchronized (waiting) {
            Waiting next = waiting.poll();
            if (next == null) {
                sendsUnderWay--;
            } else {
                next.turn.complete(Turn.LEAD);
            }
        }
    }
}
