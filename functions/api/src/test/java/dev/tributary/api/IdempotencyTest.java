package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// That a write happens once, however often and over whichever failure it is sent.
class IdempotencyTest {
    private static final String KEY = "idempotency-key";
    private static final String NEW_LINK = """
        {"program_id":"prg_0000000000001","destination":"https://shop.example/new"}\
        """;
    private final WriteApi api = new WriteApi();

    @Test
    void repeat_getsTheSameAnswer() {
        APIGatewayV2HTTPResponse first = create("k-1");
        Map<String, Map<String, AttributeValue>> before = api.items();
        APIGatewayV2HTTPResponse again = create("k-1");
        assertThat(first.getStatusCode()).isEqualTo(201);
        assertThat(again.getStatusCode()).isEqualTo(201);
        assertThat(again.getBody()).isEqualTo(first.getBody());
        assertThat(again.getHeaders())
                .containsEntry("idempotent-replayed", "true")
                .containsEntry("etag", "\"1\"")
                .containsEntry("location", first.getHeaders().get("location"));
        assertThat(first.getHeaders()).doesNotContainKey("idempotent-replayed");
        assertThat(api.items()).isEqualTo(before);
    }

    @Test
    void repeatOfAChange_doesNotChangeAgain() {
        String link = "/v1/links/lnk_000000000000b";
        APIGatewayV2HTTPResponse first = api.patch("affiliate 1", link, "{\"enabled\":false}", KEY, "k-1");
        api.patch("affiliate 1", link, "{\"enabled\":true}");
        APIGatewayV2HTTPResponse again = api.patch("affiliate 1", link, "{\"enabled\":false}", KEY, "k-1");
        assertThat(again.getBody()).isEqualTo(first.getBody());
        assertThat(api.get("affiliate 1", link).getBody()).contains("\"enabled\":true");
    }

    @Test
    void anotherCallUnderTheKey_isRefused() {
        create("k-1");
        Map<String, Map<String, AttributeValue>> before = api.items();
        assertRefused(
                api.post("affiliate 1", "/v1/links", NEW_LINK.replace("/new", "/other"), KEY, "k-1"),
                422,
                "idempotency_key_reused");
        assertRefused(
                api.patch("affiliate 1", "/v1/links/lnk_000000000000b", "{}", KEY, "k-1"),
                422,
                "idempotency_key_reused");
        assertThat(api.items()).isEqualTo(before);
    }

    /// One that may do less would see what it may not, such as a run that it may not plan.
    @Test
    void anotherApiKeyOfTheTenant_namesItsOwnCalls() {
        String path = "/v1/payout_runs";
        String body = "{\"program_id\":\"prg_0000000000001\"}";
        String lesser = api.post("merchant 1", "/v1/api_keys", "{\"name\":\"Less\",\"scopes\":[\"write\"]}")
                .getBody();
        String same = api.post(
                        "merchant 1",
                        "/v1/api_keys",
                        "{\"name\":\"Same\",\"person\":\"A\",\"scopes\":[\"write\",\"payouts\"]}")
                .getBody();
        api.use("lesser", Json.texts(lesser, "secret").getFirst());
        api.use("same", Json.texts(same, "secret").getFirst());
        APIGatewayV2HTTPResponse first = api.post("merchant 1", path, body, KEY, "k-1");

        assertRefused(api.post("lesser", path, body, KEY, "k-1"), 403, "insufficient_scope");
        APIGatewayV2HTTPResponse other = api.post("same", path, body, KEY, "k-1");
        assertThat(other.getStatusCode()).isEqualTo(201);
        assertThat(other.getHeaders()).doesNotContainKey("idempotent-replayed");
        assertThat(Json.texts(other.getBody(), "id")).isNotEqualTo(Json.texts(first.getBody(), "id"));
        assertThat(api.post("merchant 1", path, body, KEY, "k-1").getBody()).isEqualTo(first.getBody());
    }

    @Test
    void anotherTenantsKey_isAnotherKey() {
        create("k-1");
        APIGatewayV2HTTPResponse other = api.post("affiliate 2", "/v1/links", NEW_LINK, KEY, "k-1");
        assertThat(other.getStatusCode()).isEqualTo(201);
        assertThat(other.getBody()).contains("aff_0000000000002");
    }

    @Test
    void refusedCall_leavesItsKeyFree() {
        String bad = NEW_LINK.replace("shop.example", "evil.example");
        Map<String, Map<String, AttributeValue>> before = api.items();
        assertRefused(api.post("affiliate 1", "/v1/links", bad, KEY, "k-1"), 422, "invalid_fields");
        assertThat(api.items()).isEqualTo(before);
        assertThat(create("k-1").getStatusCode()).isEqualTo(201);
    }

    @Test
    void callUnderWay_isRefusedUntilItsLeaseEnds() {
        List<APIGatewayV2HTTPResponse> second = new ArrayList<>();
        WireFault meanwhile = WireFault.meanwhile(TransactWriteItemsRequest.class, 1, () -> second.add(create("k-1")));
        api.withFaults(meanwhile);
        assertThat(create("k-1").getStatusCode()).isEqualTo(201);
        assertThat(meanwhile.seen.get()).isEqualTo(1);
        assertRefused(second.getFirst(), 409, "idempotency_in_flight");
        assertThat(second.getFirst().getHeaders()).containsEntry("retry-after", "60");
        assertThat(api.count("L#")).isEqualTo(5);
    }

    @Test
    void crashBeforeTheWrite_isExecutedAgainAfterTheLease() {
        api.withFaults(WireFault.notSent(TransactWriteItemsRequest.class));
        assertThat(create("k-1").getStatusCode()).isGreaterThanOrEqualTo(500);
        assertThat(api.count("L#")).isEqualTo(4);
        assertRefused(create("k-1"), 409, "idempotency_in_flight");
        api.now = api.now.plus(Duration.ofSeconds(59));
        assertRefused(create("k-1"), 409, "idempotency_in_flight");
        api.now = api.now.plus(Duration.ofSeconds(1));
        assertThat(create("k-1").getStatusCode()).isEqualTo(201);
        assertThat(api.count("L#")).isEqualTo(5);
    }

    @Test
    void replyOfTheWriteLost_isAnsweredFromWhatWasKept() {
        api.withFaults(WireFault.replyLost(TransactWriteItemsRequest.class));
        assertThat(create("k-1").getStatusCode()).isGreaterThanOrEqualTo(500);
        assertThat(api.count("L#")).isEqualTo(5);
        APIGatewayV2HTTPResponse again = create("k-1");
        assertThat(again.getStatusCode()).isEqualTo(201);
        assertThat(again.getHeaders()).containsEntry("idempotent-replayed", "true");
        assertThat(api.count("L#")).isEqualTo(5);
        assertThat(api.count("U#")).isEqualTo(1);
    }

    /// The slow first attempt wakes up after the second one is through.
    @Test
    void attemptThatWasOvertaken_writesNothing() {
        List<APIGatewayV2HTTPResponse> second = new ArrayList<>();
        api.withFaults(WireFault.meanwhile(TransactWriteItemsRequest.class, 1, () -> {
            api.now = api.now.plus(Duration.ofSeconds(61));
            second.add(create("k-1"));
        }));
        assertRefused(create("k-1"), 409, "idempotency_in_flight");
        assertThat(second.getFirst().getStatusCode()).isEqualTo(201);
        assertThat(api.count("L#")).isEqualTo(5);
        assertThat(create("k-1").getBody()).isEqualTo(second.getFirst().getBody());
    }

    @Test
    void releaseThatFails_isLeftToTheLease() {
        api.withFaults(WireFault.notSent(DeleteItemRequest.class));
        String bad = NEW_LINK.replace("shop.example", "evil.example");
        assertThat(api.post("affiliate 1", "/v1/links", bad, KEY, "k-1").getStatusCode())
                .isGreaterThanOrEqualTo(500);
        api.now = api.now.plus(Duration.ofSeconds(60));
        assertRefused(api.post("affiliate 1", "/v1/links", bad, KEY, "k-1"), 422, "invalid_fields");
        assertThat(create("k-1").getStatusCode()).isEqualTo(201);
    }

    /// After a day the key is forgotten, though its item may still be there. What it made is not.
    @Test
    void keyAfterADay_findsWhatItMade() {
        APIGatewayV2HTTPResponse first = create("k-1");
        api.now = api.now.plus(Duration.ofHours(24));
        APIGatewayV2HTTPResponse again = create("k-1");
        assertThat(again.getStatusCode()).isEqualTo(201);
        assertThat(again.getBody()).isEqualTo(first.getBody());
        assertThat(api.count("L#")).isEqualTo(5);
        api.now = api.now.plus(Duration.ofHours(24));
        assertRefused(
                api.post("affiliate 1", "/v1/links", NEW_LINK.replace("/new", "/other"), KEY, "k-1"),
                422,
                "idempotency_key_reused");
    }

    @Test
    void withoutAKey_eachCallIsItsOwn() {
        assertThat(api.post("affiliate 1", "/v1/links", NEW_LINK).getBody())
                .isNotEqualTo(api.post("affiliate 1", "/v1/links", NEW_LINK).getBody());
        assertThat(api.count("L#")).isEqualTo(6);
        assertThat(api.count("K#")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "\u00e9", "a\tb"})
    void keyThatIsNone_isRefused(String key) {
        assertRefused(create(key), 400, "malformed_idempotency_key");
        assertRefused(create("x".repeat(256)), 400, "malformed_idempotency_key");
        assertThat(create("x".repeat(255)).getStatusCode()).isEqualTo(201);
    }

    private APIGatewayV2HTTPResponse create(String key) {
        return api.post("affiliate 1", "/v1/links", NEW_LINK, KEY, key);
    }

    private static void assertRefused(APIGatewayV2HTTPResponse answer, int status, String code) {
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains("\"code\":\"" + code + "\"");
    }
}
