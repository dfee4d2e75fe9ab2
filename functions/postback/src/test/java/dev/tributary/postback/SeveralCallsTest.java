package dev.tributary.postback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.message.ConversionQueue;
import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.JsonValue;
import dev.tributary.infrastructure.table.DynamoAccounts;
import dev.tributary.infrastructure.table.DynamoCallLog;
import dev.tributary.infrastructure.table.DynamoOrders;
import dev.tributary.infrastructure.table.DynamoPostbackAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One call of a sender that says several things: all of them are taken, or none.
final class SeveralCallsTest {
    private final World world;
    private final List<Postback> queue = new ArrayList<>();
    private int sendsLeft = 100;

    SeveralCallsTest() throws IOException {
        world = new World();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    /// Committed: the sale K of 10.00. Each row is orders with their amounts, what is answered, what is sent.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        A 1, B 2       | 202 rcp rcp                     | A B
        K 10, A 1      | 202 rcp rcp                     | A
        K 10           | 200 rcp                         |
        K 10, K 10     | 200 rcp rcp                     |
        A 1, B x       | 422 their amount malformed      |
        A 1, K 11      | 409 their amount different      |
        K 11, A 1      | 409 their amount different      |
        -              | 200 nothing                     |
        """)
    void calls_areTakenTogether(String said, String answer, String sent) throws IOException {
        assertThat(call("K 10")).isEqualTo("202 rcp");
        world.commit(queue.removeFirst());

        assertThat(call(said)).isEqualTo(answer);
        assertThat(queue.stream().map(one -> one.key().order().text()).collect(Collectors.joining(" ")))
                .isEqualTo(sent == null ? "" : sent);
    }

    /// The first is in the queue when the second is not taken: the same call again says it again, and has its receipt.
    @Test
    void sendThatFails_isNotAnswered() throws IOException {
        sendsLeft = 1;
        assertThat(call("A 1, B 2")).isEqualTo("503 unavailable");
        assertThat(queue).hasSize(1);

        sendsLeft = 2;
        assertThat(call("A 1, B 2")).isEqualTo("202 rcp rcp");
        assertThat(queue).hasSize(3);
        assertThat(queue.get(1).receipt()).isEqualTo(queue.get(0).receipt());
    }

    @Test
    void numberOfThings_isBounded() {
        Reading.One one = new Reading.One(new JsonValue.Fields(Map.of()), UnaryOperator.identity());
        assertThat(new Reading.Said(Collections.nCopies(20, one)).calls()).hasSize(20);
        assertThatThrownBy(() -> new Reading.Said(Collections.nCopies(21, one)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Reading.Said(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private String call(String said) throws IOException {
        PostbackHandler.Ports ports = new PostbackHandler.Ports(
                new DynamoPostbackAccess(world.backend.table),
                new DynamoOrders(world.backend.table),
                new DynamoAccounts(world.backend.table),
                sending(),
                new DynamoCallLog(world.backend.table),
                ExplainReads.of(world.backend.table));
        PostbackCalls calls = new PostbackCalls(ports, () -> world.ring, Clock.fixed(World.NOW, ZoneOffset.UTC));
        APIGatewayV2HTTPEvent event = Calls.event("POST", World.PATH, "", Map.of(), said);
        return calls.answer(new Lines(new Gatekeeper(ports.access()), world.token), event, World.PROGRAM.toString())
                .body();
    }

    private ConversionQueue sending() {
        return postback -> {
            if (sendsLeft == 0) {
                throw new UnavailableException("queue", new IOException("refused"));
            }
            sendsLeft--;
            queue.add(postback);
        };
    }

    /// `A 1, B 2`: the sales A of 1 and B of 2; `-`: nothing that is of use.
    private record Lines(Gatekeeper gatekeeper, String token) implements Dialect {
        @Override
        public String name() {
            return "lines";
        }

        @Override
        public Set<String> methods() {
            return Set.of("POST");
        }

        @Override
        public void requireForm(SenderCall call) {}

        @Override
        public Gate proven(SenderCall call, KeyRing ring, Instant now) {
            return gatekeeper.admit(call.program(), List.of(token));
        }

        @Override
        public Reading read(SenderCall call, Gate gate, Instant now) {
            String said = new String(call.http().body(), StandardCharsets.UTF_8);
            return said.equals("-")
                    ? new Reading.Unused("dash")
                    : new Reading.Said(
                            Stream.of(said.split(", ")).map(Lines::sale).toList());
        }

        private static Reading.One sale(String line) {
            JsonValue.Fields fields = new JsonValue.Fields(Map.of(
                    "event", new JsonValue.Text("sale"),
                    "order_id", new JsonValue.Text(line.split(" ")[0]),
                    "amount", new JsonValue.Text(line.split(" ")[1]),
                    "currency", new JsonValue.Text("EUR")));
            return new Reading.One(fields, name -> "their " + name);
        }

        @Override
        public HttpAnswer answer(Outcome outcome) {
            String words = switch (outcome) {
                case Outcome.Taken taken ->
                    taken.status() + " rcp".repeat(taken.receipts().size());
                case Outcome.Unused unused -> "200 nothing";
                case Outcome.Refused(HttpRefusal refusal) ->
                    refusal.status() + " "
                            + refusal.faults().stream()
                                    .map(fault -> fault.field() + " " + fault.code())
                                    .findFirst()
                                    .orElse(refusal.code());
            };
            return ParameterDialect.plain(200, words);
        }
    }
}
