package dev.tributary.infrastructure.local.pages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.MachineOptions;
import dev.tributary.infrastructure.local.seed.DemoFile;
import dev.tributary.infrastructure.local.seed.DemoStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A machine in memory with the demo, and with something of each kind that a page shows.
final class Seeded implements AutoCloseable {
    static final Path ROOT = root();

    /// What an affiliate is called who would like the merchant's browser to do something.
    static final String NAME = "<img src=x onerror=\"window.hacked=1\"> <script>window.hacked=1</script> Bella";

    private static final Duration DRAIN = Duration.ofSeconds(60);

    private final LocalMachine machine;
    private final DemoFile.Values demo;
    private final Calls calls;

    private Seeded(LocalMachine machine, DemoFile.Values demo) {
        this.machine = machine;
        this.demo = demo;
        this.calls = new Calls(machine.baseUrl());
    }

    /// With the demo alone.
    /// @param folder for demo.json
    static Seeded start(Path folder) throws Exception {
        LocalMachine machine = LocalMachine.start(
                MachineOptions.inMemory(ROOT.resolve("template.yaml")).withLongestWindow(Duration.ofMillis(100)));
        try {
            machine.takeRates();
            new DemoStart(folder).run(machine, true);
            return new Seeded(machine, new DemoFile(folder).read());
        } catch (Exception | Error e) {
            machine.close();
            throw e;
        }
    }

    LocalMachine machine() {
        return machine;
    }

    DemoFile.Values demo() {
        return demo;
    }

    Calls calls() {
        return calls;
    }

    String merchantKey() {
        return demo.merchantKey().orElseThrow();
    }

    String affiliateKey() {
        return demo.affiliateKey().orElseThrow();
    }

    /// `POST` with the merchant's key.
    JsonNode merchant(String path, String body) throws Exception {
        return calls.post(merchantKey(), path, filled(body));
    }

    /// Likewise with the affiliate's.
    JsonNode affiliate(String path, String body) throws Exception {
        return calls.post(affiliateKey(), path, filled(body));
    }

    private String filled(String body) {
        return body.replace("$program", demo.programId());
    }

    /// An order that came by a click.
    void order(String id, String amount) throws Exception {
        String click = calls.click(demo.linkUrl() + "?sub1=newsletter");
        postback("""
            {"event":"sale","order_id":"%s","click_id":"%s","amount":"%s","currency":"EUR"}\
            """.formatted(id, click, amount));
    }

    void postback(String body) throws Exception {
        DemoFile.Postback postback = demo.postback().orElseThrow();
        calls.send("POST", postback.token(), postback.url(), body);
    }

    /// All that is on its way arrives, and what is due within the next minute is done.
    void settle() throws Exception {
        machine.awaitQueuesEmpty(DRAIN);
        machine.fire("PayoutScheduleFunction", "Release");
        machine.fire("PayoutScheduleFunction", "RunsDue");
        machine.awaitQueuesEmpty(DRAIN);
    }

    /// Something of each kind.
    /// @return what stands in the places of paths: `affiliate` → `aff_...`
    Map<String, String> fill() throws Exception {
        for (int at = 0; at < 5; at++) {
            order("A-" + at, (50 + 37 * at) + ".25");
        }
        settle();
        postback("""
            {"event":"refund","order_id":"A-4","refund_id":"R-1","amount":"20.00","currency":"EUR"}\
            """);
        postback("{\"event\":\"sale\",\"order_id\":\"A-none\",\"amount\":\"30.00\",\"currency\":\"EUR\"}");
        people();
        String thread = talk();
        settle();
        rest();
        JsonNode run = merchant("/v1/payout_runs", "{\"program_id\":\"$program\"}");
        settle();
        // Clicks are counted two minutes later at most.
        machine.clock().forward(Duration.ofMinutes(2));
        machine.fire("JobsScheduleFunction", "RollUp");
        machine.awaitQueuesEmpty(DRAIN);
        String list = "?limit=100&program_id=" + demo.programId();
        return Map.of(
                "program",
                demo.programId(),
                "affiliate",
                first("/v1/affiliates" + list),
                "conversion",
                first("/v1/conversions" + list + "&state=converted"),
                "commission",
                first("/v1/commissions" + list),
                "run",
                run.path("id").asText(),
                "thread",
                thread);
    }

    private String first(String list) throws Exception {
        String id =
                calls.get(merchantKey(), list).path("data").path(0).path("id").asText();
        if (id.isEmpty()) {
            throw new AssertionError("nothing in " + list);
        }
        return id;
    }

    private void people() throws Exception {
        String named = Calls.JSON.writeValueAsString(Map.of("name", NAME));
        for (String body : List.of(named, "{\"name\":\"דנה בלוג\"}")) {
            String id = merchant("/v1/affiliates", body).path("id").asText();
            merchant(
                    "/v1/enrollments",
                    "{\"program_id\":\"$program\",\"affiliate_id\":\"%s\",\"state\":\"approved\"}".formatted(id));
        }
        calls.put(merchantKey(), "/v1/programs/" + demo.programId() + "/application_form", """
            {"questions":[{"id":"audience","text":"Who reads you?","required":true}]}\
            """);
        calls.send("PATCH", merchantKey(), "/v1/programs/" + demo.programId(), "{\"listed\":true}");
        JsonNode applicant = merchant("/v1/affiliates", """
            {"name":"Cora","email":"cora@reader.example","channels":[{"kind":"newsletter","name":"Cora's letter"}]}\
            """);
        calls.post(applicant.path("api_key").path("secret").asText(), "/v1/enrollments", filled("""
            {"program_id":"$program","answers":[{"question_id":"audience","answer":"Readers <b>of</b> books"}]}\
            """));
    }

    /// @return a thread
    private String talk() throws Exception {
        merchant(
                "/v1/announcements",
                "{\"program_id\":\"$program\",\"title\":\"Winter\",\"text\":\"More pay in winter.\"}");
        String thread = affiliate("/v1/threads", """
            {"program_id":"$program","subject":"My order","text":"Where is it? <script>window.hacked=1</script>"}\
            """).path("id").asText();
        merchant("/v1/threads/" + thread + "/messages", "{\"text\":\"It is coming.\"}");
        affiliate("/v1/disputes", """
            {"program_id":"$program","kind":"missing","order_id":"A-none","text":"She came from my blog.",
            "occurred_at":"%s","amount":{"amount":"30.00","currency":"EUR"}}\
            """.formatted(machine.clock().instant().minusSeconds(3600)));
        return thread;
    }

    private void rest() throws Exception {
        calls.put(affiliateKey(), "/v1/payout_method", "{\"rail\":\"csv\",\"reference\":\"Vendor 4711\"}");
        merchant("/v1/creatives", "{\"program_id\":\"$program\",\"kind\":\"text\",\"title\":\"Shoes for winter\"}");
        merchant("/v1/adjustments", """
            {"program_id":"$program","affiliate_id":"%s","amount":{"amount":"5.00","currency":"EUR"},"reason":"A gift"}\
            """.formatted(first("/v1/affiliates?limit=100&program_id=" + demo.programId())));
        merchant("/v1/webhooks", "{\"url\":\"%s/nowhere\"}".formatted(machine.baseUrl()));
        affiliate(
                "/v1/webhooks",
                "{\"kind\":\"postback_url\",\"url\":\"%s/nobody?c={click_id}\"}".formatted(machine.baseUrl()));
        merchant("/v1/exports", "{\"kind\":\"commissions\",\"program_id\":\"$program\"}");
        merchant("/v1/imports", """
            {"kind":"affiliates","program_id":"$program","dry_run":true,"rows":"name,email\\nDora,dora@reader.example\\n"}\
            """);
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("template.yaml"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("no folder above this one holds template.yaml");
            }
        }
        return folder;
    }

    @Override
    public void close() {
        calls.close();
        machine.close();
    }
}
