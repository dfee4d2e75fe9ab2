package dev.tributary.postback;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the routes ANY bring here and the contract does not take. `Allow` never names HEAD where GET
/// takes a conversion.
final class MethodsTest {
    private static final String SALE = "event=sale&order_id=A-1&amount=10.00&currency=EUR&token=";

    @SuppressWarnings("NullAway.Init")
    private static World world;

    @BeforeAll
    static void start() throws IOException {
        world = new World();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        PUT     | postback | 405 | GET, OPTIONS, POST
        PATCH   | postback | 405 | GET, OPTIONS, POST
        DELETE  | postback | 405 | GET, OPTIONS, POST
        HEAD    | postback | 405 | GET, OPTIONS, POST
        BREW    | postback | 405 | GET, OPTIONS, POST
        OPTIONS | postback | 204 | GET, OPTIONS, POST
        POST    | keys     | 405 | GET, HEAD, OPTIONS
        OPTIONS | keys     | 204 | GET, HEAD, OPTIONS
        HEAD    | keys     | 200 | -
        GET     | keys     | 200 | -
        """)
    void method_isAnswered(String method, String path, int status, @Nullable String allow) {
        APIGatewayV2HTTPResponse answer = world.call(Calls.event(
                method,
                path.equals("keys") ? "/.well-known/jwks.json" : World.PATH,
                SALE + world.token,
                Map.of("authorization", "Bearer " + world.token, "content-type", "application/json"),
                method.equals("HEAD") ? "" : "{\"event\":\"lead\",\"order_id\":\"A-1\"}"));

        assertThat(answer.getStatusCode()).isEqualTo(status);
        assertThat(answer.getHeaders().get("allow")).isEqualTo(allow);
        if (method.equals("HEAD") || status == 204) {
            assertThat(answer.getBody()).isEmpty();
        }
        assertThat(world.backend.messages()).isEmpty();
    }
}
