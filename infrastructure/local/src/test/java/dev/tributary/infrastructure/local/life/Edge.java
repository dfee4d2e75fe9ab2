package dev.tributary.infrastructure.local.life;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.lambda.NoContext;
import dev.tributary.infrastructure.local.check.Calls.Accepted;
import dev.tributary.infrastructure.queue.ConversionMessages;
import dev.tributary.infrastructure.table.Table;
import dev.tributary.postback.PostbackEdge;
import dev.tributary.postback.PostbackHandler;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The postback function between its callers and a queue that may fail it. Keeps what it answered 202,
/// and what the queue took though its word of it was lost.
final class Edge {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PostbackHandler handler;
    private final FaultyQueue queue;
    private final TableFaults faults;
    private final OrderMistake mistake;
    private final List<Accepted> accepted = new ArrayList<>();
    private final List<Accepted> unanswered = new ArrayList<>();
    private Optional<Fault> fault = Optional.empty();
    /// Of the call that is answered now, from when it is sent.
    private Optional<Accepted> said = Optional.empty();
    /// The same, once the queue has it.
    private Optional<Accepted> sent = Optional.empty();

    /// A status and what came with it.
    record Answer(int status, String body) {
        boolean isRefusal() {
            return status >= 400 && status < 500;
        }

        boolean isFailure() {
            return status >= 500;
        }
    }

    Edge(Table table, FaultyQueue queue, TableFaults faults, OrderMistake mistake, Clock clock) {
        this.queue = queue;
        this.faults = faults;
        this.mistake = mistake;
        handler = PostbackEdge.of(table, Market.RING, this::send, clock);
    }

    /// The next call meets this fault: SEND_FAILED or SEND_UNANSWERED.
    void arm(Fault next) {
        fault = Optional.of(next);
    }

    void disarm() {
        fault = Optional.empty();
    }

    /// @param key of the order that the call is about
    Answer answer(APIGatewayV2HTTPEvent event, ConversionKey key) {
        Answer answer;
        said = Optional.empty();
        sent = Optional.empty();
        try {
            APIGatewayV2HTTPResponse response = handler.handleRequest(event, new NoContext());
            answer = new Answer(response.getStatusCode(), response.getBody());
        } catch (TableFaults.Crash died) {
            faults.count(Fault.EDGE_CRASHED);
            // While it noted the call in the log.
            sent.ifPresent(unanswered::add);
            return new Answer(500, "");
        }
        if (answer.status() == 202 && event.getRawPath().startsWith("/pixel/")) {
            // An image tells no receipt.
            accepted.add(said.orElseThrow());
        } else if (answer.status() == 202) {
            JsonNode receipt = json(answer.body());
            accepted.add(new Accepted(
                    Keys.order(key),
                    Keys.orderEvent(key),
                    receipt.path("receipt_id").asText(),
                    Instant.parse(receipt.path("received_at").asText())));
        }
        return answer;
    }

    List<Accepted> accepted() {
        return List.copyOf(accepted);
    }

    List<Accepted> unanswered() {
        return List.copyOf(unanswered);
    }

    private static Accepted accepted(Postback postback) {
        return new Accepted(
                Keys.order(postback.key()),
                Keys.orderEvent(postback.key()),
                postback.receipt().text(),
                postback.receivedAt());
    }

    private void send(Postback postback) {
        Accepted taken = accepted(postback);
        said = Optional.of(taken);
        Optional<Fault> now = fault;
        disarm();
        if (now.equals(Optional.of(Fault.SEND_FAILED))) {
            faults.count(Fault.SEND_FAILED);
            if (mistake != OrderMistake.ANSWER_BEFORE_THE_WRITE) {
                throw new UnavailableException("queue", new IOException("refused"));
            }
            return;
        }
        queue.add(ConversionMessages.write(postback));
        sent = Optional.of(taken);
        if (now.equals(Optional.of(Fault.SEND_UNANSWERED))) {
            faults.count(Fault.SEND_UNANSWERED);
            unanswered.add(taken);
            sent = Optional.empty();
            throw new UnavailableException("queue", new IOException("the reply was lost"));
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("an answer is no JSON: " + text, damaged);
        }
    }
}
