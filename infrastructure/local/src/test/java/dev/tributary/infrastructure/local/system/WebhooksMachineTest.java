package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.seed.DemoStart;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From an order to the receiver: the whole system, real sockets, signatures by the official library.
@Tag("system")
class WebhooksMachineTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void order_isToldToMerchantAndAffiliate_andWhatFailsIsToldLater() throws Exception {
        try (LocalMachine machine = LocalMachine.start(
                Options.machine(Project.ROOT.resolve("template.yaml")).withLongestWindow(Duration.ofMillis(100)))) {
            new DemoStart(folder).run(machine, true);
            JsonNode demo = Project.parse(Files.readString(folder.resolve("demo.json")));
            try (Subscriber merchant = new Subscriber(machine, key(demo, "merchant"));
                    Subscriber affiliate = new Subscriber(machine, key(demo, "affiliate"))) {
                JsonNode webhook = merchant.subscribe("webhook", "/hooks?of=shop");
                affiliate.subscribe(
                        "postback_url",
                        "/postback?type={type}&click={click_id}&order={order_id}&sum={payout}{currency}");
                String click = click(machine);

                postback(machine, demo, "&event=sale&order_id=A-1&amount=100.00&click_id=" + click);

                Webhook library = new Webhook(webhook.path("secret").asText());
                for (Subscriber.Call call : merchant.calls()) {
                    library.verify(call.body(), call.headers());
                    assertThat(call.target()).isEqualTo("/hooks?of=shop");
                }
                assertThat(types(merchant.calls())).contains("conversion.accepted", "commission.accrued");
                Map<String, JsonNode> told = byType(merchant.calls());
                JsonNode accrued =
                        Objects.requireNonNull(told.get("commission.accrued")).path("data");
                assertThat(accrued.path("order_id").asText()).isEqualTo("A-1");
                assertThat(accrued.path("click_id").asText()).isEqualTo(click);
                assertThat(accrued.path("program_id")).isEqualTo(demo.path("program_id"));
                String sum = accrued.path("amount").path("amount").asText();
                assertThat(affiliate.calls())
                        .extracting(Subscriber.Call::target)
                        .contains("/postback?type=commission.accrued&click=" + click + "&order=A-1&sum=" + sum + "EUR");
                int before = merchant.calls().size();

                postback(machine, demo, "&event=sale&order_id=A-1&amount=100.00&click_id=" + click);
                assertThat(merchant.calls()).hasSize(before);

                merchant.answer(503);
                postback(machine, demo, "&event=refund&order_id=A-1&refund_id=R-1&amount=40.00");
                assertThat(types(merchant.calls())).contains("commission.reversed");
                merchant.answer(204);
                machine.clock().forward(Duration.ofMinutes(2));
                merchant.minute();

                List<Subscriber.Call> reversals = merchant.calls().stream()
                        .filter(call -> call.body().contains("\"type\":\"commission.reversed\""))
                        .toList();
                assertThat(reversals).hasSize(2);
                assertThat(reversals.get(1).headers().get("webhook-id"))
                        .isEqualTo(reversals.get(0).headers().get("webhook-id"));
                assertThat(reversals.get(1).body()).isEqualTo(reversals.get(0).body());
                assertThat(Project.parse(reversals.getFirst().body())
                                .path("data")
                                .path("refund_id")
                                .asText())
                        .isEqualTo("R-1");
                assertThat(merchant.deliveries(webhook.path("id").asText()))
                        .allMatch(delivery -> delivery.path("state").asText().equals("delivered"))
                        .anyMatch(delivery -> delivery.path("attempts").asInt() == 2);
            }
        }
    }

    private static String key(JsonNode demo, String who) {
        return demo.path(who).path("api_key").asText();
    }

    private static String click(LocalMachine machine) throws IOException {
        return get(machine, "/r/demo", "User-Agent: Mozilla/5.0 Chrome/131.0")
                .header("location")
                .orElseThrow()
                .replaceFirst(".*click_id=", "")
                .replaceFirst("&.*", "");
    }

    private static RawHttp.Reply get(LocalMachine machine, String path, String header) throws IOException {
        return RawHttp.send(URI.create(machine.baseUrl()).getPort(), "GET " + path + " HTTP/1.1", header);
    }

    private static void postback(LocalMachine machine, JsonNode demo, String query) throws Exception {
        String path = "/postbacks/" + demo.path("program_id").asText() + "?currency=EUR&token="
                + demo.path("postback").path("token").asText() + query;
        assertThat(get(machine, path, "Accept: */*").status()).isIn(200, 202);
        machine.awaitQueuesEmpty(Duration.ofSeconds(30));
    }

    private static List<String> types(List<Subscriber.Call> calls) {
        return List.copyOf(byType(calls).keySet());
    }

    private static Map<String, JsonNode> byType(List<Subscriber.Call> calls) {
        return calls.stream()
                .map(call -> Project.parse(call.body()))
                .collect(Collectors.toMap(body -> body.path("type").asText(), body -> body, (one, other) -> other));
    }
}
