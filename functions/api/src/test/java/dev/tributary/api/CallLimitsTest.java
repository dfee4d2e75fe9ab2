package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;

/// Calls over a limit: 429 before anything is read, and nobody else is held.
class CallLimitsTest {
    private static final String PROGRAMS = "/v1/programs";
    private static final int BURST = CallLimits.OF_CALLER.burst();
    private static final int GUESSES = CallLimits.OF_WRONG.burst();

    private final WireFault calls = WireFault.meanwhile(SdkRequest.class, 0, () -> {});
    private final WriteApi api = new WriteApi();

    CallLimitsTest() {
        api.withLimits(calls);
    }

    @Test
    void answers_tellOfTheBucketOfTheirKey() {
        assertTold(api.get("merchant 1", PROGRAMS), BURST - 1, 1);
        assertTold(api.get("merchant 1", PROGRAMS + "/prg_0000000000099"), BURST - 2, 1);
        assertTold(api.post("merchant 1", PROGRAMS, "{}"), BURST - 3, 1);
        assertTold(api.get("merchant 2", PROGRAMS), BURST - 1, 1);
        assertTold(api.get("keeper 1", PROGRAMS), BURST - 1, 1);
        api.now = api.now.plusMillis(40);
        assertTold(api.get("merchant 1", PROGRAMS), BURST - 2, 1);
        assertThat(api.get("nobody", PROGRAMS).getHeaders()).doesNotContainKey("ratelimit-limit");
    }

    /// A key that called too often gets nothing read; another one of the same tenant and address does.
    @Test
    void keyOverItsLimit_costsNothing_andHoldsNoOther() {
        for (int i = 0; i < BURST; i++) {
            assertThat(api.post("merchant 1", PROGRAMS, "{").getStatusCode()).isEqualTo(400);
        }
        int before = calls.seen.get();
        assertThat(before).isGreaterThanOrEqualTo(BURST);
        for (String method : new String[] {"GET", "POST"}) {
            APIGatewayV2HTTPResponse answer = api.call("merchant 1", method, PROGRAMS, "");
            assertThat(answer.getStatusCode()).isEqualTo(429);
            assertThat(answer.getBody()).contains("\"code\":\"rate_limited\"");
            assertThat(answer.getHeaders())
                    .containsEntry("content-type", "application/problem+json")
                    .containsEntry("retry-after", "1");
            assertTold(answer, 0, 10);
        }
        assertThat(calls.seen).hasValue(before);
        assertThat(api.get("keeper 1", "/v1/api_keys").getStatusCode()).isEqualTo(200);
        api.now = api.now.plusMillis(20);
        assertThat(api.get("merchant 1", PROGRAMS).getStatusCode()).isEqualTo(200);
        assertThat(api.get("merchant 1", PROGRAMS).getStatusCode()).isEqualTo(429);
    }

    @Test
    void wrongKeys_areLimitedByTheirAddressBeforeTheirLookUp() {
        api.use("guess", "trb_live_00000000000000000000000000000000");
        api.get("merchant 1", PROGRAMS);
        int before = calls.seen.get();
        for (int i = 0; i < GUESSES; i++) {
            assertThat(guess(i).getStatusCode()).isEqualTo(401);
        }
        assertThat(calls.seen).hasValue(before + GUESSES);
        APIGatewayV2HTTPResponse refused = guess(GUESSES);
        assertThat(refused.getStatusCode()).isEqualTo(429);
        assertThat(refused.getHeaders()).containsEntry("retry-after", "1");
        assertTold(refused, 0, GUESSES, GUESSES);
        assertThat(calls.seen).hasValue(before + GUESSES);

        // Who was found good here goes on; who was not, waits until one more may be looked up.
        assertThat(api.get("merchant 1", PROGRAMS).getStatusCode()).isEqualTo(200);
        assertThat(api.get("merchant 2", PROGRAMS).getStatusCode()).isEqualTo(429);
        api.address = "192.0.2.8";
        assertThat(api.get("affiliate 1", PROGRAMS).getStatusCode()).isEqualTo(200);
        api.address = "192.0.2.7";
        api.now = api.now.plusSeconds(1);
        assertThat(api.get("merchant 2", PROGRAMS).getStatusCode()).isEqualTo(200);
        // A right key was no guess: the token is there for the next one.
        assertThat(guess(0).getStatusCode()).isEqualTo(401);
        assertThat(guess(0).getStatusCode()).isEqualTo(429);
    }

    /// What a call says of its own way is not believed.
    @Test
    void forwardedFor_isNoAddress() {
        for (int i = 0; i < GUESSES; i++) {
            guess(i, "x-forwarded-for", "10.0.0." + i);
        }
        assertThat(guess(0, "x-forwarded-for", "10.1.1.1").getStatusCode()).isEqualTo(429);
    }

    @Test
    void keyThatWasRevoked_isAStrangerAgain() {
        String made = api.post("merchant 1", "/v1/api_keys", "{\"name\":\"K\",\"scopes\":[\"read\"]}")
                .getBody();
        api.use("made", Json.texts(made, "secret").getFirst());
        assertThat(api.get("made", PROGRAMS).getStatusCode()).isEqualTo(200);
        api.call(
                "merchant 1", "DELETE", "/v1/api_keys/" + Json.texts(made, "id").getFirst(), "");
        for (int i = 0; i < GUESSES; i++) {
            guess(i);
        }
        assertThat(api.get("made", PROGRAMS).getStatusCode()).isEqualTo(401);
        assertThat(api.get("made", PROGRAMS).getStatusCode()).isEqualTo(429);
    }

    @Test
    void sessions_haveABucketEach_andGuessedOnesAreLimitedAsKeysAre() {
        People people = new People(api);
        people.invite("merchant 1", "anna", "owner");
        people.signIn("anna");
        APIGatewayV2HTTPResponse first = people.get("anna", "/v1/sessions/current");
        int left = Integer.parseInt(Objects.requireNonNull(first.getHeaders().get("ratelimit-remaining")));
        assertTold(people.get("anna", PROGRAMS), left - 1, 1);
        String cookie = people.cookieOf("anna");
        for (int i = 0; i <= GUESSES; i++) {
            int value = cookie.indexOf('=') + 1;
            api.use("thief", cookie.substring(0, value) + "%04d".formatted(i) + cookie.substring(value + 4));
            assertThat(api.get("thief", i % 2 == 0 ? PROGRAMS : "/v1/sessions").getStatusCode())
                    .isEqualTo(i < GUESSES ? 401 : 429);
        }
        assertThat(people.get("anna", PROGRAMS).getStatusCode()).isEqualTo(200);
    }

    @Test
    void signIn_isCountedWhateverComesOfIt() {
        int before = calls.seen.get();
        int most = CallLimits.OF_SIGN_IN.burst();
        for (int i = 0; i < most; i++) {
            assertThat(api.post("nobody", "/v1/sessions", "{\"token\":\"x\"}").getStatusCode())
                    .isEqualTo(401);
        }
        int after = calls.seen.get();
        for (String path : new String[] {"/v1/sessions", "/v1/sign_in_links", "/sign-in"}) {
            assertThat(api.post("nobody", path, "{\"email\":\"a@b.example\"}").getStatusCode())
                    .isEqualTo(429);
        }
        assertThat(calls.seen).hasValue(after);
        assertThat(after).isGreaterThanOrEqualTo(before);
        assertThat(api.get("merchant 1", PROGRAMS).getStatusCode()).isEqualTo(200);
    }

    /// Before anybody asks who calls.
    @Test
    void bodyOverTheLimitOfItsRoute_isRefusedBeforeAnythingElse() {
        int before = calls.seen.get();
        Map<String, Integer> most = Map.of(
                "GET /v1/links", 4_096,
                "DELETE /v1/api_keys/key_0", 4_096,
                "POST /v1/sign_in_links", 4_096,
                "POST /v1/links", 65_536,
                "POST /v1/directory/prg_0000000000001/applications", 65_536,
                "POST /v1/threads/thr_0000000000001/messages", 65_536,
                "POST /v1/programs", 262_144,
                "PUT /v1/programs/prg_0000000000001/terms/draft", 262_144,
                "POST /v1/payout_runs/run_00000000000000000000000001/results", 262_144);
        most.forEach((route, bytes) -> {
            String method = route.substring(0, route.indexOf(' '));
            String path = route.substring(method.length() + 1);
            assertThat(api.call("nobody", method, path, "x".repeat(bytes)).getStatusCode())
                    .as(route)
                    .isIn(400, 401);
            APIGatewayV2HTTPResponse answer = api.call("nobody", method, path, "x".repeat(bytes + 1));
            assertThat(answer.getStatusCode()).as(route).isEqualTo(413);
            assertThat(answer.getBody()).contains("\"code\":\"body_too_large\"", Integer.toString(bytes));
        });
        assertThat(calls.seen).hasValue(before);
    }

    /// An outage proves nothing about whoever calls.
    @Test
    void whatIsNotLookedUp_isNoGuess() {
        WriteApi dead = new WriteApi();
        WireFault down = WireFault.meanwhile(SdkRequest.class, 2 * GUESSES, () -> {
            throw SdkClientException.create("down");
        });
        dead.withLimits(down);
        for (int i = 0; i < 2 * GUESSES; i++) {
            assertThat(dead.get("merchant 1", PROGRAMS).getStatusCode()).isEqualTo(503);
        }
        assertThat(dead.get("merchant 1", PROGRAMS).getStatusCode()).isEqualTo(200);
    }

    private APIGatewayV2HTTPResponse guess(int number, String... headers) {
        api.use("guess", "trb_live_" + "%032d".formatted(number));
        return api.call("guess", "GET", PROGRAMS, "", headers);
    }

    private static void assertTold(APIGatewayV2HTTPResponse answer, int left, int reset) {
        assertTold(answer, left, reset, BURST);
    }

    private static void assertTold(APIGatewayV2HTTPResponse answer, int left, int reset, int limit) {
        assertThat(answer.getHeaders())
                .as(answer.getBody())
                .containsEntry("ratelimit-limit", Integer.toString(limit))
                .containsEntry("ratelimit-remaining", Integer.toString(left))
                .containsEntry("ratelimit-reset", Integer.toString(reset));
    }
}
