package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.postback.LoggedCall;
import dev.tributary.domain.postback.LoggedCall.Said;
import dev.tributary.infrastructure.table.DynamoCallLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a merchant sees of the calls for its program.
class PostbackCallsTest {
    private static final ProgramId PROGRAM = new ProgramId(1);
    private static final String PATH = "/v1/programs/" + PROGRAM + "/postback_calls";

    private final WriteApi api = new WriteApi();
    private final DynamoCallLog log = new DynamoCallLog(api.stored.table);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # who       | query            | status | says
        affiliate 1 |                  | 403    | merchant_only
        merchant 2  |                  | 404    | no such program
        nobody      |                  | 401    | unauthorized
        merchant 1  | ?outcome=ok      | 400    | invalid_parameter
        merchant 1  | ?dialect=A%20B   | 400    | invalid_parameter
        merchant 1  | ?limit=101       | 400    | out_of_range
        merchant 1  | ?cursor=x        | 400    | invalid_parameter
        merchant 1  |                  | 200    | {"data":[],"next_cursor":null}
        """)
    void call_isAnsweredByWhoMakesIt(String who, @Nullable String query, int status, String says) {
        note(new ProgramId(2), ApiFixture.NOW, "own", 202);
        APIGatewayV2HTTPResponse answer = api.get(who, PATH + (query == null ? "" : query));
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
    }

    @Test
    void lines_standTheNewestFirst_asFarAsAreWanted() {
        for (int at = 0; at < 120; at++) {
            note(PROGRAM, ApiFixture.NOW.plusMillis(at), at % 2 == 0 ? "own" : "tune", at % 3 == 0 ? 422 : 202);
        }
        assertThat(orders(""))
                .hasSize(20)
                .startsWith("A-119", "A-118")
                .isSortedAccordingTo((a, b) -> number(b) - number(a));
        assertThat(orders("?limit=100")).hasSize(100).endsWith("A-20");
        assertThat(orders("?limit=100&outcome=refused")).hasSize(40).allMatch(order -> number(order) % 3 == 0);
        assertThat(orders("?limit=100&dialect=tune")).hasSize(60).allMatch(order -> number(order) % 2 == 1);
        assertThat(orders("?limit=100&outcome=failed")).isEmpty();
    }

    @Test
    void line_isSeenAsItWasWritten_untilItIsOld() {
        log.note(new LoggedCall(
                PROGRAM,
                api.now,
                "own",
                "POST",
                422,
                "negative",
                List.of(new LoggedCall.Fault("amount", "negative"), new LoggedCall.Fault("a b\u202e", "x")),
                new Said(OrderId.parse("A-1"), Optional.of("sale"), Optional.empty(), true),
                3));
        assertThat(api.get("merchant 1", PATH).getBody()).contains("""
            "outcome":"refused","status":422,"code":"negative","errors":[{"field":"amount","code":"negative"},\
            {"field":"a?b?","code":"x"}],"event":"sale","order_id":"A-1","receipt_id":null,"test":true,"skipped":3}\
            """);
        // The table deletes it when it likes to.
        api.now = api.now.plus(LoggedCall.KEPT).plus(Duration.ofSeconds(1));
        assertThat(api.get("merchant 1", PATH).getBody()).contains("\"data\":[]");
    }

    private void note(ProgramId program, Instant at, String dialect, int status) {
        log.note(new LoggedCall(
                program,
                at,
                dialect,
                "GET",
                status,
                "accepted",
                List.of(),
                new Said(
                        OrderId.parse(
                                "A-" + Duration.between(ApiFixture.NOW, at).toMillis()),
                        Optional.of("sale"),
                        Optional.empty(),
                        false),
                0));
    }

    private List<String> orders(String query) {
        return Json.texts(api.get("merchant 1", PATH + query).getBody(), "order_id");
    }

    private static int number(String order) {
        return Integer.parseInt(order.substring(2));
    }
}
