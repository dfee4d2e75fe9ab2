package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.table.Table;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A test program with something of most kinds in it, made by a test key as an integration makes it, is purged:
/// nothing that names it is left but itself, the audit log and what expires within a day, and every other item is
/// what it was.
@Tag("system")
class PurgeMachineTest {
    private static final Duration DRAIN = Duration.ofSeconds(60);
    private static final String MERCHANT = Shop.MERCHANT_KEY.reveal();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void testProgram_livesAndIsPurged() throws Exception {
        try (WiredMachine wired =
                WiredMachine.start(folder, options -> options.withLongestWindow(Duration.ofMillis(100)))) {
            LocalMachine machine = wired.machine();
            Shop.seed(machine);
            Map<String, String> seeded = items(machine);
            String key = testKey(machine);
            try (Office office = new Office(machine, key)) {
                String program = office.open();
                assertThat(program).startsWith("prg_0test");
                live(machine, office, key, program);
                assertThat(letters(items(machine), item -> item.contains(program)))
                        .contains("A", "C", "J", "L", "N", "O", "P", "Q", "R", "S", "W", "Y");

                String purge = "/v1/programs/" + program + "/purge";
                assertThat(office.post(key, purge, "{}").path("state").asText()).isEqualTo("running");
                machine.fire("JobsScheduleFunction", "BulkDue");
                machine.awaitQueuesEmpty(DRAIN);

                JsonNode done = office.get(key, purge);
                assertThat(done.path("state").asText()).isEqualTo("done");
                assertThat(done.path("deleted").asInt()).isGreaterThan(20);
                Map<String, String> after = items(machine);
                assertThat(letters(after, item -> item.contains(program))).containsExactly("K", "P", "U", "W");
                for (String gone : List.of("D", "J", "L", "R", "Y", "Z", "C", "S", "Q", "O", "A", "PC")) {
                    assertThat(keys(after, gone)).as(gone).isEqualTo(keys(seeded, gone));
                }
                seeded.keySet().removeIf(item -> item.startsWith("I#"));
                assertThat(after).containsAllEntriesOf(seeded);
                assertThat(office.get(key, "/v1/enrollments?program_id=" + program)
                                .path("data"))
                        .isEmpty();
                assertThat(office.get(key, "/v1/programs/" + program + "/terms").path("data"))
                        .isNotEmpty();
            }
            assertWithinTheRole(wired);
        }
    }

    private static String testKey(LocalMachine machine) throws Exception {
        try (Office root = new Office(machine, MERCHANT)) {
            return root.post(MERCHANT, "/v1/api_keys", """
                {"name":"Try","person":"Try","mode":"test","scopes":["read","write","payouts","keys"]}\
                """).path("secret").asText();
        }
    }

    /// From the affiliate to a planned run.
    private static void live(LocalMachine machine, Office office, String key, String program) throws Exception {
        JsonNode anna = office.post(key, "/v1/affiliates", "{\"name\":\"Anna\"}");
        Office.Member member = new Office.Member(
                anna.path("id").asText(), anna.path("api_key").path("secret").asText());
        office.post(member.key(), "/v1/enrollments", "{\"program_id\":\"%s\"}".formatted(program));
        office.post(key, "/v1/enrollments/" + program + "/" + member.affiliate() + "/approve", "{}");
        office.post(
                key,
                "/v1/coupons",
                "{\"program_id\":\"%s\",\"affiliate_id\":\"%s\",\"code\":\"TRY10\"}"
                        .formatted(program, member.affiliate()));
        String link = office.post(
                        member.key(),
                        "/v1/links",
                        "{\"program_id\":\"%s\",\"destination\":\"https://office.example/\"}".formatted(program))
                .path("path")
                .asText();
        String token = office.post(key, "/v1/programs/" + program + "/postback_credentials", "{}")
                .path("token")
                .asText();
        String click = get(machine, link).header("location").orElseThrow().replaceFirst(".*click_id=", "");
        String postback = "/postbacks/" + program + "?currency=EUR&token=" + token;
        for (String query : List.of(
                "&event=sale&order_id=A-1&amount=100.00&click_id=" + click,
                "&event=refund&order_id=A-1&refund_id=R-1&amount=10.00",
                "&event=refund&order_id=A-2&refund_id=R-1&amount=10.00")) {
            assertThat(get(machine, postback + query).status()).isEqualTo(202);
        }
        office.adjust(key, program, member.affiliate(), "1.00");
        Talk.of(office, key, program, member);
        office.post(key, "/v1/payout_runs", "{\"program_id\":\"%s\"}".formatted(program));
        machine.clock().forward(Duration.ofMinutes(3));
        machine.fire("JobsScheduleFunction", "RollUp");
        machine.awaitQueuesEmpty(DRAIN);
    }

    private static RawHttp.Reply get(LocalMachine machine, String path) throws IOException {
        int port = URI.create(machine.baseUrl()).getPort();
        return RawHttp.send(port, "GET " + path + " HTTP/1.1", "User-Agent: Mozilla/5.0 Chrome/131.0");
    }

    /// What PolicyTest does not see: each deletion has a key that the role allows, and a scan asks for keys only.
    private static void assertWithinTheRole(WiredMachine wired) {
        int deleted = 0;
        for (Wire.Call call : wired.wire().calls()) {
            if (call.function().equals("JobsFunction") && call.action().equals("DeleteItem")) {
                assertThat(call.body().path("Key").path("pk").path("S").asText())
                        .matches("([ABCNOPQSVW]|PC)#prg_0test.*|[DEGJLRYZ]#.*");
                deleted++;
            }
            if (call.action().equals("Scan")) {
                assertThat(call.function()).isEqualTo("JobsFunction");
                assertThat(call.body().path("ProjectionExpression").asText()).isEqualTo("#pk, #sk, #list");
                assertThat(call.body()
                                .path("ExpressionAttributeNames")
                                .valueStream()
                                .map(JsonNode::asText))
                        .containsExactlyInAnyOrder("pk", "sk", "gsi1pk");
            }
        }
        assertThat(deleted).isGreaterThan(20);
    }

    private static Map<String, String> items(LocalMachine machine) {
        Map<String, String> items = new TreeMap<>();
        Table table = Shop.table(machine);
        table.client()
                .scanPaginator(scan -> scan.tableName(table.name()).consistentRead(true))
                .items()
                .forEach(item -> items.put(text(item, "pk") + " " + text(item, "sk"), new TreeMap<>(item).toString()));
        return items;
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name).s();
    }

    private static Set<String> letters(Map<String, String> items, Predicate<String> wanted) {
        return items.entrySet().stream()
                .filter(item -> wanted.test(item.getValue()))
                .map(item -> item.getKey().substring(0, 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> keys(Map<String, String> items, String letter) {
        return items.keySet().stream()
                .filter(item -> item.startsWith(letter + "#"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
