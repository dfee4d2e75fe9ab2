package dev.tributary.postback;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.domain.access.ApiKey;
import dev.tributary.domain.access.ApiKeySecret;
import dev.tributary.domain.access.Scope;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.Mode;
import dev.tributary.infrastructure.table.DynamoApiKeys;
import dev.tributary.infrastructure.table.DynamoTerms;
import dev.tributary.infrastructure.table.TestMarket;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `explain=1`: who may ask, what is told, and that nothing is left behind.
final class ExplainTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HASH = "ab".repeat(32);
    private static final String SALE =
            "{\"event\":\"sale\",\"order_id\":\"A-1\",\"amount\":\"126.0\",\"currency\":\"EUR\"}";

    private final World world;
    private final String key;

    ExplainTest() throws IOException {
        world = new World();
        key = key("own");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    /// Rows in the order of precedence.
    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource(delimiter = '|', textBlock = """
        # key         | query            | status | code
        none          | explain=1        | 401    | unauthorized
        none          | explain=0        | 401    | unauthorized
        forged        | explain=1        | 401    | unauthorized
        postback      | explain=1        | 401    | unauthorized
        revoked       | explain=1        | 401    | unauthorized
        write only    | explain=1        | 403    | insufficient_scope
        foreign       | explain=1        | 404    | not_found
        affiliate     | explain=1        | 404    | not_found
        test mode     | explain=1        | 404    | not_found
        own           | explain=0        | 400    | malformed_explain
        own           | explain          | 400    | malformed_explain
        own           | explain=1&explain=1 | 400 | malformed_explain
        own           | a=1&%65xplain=1  | 200    |
        own           | explain=1        | 200    |
        """)
    void caller_isWhoseKeyItIs(String who, String query, int status, @Nullable String code) {
        String secret = who.equals("own") ? key : key(who);
        List<?> before = world.backend.items();
        for (String method : List.of("POST", "GET")) {
            APIGatewayV2HTTPResponse answer = ask(method, World.PATH, query, secret, Map.of(), SALE);
            assertThat(answer.getStatusCode()).as(method + answer.getBody()).isEqualTo(status);
            assertThat(answer.getBody()).contains(code == null ? "\"proof\"" : "\"code\":\"" + code + "\"");
        }
        assertThat(world.backend.messages()).isEmpty();
        assertThat(world.backend.items()).isEqualTo(before);
        assertThat(world.backend.lines()).isEmpty();
    }

    @Test
    void unknownProgram_looksLikeAForeignOne() {
        APIGatewayV2HTTPResponse unknown =
                ask("POST", "/postbacks/prg_0000000000099", "explain=1", key, Map.of(), SALE);
        APIGatewayV2HTTPResponse foreign = ask("POST", World.PATH, "explain=1", key("foreign"), Map.of(), SALE);
        assertThat(unknown.getStatusCode()).isEqualTo(404);
        assertThat(unknown.getBody()).isEqualTo(foreign.getBody());
    }

    /// Whatever it says else, and however well it proves itself.
    @ParameterizedTest
    @ValueSource(strings = {"explain=1", "explain=0", "EXPLAIN=1", "%65xplain=2", "explain", "a=%zz&explain=1"})
    void callWithExplain_isNeverTaken(String query) {
        Map<String, String> signed = Calls.signature(world.plain.secret(), World.NOW, SALE);
        world.call(Calls.event("POST", World.PATH, query, signed, SALE));
        world.call(Calls.get(
                World.PATH, "event=sale&order_id=A-1&amount=1&currency=EUR&token=" + world.token + "&" + query));
        assertThat(world.backend.messages()).isEmpty();
        assertThat(world.backend.lines()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        # proof          | signature | token  | status | code
        signature        | valid     | absent | 202    | accepted
        token            | absent    | valid  | 202    | accepted
        both             | valid     | valid  | 202    | accepted
        none             | absent    | absent | 401    | unauthorized
        forged           | wrong     | absent | 401    | unauthorized
        stale            | stale     | absent | 401    | unauthorized
        forged and stale | wrong     | absent | 401    | unauthorized
        other's token    | absent    | wrong  | 401    | unauthorized
        """)
    void proof_isTold(String proof, String signature, String token, int status, String code) throws IOException {
        Instant then = proof.contains("stale") ? World.NOW.minusSeconds(301) : World.NOW;
        Map<String, String> headers = new HashMap<>(Map.of("content-type", "application/json"));
        switch (proof) {
            case "signature", "both", "stale" -> headers.putAll(Calls.signature(world.plain.secret(), then, SALE));
            case "forged", "forged and stale" -> headers.putAll(Calls.signature(world.yen.secret(), then, SALE));
            default -> {}
        }
        switch (proof) {
            case "token", "both" -> headers.put("authorization", "Bearer " + world.token);
            case "other's token" ->
                headers.put("authorization", "Bearer " + world.yen.token().reveal());
            default -> {}
        }
        headers.put("tributary-key", key);
        APIGatewayV2HTTPResponse answer = world.call(Calls.event("POST", World.PATH, "explain=1", headers, SALE));
        JsonNode told = tree(answer);
        assertThat(told.at("/proof/valid").asBoolean()).isEqualTo(status == 202);
        assertThat(told.at("/proof/signature").asText()).isEqualTo(signature);
        assertThat(told.at("/proof/token").asText()).isEqualTo(token);
        assertThat(told.at("/answer/status").asInt()).isEqualTo(status);
        assertThat(told.at("/answer/code").asText()).isEqualTo(code);
        // How it reads is told in any case.
        assertThat(told.at("/if_proven/status").asInt()).isEqualTo(202);
        assertThat(told.at("/calls/0/committed").asText()).isEqualTo("new");
        assertThat(answer.getBody())
                .doesNotContain(world.token, world.plain.secret().reveal(), key);
        assertThat(world.backend.messages()).isEmpty();
        assertThat(world.backend.lines()).isEmpty();
    }

    @Test
    void fields_areToldAsTheyWereRead_andAPersonsAreNot() throws IOException {
        String click = world.click(World.PROGRAM, World.NOW.minusSeconds(60));
        JsonNode told = tree(ask("POST", World.PATH, "explain=1", key, Map.of(), """
            {"event":"sale","order_id":"A-1","amount":126.0,"currency":"EUR","coupons":[" anna10"],"click_id":"%s",
             "customer":{"id":"c-77","email_sha256":"%s","country":"LV","email":"a@b.example"},"colour":"crimson",
             "items":[{"sku":"S","amount":"1.00","size":"XL"}]}\
            """.formatted(click, HASH)));
        JsonNode call = told.at("/calls/0");
        assertThat(field(call, "amount").path("read_as").asText()).isEqualTo("126.00 EUR");
        assertThat(field(call, "coupons").path("read_as").asText()).isEqualTo("ANNA10");
        assertThat(field(call, "customer.country").path("value").asText()).isEqualTo("LV");
        for (String name : List.of("customer.id", "customer.email_sha256")) {
            assertThat(field(call, name).path("kept_as_hmac").asBoolean()).isTrue();
            assertThat(field(call, name).path("value").isNull()).isTrue();
        }
        assertThat(call.path("ignored").valueStream().map(JsonNode::asText))
                .containsExactlyInAnyOrder("colour", "items[0].size", "customer.email");
        assertThat(told.toString()).doesNotContain("c-77", HASH, "a@b.example", "crimson");
        assertThat(call.at("/click/affiliate_id").asText()).isEqualTo(new AffiliateId(5).toString());
        assertThat(call.at("/click/attributes").asBoolean()).isTrue();
        assertThat(call.at("/click/window_ends_at").isNull()).isTrue();
    }

    @Test
    void url_isToldByTheNamesOfItsSender() throws IOException {
        String click = world.click(World.PROGRAM, World.NOW.minusSeconds(60));
        JsonNode told = tree(ask(
                "GET",
                World.PATH,
                "explain=1&event=sale&transaction_id=" + click + "&txid=A-1&amount=x&currency=EUR&coupon=ANNA10"
                        + "&test=1&colour=red&status=&token=" + world.token,
                key,
                Map.of(),
                ""));
        JsonNode call = told.at("/calls/0");
        assertThat(told.path("dialect").asText()).isEqualTo("url");
        assertThat(told.at("/proof/token").asText()).isEqualTo("valid");
        assertThat(field(call, "click_id").path("sent").asText()).isEqualTo("transaction_id");
        assertThat(field(call, "order_id").path("sent").asText()).isEqualTo("txid");
        assertThat(field(call, "coupons").path("sent").asText()).isEqualTo("coupon");
        assertThat(call.path("ignored").valueStream().map(JsonNode::asText)).containsExactly("colour", "status");
        assertThat(call.at("/errors/0/field").asText()).isEqualTo("amount");
        assertThat(told.at("/answer/status").asInt()).isEqualTo(422);
        assertThat(call.path("committed").isNull()).isTrue();
        assertThat(told.toString()).doesNotContain(world.token);
    }

    /// Its proof, its names, and no mark of it left; by GET and as a form.
    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void sendersCall_isToldByItsNames(String method) throws IOException {
        String click = world.click(World.PROGRAM, World.NOW.minusSeconds(60));
        String said = "transaction_id=" + click + "&amount=9.90&currency=eur&payout=3&security_token=" + world.token;
        boolean isForm = method.equals("POST");
        Map<String, String> type = isForm ? Map.of("content-type", "application/x-www-form-urlencoded") : Map.of();
        JsonNode told = tree(ask(
                method,
                World.PATH + "/tune",
                isForm ? "explain=1" : said + "&explain=1",
                key,
                type,
                isForm ? said : ""));
        JsonNode call = told.at("/calls/0");
        assertThat(told.path("dialect").asText()).isEqualTo("tune");
        assertThat(told.at("/proof/valid").asBoolean()).isTrue();
        assertThat(told.at("/answer/status").asInt()).isEqualTo(202);
        assertThat(field(call, "click_id").path("sent").asText()).isEqualTo("transaction_id");
        assertThat(field(call, "amount").path("read_as").asText()).isEqualTo("9.90 EUR");
        assertThat(field(call, "event").path("sent").isNull()).isTrue();
        assertThat(call.path("ignored").valueStream().map(JsonNode::asText)).containsExactly("payout");
        assertThat(told.toString()).doesNotContain(world.token);
        assertThat(world.backend.messages()).isEmpty();
        assertThat(world.backend.lines()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # what     | body                                     | status | code
        no JSON    | {                                        | 400    | malformed_json
        no object  | []                                       | 400    | not_an_object
        two wrong  | {"event":"sale","amount":"-1"}           | 422    | invalid_fields
        """)
    void callThatCannotBeRead_isToldSo(String what, String body, int status, String code) throws IOException {
        JsonNode told =
                tree(ask("POST", World.PATH, "explain=1", key, Map.of("tributary-key", key), body, world.token));
        assertThat(told.at("/answer/status").asInt()).isEqualTo(status);
        assertThat(told.at("/answer/code").asText()).isEqualTo(code);
    }

    @Test
    void otherMediaType_isTold() throws IOException {
        Map<String, String> headers = Map.of("content-type", "text/plain", "authorization", "Bearer " + key);
        JsonNode told = tree(world.call(Calls.event("POST", World.PATH, "explain=1", headers, SALE)));
        assertThat(told.at("/answer/status").asInt()).isEqualTo(415);
        assertThat(told.at("/if_proven/status").asInt()).isEqualTo(415);
        assertThat(told.path("calls")).isEmpty();
    }

    /// By the terms of the click: 30 days.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # age of the click, seconds | attributes | reason
        2591999                     | true       |
        2592000                     | true       |
        2592001                     | false      | outside_window
        """)
    void click_isWithinItsWindow(long age, boolean attributes, @Nullable String reason) throws IOException {
        new DynamoTerms(world.backend.table).create(World.PROGRAM, TestMarket.terms(1));
        int days = TestMarket.terms(1).attribution().windowDays();
        assertThat(Duration.ofDays(days).toSeconds()).isEqualTo(2592000);
        String click = world.click(World.PROGRAM, World.NOW.minusSeconds(age));
        JsonNode told = tree(ask(
                "POST", World.PATH, "explain=1", key, Map.of(), SALE.replace("}", ",\"click_id\":\"" + click + "\"}")));
        assertThat(told.at("/calls/0/click/attributes").asBoolean()).isEqualTo(attributes);
        assertThat(told.at("/calls/0/click/reason").asText(null)).isEqualTo(reason);
    }

    @Test
    void asking_isCountedAgainstTheKeyAndNobodyElse() {
        for (int ask = 0; ask < ExplainDoor.OF_KEY.burst(); ask++) {
            assertThat(ask("POST", World.PATH, "explain=1", key, Map.of(), SALE).getStatusCode())
                    .isEqualTo(200);
        }
        APIGatewayV2HTTPResponse held = ask("POST", World.PATH, "explain=1", key, Map.of(), SALE);
        assertThat(held.getStatusCode()).isEqualTo(429);
        assertThat(held.getHeaders()).containsKey("retry-after");
        // Another key, and the sender, who was asked about with a proof that is none so many times.
        assertThat(ask("POST", World.PATH, "explain=1", key("own"), Map.of(), SALE)
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(world.call(Calls.bearer(World.PATH, world.token, SALE)).getStatusCode())
                .isEqualTo(202);
        assertThat(world.call(Calls.bearer(World.PATH, world.token + "x", SALE)).getStatusCode())
                .isEqualTo(401);
    }

    @Test
    void guessedKeys_areNotLookedUpAfterSoMany() {
        for (int guess = 0; guess < ExplainDoor.OF_WRONG.burst(); guess++) {
            assertThat(ask("GET", World.PATH, "explain=1", key("forged"), Map.of(), "")
                            .getStatusCode())
                    .isEqualTo(401);
        }
        assertThat(ask("GET", World.PATH, "explain=1", key("forged"), Map.of(), "")
                        .getStatusCode())
                .isEqualTo(429);
        assertThat(world.call(Calls.bearer(World.PATH, world.token, SALE)).getStatusCode())
                .isEqualTo(202);
    }

    private int made;

    private String key(String who) {
        if (who.equals("none")) {
            return "";
        }
        if (who.equals("postback")) {
            return world.token;
        }
        byte[] random = new byte[ApiKeySecret.RANDOM_BYTES];
        random[0] = (byte) ++made;
        random[1] = 7;
        ApiKeySecret secret = ApiKeySecret.of(random, who.equals("test mode") ? Mode.TEST : Mode.LIVE);
        Tenant tenant = switch (who) {
            case "foreign" -> new Tenant.OfMerchant(new MerchantId(2));
            case "affiliate" -> new Tenant.OfAffiliate(new AffiliateId(1));
            default -> new Tenant.OfMerchant(new MerchantId(1));
        };
        Set<Scope> scopes = Set.of(who.equals("write only") ? Scope.WRITE : Scope.READ);
        ApiKey made = ApiKey.of(secret, tenant, scopes, "Tester", World.NOW);
        if (!who.equals("forged")) {
            new DynamoApiKeys(world.backend.table).create(who.equals("revoked") ? made.revokedAt(World.NOW) : made);
        }
        return secret.reveal();
    }

    private APIGatewayV2HTTPResponse ask(
            String method, String path, String query, String secret, Map<String, String> more, String body) {
        return ask(method, path, query, secret, more, body, secret);
    }

    private APIGatewayV2HTTPResponse ask(
            String method,
            String path,
            String query,
            String secret,
            Map<String, String> more,
            String body,
            String bearer) {
        Map<String, String> headers = new HashMap<>(Map.of("content-type", "application/json"));
        if (!secret.isEmpty()) {
            headers.put("authorization", "Bearer " + bearer);
        }
        headers.putAll(more);
        APIGatewayV2HTTPEvent event = Calls.event(method, path, query, headers, body);
        return world.call(event);
    }

    private static JsonNode tree(APIGatewayV2HTTPResponse answer) throws IOException {
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
        return JSON.readTree(answer.getBody());
    }

    private static JsonNode field(JsonNode call, String name) {
        return call.path("fields")
                .valueStream()
                .filter(field -> field.path("field").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + call));
    }
}
