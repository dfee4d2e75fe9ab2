package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.access.Members;
import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.access.Session;
import dev.tributary.domain.access.SignInLink;
import dev.tributary.domain.access.SignInSecret;
import dev.tributary.domain.access.SignIns;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.mail.MailAddress;
import dev.tributary.domain.mail.MailOut;
import dev.tributary.infrastructure.edge.PeopleKeys;
import dev.tributary.infrastructure.table.DynamoSignIns;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Links and sessions: what does not open, and what ends.
class SignInTest {
    private final WriteApi api = new WriteApi();
    private final People people = new People(api);

    SignInTest() {
        people.invite("merchant 1", "anna", "owner");
    }

    @Test
    void anUnknownAddress_isAnsweredAsAKnownOne_withAsMuchDone() {
        // Whoever is invited has a counter already; after one link everybody has.
        ask("anna@people.example");
        ask("nobody@people.example");
        long before = items();
        APIGatewayV2HTTPResponse known = ask("anna@people.example");
        long afterKnown = items();
        APIGatewayV2HTTPResponse unknown = ask("nobody@people.example");

        assertThat(unknown.getStatusCode()).isEqualTo(known.getStatusCode()).isEqualTo(202);
        assertThat(unknown.getBody()).isEqualTo(known.getBody());
        assertThat(unknown.getHeaders()).isEqualTo(known.getHeaders());
        assertThat(api.mail.to("anna@people.example")).isEqualTo(3);
        assertThat(api.mail.to("nobody@people.example")).isZero();
        assertThat(api.mail.toNobody).isEqualTo(2);
        assertThat(afterKnown - before).isEqualTo(items() - afterKnown).isOne();
    }

    /// Whoever is refused by the mail's carrier learns nothing that another does not.
    @Test
    void aRefusedMail_isNotTold() {
        String usual = ask("nobody@people.example").getBody();
        api.mail.handed = new MailOut.Handed.Refused("MessageRejected");
        assertThat(ask("anna@people.example").getBody()).isEqualTo(usual);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna", "anna@people.example, b@c.example", "\\u212Ann@people.example", ""})
    void whatIsNoAddress_isRefused(String email) {
        long before = items();
        assertThat(People.json(ask(email)).path("errors").path(0).path("field").asText())
                .isEqualTo("email");
        assertThat(items()).isEqualTo(before);
    }

    @Test
    void aLineBreakInAnAddress_isNoText() {
        APIGatewayV2HTTPResponse answer = ask("anna@people.example\\r\\nBcc: b@c.example");
        assertThat(answer.getStatusCode()).isEqualTo(400);
        assertThat(answer.getBody()).contains("control_character");
    }

    @Test
    void case_makesNoOtherPerson() {
        ask(" ANNA@People.Example ");
        assertThat(api.mail.to("anna@people.example")).isEqualTo(2);
        assertThat(people.use(api.mail.token(), "").getStatusCode()).isEqualTo(201);
    }

    @Test
    void withoutASender_theOperatorIsNamed_toEverybody() {
        api.mail.hasSender = false;
        APIGatewayV2HTTPResponse known = ask("anna@people.example");
        assertThat(known.getStatusCode()).isEqualTo(409);
        assertThat(known.getBody())
                .contains("no_mail", "sign-in-link")
                .isEqualTo(ask("x@people.example").getBody());
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna@people.example", "nobody@people.example"})
    void linksAreCountedPerAddress_whoeverItBelongsTo(String email) {
        Instant start = api.now;
        for (int i = 0; i < SignInLink.MOST_PER_HOUR; i++) {
            assertThat(ask(email).getStatusCode()).isEqualTo(202);
        }
        int sent = api.mail.mails.size();
        APIGatewayV2HTTPResponse refused = ask(email);
        assertThat(refused.getStatusCode()).isEqualTo(429);
        assertThat(refused.getHeaders()).containsEntry("retry-after", "3600");
        assertThat(api.mail.mails).hasSize(sent);
        assertThat(ask("other@people.example").getStatusCode()).isEqualTo(202);

        api.now = start.plus(Duration.ofHours(1)).minusSeconds(1);
        assertThat(ask(email).getStatusCode()).isEqualTo(429);
        api.now = start.plus(Duration.ofHours(1));
        assertThat(ask(email).getStatusCode()).isEqualTo(202);
    }

    /// Anybody may ask for anybody's link, and say anything of where it goes.
    @Test
    void aLink_leadsToWhereTheGatewaySays() {
        api.domain = Optional.of("tributary.example");
        for (String host : List.of("evil.example", "tributary.example.evil.example", "localhost.evil.example")) {
            assertThat(api.post("nobody", "/v1/sign_in_links", "{\"email\":\"anna@people.example\"}", "host", host)
                            .getStatusCode())
                    .isEqualTo(202);
            assertThat(api.mail.last().text())
                    .contains("\nhttps://tributary.example/sign-in?token=")
                    .doesNotContain("evil");
        }
        api.domain = Optional.of("");
        assertThat(api.post(
                                "nobody",
                                "/v1/sign_in_links",
                                "{\"email\":\"anna@people.example\"}",
                                "host",
                                "evil.example")
                        .getBody())
                .contains("malformed_host");
    }

    /// Whoever is signed in gets a fresh link, however often strangers ask for the address.
    @Test
    void strangers_doNotUseUpThePersonsOwnLinks() {
        people.signIn("anna");
        while (ask("anna@people.example").getStatusCode() == 202) {}
        String body = "{\"email\":\"anna@people.example\"}";
        for (int i = 0; i < SignInLink.MOST_PER_HOUR; i++) {
            assertThat(people.call("anna", "POST", "/v1/sign_in_links", body).getStatusCode())
                    .isEqualTo(202);
        }
        assertThat(people.call("anna", "POST", "/v1/sign_in_links", body).getStatusCode())
                .isEqualTo(429);
        assertThat(people.call("anna", "POST", "/v1/sign_in_links", "{\"email\":\"ben@people.example\"}")
                        .getStatusCode())
                .isEqualTo(202);
        while (ask("ben@people.example").getStatusCode() == 202) {}
        assertThat(people.call("anna", "POST", "/v1/sign_in_links", "{\"email\":\"ben@people.example\"}")
                        .getStatusCode())
                .isEqualTo(429);
    }

    @Test
    void aSessionOfSomebodyElse_inTheSameBrowser_ends() {
        people.invite("merchant 1", "ben", "viewer");
        people.signIn("anna");
        assertThat(people.use(people.ask("ben"), people.cookieOf("anna")).getStatusCode())
                .isEqualTo(201);
        assertThat(people.get("anna", "/v1/sessions").getStatusCode()).isEqualTo(401);
    }

    /// More than are shown: the youngest stand first, and those that ended take nobody's place.
    @Test
    void aSession_isSeenAndEnded_howeverManyCameBefore() {
        DynamoSignIns signIns = new DynamoSignIns(api.stored.table);
        MailAddress anna = new MailAddress("anna@people.example");
        for (int i = 0; i < SignIns.MOST_SESSIONS + 5; i++) {
            api.now = api.now.plusSeconds(1);
            SignInSecret secret = SignInSecret.of(random(1000 + i));
            SignInLink link = SignInLink.of(SignInSecret.of(random(i)), anna, api.now);
            signIns.mint(link);
            assertThat(signIns.open(link, Session.of(secret, anna, Optional.empty(), api.now)))
                    .isTrue();
        }
        people.signIn("anna");
        String own = People.json(people.get("anna", "/v1/sessions/current"))
                .path("id")
                .asText();
        List<Session> shown = signIns.sessions(PersonId.of(anna));
        assertThat(shown).hasSize(SignIns.MOST_SESSIONS);
        assertThat(shown.getFirst().id().text()).isEqualTo(own);
        shown.subList(1, 100).forEach(session -> signIns.end(session, api.now));
        assertThat(signIns.sessions(PersonId.of(anna))).hasSize(7).allMatch(session -> session.opens(api.now));
    }

    private static byte[] random(int number) {
        return ByteBuffer.allocate(SignInSecret.RANDOM_BYTES).putInt(number).array();
    }

    /// Signing in joins nothing; the tenant that a call names is joined by that, and found without any list.
    @Test
    void oneIsJoined_toWhatOneCallsAlone_howeverManyInvite() {
        String anna = id("anna");
        for (int i = 0; i < Members.MOST_TENANTS; i++) {
            Tenant some = new Tenant.OfAffiliate(new AffiliateId(100 + i));
            api.stored
                    .table
                    .client()
                    .putItem(put -> put.tableName(api.stored.table.name()).item(member(some, api.now)));
        }
        people.use(people.ask("anna"), "");
        assertThat(joined("merchant 1", anna)).isEqualTo("null");
        people.signIn("anna");
        assertThat(joined("merchant 1", anna)).isEqualTo("null");
        assertThat(in("mer_0000000000001")).isEqualTo("200 prg_0000000000001");
        assertThat(joined("merchant 1", anna)).isEqualTo(api.now.toString());
        assertThat(People.json(people.call(
                                "anna", "GET", "/v1/sessions/current", "", "tributary-tenant", "mer_0000000000001"))
                        .path("memberships")
                        .path(0)
                        .path("tenant_id")
                        .asText())
                .isEqualTo("mer_0000000000001");
    }

    private static Map<String, AttributeValue> member(Tenant tenant, Instant invited) {
        PersonId anna = PersonId.of(new MailAddress("anna@people.example"));
        return Map.ofEntries(
                text("pk", PeopleKeys.members(tenant)),
                text("sk", PeopleKeys.member(anna)),
                text("gsi1pk", PeopleKeys.belongings(anna)),
                text("gsi1sk", PeopleKeys.belonging(tenant)),
                text("tenant", tenant.toString()),
                text("address", "anna@people.example"),
                text("name", "Anna"),
                text("role", "viewer"),
                text("by", anna.text()),
                text("invited", invited.toString()),
                Map.entry("version", AttributeValue.fromN("1")));
    }

    private static Map.Entry<String, AttributeValue> text(String name, String value) {
        return Map.entry(name, AttributeValue.fromS(value));
    }

    private String joined(String owner, String person) {
        return People.json(api.get(owner, "/v1/members/" + person))
                .path("joined_at")
                .asText("null");
    }

    @Test
    void aLink_opensOneSession() {
        String token = people.ask("anna");
        assertThat(people.use(token, "").getStatusCode()).isEqualTo(201);
        assertUnusable(token);
    }

    @Test
    void aLinkUsedByManyAtOnce_opensOneSession() throws Exception {
        String token = people.ask("anna");
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(() -> people.use(token, "").getStatusCode());
        }
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).containsOnlyOnce(201).containsOnly(201, 401);
        people.signIn("anna");
        assertThat(People.json(people.get("anna", "/v1/sessions")).path("data")).hasSize(2);
    }

    @Test
    void aLink_isValidForTenMinutes() {
        String late = people.ask("anna");
        Instant asked = api.now;
        api.now = asked.plus(SignInLink.VALID);
        assertUnusable(late);
        api.now = asked.plus(SignInLink.VALID).minusMillis(1);
        assertThat(people.use(late, "").getStatusCode()).isEqualTo(201);
    }

    @Test
    void aForgedLink_opensNothing() {
        String token = people.ask("anna");
        assertUnusable("A".repeat(43));
        assertUnusable(token.substring(1));
        assertUnusable((token.charAt(0) == 'A' ? "B" : "A") + token.substring(1));
        // A session's secret is no link's, and a link's is no session's.
        people.signIn("anna");
        assertUnusable(people.cookieOf("anna").replaceFirst(".*=", ""));
        String link = people.ask("anna");
        assertThat(api.call("nobody", "GET", "/v1/sessions", "", "cookie", "__Host-tributary=" + link)
                        .getStatusCode())
                .isEqualTo(401);
    }

    @Test
    void whoeverWasRemovedMeanwhile_getsNoSession() {
        people.invite("merchant 1", "ben", "viewer");
        String token = people.ask("ben");
        api.call("merchant 1", "DELETE", "/v1/members/" + id("ben"), "");
        assertUnusable(token);
    }

    @Test
    void theCookie_isTheBrowsersAlone() {
        APIGatewayV2HTTPResponse answer = people.use(people.ask("anna"), "");
        String cookie = String.valueOf(answer.getHeaders().get("set-cookie"));
        assertThat(cookie)
                .matches("__Host-tributary=[A-Za-z0-9_-]{43}; Path=/; Max-Age=604800; HttpOnly; SameSite=Lax; Secure");
        assertThat(answer.getBody()).doesNotContain(cookie.substring(17, 60));
        // Neither secret is kept as it is.
        String kept = api.stored
                .table
                .client()
                .scan(scan -> scan.tableName(api.stored.table.name()))
                .items()
                .toString();
        assertThat(kept).doesNotContain(cookie.substring(17, 60)).doesNotContain(api.mail.token());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        127.0.0.1:3000,     http,  tributary,        false
        localhost:3000,     http,  tributary,        false
        '[::1]:3000',       http,  tributary,        false
        127.0.0.1:3000,     https, __Host-tributary, true
        tributary.example,  http,  __Host-tributary, true
        127.0.0.1.x.example, http, __Host-tributary, true
        """)
    void onlyThisMachine_hasACookieWithoutTls(String host, String proto, String name, boolean secure) {
        String token = people.ask("anna");
        APIGatewayV2HTTPResponse answer = api.post(
                "nobody", "/v1/sessions", "{\"token\":\"" + token + "\"}", "host", host, "x-forwarded-proto", proto);
        String cookie = String.valueOf(answer.getHeaders().get("set-cookie"));
        assertThat(cookie).startsWith(name + "=");
        assertThat(cookie.endsWith("; Secure")).isEqualTo(secure);
    }

    @Test
    void aSession_endsWhenItIsNotUsed_andAfterSevenDays() {
        people.signIn("anna");
        Instant start = api.now;
        api.now = start.plus(Session.IDLE).minusSeconds(1);
        assertThat(people.get("anna", "/v1/programs").getStatusCode()).isEqualTo(200);
        // That use counts.
        api.now = api.now.plus(Session.IDLE).minusSeconds(1);
        assertThat(people.get("anna", "/v1/programs").getStatusCode()).isEqualTo(200);
        api.now = api.now.plus(Session.IDLE);
        assertThat(people.get("anna", "/v1/programs").getStatusCode()).isEqualTo(401);

        people.signIn("anna");
        start = api.now;
        for (int hours = 6; hours < 7 * 24; hours += 6) {
            api.now = start.plus(Duration.ofHours(hours));
            assertThat(people.get("anna", "/v1/programs").getStatusCode()).isEqualTo(200);
        }
        api.now = start.plus(Session.LONGEST);
        assertThat(people.get("anna", "/v1/programs").getStatusCode()).isEqualTo(401);
    }

    @Test
    void signingOut_endsTheSession_andSigningInAgainEndsTheOneBefore() {
        people.signIn("anna");
        String first = people.cookieOf("anna");
        people.signIn("anna");
        assertThat(people.cookieOf("anna")).isNotEqualTo(first);
        assertThat(api.call("nobody", "GET", "/v1/sessions", "", "cookie", first)
                        .getStatusCode())
                .isEqualTo(401);

        APIGatewayV2HTTPResponse out = people.call("anna", "DELETE", "/v1/sessions/current", "");
        assertThat(out.getStatusCode()).isEqualTo(204);
        assertThat(out.getHeaders().get("set-cookie")).startsWith("__Host-tributary=; Path=/; Max-Age=0");
        assertThat(people.get("anna", "/v1/sessions").getStatusCode()).isEqualTo(401);
        assertThat(people.get("anna", "/v1/programs").getStatusCode()).isEqualTo(401);
    }

    @Test
    void sessions_areAPersonsOwn() {
        people.invite("merchant 1", "ben", "viewer");
        people.signIn("anna");
        people.signIn("ben");
        String other = people.cookieOf("anna");
        people.use(people.ask("anna"), "");
        String bens = People.json(people.get("ben", "/v1/sessions/current"))
                .path("id")
                .asText();
        assertThat(People.json(people.get("anna", "/v1/sessions")).path("data")).hasSize(2);
        assertThat(people.get("anna", "/v1/sessions").getBody()).doesNotContain(bens);
        assertThat(people.call("anna", "DELETE", "/v1/sessions/" + bens, "").getStatusCode())
                .isEqualTo(404);
        assertThat(people.get("ben", "/v1/sessions").getStatusCode()).isEqualTo(200);

        String second = People.json(people.get("anna", "/v1/sessions"))
                .path("data")
                .path(0)
                .path("id")
                .asText();
        assertThat(people.call("anna", "DELETE", "/v1/sessions/" + second, "").getStatusCode())
                .isEqualTo(204);
        assertThat(People.json(people.get("anna", "/v1/sessions")).path("data")).hasSize(1);
        assertThat(people.cookieOf("anna")).isEqualTo(other);
    }

    /// What changes something, by a cookie that the browser adds by itself.
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
        # fetch site, origin,                        our header, status
        same-origin,  -,                             1,          200
        -,            https://tributary.example,     1,          200
        same-origin,  https://evil.example,          1,          200
        cross-site,   https://tributary.example,     1,          403
        same-site,    https://tributary.example,     1,          403
        none,         -,                             1,          403
        -,            https://evil.example,          1,          403
        -,            https://tributary.example.evil,1,          403
        -,            http://tributary.example,      1,          403
        -,            null,                          1,          403
        -,            -,                             1,          403
        same-origin,  https://tributary.example,     -,          403
        """)
    void aChange_comesFromAPageOfOurs(String fetchSite, String origin, String ours, int status) {
        people.signIn("anna");
        List<String> headers = new ArrayList<>(List.of("cookie", people.cookieOf("anna")));
        add(headers, "sec-fetch-site", fetchSite);
        add(headers, "origin", origin);
        add(headers, "tributary-request", ours);
        APIGatewayV2HTTPResponse answer = api.call(
                "nobody",
                "PATCH",
                "/v1/programs/prg_0000000000001",
                "{\"name\":\"Other\"}",
                headers.toArray(String[]::new));
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        if (status == 403) {
            assertThat(answer.getBody()).contains("cross_site");
            assertThat(people.get("anna", "/v1/programs/prg_0000000000001").getBody())
                    .doesNotContain("Other");
        }
    }

    @Test
    void noOtherPage_signsAVisitorIn() {
        String token = people.ask("anna");
        APIGatewayV2HTTPResponse answer =
                api.post("nobody", "/v1/sessions", "{\"token\":\"" + token + "\"}", "origin", "https://evil.example");
        assertThat(answer.getStatusCode()).isEqualTo(403);
        assertThat(people.use(token, "").getStatusCode()).isEqualTo(201);
    }

    @Test
    void oneOfSeveralTenants_isNamed() {
        people.signIn("anna");
        people.invite("affiliate 1", "anna", "viewer");
        people.invite("merchant 2", "anna", "viewer");
        // Invited, and not signed in since.
        assertThat(in("aff_0000000000001")).isEqualTo("403 not_a_member");
        people.signIn("anna");

        assertThat(in("")).isEqualTo("400 tenant_required");
        assertThat(in("mer_0000000000001")).isEqualTo("200 prg_0000000000001");
        assertThat(in("mer_0000000000002")).isEqualTo("200 prg_0000000000003");
        assertThat(in("aff_0000000000001")).isEqualTo("200 prg_0000000000001");
        assertThat(in("mer_0000000000009"))
                .isEqualTo(in("mer_00000000000zz"))
                .isEqualTo(in("mer"))
                .isEqualTo("403 not_a_member");
        assertThat(People.json(people.get("anna", "/v1/sessions/current"))
                        .path("memberships")
                        .valueStream()
                        .map(one -> one.path("tenant_id").asText())
                        .toList())
                .containsExactlyInAnyOrder("mer_0000000000001", "mer_0000000000002", "aff_0000000000001");
    }

    private String in(String tenant) {
        APIGatewayV2HTTPResponse answer = tenant.isEmpty()
                ? people.get("anna", "/v1/programs?limit=1")
                : people.call("anna", "GET", "/v1/programs?limit=1", "", "tributary-tenant", tenant);
        return answer.getStatusCode() + " "
                + People.json(answer)
                        .path("code")
                        .asText(People.json(answer)
                                .path("data")
                                .path(0)
                                .path("id")
                                .asText());
    }

    @Test
    void aKey_isStrongerThanACookie() {
        people.signIn("anna");
        APIGatewayV2HTTPResponse answer =
                api.call("merchant 2", "GET", "/v1/programs", "", "cookie", people.cookieOf("anna"));
        assertThat(answer.getBody()).contains("prg_0000000000003").doesNotContain("prg_0000000000001");
        assertThat(api.call(
                                "nobody",
                                "GET",
                                "/v1/programs",
                                "",
                                "authorization",
                                "Bearer x",
                                "cookie",
                                people.cookieOf("anna"))
                        .getStatusCode())
                .isEqualTo(401);
    }

    @Test
    void stepUp_endsFifteenMinutesAfterTheLink() {
        people.signIn("anna");
        Instant start = api.now;
        String key = "{\"name\":\"Shop\",\"scopes\":[\"read\"]}";
        api.now = start.plus(Session.FRESH).minusMillis(1);
        assertThat(people.call("anna", "POST", "/v1/api_keys", key).getStatusCode())
                .isEqualTo(201);
        api.now = start.plus(Session.FRESH);
        Set<String> codes = new HashSet<>();
        for (String[] call : new String[][] {
            {"POST", "/v1/api_keys", key},
            {"DELETE", "/v1/api_keys/key_00000000000000000000000000000001", ""},
            {"POST", "/v1/members", People.invitation("carl", "viewer")},
            {"DELETE", "/v1/members/" + id("anna"), ""},
            {"PUT", "/v1/programs/prg_0000000000001/debtor", "{}"},
            {"PUT", "/v1/programs/prg_0000000000001/payout_policy", "{}"},
            {"POST", "/v1/programs/prg_0000000000001/postback_credentials", "{}"},
            {"POST", "/v1/programs/prg_0000000000001/sender_secrets", "{}"}
        }) {
            codes.add(People.json(people.call("anna", call[0], call[1], call[2]))
                    .path("code")
                    .asText());
        }
        assertThat(codes).containsExactly("step_up_needed");
        // Reading, and what moves neither money nor keys, goes on.
        assertThat(people.get("anna", "/v1/api_keys").getStatusCode()).isEqualTo(200);
        assertThat(people.call("anna", "PATCH", "/v1/programs/prg_0000000000001", "{\"name\":\"N\"}")
                        .getStatusCode())
                .isEqualTo(200);

        people.signIn("anna");
        assertThat(people.call("anna", "POST", "/v1/api_keys", key).getStatusCode())
                .isEqualTo(201);
    }

    private void assertUnusable(String token) {
        APIGatewayV2HTTPResponse answer = people.use(token, "");
        assertThat(answer.getStatusCode()).isEqualTo(401);
        assertThat(answer.getBody()).contains("unusable_link");
        assertThat(answer.getHeaders()).doesNotContainKey("set-cookie");
    }

    private APIGatewayV2HTTPResponse ask(String email) {
        return api.post("nobody", "/v1/sign_in_links", "{\"email\":\"" + email + "\"}");
    }

    private static String id(String name) {
        return MembersTest.id(name);
    }

    private static void add(List<String> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.addAll(List.of(name, value));
        }
    }

    private long items() {
        return api.stored
                .table
                .client()
                .scan(scan -> scan.tableName(api.stored.table.name()))
                .count();
    }
}
