package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.Table;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is answered while what stands behind the API does not answer: when to come back, never a
/// 500, which would say that a mistake of ours is in the way.
class UnavailableTest {
    private final ApiFixture api = ApiFixture.filled();
    private final Table nothing = EmbeddedTable.create().connectToNothing();

    @Test
    void everyRoute_withoutATable() {
        ApiHandler handler = api.handler(ApiHandler.Stores.of(nothing), nothing, () -> api.ring);
        for (String path : paths()) {
            assertUnavailable(path, api.answer(handler, "merchant 1", path));
        }
    }

    /// The key is known and the rest is not: each store by itself says so.
    @Test
    void everyRoute_withNothingButItsKey() {
        ApiHandler.Stores dead = ApiHandler.Stores.of(nothing);
        ApiHandler handler = api.handler(
                new ApiHandler.Stores(
                        api.keys,
                        dead.programs(),
                        dead.enrollments(),
                        dead.links(),
                        dead.clicks(),
                        dead.chunks(),
                        dead.terms(),
                        dead.orders(),
                        dead.lists(),
                        dead.ledger(),
                        dead.clickEntries(),
                        dead.figures()),
                nothing,
                () -> api.ring);
        for (String path : paths()) {
            APIGatewayV2HTTPResponse answer = api.answer(handler, "merchant 1", path);
            // What needs a parameter or another scope, or holds an id that says too little, is refused before
            // anything is read.
            if (!List.of(400, 403, 404).contains(answer.getStatusCode())) {
                assertUnavailable(path, answer);
            }
        }
        for (String path : List.of(
                "/v1/programs",
                "/v1/programs/prg_0000000000001",
                "/v1/programs/prg_0000000000001/terms",
                "/v1/links",
                "/v1/links/lnk_000000000000b",
                "/v1/enrollments",
                "/v1/clicks?program_id=prg_0000000000001",
                "/v1/conversions?program_id=prg_0000000000001",
                "/v1/commissions?program_id=prg_0000000000001",
                "/v1/overview?program_id=prg_0000000000001",
                "/v1/balances?program_id=prg_0000000000001")) {
            assertUnavailable(path, api.answer(handler, "merchant 1", path));
        }
    }

    @Test
    void list_withACursor_withoutAKeyRing() {
        ApiHandler handler = api.handler(ApiHandler.Stores.of(api.table), api.table, () -> {
            throw new IOException("no secret");
        });
        assertUnavailable("a cursor", api.answer(handler, "merchant 1", "/v1/programs?limit=1"));
    }

    /// As Lambda makes it, with the client's own tries.
    @Test
    void handlerOfTheEnvironment_withoutATable() {
        URI gone =
                nothing.client().serviceClientConfiguration().endpointOverride().orElseThrow();
        ApiHandler handler = new ApiHandler(new Environment(
                Map.ofEntries(
                        Map.entry("AWS_REGION", "eu-central-1"),
                        Map.entry("AWS_ACCESS_KEY_ID", "test"),
                        Map.entry("AWS_SECRET_ACCESS_KEY", "test"),
                        Map.entry("TABLE_NAME", "gone"),
                        Map.entry("KEY_RING_SECRET", "ring"),
                        Map.entry("CONVERSIONS_QUEUE_URL", "http://127.0.0.1:1/none"),
                        Map.entry("TRANSFERS_QUEUE_URL", "http://127.0.0.1:1/none"),
                        Map.entry("PAYPAL_URL", "https://paypal.example"),
                        Map.entry("PAYOUT_FILES_BUCKET", "none"),
                        Map.entry("EXPORTS_BUCKET", "none"),
                        Map.entry("AWS_ENDPOINT_URL_DYNAMODB", gone.toString())),
                Clock.fixed(ApiFixture.NOW, ZoneOffset.UTC)));
        assertUnavailable("/v1/links", api.answer(handler, "merchant 1", "/v1/links"));
    }

    private List<String> paths() {
        return api.routes().stream()
                .filter(route -> route.startsWith("GET "))
                .map(route -> route.substring(4)
                        .replace("{program_id}", "prg_0000000000001")
                        .replace("{link_id}", "lnk_000000000000b")
                        .replace("{version}", "1"))
                .toList();
    }

    private static void assertUnavailable(String path, APIGatewayV2HTTPResponse answer) {
        assertThat(answer.getStatusCode()).as(path + ": " + answer.getBody()).isEqualTo(503);
        assertThat(answer.getHeaders())
                .containsEntry("content-type", "application/problem+json")
                .containsKey("retry-after");
        assertThat(answer.getBody()).contains("\"code\":\"unavailable\"");
    }
}
