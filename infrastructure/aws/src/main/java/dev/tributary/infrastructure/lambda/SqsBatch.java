package dev.tributary.infrastructure.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.stored.UnavailableException;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The batch loop: one of the two places that catch Exception. A failure becomes one log line and
/// the failed messages' ids in the answer, so that the queue delivers them, and only them, again.
/// An Error ends the invocation: then the whole batch comes again.
public final class SqsBatch {
    /// Work on messages; whatever it throws fails them.
    public interface Work<T> {
        void accept(T subject) throws Exception;
    }

    private final List<SQSMessage> messages;
    private final Set<String> failed = new LinkedHashSet<>();

    public SqsBatch(SQSEvent event) {
        messages = event.getRecords();
    }

    /// Each message by itself.
    public SqsBatch each(Work<SQSMessage> work) {
        messages.forEach(message -> attempt(List.of(message), message, work));
        return this;
    }

    /// Work that concerns several messages at once: its failure fails all of them.
    public <T> SqsBatch attempt(Collection<SQSMessage> concerned, T subject, Work<T> work) {
        try {
            work.accept(subject);
        } catch (Exception failure) {
            fail(concerned, failure);
        }
        return this;
    }

    /// One of several parts of a message: what is wrong with it keeps none of the others waiting. The
    /// message fails all the same, and comes again.
    /// @return whether it was done
    /// @throws UnavailableException or IOException at once: what does not answer concerns the others too
    public boolean alone(SQSMessage message, Work<SQSMessage> part) throws IOException {
        try {
            part.accept(message);
            return true;
        } catch (UnavailableException | IOException unanswered) {
            throw unanswered;
        } catch (Exception failure) {
            fail(List.of(message), failure);
            return false;
        }
    }

    private void fail(Collection<SQSMessage> concerned, Exception failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        List<String> ids = concerned.stream().map(SQSMessage::getMessageId).toList();
        failed.addAll(ids);
        Log.failure(ids, failure);
    }

    public SQSBatchResponse response() {
        return new SQSBatchResponse(
                failed.stream().map(id -> new BatchItemFailure(id)).toList());
    }
}
