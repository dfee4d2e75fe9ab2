package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.check.Calls;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Disputes of an affiliate in a program that pays 12 % without a hold, from their opening to what 75 days make of
/// them.
final class Disputing {
    private static final Duration DRAIN = Duration.ofSeconds(60);

    private final Office office;
    private final LocalMachine machine;
    private final String merchant;
    private final String program;
    private final Office.Member member;
    private final List<Calls.Accepted> accepted = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();

    Disputing(Office office, LocalMachine machine, String merchant, String program, Office.Member member) {
        this.office = office;
        this.machine = machine;
        this.merchant = merchant;
        this.program = program;
        this.member = member;
    }

    /// The calls that the shop made.
    List<Calls.Accepted> accepted() {
        return List.copyOf(accepted);
    }

    /// What a person rules on, what time accepts, and what it cannot; each posted once.
    void live() throws Exception {
        for (String order : List.of("N-1", "N-2", "N-3")) {
            sale(order);
        }
        String ruled = open("N-1");
        String waits = open("N-2");
        String withdrawn = open("N-3");
        String absent = open("X-9");
        String rejected = open("X-8");
        office.post(member.key(), "/v1/disputes/" + withdrawn + "/withdraw", "{}");
        office.post(
                merchant, "/v1/disputes/" + rejected + "/reject", "{\"code\":\"other\",\"reason\":\"No such order\"}");
        // What is shown before is what is posted then.
        JsonNode shown = office.get(merchant, "/v1/disputes/" + ruled + "/preview");
        assertThat(shown.path("amount").path("amount").asText()).as("%s", shown).isEqualTo("12.00");
        assertThat(office.post(
                                merchant,
                                "/v1/disputes/" + ruled + "/accept",
                                "{\"reason\":\"It is yours\",\"expected_amount\":" + shown.path("amount") + "}")
                        .path("ruling")
                        .path("posting")
                        .asText())
                .isEqualTo("posting");
        machine.awaitQueuesEmpty(DRAIN);
        assertPosted(ruled, "12.00", "merchant");

        machine.clock().forward(Duration.ofDays(30).minusMinutes(10));
        tend();
        assertThat(state(waits)).isEqualTo("open");
        machine.clock().forward(Duration.ofMinutes(11));
        tend();
        assertThat(state(waits)).isEqualTo("escalated");
        assertThat(state(absent)).isEqualTo("escalated");

        machine.clock().forward(Duration.ofDays(45).minusMinutes(20));
        tend();
        assertThat(state(waits)).isEqualTo("escalated");
        machine.clock().forward(Duration.ofMinutes(30));
        tend();
        tend();
        assertThat(show(waits).path("ruling").path("posting").asText()).isEqualTo("posting");
        // Nothing but the sweep sends what no person waits for.
        machine.clock().forward(Duration.ofMinutes(2));
        machine.fire("JobsScheduleFunction", "DecisionsDue");
        machine.awaitQueuesEmpty(DRAIN);
        assertPosted(waits, "12.00", "time");
        assertThat(show(absent).path("obstacle").asText()).isEqualTo("no_order");
        assertThat(office.get(member.key(), "/v1/disputes/" + absent)
                        .path("obstacle")
                        .isNull())
                .isTrue();

        office.post(
                merchant,
                "/v1/disputes/" + absent + "/accept",
                "{\"reason\":\"The shop lost it\",\"amount\":{\"amount\":\"5.00\",\"currency\":\"EUR\"}}");
        machine.awaitQueuesEmpty(DRAIN);
        assertPosted(absent, "5.00", "merchant");
        machine.clock().forward(Duration.ofDays(100));
        tend();
        for (String key : List.of(merchant, member.key())) {
            assertThat(office.get(key, "/v1/disputes?program_id=" + program).path("data"))
                    .hasSize(5);
        }
        assertThat(office.get(merchant, "/v1/disputes?state=withdrawn").path("data"))
                .hasSize(1);
    }

    private void assertPosted(String dispute, String amount, String by) throws Exception {
        JsonNode ruling = show(dispute).path("ruling");
        assertThat(ruling.path("posting").asText()).as("%s", ruling).isEqualTo("posted");
        assertThat(ruling.path("amount").path("amount").asText()).isEqualTo(amount);
        assertThat(ruling.path("by").asText()).isEqualTo(by);
    }

    private JsonNode show(String dispute) throws Exception {
        return office.get(merchant, "/v1/disputes/" + dispute);
    }

    private String state(String dispute) throws Exception {
        return show(dispute).path("state").asText();
    }

    private String open(String order) throws Exception {
        return office.post(member.key(), "/v1/disputes", """
            {"program_id":"%s","kind":"missing","order_id":"%s","occurred_at":"%s",
            "amount":{"amount":"100.00","currency":"EUR"},"text":"It is mine"}\
            """.formatted(
                                program, order, machine.clock().instant()))
                .path("id")
                .asText();
    }

    private void tend() throws Exception {
        machine.fire("JobsScheduleFunction", "DisputesDue");
        machine.awaitQueuesEmpty(DRAIN);
    }

    /// Of somebody whom nobody brought.
    private void sale(String order) throws Exception {
        String credentials = "/v1/programs/" + program + "/postback_credentials";
        String token = tokens.isEmpty()
                ? office.post(merchant, credentials, "{}").path("token").asText()
                : tokens.getFirst();
        tokens.add(token);
        try (HttpClient client = HttpClient.newHttpClient()) {
            String path = "/postbacks/" + program + "?token=" + token + "&event=sale&order_id=" + order
                    + "&amount=100.00&currency=EUR";
            var reply = client.send(
                    HttpRequest.newBuilder(URI.create(machine.baseUrl() + path)).build(), BodyHandlers.ofString());
            assertThat(reply.statusCode()).as(reply.body()).isEqualTo(202);
            JsonNode receipt = Project.parse(reply.body());
            accepted.add(new Calls.Accepted(
                    Keys.ORDERS + program + "#" + order,
                    "sale",
                    receipt.path("receipt_id").asText(),
                    Instant.parse(receipt.path("received_at").asText())));
        }
        machine.awaitQueuesEmpty(DRAIN);
    }
}
