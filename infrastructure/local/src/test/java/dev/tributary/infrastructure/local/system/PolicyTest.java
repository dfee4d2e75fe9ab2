package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.seed.DemoStart;
import dev.tributary.infrastructure.local.system.Permissions.Permission;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the functions call, seen on the wire, against what their roles allow: nothing that is not
/// allowed, and nothing allowed that is never called.
@Tag("system")
class PolicyTest {
    /// The demo program's, in which its days are: late in the evening it is tomorrow there.
    private static final ZoneId ZONE = ZoneId.of("Europe/Riga");
    /// Allowed, and not to be seen on this wire.
    private static final Map<String, String> NOT_SEEN = Map.ofEntries(
            Map.entry("logs:", "Lambda writes the logs"),
            Map.entry("xray:", "Lambda sends the traces"),
            Map.entry("sqs:ReceiveMessage", "Lambda's poller calls it with the function's role"),
            Map.entry("sqs:DeleteMessage", "Lambda's poller calls it with the function's role"),
            Map.entry("sqs:GetQueueAttributes", "Lambda's poller calls it with the function's role"),
            Map.entry("sqs:ChangeMessageVisibility", "only after five conflicts on one account"),
            Map.entry("ApiFunction dynamodb:BatchGetItem Table Z#*", "only where a prize is no money"),
            Map.entry("ApiFunction dynamodb:ConditionCheckItem Table N#*", "only where a prize is no money"),
            Map.entry("ApiFunction dynamodb:PutItem Table Z#*", "only where a prize is no money"),
            Map.entry("CommissionFunction dynamodb:GetItem Table Z#*", "only where a prize is no money"),
            Map.entry("CommissionFunction dynamodb:UpdateItem Table Z#*", "only where a prize is no money"),
            Map.entry("JobsFunction dynamodb:PutItem Table Z#*", "only where a prize is no money"),
            Map.entry("JobsFunction dynamodb:DeleteItem", "only where a test program is purged"),
            Map.entry("JobsFunction dynamodb:Scan", "only where a test program is purged"),
            Map.entry("JobsFunction dynamodb:PutItem Table P#prg_0test*", "only where a test program is purged"),
            Map.entry("PayoutFunction ssm:PutParameter", "only where books differ"),
            Map.entry("PayoutFunction dynamodb:GetItem Table F#*", "only where the merchant has no endpoint"),
            Map.entry("PayoutScheduleFunction s3:ListBucket", "only when a person asks for it"),
            Map.entry("JobsFunction s3:GetObject", "only where a file's name is taken"),
            Map.entry("PayoutFunction dynamodb:GetItem Table T#*", "only where a key for a name meets a person"),
            Map.entry(
                    "PayoutFunction dynamodb:Query Table/index/gsi1 T#*", "only where a key for a name meets a person"),
            Map.entry(
                    "PayoutFunction dynamodb:GetItem Table O#*",
                    "only where whoever set a limit gave money to a commission"),
            Map.entry("ClickFunction dynamodb:GetItem Table", "only where a click has a visitor who agreed"),
            Map.entry("ClickFunction dynamodb:PutItem Table V#*", "only where terms ask for a visitor's clicks"),
            Map.entry(
                    "CommissionFunction dynamodb:GetItem Table B#*",
                    "only where terms bind, or a subscription is charged"),
            Map.entry("CommissionFunction dynamodb:Query Table A#*", "only where a retroactive tier changes"),
            Map.entry("CommissionFunction dynamodb:GetItem Table V#*", "only where terms ask for a visitor's clicks"),
            Map.entry(
                    "CommissionFunction dynamodb:PutItem Table B#*",
                    "only where terms bind, or a subscription is charged"));

    private final TemplateTree template = TemplateTree.read();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void calls_areWhatTheRolesAllow() throws Exception {
        SortedSet<Permission> called = new TreeSet<>();
        try (WiredMachine wired = start()) {
            Shop.seed(wired.machine());
            live(wired.machine());
            wired.wire().calls().forEach(call -> called.addAll(permissions(call)));
        }
        try (WiredMachine wired = start()) {
            order(wired.machine());
            wired.wire().calls().forEach(call -> called.addAll(permissions(call)));
        }
        try (WiredMachine wired = start()) {
            office(wired.machine());
            wired.wire().calls().forEach(call -> called.addAll(permissions(call)));
        }
        SortedSet<Permission> allowed = new TreeSet<>();
        Permissions.of(template).stream()
                .filter(line -> NOT_SEEN.keySet().stream()
                        .noneMatch(known -> line.action().startsWith(known)
                                || line.toString().startsWith(known)))
                .forEach(allowed::add);

        assertThat(lines(called)).as("called, against what is allowed").isEqualTo(lines(allowed));
    }

    private WiredMachine start() throws IOException {
        return WiredMachine.start(folder, options -> options.withLongestWindow(Duration.ofMillis(100)));
    }

    /// Everything that the functions can do, as long as it ends in a call.
    private static void live(LocalMachine machine) throws Exception {
        for (int i = 0; i < 5; i++) {
            call(machine, "/r/demo?sub1=" + i, "User-Agent: Mozilla/5.0 Chrome/131.0");
        }
        machine.awaitQueuesEmpty(Duration.ofSeconds(30));
        machine.clock().forward(Duration.ofMinutes(3));
        rollUp(machine);
        report(machine, "&group_by=link");
        // Past the hour's close: it is merged.
        machine.clock().forward(Duration.ofMinutes(70));
        rollUp(machine);
        report(machine, "&group_by=link");
        report(machine, "&group_by=sub1&affiliate_id=" + Shop.AFFILIATE);
        try (Office office = new Office(machine, Shop.MERCHANT_KEY.reveal())) {
            String clicks = "\"program_id\":\"" + Shop.PLAIN + "\",\"group_by\":\"link\"";
            exported(machine, office, Shop.MERCHANT_KEY.reveal(), "clicks", clicks);
        }
        String program = "program_id=" + Shop.PLAIN;
        for (String path : List.of(
                "/v1/programs",
                "/v1/programs/" + Shop.PLAIN,
                "/v1/programs/" + Shop.PLAIN + "/links",
                "/v1/enrollments?" + program,
                "/v1/enrollments?affiliate_id=" + Shop.AFFILIATE,
                "/v1/links?" + program,
                "/v1/links?" + program + "&affiliate_id=" + Shop.AFFILIATE,
                "/v1/links/" + Shop.DEMO_LINK,
                "/v1/programs?limit=1")) {
            get(machine, path, Shop.MERCHANT_KEY.reveal());
            get(machine, path, Shop.AFFILIATE_KEY.reveal());
        }
        String cursor = get(machine, "/v1/programs?limit=1", Shop.MERCHANT_KEY.reveal())
                .path("next_cursor")
                .asText();
        get(machine, "/v1/programs?limit=1&cursor=" + cursor, Shop.MERCHANT_KEY.reveal());
    }

    /// An order from click to commission, one that repeats, and a refund that waits for its sale.
    private void order(LocalMachine machine) throws Exception {
        new DemoStart(folder).run(machine, true);
        JsonNode demo = Project.parse(Files.readString(folder.resolve("demo.json")));
        String location = call(machine, "/r/demo", "User-Agent: Mozilla/5.0 Chrome/131.0")
                .header("location")
                .orElseThrow();
        String postback = "/postbacks/" + demo.path("program_id").asText() + "?token="
                + demo.path("postback").path("token").asText() + "&currency=EUR&amount=100.00";
        String merchantKey = demo.path("merchant").path("api_key").asText();
        try (Subscriber merchant = new Subscriber(machine, merchantKey);
                Subscriber affiliate = new Subscriber(
                        machine, demo.path("affiliate").path("api_key").asText())) {
            String webhook = merchant.subscribe("webhook", "/").path("id").asText();
            merchant.live(webhook);
            assertThat(merchant.deliveries(webhook).path(0).path("state").asText())
                    .isEqualTo("delivered");
            merchant.leave(webhook);
            String left = affiliate.subscribe("webhook", "/").path("id").asText();
            affiliate.leave(left);
            // What it wrote on its link is looked for in the recorded clicks.
            affiliate.subscribe("postback_url", "/?s={sub1}");
            // Whoever posts the order tells it, though nobody will answer any more.
            merchant.subscribe("webhook", "/");
        }
        String sale = postback + "&event=sale&order_id=A-1&click_id=" + location.replaceFirst(".*click_id=", "");
        for (String path :
                List.of(sale, sale, postback + "&order_id=A-2&event=refund&refund_id=R-1", "/.well-known/jwks.json")) {
            assertThat(call(machine, path, "Accept: */*").status()).as(path).isIn(200, 202);
            machine.awaitQueuesEmpty(Duration.ofSeconds(30));
        }
        // How such a call is read, in the terms of its click.
        assertThat(call(machine, sale + "&explain=1", "Authorization: Bearer " + merchantKey)
                        .status())
                .isEqualTo(200);
        // In other currencies: of one there is a rate, of the other the merchant might have one.
        machine.fire("JobsScheduleFunction", "Rates");
        for (String currency : List.of("USD", "KWD")) {
            String abroad =
                    postback.replace("currency=EUR", "currency=" + currency) + "&event=sale&order_id=A-" + currency;
            assertThat(call(machine, abroad, "Accept: */*").status()).isEqualTo(202);
            machine.awaitQueuesEmpty(Duration.ofSeconds(30));
        }
        // Hold 0: released with the sale, and so closed. The postback function read the account.
        String rejected = postback + "&event=sale&order_id=A-1&status=rejected";
        assertThat(call(machine, rejected.replace("&currency=EUR&amount=100.00", ""), "Accept: */*")
                        .status())
                .isEqualTo(409);
        String program = "?program_id=" + demo.path("program_id").asText();
        String key = demo.path("merchant").path("api_key").asText();
        String affiliate = get(machine, "/v1/balances" + program, key)
                .path("data")
                .path(0)
                .path("affiliate_id")
                .asText();
        String receipt = Project.parse(call(machine, sale, "Accept: */*").body())
                .path("receipt_id")
                .asText();
        for (String path : List.of(
                "/v1/programs/" + demo.path("program_id").asText() + "/postback_calls",
                "/v1/conversions" + program,
                "/v1/commissions" + program + "&order_id=A-1&expand=affiliate,click,conversion,link,program",
                "/v1/entries" + program + "&affiliate_id=" + affiliate,
                "/v1/receipts/" + receipt)) {
            assertThat(call(machine, path, "Authorization: Bearer " + key).status())
                    .as(path)
                    .isEqualTo(200);
        }
        backTest(machine, key, demo.path("program_id").asText());
        YearMonth month = YearMonth.from(machine.clock().instant().atZone(ZONE));
        machine.clock().forward(Duration.ofDays(31));
        machine.fire("JobsScheduleFunction", "OrdersDue");
        machine.awaitQueuesEmpty(Duration.ofSeconds(30));
        books(machine, key, demo.path("program_id").asText(), month);
        lists(machine, key, demo);
        imports(machine, key, demo.path("program_id").asText());
        // Bytes that are no text, through the front.
        RawHttp.Reply pdf = call(
                machine,
                "/v1/statements/" + month + program + "&affiliate_id=" + affiliate + "&format=pdf",
                "Authorization: Bearer " + key);
        assertThat(pdf.status()).isEqualTo(200);
        assertThat(pdf.header("content-type")).contains("application/pdf");
        assertThat(pdf.body()).startsWith("%PDF-1.").contains("%%EOF");
    }

    /// Of a month that is over by now.
    private static void books(LocalMachine machine, String key, String program, YearMonth month) throws Exception {
        try (Office office = new Office(machine, key)) {
            String body = "{\"kind\":\"books\",\"program_id\":\"%s\",\"month\":\"%s\"}".formatted(program, month);
            String export = "/v1/exports/"
                    + office.post(key, "/v1/exports", body).path("id").asText();
            machine.fire("JobsScheduleFunction", "BulkDue");
            machine.awaitQueuesEmpty(Duration.ofSeconds(30));
            JsonNode done = office.get(key, export);
            assertThat(done.path("state").asText()).isEqualTo("done");
            assertThat(done.path("progress").path("entries").asInt()).isPositive();
            assertThat(office.get(key, "/v1/exports?program_id=" + program).path("data"))
                    .hasSize(1);
            RawHttp.Reply file =
                    call(machine, done.path("files").path(0).path("path").asText(), "Authorization: Bearer " + key);
            assertThat(file.status()).isEqualTo(200);
            assertThat(file.body()).contains(",commission_expense,", "\nclosing,");
        }
    }

    /// Each list, to its merchant and to its affiliate: as many rows as the list has.
    private static void lists(LocalMachine machine, String key, JsonNode demo) throws Exception {
        String program = "\"program_id\":\"" + demo.path("program_id").asText() + "\"";
        try (Office office = new Office(machine, key)) {
            String affiliateKey = demo.path("affiliate").path("api_key").asText();
            String affiliate = office.get(affiliateKey, "/v1/enrollments")
                    .path("data")
                    .path(0)
                    .path("affiliate_id")
                    .asText();
            exported(machine, office, key, "conversions", program);
            exported(machine, office, key, "conversions", "\"order_id\":\"A-1\"");
            exported(machine, office, key, "commissions", program);
            exported(machine, office, key, "affiliates", "");
            exported(machine, office, key, "links", program);
            exported(machine, office, key, "enrollments", "\"affiliate_id\":\"" + affiliate + "\"");
            for (String kind : List.of("conversions", "commissions", "links", "enrollments", "coupons")) {
                exported(machine, office, affiliateKey, kind, "");
            }
        }
    }

    /// An affiliate, and its link and coupon by the name that the merchant has for it.
    private static void imports(LocalMachine machine, String key, String program) throws Exception {
        try (Office office = new Office(machine, key)) {
            imported(
                    machine,
                    office,
                    key,
                    program,
                    "affiliates",
                    "name,external_id,email,state,since\\nAnna,A-1,a@b.example,approved,"
                            + machine.clock().instant().minus(Duration.ofDays(9)));
            String landing = office.get(key, "/v1/programs/" + program)
                    .path("landing_domains")
                    .path(0)
                    .asText();
            imported(
                    machine,
                    office,
                    key,
                    program,
                    "links",
                    "external_id,code,destination\\nA-1,old-code,https://" + landing + "/");
            imported(machine, office, key, program, "coupons", "email,code\\na@b.example,OLD10");
            String order = "order_id,amount,currency,occurred_at,coupon\\nOLD-1,10.00,EUR,"
                    + machine.clock().instant().minus(Duration.ofDays(1)) + ",OLD10";
            imported(machine, office, key, program, "conversions", order);
            JsonNode conversion = office.get(key, "/v1/conversions?order_id=OLD-1")
                    .path("data")
                    .path(0);
            assertThat(conversion.path("state").asText())
                    .as(conversion.toString())
                    .isEqualTo("converted");
            assertThat(call(machine, "/r/old-code", "User-Agent: Mozilla/5.0 Chrome/131.0")
                            .header("location"))
                    .hasValueSatisfying(location -> assertThat(location).startsWith("https://" + landing));
        }
    }

    private static void imported(
            LocalMachine machine, Office office, String key, String program, String kind, String rows)
            throws Exception {
        for (String dryRun : List.of("true", "false")) {
            String body = "{\"kind\":\"%s\",\"program_id\":\"%s\",\"dry_run\":%s,\"rows\":\"%s\"}"
                    .formatted(kind, program, dryRun, rows);
            String location = "/v1/imports/"
                    + office.post(key, "/v1/imports", body).path("id").asText();
            machine.fire("JobsScheduleFunction", "BulkDue");
            machine.awaitQueuesEmpty(Duration.ofSeconds(30));
            JsonNode done = office.get(key, location);
            assertThat(done.path("state").asText()).isEqualTo("done");
            JsonNode row = office.get(key, location + "/report").path("data").path(0);
            assertThat(row.path("result").asText()).as(row.toString()).isEqualTo("created");
        }
        assertThat(office.get(key, "/v1/imports?program_id=" + program).path("data"))
                .hasSizeGreaterThan(1);
    }

    private static void exported(LocalMachine machine, Office office, String key, String kind, String filter)
            throws Exception {
        String body = "{\"kind\":\"%s\",\"filter\":{%s}}".formatted(kind, filter);
        String export = office.post(key, "/v1/exports", body).path("id").asText();
        machine.fire("JobsScheduleFunction", "BulkDue");
        machine.awaitQueuesEmpty(Duration.ofSeconds(30));
        JsonNode done = office.get(key, "/v1/exports/" + export);
        assertThat(done.path("state").asText()).as(done.toString()).isEqualTo("done");
        String query = filter.replaceAll("[{}\"]", "").replace(":", "=").replace(",", "&");
        String list = "/v1/" + kind + "?limit=100" + (query.isEmpty() ? "" : "&" + query);
        int rows = office.get(key, list).path("data").size();
        RawHttp.Reply file =
                call(machine, done.path("files").path(0).path("path").asText(), "Authorization: Bearer " + key);
        assertThat(file.body().lines()).hasSize(1 + rows).first().asString().contains("id,");
        assertThat(done.path("progress").path("rows").asInt()).isEqualTo(rows);
        assertThat(office.get(key, "/v1/exports").path("data").findValuesAsText("id"))
                .contains(export);
    }

    /// The terms in force, over the order.
    private static void backTest(LocalMachine machine, String key, String program) throws Exception {
        String path = "/v1/programs/" + program;
        try (Office office = new Office(machine, key)) {
            String today = LocalDate.ofInstant(machine.clock().instant(), ZONE).toString();
            String body = "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(today, today);
            String test = office.post(key, path + "/terms/1/back-test", body)
                    .path("id")
                    .asText();
            machine.fire("JobsScheduleFunction", "BackTestsDue");
            machine.awaitQueuesEmpty(Duration.ofSeconds(30));
            JsonNode done = office.get(key, path + "/back_tests/" + test);
            assertThat(done.path("state").asText()).isEqualTo("done");
            assertThat(done.path("now")).isEqualTo(done.path("then"));
            assertThat(office.get(key, path + "/back_tests").path("data")).hasSize(1);
            assertThat(office.get(key, path + "/back_tests/" + test + "/rows").path("data"))
                    .hasSize(1);
        }
    }

    /// What people write, and what is paid after it.
    private void office(LocalMachine machine) throws Exception {
        new DemoStart(folder).run(machine, true);
        JsonNode demo = Project.parse(Files.readString(folder.resolve("demo.json")));
        try (Office office =
                new Office(machine, demo.path("merchant").path("api_key").asText())) {
            String opened = office.open();
            try (Subscriber gone = new Subscriber(
                    machine, demo.path("affiliate").path("api_key").asText())) {
                gone.subscribe("webhook", "/");
            }
            Office.Member member = office.join(opened);
            String program = demo.path("program_id").asText();
            String affiliateKey = demo.path("affiliate").path("api_key").asText();
            office.method(affiliateKey);
            String affiliate = office.get(affiliateKey, "/v1/payout_methods")
                    .path("data")
                    .path(0)
                    .path("affiliate_id")
                    .asText();
            Office.People people = office.people();
            office.adjust(people.merchant(), program, affiliate, "25.00");
            office.adjust(people.ops(), program, affiliate, "1.00");
            office.pay(program, people);
            office.refusedAndRepeated(program);
            office.adjust(people.merchant(), program, affiliate, "5.00");
            office.payOnSchedule(program, people);
            machine.clock().forward(Duration.ofMinutes(2));
            machine.fire("JobsScheduleFunction", "DecisionsDue");
            machine.awaitQueuesEmpty(Duration.ofSeconds(30));
            String run = office.get(people.merchant(), "/v1/payout_runs?program_id=" + program)
                    .path("data")
                    .path(0)
                    .path("id")
                    .asText();
            exported(machine, office, people.merchant(), "payouts", "\"run_id\":\"" + run + "\"");
            String own = "\"program_id\":\"" + program + "\"";
            exported(machine, office, affiliateKey, "payouts", own);
            exported(machine, office, people.merchant(), "adjustments", own);
            exported(machine, office, people.merchant(), "audit_events", "");
            office.reward(opened, member);
            Talk.of(office, people.merchant(), opened, member);
            try (Subscriber told = new Subscriber(machine, people.merchant())) {
                told.subscribe("webhook", "/");
                new Disputing(office, machine, people.merchant(), opened, member).live();
            }
        }
        people(machine, "Bearer " + demo.path("merchant").path("api_key").asText());
    }

    /// From the invitation to the removal.
    private static void people(LocalMachine machine, String key) throws Exception {
        try (Visitors people = new Visitors(machine)) {
            String address = "vera@shop.example";
            String place = "/v1/members/"
                    + Visitors.json(people.send(
                                    "POST",
                                    "/v1/members",
                                    "{\"email\":\"" + address + "\",\"name\":\"Vera\",\"role\":\"viewer\"}",
                                    "authorization",
                                    key))
                            .path("person_id")
                            .asText();
            people.signIn(address);
            machine.clock().forward(Duration.ofMinutes(16));
            for (String path : List.of("/v1/sessions", "/v1/sessions/current", "/v1/programs")) {
                assertThat(people.as(address, "GET", path, "").statusCode()).isEqualTo(200);
            }
            assertThat(people.send("GET", "/v1/members", "", "authorization", key)
                            .body())
                    .contains(address);
            assertThat(people.as(address, "DELETE", "/v1/sessions/current", "").statusCode())
                    .isEqualTo(204);
            assertThat(people.send("DELETE", place, "", "authorization", key).statusCode())
                    .isEqualTo(204);
        }
    }

    private static void rollUp(LocalMachine machine) throws Exception {
        machine.fire("JobsScheduleFunction", "RollUp");
        machine.awaitQueuesEmpty(Duration.ofSeconds(30));
    }

    private static void report(LocalMachine machine, String query) throws IOException {
        for (String key : List.of(Shop.MERCHANT_KEY.reveal(), Shop.AFFILIATE_KEY.reveal())) {
            get(machine, "/v1/clicks?program_id=" + Shop.PLAIN + query, key);
        }
    }

    private static JsonNode get(LocalMachine machine, String path, String key) throws IOException {
        return Project.parse(call(machine, path, "Authorization: Bearer " + key).body());
    }

    private static RawHttp.Reply call(LocalMachine machine, String path, String header) throws IOException {
        int port = URI.create(machine.baseUrl()).getPort();
        return RawHttp.send(port, "GET " + path + " HTTP/1.1", header);
    }

    private List<Permission> permissions(Wire.Call call) {
        JsonNode body = call.body();
        return switch (call.service()) {
            case QUEUES -> {
                String name = body.path("QueueUrl").asText().replaceFirst(".*/", "");
                // One permission stands for a message and for ten.
                String action = "sqs:" + call.action().replaceFirst("Batch$", "");
                yield List.of(new Permission(call.function(), action, queue(name), ""));
            }
            case SECRETS -> List.of(new Permission(call.function(), "secretsmanager:" + call.action(), "KeyRing", ""));
            case PARAMETERS -> List.of(new Permission(call.function(), "ssm:" + call.action(), "PayoutSwitch", ""));
            case MAIL -> List.of(new Permission(call.function(), "ses:" + call.action(), "MailIdentity", ""));
            case FILES -> {
                if (call.action().equals("ListBucket")) {
                    yield List.of(new Permission(call.function(), "s3:ListBucket", "PayoutFiles", ""));
                }
                // A role names the folder: /bucket/payouts/run_1-1.csv is PayoutFiles/payouts/*.
                String path = body.path("Path").asText();
                String bucket = path.contains("-exports-") ? "Exports/" : "PayoutFiles/";
                String folder = path.replaceFirst("^/[^/]+/([^/]+)/.*", "$1/*");
                yield List.of(new Permission(call.function(), "s3:" + call.action(), bucket + folder, ""));
            }
            case TABLE -> table(call);
        };
    }

    private String queue(String name) {
        return template.ofType("AWS::SQS::Queue").entrySet().stream()
                .filter(queue -> queue.getValue().path("QueueName").asText().endsWith(name.replaceFirst(".*-", "-")))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new AssertionError("the template has no queue " + name));
    }

    private static List<Permission> table(Wire.Call call) {
        if (call.action().equals("TransactWriteItems")) {
            // Each part needs the permission of the action that it stands for.
            return call.body()
                    .path("TransactItems")
                    .valueStream()
                    .flatMap(item -> item.propertyStream())
                    .map(part -> part.getKey().equals("ConditionCheck")
                            ? new Wire.Call(call.function(), call.service(), "ConditionCheckItem", part.getValue())
                            : new Wire.Call(call.function(), call.service(), part.getKey() + "Item", part.getValue()))
                    .flatMap(part -> table(part).stream())
                    .toList();
        }
        String index = call.body().path("IndexName").asText();
        String resource = index.isEmpty() ? "Table" : "Table/index/" + index;
        List<Permission> permissions = new ArrayList<>();
        leadingKeys(call)
                .map(key -> new Permission(call.function(), "dynamodb:" + call.action(), resource, kind(key)))
                .forEach(permissions::add);
        return permissions;
    }

    private static Stream<String> leadingKeys(Wire.Call call) {
        JsonNode body = call.body();
        return switch (call.action()) {
            case "GetItem", "UpdateItem", "DeleteItem", "ConditionCheckItem" ->
                Stream.of(text(body.path("Key").path(Keys.PK)));
            case "PutItem" -> Stream.of(text(body.path("Item").path(Keys.PK)));
            case "BatchGetItem" ->
                body.path("RequestItems")
                        .valueStream()
                        .flatMap(table -> table.path("Keys").valueStream())
                        .map(key -> text(key.path(Keys.PK)));
            case "Query" -> {
                // Every query of ours names its partition first: "pk = :pk", "gsi2pk = :kind".
                String value = body.path("KeyConditionExpression")
                        .asText()
                        .replaceFirst("(?s)^\\s*\\S+\\s*=\\s*(:\\w+).*", "$1");
                yield Stream.of(text(body.path("ExpressionAttributeValues").path(value)));
            }
            default -> throw new AssertionError("a new kind of call: " + call);
        };
    }

    private static String text(JsonNode attribute) {
        assertThat(attribute.path("S").isTextual()).as("a key: %s", attribute).isTrue();
        return attribute.path("S").asText();
    }

    private static String kind(String key) {
        return key.replaceFirst("#.*", "#*");
    }

    private static String lines(SortedSet<Permission> permissions) {
        return String.join("\n", permissions.stream().map(Permission::toString).toList());
    }
}
