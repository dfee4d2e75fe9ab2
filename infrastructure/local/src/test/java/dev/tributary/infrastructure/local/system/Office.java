package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.infrastructure.local.LocalMachine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;

/// What a merchant's people and an affiliate do through the API, each call as an outsider makes it.
final class Office implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final LocalMachine machine;
    private final String merchant;

    /// @param merchant a key with all scopes
    Office(LocalMachine machine, String merchant) {
        this.machine = machine;
        this.merchant = merchant;
    }

    /// An affiliate in a program, with the key that it was given.
    record Member(String affiliate, String key) {}

    /// A program with terms, and things of each kind in it, made and changed.
    /// @return the program
    String open() throws Exception {
        String program = post(merchant, "/v1/programs", """
            {"name":"Office","currency":"EUR","time_zone":"Europe/Riga","landing_domains":["office.example"]}\
            """).path("id").asText();
        String path = "/v1/programs/" + program;
        send("PATCH", merchant, path, "{\"name\":\"Back office\",\"time_zone\":\"Europe/Vilnius\"}");
        String terms = """
            {"rules":[{"id":"base","conditions":[{"events":["sale"]}],"pay":{"percent":"10"}}],"hold_days":0,
            "bonuses":[{"id":"banner","amount":{"amount":"300.00","currency":"EUR"},"flat_fee":{"every":"month"}},
            {"id":"video","amount":{"amount":"80.00","currency":"EUR"},"bounty":{"title":"A video"}},
            {"id":"top","amount":{"amount":"500.00","currency":"EUR"},"leaderboard":{"measure":"revenue","top":3}}]}\
            """;
        post(merchant, path + "/terms", terms);
        send("PUT", merchant, path + "/terms/draft", terms.replace("10", "12"));
        get(merchant, path + "/terms/draft");
        post(merchant, path + "/terms/draft/publish", "{}");
        if (!ProgramId.of(program).isTest()) {
            send("PATCH", merchant, path, "{\"listed\":true}");
            get(merchant, "/v1/directory");
            get(merchant, "/v1/directory/" + program);
            send("PATCH", merchant, path, "{\"listed\":false}");
        }
        return program;
    }

    /// Applies, is approved, has a link, a coupon and a payout method; and whatever else may happen to it.
    Member join(String program) throws Exception {
        Member member = member("anna@example.com");
        post(member.key(), "/v1/enrollments", "{\"program_id\":\"%s\"}".formatted(program));
        String enrollment = "/v1/enrollments/" + program + "/" + member.affiliate();
        post(merchant, enrollment + "/approve", "{}");
        send("PATCH", merchant, enrollment, "{\"group\":\"gold\"}");
        String link = post(
                        member.key(),
                        "/v1/links",
                        "{\"program_id\":\"%s\",\"destination\":\"https://office.example/\"}".formatted(program))
                .path("id")
                .asText();
        send("PATCH", member.key(), "/v1/links/" + link, "{\"enabled\":false}");
        post(
                merchant,
                "/v1/coupons",
                "{\"program_id\":\"%s\",\"affiliate_id\":\"%s\",\"code\":\"OFFICE10\"}"
                        .formatted(program, member.affiliate()));
        send("PATCH", merchant, "/v1/coupons/" + program + "/OFFICE10", "{\"enabled\":false}");
        get(merchant, "/v1/coupons?program_id=" + program);
        get(merchant, "/v1/affiliates?program_id=" + program);
        get(merchant, "/v1/affiliates/" + member.affiliate());
        method(member.key());
        method(member.key());
        get(member.key(), "/v1/payout_methods");
        get(merchant, "/v1/payout_methods?program_id=" + program);
        get(merchant, "/v1/audit_events");
        return member;
    }

    /// A bounty that is reviewed, and a fee whose period ends: each is posted by itself.
    void reward(String program, Member member) throws Exception {
        String submission = post(
                        member.key(),
                        "/v1/submissions",
                        "{\"program_id\":\"%s\",\"bonus_id\":\"video\",\"text\":\"https://video.example/1\"}"
                                .formatted(program))
                .path("id")
                .asText();
        get(merchant, "/v1/submissions?program_id=" + program);
        String bounty = post(merchant, "/v1/submissions/" + submission + "/accept", "{}")
                .path("award_id")
                .asText();
        machine.clock().forward(Duration.ofDays(250));
        machine.fire("JobsScheduleFunction", "FeesDue");
        machine.awaitQueuesEmpty(DRAIN);
        machine.clock().forward(Duration.ofMinutes(2));
        machine.fire("JobsScheduleFunction", "DecisionsDue");
        machine.awaitQueuesEmpty(DRAIN);
        JsonNode fees =
                get(member.key(), "/v1/bonus_awards?program_id=" + program).path("data");
        assertThat(fees.size()).as("%s", fees).isPositive();
        fees.forEach(fee -> assertThat(fee.path("state").asText()).as("%s", fee).isEqualTo("posted"));
        assertThat(get(member.key(), "/v1/bonus_awards/" + bounty).path("state").asText())
                .isEqualTo("posted");
        get(member.key(), "/v1/bonuses?program_id=" + program);
        get(member.key(), "/v1/bounties?program_id=" + program);
        assertThat(get(member.key(), "/v1/programs/" + program + "/bonuses/top/standings")
                        .path("final")
                        .asBoolean(true))
                .isFalse();
    }

    private Member member(String email) throws Exception {
        JsonNode affiliate = post(merchant, "/v1/affiliates", "{\"name\":\"Anna\",\"email\":\"%s\"}".formatted(email));
        return new Member(
                affiliate.path("id").asText(),
                affiliate.path("api_key").path("secret").asText());
    }

    void method(String key) throws Exception {
        send("PUT", key, "/v1/payout_method", "{\"rail\":\"csv\",\"reference\":\"Vendor 4711\"}");
    }

    /// Somebody gives, and the ledger posts it.
    void adjust(String giver, String program, String affiliate, String amount) throws Exception {
        String id = post(
                        giver,
                        "/v1/adjustments",
                        "{\"program_id\":\"%s\",\"affiliate_id\":\"%s\",\"amount\":{\"amount\":\"%s\",\"currency\":\"EUR\"},\"reason\":\"A gift\"}"
                                .formatted(program, affiliate, amount))
                .path("id")
                .asText();
        machine.awaitQueuesEmpty(DRAIN);
        assertThat(get(merchant, "/v1/adjustments/" + id).path("state").asText())
                .isEqualTo("posted");
        get(merchant, "/v1/adjustments?program_id=" + program);
    }

    /// Two people's keys, and the one that handed them out: one plans, the other may approve that.
    record People(String merchant, String ops, String finance) {}

    People people() throws Exception {
        JsonNode other = post(merchant, "/v1/api_keys", "{\"name\":\"Lost\",\"mode\":\"live\",\"scopes\":[\"read\"]}");
        send("DELETE", merchant, "/v1/api_keys/" + other.path("id").asText(), "");
        get(merchant, "/v1/api_keys");
        return new People(merchant, person("Ops", "Olga"), person("Finance", "Frieda"));
    }

    private String person(String name, String person) throws Exception {
        return post(
                        merchant,
                        "/v1/api_keys",
                        "{\"name\":\"%s\",\"person\":\"%s\",\"mode\":\"live\",\"scopes\":[\"read\",\"write\",\"payouts\"]}"
                                .formatted(name, person))
                .path("secret")
                .asText();
    }

    /// One plans and applies, the other approves and says that each payout was paid.
    /// @return the run as it is then
    JsonNode pay(String program, People people) throws Exception {
        JsonNode run = post(people.ops(), "/v1/payout_runs", "{\"program_id\":\"%s\"}".formatted(program));
        String path = "/v1/payout_runs/" + run.path("id").asText();
        run = until(path, "planned");
        post(
                people.finance(),
                path + "/approve",
                "{\"plan_hash\":\"%s\"}".formatted(run.path("plan_hash").asText()));
        post(people.ops(), path + "/apply", "{}");
        work();
        StringBuilder results = new StringBuilder();
        JsonNode payouts =
                get(merchant, "/v1/payouts?run_id=" + run.path("id").asText()).path("data");
        payouts.forEach(payout -> results.append(results.isEmpty() ? "" : ",")
                .append("{\"payout_id\":\"%s\",\"status\":\"paid\"}"
                        .formatted(payout.path("id").asText())));
        assertThat(results).isNotEmpty();
        fetchFiles(people.finance(), path + "/files");
        post(people.finance(), path + "/results", "{\"results\":[" + results + "]}");
        get(merchant, path + "/left_out");
        get(merchant, path + "/review");
        get(merchant, "/v1/payout_runs?program_id=" + program);
        return until(path, "done");
    }

    /// What finance pays by: each file of a run names its payouts.
    private void fetchFiles(String key, String path) throws Exception {
        JsonNode files = get(key, path).path("data");
        assertThat(files).isNotEmpty();
        for (JsonNode file : files) {
            HttpRequest call = HttpRequest.newBuilder(
                            URI.create(machine.baseUrl() + file.path("path").asText()))
                    .header("authorization", "Bearer " + key)
                    .build();
            assertThat(client.send(call, BodyHandlers.ofString()).body())
                    .startsWith("payout_id,")
                    .contains("\npay_");
        }
    }

    /// A small run that comes by itself, and needs nobody's word but that of whoever set the limit.
    void payOnSchedule(String program, People people) throws Exception {
        send("PUT", people.ops(), "/v1/programs/" + program + "/payout_policy", """
            {"schedule":"weekly","auto_approve_below":{"amount":"100.00","currency":"EUR"}}\
            """);
        String first = scheduled(program);
        JsonNode payout =
                get(merchant, "/v1/payouts?run_id=" + first).path("data").path(0);
        post(
                people.finance(),
                "/v1/payout_runs/" + first + "/results",
                "{\"results\":[{\"payout_id\":\"%s\",\"status\":\"failed\"}]}"
                        .formatted(payout.path("id").asText()));
        // What failed is paid by the next one; whose money it was is looked for in the run before.
        assertThat(scheduled(program)).isNotEqualTo(first);
    }

    /// @return the run that the next week brings, which is carried out by itself
    private String scheduled(String program) throws Exception {
        machine.clock().forward(Duration.ofDays(8));
        for (int minute = 0; minute < 4; minute++) {
            work();
        }
        JsonNode newest = get(merchant, "/v1/payout_runs?program_id=" + program)
                .path("data")
                .path(0);
        assertThat(newest.path("state").asText()).as("%s", newest).isEqualTo("applying");
        return newest.path("id").asText();
    }

    /// A call that is refused, and one that is made twice, each under a key of its own.
    void refusedAndRepeated(String program) throws Exception {
        String refused = "{\"program_id\":\"%s\",\"destination\":\"https://evil.example/\"}".formatted(program);
        assertThat(client.send(writing("POST", merchant, "/v1/links", refused, "refused"), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(422);
        String affiliate = "{\"name\":\"Twice\"}";
        for (int time = 1; time <= 2; time++) {
            HttpRequest call = writing("POST", merchant, "/v1/affiliates", affiliate, "twice");
            assertThat(client.send(call, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
        }
    }

    private HttpRequest writing(String method, String key, String path, String body, String idempotencyKey) {
        return HttpRequest.newBuilder(URI.create(machine.baseUrl() + path))
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json")
                .header("idempotency-key", idempotencyKey)
                .method(method, BodyPublishers.ofString(body))
                .build();
    }

    /// A minute passes for what is due.
    void work() throws Exception {
        machine.awaitQueuesEmpty(DRAIN);
        machine.clock().forward(Duration.ofMinutes(1));
        machine.fire("PayoutScheduleFunction", "Release");
        machine.fire("PayoutScheduleFunction", "RunsDue");
        machine.awaitQueuesEmpty(DRAIN);
    }

    private JsonNode until(String path, String state) throws Exception {
        JsonNode run = get(merchant, path);
        for (int minute = 0; minute < 10 && !run.path("state").asText().equals(state); minute++) {
            work();
            run = get(merchant, path);
        }
        assertThat(run.path("state").asText()).as("%s", run).isEqualTo(state);
        return run;
    }

    JsonNode post(String key, String path, String body) throws Exception {
        return send("POST", key, path, body);
    }

    JsonNode get(String key, String path) throws Exception {
        return send("GET", key, path, "");
    }

    JsonNode send(String method, String key, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(machine.baseUrl() + path))
                .header("authorization", "Bearer " + key)
                .method(method, BodyPublishers.ofString(body));
        if (!method.equals("GET")) {
            request.header("idempotency-key", UUID.randomUUID().toString());
        }
        if (!body.isEmpty()) {
            request.header("content-type", "application/json");
        }
        var reply = client.send(request.build(), BodyHandlers.ofString());
        assertThat(reply.statusCode())
                .as("%s %s: %s", method, path, reply.body())
                .isBetween(200, 299);
        return Project.parse(reply.body());
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
