package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Every route and verb of docs/openapi.yaml that `api` serves, called as it should not be; docs/answers.md is
/// what each answers, printed with `-Ddocs=write`. What it may answer at all is said here, so that no print
/// makes a wrong answer right; that a foreign key learns nothing from it, ForeignKeysTest shows.
class WalkTest {
    private static final Path DOCUMENT = Path.of("../../docs/answers.md");
    private static final String NONE = "-";
    private static final String UNKNOWN = "no_such_field";
    /// Served by other functions, and walked by their tests.
    private static final Set<String> ELSEWHERE = Set.of("/r/", "/postbacks/", "/pixel/", "/.well-known/");
    /// What nobody needs a key for: an address, a link; events are signed.
    private static final Set<String> OPEN = Set.of(
            "GET /v1/directory",
            "GET /v1/directory/{program_id}",
            "POST /v1/directory/{program_id}/applications",
            "POST /v1/sign_in_links",
            "POST /v1/sessions",
            "GET /v1/docs",
            "GET /v1/docs/{page}",
            "GET /v1/openapi.yaml");

    private enum Column {
        NO_KEY("no key"),
        WRONG_KEY("a wrong key"),
        READ_KEY("a key that reads"),
        VIEWER("a viewer"),
        ANOTHER_TENANT("another tenant"),
        FOREIGN_ID("a foreign id"),
        TEST_KEY("a test key"),
        UNKNOWN_FIELD("an unknown field"),
        WRONG_TYPE("a wrong type"),
        TOO_LARGE("too large");

        private final String title;

        Column(String title) {
            this.title = title;
        }
    }

    private final SoftAssertions held = new SoftAssertions();
    private final WriteApi api = new WriteApi();
    private final People people = new People(api);
    private final Map<String, String> own = new HashMap<>(Map.of(
            "program_id", "prg_0000000000001",
            "affiliate_id", "aff_0000000000001",
            "link_id", "lnk_000000000000b",
            "person_id", MembersTest.id("anna"),
            "version", "1",
            "code", "ANNA10",
            "currency", "USD",
            "date", "2026-11-20",
            "month", "2026-10",
            "number", "1"));
    private final Map<String, String> foreign = new HashMap<>(Map.of(
            "program_id", "prg_0000000000003",
            "affiliate_id", "aff_0000000000003",
            "link_id", "lnk_0000000000011",
            "person_id", MembersTest.id("zoe"),
            "version", "1",
            "code", "ANNA10",
            "currency", "USD",
            "date", "2026-11-20",
            "month", "2026-10",
            "number", "1"));

    WalkTest() {
        people.invite("merchant 1", "anna", "owner");
        people.invite("merchant 1", "vera", "viewer");
        people.signIn("vera");
        api.use("wrong", "trb_live_00000000000000000000000000000000");
        api.use(
                "reader",
                made("POST /v1/api_keys", "key_id", "{\"name\":\"R\",\"scopes\":[\"read\"]}")
                        .path("secret")
                        .asText());
        for (String whose : List.of("", "affiliate ")) {
            String maker = whose.isEmpty() ? "merchant 1" : "affiliate 1";
            String made = api.post(
                            maker,
                            "/v1/api_keys",
                            "{\"name\":\"T\",\"person\":\"T\",\"mode\":\"test\",\"scopes\":[\"read\",\"write\""
                                    + (whose.isEmpty() ? ",\"payouts\"" : "")
                                    + ",\"keys\",\"members\"]}")
                    .getBody();
            api.use(whose + "tester", Json.texts(made, "secret").getFirst());
        }
        Map<String, String> nowhere = Map.ofEntries(
                Map.entry("conversion_id", "cnv_00000000000000000000000001"),
                Map.entry("commission_id", "com_00000000000000000000000001"),
                Map.entry("adjustment_id", "adj_0000000000001"),
                Map.entry("award_id", "adj_0000000000001"),
                Map.entry("bonus_id", "first"),
                Map.entry("submission_id", "sub_0000000000001"),
                Map.entry("creative_id", "crt_0000000000001"),
                Map.entry("announcement_id", "ann_0000000000001"),
                Map.entry("thread_id", "thr_0000000000001"),
                Map.entry("back_test_id", "btt_0000000000001"),
                Map.entry("export_id", "exp_00000000000000000000000001"),
                Map.entry("dispute_id", "dsp_0000000000001"),
                Map.entry("import_id", "imp_0000000000001"),
                Map.entry("tenant_id", "mer_0000000000002"),
                Map.entry("page", "payouts"),
                Map.entry("webhook_id", "whk_0000000000001"),
                Map.entry("notice_id", "evt_00000000000000000000000000000001"),
                Map.entry("key_id", "key_00000000000000000000000000000001"),
                Map.entry("run_id", "run_00000000000000000000000001"),
                Map.entry("file", "0-1"),
                Map.entry("payout_id", "pay_00000000000000000000000001"),
                Map.entry("credential_id", "pbc_00000000000000000000000000000001"),
                Map.entry("secret_id", "sns_00000000000000000000000000000001"),
                Map.entry("receipt_id", "rcp_00000000000000000000000001"),
                Map.entry("agency_id", "mer_0000000000002"),
                Map.entry("merchant_id", "mer_0000000000002"),
                Map.entry("session_id", "ses_00000000000000000000000001"));
        nowhere.forEach(foreign::putIfAbsent);
        Operation hosts = operation("PUT /v1/programs/{program_id}/image_hosts");
        assertThat(api.call("merchant 1", "PUT", hosts.target(own), hosts.body().toString())
                        .getStatusCode())
                .isEqualTo(200);
        for (String thing : List.of("creative", "announcement", "thread", "webhook", "coupon", "adjustment")) {
            Operation make = operation("POST /v1/" + thing + "s");
            // Without what they say of other things, which are not there.
            made(
                    make.name(),
                    thing + "_id",
                    make.body()
                            .remove(List.of("about", "commission_id", "order_id"))
                            .toString());
        }
        nowhere.forEach(own::putIfAbsent);
    }

    private JsonNode made(String route, String name, String body) {
        APIGatewayV2HTTPResponse answer = api.post("merchant 1", route.substring("POST ".length()), body);
        assertThat(answer.getStatusCode()).as(route + ": " + answer.getBody()).isEqualTo(201);
        JsonNode thing = People.json(answer);
        own.put(name, thing.path("id").asText());
        return thing;
    }

    private static Operation operation(String name) {
        return Operation.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyRoute_calledAsItShouldNotBe() throws IOException {
        Map<String, Map<String, AttributeValue>> before = api.items();
        Map<String, List<String>> rows = new TreeMap<>();
        for (Operation operation : Operation.all()) {
            if (ELSEWHERE.stream().noneMatch(operation.path()::startsWith)) {
                List<String> row = new ArrayList<>();
                for (Column column : Column.values()) {
                    row.add(cell(operation, column));
                }
                rows.put(operation.path() + " " + operation.method(), row);
            }
        }
        held.assertAll();
        assertThat(api.items()).as("what was refused changed nothing").isEqualTo(before);
        String document = document(rows);
        if ("write".equals(System.getProperty("docs"))) {
            Files.writeString(DOCUMENT, document);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(document);
    }

    private String cell(Operation operation, Column column) {
        boolean isSigned = operation.path().startsWith("/webhooks/");
        boolean isOpen = isSigned || OPEN.contains(operation.name());
        String target = operation.target(own);
        String body = operation.writes() ? operation.body().toString() : "";
        return switch (column) {
            case NO_KEY ->
                held(operation, column, api.call("nobody", operation.method(), target, body), isSigned || !isOpen);
            case WRONG_KEY ->
                isOpen ? NONE : held(operation, column, api.call("wrong", operation.method(), target, body), true);
            case READ_KEY ->
                isOpen
                        ? NONE
                        : read(
                                operation,
                                column,
                                api.call("reader", operation.method(), target + query(operation, own), body));
            case VIEWER ->
                isOpen
                        ? NONE
                        : read(
                                operation,
                                column,
                                api.call("vera", operation.method(), target + query(operation, own), body));
            case ANOTHER_TENANT ->
                isOpen || !names(operation)
                        ? NONE
                        : elses(operation, column, "merchant 9", target + query(operation, own), body);
            case FOREIGN_ID -> isOpen || !names(operation) ? NONE : foreign(operation, column);
            case TEST_KEY -> isOpen || !names(operation) ? NONE : testing(operation, column, target, body);
            case UNKNOWN_FIELD -> isSigned ? NONE : unknown(operation, column);
            case WRONG_TYPE -> isSigned ? NONE : wrong(operation, column);
            case TOO_LARGE -> tooLarge(operation, column);
        };
    }

    private String held(Operation operation, Column column, APIGatewayV2HTTPResponse answer, boolean is401) {
        if (is401) {
            held.assertThat(answer.getStatusCode())
                    .as(said(operation, column, answer))
                    .isEqualTo(401);
        }
        return text(operation, column, answer);
    }

    /// Whoever only reads changes nothing, whatever the path says.
    private String read(Operation operation, Column column, APIGatewayV2HTTPResponse answer) {
        if (operation.writes()
                && !operation.path().startsWith("/v1/sessions")
                && !operation.path().startsWith("/v1/memberships")) {
            held.assertThat(answer.getStatusCode())
                    .as(said(operation, column, answer))
                    .isEqualTo(403);
        }
        return text(operation, column, answer);
    }

    private String foreign(Operation operation, Column column) {
        String target = operation.target(foreign) + query(operation, foreign);
        String body = operation.writes() ? operation.body().toString() : "";
        String other = body.replace(id(own, "program_id"), id(foreign, "program_id"))
                .replace(id(own, "affiliate_id"), id(foreign, "affiliate_id"));
        return elses(operation, column, "merchant 1", target, other);
    }

    /// Whether a call says of what: in its path, its query or its body.
    private boolean names(Operation operation) {
        String body = operation.body().toString();
        return operation.path().contains("{")
                || operation.query().contains("program_id")
                || body.contains(id(own, "program_id"))
                || body.contains(id(own, "affiliate_id"));
    }

    /// What is another's is not there: it is changed by no call, and shown by none.
    private String elses(Operation operation, Column column, String who, String target, String body) {
        APIGatewayV2HTTPResponse answer = asked(operation, who, target, body);
        String text = text(operation, column, answer);
        if (answer.getStatusCode() < 400) {
            held.assertThat(operation.writes())
                    .as(said(operation, column, answer))
                    .isFalse();
            held.assertThat(answer.getBody())
                    .as(said(operation, column, answer))
                    .doesNotContain(column == Column.FOREIGN_ID ? "prg_0000000000003" : "prg_0000000000001");
        }
        return text;
    }

    /// A live program is not there for a key of test programs, whether a merchant's or an affiliate's.
    private String testing(Operation operation, Column column, String target, String body) {
        elses(operation, column, "affiliate tester", target + query(operation, own), body);
        return elses(operation, column, "tester", target + query(operation, own), body);
    }

    private String unknown(Operation operation, Column column) {
        APIGatewayV2HTTPResponse answer;
        if (operation.writes()) {
            answer = asked(
                    operation,
                    "merchant 1",
                    operation.target(own),
                    operation.body().put(UNKNOWN, 1).toString());
        } else {
            answer = asked(operation, "merchant 1", operation.target(own) + "?" + UNKNOWN + "=1", "");
        }
        held.assertThat(answer.getStatusCode())
                .as(said(operation, column, answer))
                .isBetween(400, 499);
        if (answer.getStatusCode() == 422 || answer.getBody().contains("invalid_parameter")) {
            held.assertThat(answer.getBody())
                    .as(said(operation, column, answer))
                    .contains("\"" + UNKNOWN + "\"");
        }
        return text(operation, column, answer);
    }

    private String wrong(Operation operation, Column column) {
        if (operation.writes() ? operation.body().isEmpty() : operation.query().isEmpty()) {
            return NONE;
        }
        StringBuilder query = new StringBuilder();
        operation
                .query()
                .forEach(name ->
                        query.append(query.isEmpty() ? "?" : "&").append(name).append("=%7B%7D"));
        APIGatewayV2HTTPResponse answer = asked(
                operation,
                "merchant 1",
                operation.target(own) + (operation.writes() ? "" : query),
                operation.writes() ? operation.wrongBody().toString() : "");
        held.assertThat(answer.getStatusCode())
                .as(said(operation, column, answer))
                .isBetween(400, 499);
        return text(operation, column, answer);
    }

    private String tooLarge(Operation operation, Column column) {
        String body = "x".repeat(256 * 1024 + 1);
        APIGatewayV2HTTPResponse answer = api.call("merchant 1", operation.method(), operation.target(own), body);
        held.assertThat(answer.getStatusCode())
                .as(said(operation, column, answer))
                .isEqualTo(413);
        return text(operation, column, answer);
    }

    /// By an affiliate where a merchant may not at all, by who has signed in where no key may.
    private APIGatewayV2HTTPResponse asked(Operation operation, String who, String target, String body) {
        String by = operation.path().startsWith("/v1/sessions") ? "vera" : who;
        APIGatewayV2HTTPResponse answer = api.call(by, operation.method(), target, body);
        return answer.getStatusCode() == 403 && who.startsWith("merchant")
                ? api.call(who.replace("merchant", "affiliate"), operation.method(), target, body)
                : answer;
    }

    private static String query(Operation operation, Map<String, String> ids) {
        String program = operation.query().contains("program_id") ? "?program_id=" + id(ids, "program_id") : "";
        boolean isOfOne = !program.isEmpty() && operation.query().contains("affiliate_id");
        return isOfOne ? program + "&affiliate_id=" + id(ids, "affiliate_id") : program;
    }

    private static String id(Map<String, String> ids, String name) {
        return Objects.requireNonNull(ids.get(name), name);
    }

    private String text(Operation operation, Column column, APIGatewayV2HTTPResponse answer) {
        held.assertThat(answer.getStatusCode())
                .as(said(operation, column, answer))
                .isLessThan(500);
        return answer.getStatusCode() < 400
                ? Integer.toString(answer.getStatusCode())
                : answer.getStatusCode() + " "
                        + People.json(answer).path("code").asText();
    }

    private static String said(Operation operation, Column column, APIGatewayV2HTTPResponse answer) {
        return operation.name() + ", " + column.title + ": " + answer.getStatusCode() + " " + answer.getBody();
    }

    private static String document(Map<String, List<String>> rows) {
        StringBuilder text = new StringBuilder("""
            # What a wrong call is answered

            Printed by WalkTest (`-Ddocs=write`), which makes each of these calls and holds them against this table and
            against what may be answered at all: do not edit.

            Every route of openapi.yaml that `functions/api` serves. A key that reads has the scope `read` alone; a viewer
            has signed in. Another tenant calls with a key of its own that may do everything; a foreign id stands in the
            path, the query or the body of a call by who may do everything. A test key may do everything too, of test programs;
                the call names a live one. An unknown field is a parameter where a route
            reads; a wrong type is one in every field or parameter. Too large is a body of 262,145 bytes. `-`: there is
            nothing to be wrong about. What a call is answered first is decided first: one that names nothing that is
            there is 404, whatever else is wrong with it.

            """);
        text.append("| route |");
        for (Column column : Column.values()) {
            text.append(' ').append(column.title).append(" |");
        }
        text.append("\n| --- |").append(" --- |".repeat(Column.values().length)).append('\n');
        rows.forEach((route, cells) -> {
            int space = route.indexOf(' ');
            text.append("| `")
                    .append(route.substring(space + 1))
                    .append(' ')
                    .append(route, 0, space)
                    .append("` |");
            cells.forEach(cell -> text.append(' ').append(cell).append(" |"));
            text.append('\n');
        });
        return text.toString();
    }
}
