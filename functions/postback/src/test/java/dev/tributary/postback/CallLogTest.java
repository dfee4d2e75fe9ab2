package dev.tributary.postback;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.postback.LoggedCall;
import dev.tributary.domain.postback.LoggedCall.Fault;
import dev.tributary.infrastructure.table.DynamoCallLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Which calls leave a line in the log of their program, what stands in it, and that no line changes an answer.
final class CallLogTest {
    private static final String SALE = "\"event\":\"sale\",\"order_id\":\"A-1\",\"currency\":\"EUR\",";
    private static final String HASH = "ab".repeat(32);

    private final World world;

    CallLogTest() throws IOException {
        world = new World();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # body                                                                  | status | code             | order | faults
        {"event":"sale","order_id":"A-1","currency":"EUR","amount":"10.00"}     | 202    | accepted         | A-1   |
        {"event":"sale","order_id":"A-1","currency":"EUR","amount":"-10.00"}    | 422    | negative         | A-1   | amount negative
        {"event":"sale","order_id":"A-1","currency":"EU","amount":"1.00"}       | 422    | unknown_currency | A-1   | currency unknown_currency
        {"event":"refund","order_id":"A-1","amount":"1.00"}                     | 422    | missing          | A-1   | refund_id missing
        {"event":"sale","order_id":"","currency":"EUR","amount":"1.00"}         | 422    | malformed        |       | order_id malformed
        {"event":1}                                                             | 422    | invalid_fields   |       | event malformed, order_id missing
        {                                                                       | 400    | malformed_json   |       |
        """)
    void provenCall_leavesALine(String body, int status, String code, @Nullable String order, @Nullable String faults) {
        APIGatewayV2HTTPResponse answer = post(body);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        LoggedCall line = lines().getFirst();
        assertThat(line.status()).isEqualTo(status);
        assertThat(line.code()).isEqualTo(code);
        assertThat(line.method()).isEqualTo("POST");
        assertThat(line.dialect()).isEqualTo("json");
        assertThat(line.said().order().map(Object::toString).orElse(null)).isEqualTo(order);
        assertThat(String.join(
                        ", ",
                        line.faults().stream()
                                .map(one -> one.field() + " " + one.code())
                                .toList()))
                .isEqualTo(faults == null ? "" : faults);
        assertThat(line.said().receipt().isPresent()).isEqualTo(status == 202);
        assertThat(lines()).hasSize(1);
    }

    @Test
    void unprovenCall_leavesNothing() {
        List<?> before = world.backend.items();
        String body = "{" + SALE + "\"amount\":\"10.00\"}";
        for (int call = 0; call < Attempts.OF_PROGRAM.burst() + 5; call++) {
            assertThat(world.call(Calls.bearer(World.PATH, world.token + "x", body))
                            .getStatusCode())
                    .isIn(401, 429);
        }
        world.call(Calls.get(World.PATH, "event=sale&order_id=A-1&token="));
        world.call(Calls.bearer("/postbacks/prg_0000000000099", world.token, body));
        world.call(Calls.event("POST", World.PATH, "", Map.of("content-type", "text/html"), body));
        assertThat(world.backend.items()).isEqualTo(before);
        assertThat(world.backend.lines()).isEmpty();
    }

    @Test
    void line_holdsNothingThatIsSecretOrAPersons() {
        String click = world.click(World.PROGRAM, World.NOW.minusSeconds(60));
        String customer = "\"customer\":{\"id\":\"c-77\",\"email_sha256\":\"" + HASH + "\",\"country\":\"LV\"}";
        post("{" + SALE + "\"amount\":\"126.00\",\"click_id\":\"" + click + "\"," + customer + "}");
        post("{" + SALE + "\"amount\":\"-126.00\",\"click_id\":\"" + click + "\"," + customer + "}");
        APIGatewayV2HTTPEvent signed = Calls.signed(
                World.PATH, world.plain.secret(), World.NOW, "{" + SALE + "\"amount\":\"126.00\"," + customer + "}");
        world.call(signed);
        world.call(Calls.get(
                World.PATH,
                "event=sale&order_id=A-2&amount=x&currency=EUR&click_id=" + click + "&token=" + world.token));
        assertThat(world.backend.lines())
                .hasSize(4)
                .extracting(Object::toString)
                .allSatisfy(item -> assertThat(item)
                        .doesNotContain(
                                click,
                                world.token,
                                world.plain.secret().reveal(),
                                signed.getHeaders().get("webhook-signature"),
                                "126",
                                "c-77",
                                HASH,
                                "LV",
                                "token",
                                "postbacks"));
    }

    @Test
    void conflictAndRepeat_leaveTheirLines() {
        // What commission makes of it is not here: the order is read from the table only.
        String sale = "{" + SALE + "\"amount\":\"10.00\",\"test\":true}";
        post(sale);
        post(sale);
        assertThat(lines()).hasSize(2).allSatisfy(line -> {
            assertThat(line.code()).isEqualTo("accepted");
            assertThat(line.said().isTest()).isTrue();
            assertThat(line.said().event()).contains("sale");
        });
        assertThat(lines().getFirst().at()).isAfter(lines().getLast().at());
    }

    @Test
    void logThatFails_changesNoAnswer_andIsSkipped() {
        KeptLog log = new KeptLog();
        PostbackHandler handler = world.handler(log);
        log.down = true;
        assertThat(post(handler, "{" + SALE + "\"amount\":\"10.00\"}").getStatusCode())
                .isEqualTo(202);
        assertThat(post(handler, "{" + SALE + "\"amount\":\"-1.00\"}").getStatusCode())
                .isEqualTo(422);
        assertThat(world.backend.messages()).hasSize(1);
        log.down = false;
        post(handler, "{" + SALE + "\"amount\":\"10.00\"}");
        assertThat(log.kept).extracting(LoggedCall::skipped).containsExactly(2L);
    }

    @Test
    void flood_leavesSoManyLines_andTheNextSaysHowManyAreMissing() {
        KeptLog log = new KeptLog();
        CallNotes notes = new CallNotes(log);
        int burst = CallNotes.OF_PROGRAM.burst();
        for (int call = 0; call < burst + 7; call++) {
            notes.note(line(World.PROGRAM, World.NOW, 422));
        }
        assertThat(log.kept).hasSize(burst);
        // Another program's, and what is taken, are counted apart.
        notes.note(line(World.YEN, World.NOW, 422));
        assertThat(log.kept.getLast().skipped()).isZero();
        notes.note(line(World.PROGRAM, World.NOW, 202));
        assertThat(log.kept.getLast().skipped()).isEqualTo(7);
        notes.note(line(World.PROGRAM, World.NOW.plus(CallNotes.OF_PROGRAM.interval()), 422));
        assertThat(log.kept.getLast().skipped()).isZero();
        assertThat(log.kept).hasSize(burst + 3);
    }

    /// A line at its longest costs one write unit.
    @Test
    void longestLine_isBelowAKilobyte() {
        String order = "\u20ac".repeat(128);
        StringBuilder items = new StringBuilder();
        for (int item = 0; item < 20; item++) {
            items.append(item == 0 ? "" : ",").append("{\"quantity\":-1,\"category\":\"\"}");
        }
        post("{\"event\":\"abcdefghijklmnopqrstuvwxyzabcdef\",\"order_id\":\"" + order
                + "\",\"amount\":\"1.00\",\"currency\":\"EUR\"}");
        post("{\"event\":\"abcdefghijklmnopqrstuvwxyzabcdef\",\"order_id\":\"" + order
                + "\",\"amount\":\"1.00\",\"test\":true,\"items\":[" + items + "]}");
        assertThat(lines()).hasSize(2);
        assertThat(lines().getFirst().faults()).hasSize(LoggedCall.MOST_FAULTS);
        assertThat(world.backend.lines())
                .allSatisfy(line -> assertThat(bytes(line)).isBetween(600, 1024));
    }

    /// As the table counts them: names and values.
    private static int bytes(Map<String, AttributeValue> line) {
        int bytes = 0;
        for (Map.Entry<String, AttributeValue> one : line.entrySet()) {
            bytes += one.getKey().length() + 1;
            AttributeValue value = one.getValue();
            if (value.s() != null) {
                bytes += utf8(value.s());
            } else if (value.hasL()) {
                bytes += 3
                        + value.l().stream()
                                .mapToInt(text -> 1 + utf8(text.s()))
                                .sum();
            } else {
                bytes += 12;
            }
        }
        return bytes;
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static LoggedCall line(ProgramId program, Instant at, int status) {
        return new LoggedCall(
                program, at, "own", "POST", status, "x", List.of(new Fault("a", "b")), LoggedCall.Said.NOTHING, 0);
    }

    private APIGatewayV2HTTPResponse post(String body) {
        return post(world.handler, body);
    }

    private APIGatewayV2HTTPResponse post(PostbackHandler handler, String body) {
        return handler.handleRequest(Calls.bearer(World.PATH, world.token, body), new World.NoContext());
    }

    private List<LoggedCall> lines() {
        return new DynamoCallLog(world.backend.table).latest(World.PROGRAM, line -> true, 100, World.NOW);
    }
}
