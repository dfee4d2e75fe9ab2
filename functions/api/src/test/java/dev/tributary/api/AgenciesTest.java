package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.infrastructure.table.DynamoPayoutMethods;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Merchant 9 is an agency of merchant 1, for program 1 and not for program 2: what its people and its keys may
/// do there, and that it ends at once.
class AgenciesTest {
    private static final String MERCHANT = "mer_0000000000001";
    private static final String AGENCY = "mer_0000000000009";
    private static final String GRANT = "/v1/agency_grants/" + AGENCY;
    private static final String RECEIVED = "/v1/agency_grants/received/" + MERCHANT;
    private static final String GRANTED = "/v1/programs/prg_0000000000001";
    private static final String OTHER = "/v1/programs/prg_0000000000002";

    private final WriteApi api = new WriteApi();
    private final People people = new People(api);

    AgenciesTest() {
        people.invite("merchant 9", "ada", "owner");
        people.invite("merchant 9", "vic", "viewer");
        people.invite("merchant 1", "olga", "owner");
        for (String name : List.of("ada", "vic", "olga")) {
            people.signIn(name);
        }
    }

    private APIGatewayV2HTTPResponse give(String role, String... programs) {
        return api.call(
                "merchant 1",
                "PUT",
                GRANT,
                "{\"role\":\"%s\",\"program_ids\":[\"%s\"]}".formatted(role, String.join("\",\"", programs)));
    }

    private void grant(String role) {
        assertThat(give(role, "prg_0000000000001").getStatusCode()).isEqualTo(200);
        assertThat(api.post("ada", RECEIVED + "/accept", "{}").getStatusCode()).isEqualTo(200);
    }

    /// For merchant 1, as somebody of merchant 9.
    private APIGatewayV2HTTPResponse there(String who, String method, String target, String body) {
        return api.call(who, method, target, body, "tributary-tenant", MERCHANT);
    }

    private int status(String who, String method, String target, String body) {
        return there(who, method, target, body).getStatusCode();
    }

    @Test
    void grant_isOffered_accepted_seenByBoth_andEndedAtOnce() {
        assertThat(status("ada", "GET", GRANTED, "")).isEqualTo(403);
        assertThat(give("manager", "prg_0000000000001").getBody()).contains("\"accepted_at\":null");
        assertThat(status("ada", "GET", GRANTED, "")).as("not accepted yet").isEqualTo(403);
        assertThat(Json.texts(api.get("ada", "/v1/agency_grants/received").getBody(), "merchant_id"))
                .containsExactly(MERCHANT);
        APIGatewayV2HTTPResponse accepted = api.post("ada", RECEIVED + "/accept", "{}");
        assertThat(accepted.getBody()).contains("\"accepted_at\":\"2026-11-22T");
        assertThat(api.post("ada", RECEIVED + "/accept", "{}").getBody()).isEqualTo(accepted.getBody());
        assertThat(Json.texts(api.get("merchant 1", "/v1/agency_grants").getBody(), "agency_id"))
                .containsExactly(AGENCY);
        assertThat(status("ada", "GET", GRANTED, "")).isEqualTo(200);

        assertThat(api.call("merchant 1", "DELETE", GRANT, "").getStatusCode()).isEqualTo(204);
        assertThat(status("ada", "GET", GRANTED, "")).isEqualTo(403);
        assertThat(there("ada", "GET", GRANTED, "").getBody()).contains("not_a_member");
        assertThat(api.call("merchant 1", "DELETE", GRANT, "").getStatusCode()).isEqualTo(404);
    }

    @Test
    void agency_mayLeave_beforeItAccepts_andAfter() {
        give("manager", "prg_0000000000001");
        assertThat(api.call("ada", "DELETE", RECEIVED, "").getStatusCode()).isEqualTo(204);
        assertThat(api.post("ada", RECEIVED + "/accept", "{}").getStatusCode()).isEqualTo(404);
        grant("manager");
        assertThat(api.call("ada", "DELETE", RECEIVED, "").getStatusCode()).isEqualTo(204);
        assertThat(status("ada", "GET", GRANTED, "")).isEqualTo(403);
        assertThat(Json.texts(api.get("merchant 1", "/v1/audit_events").getBody(), "action"))
                .contains("agency_grant.put", "agency_grant.accept", "agency_grant.end");
    }

    /// So that a page knows whom one may act for, and what it may offer there.
    @Test
    void session_saysForWhomItsPersonActs_asFarAsBothRolesGo() {
        give("manager", "prg_0000000000001");
        assertThat(acts("ada")).as("not accepted yet").isEqualTo("[]");
        grant("manager");
        String permissions = "{\"tenant_id\":\"%s\",\"tenant_name\":null,\"agency_id\":\"%s\",\"role\":\"manager\","
                .formatted(MERCHANT, AGENCY);
        assertThat(acts("ada")).isEqualTo("[" + permissions + "\"permissions\":[\"read\",\"programs\",\"export\"]}]");
        assertThat(acts("vic")).isEqualTo("[" + permissions + "\"permissions\":[\"read\"]}]");
        assertThat(acts("olga")).as("the merchant's own").isEqualTo("[]");
        assertThat(api.call("merchant 1", "DELETE", GRANT, "").getStatusCode()).isEqualTo(204);
        assertThat(acts("ada")).isEqualTo("[]");
    }

    private String acts(String who) {
        return People.json(api.get(who, "/v1/sessions/current"))
                .path("acts_for")
                .toString();
    }

    /// The other program of the merchant looks like one that nobody has.
    @Test
    void otherPrograms_areNotThere() {
        grant("manager");
        assertThat(Json.texts(there("ada", "GET", "/v1/programs", "").getBody(), "id"))
                .containsExactly("prg_0000000000001");
        assertThat(Json.texts(there("ada", "GET", "/v1/links", "").getBody(), "program_id"))
                .isNotEmpty()
                .containsOnly("prg_0000000000001");
        String unknown =
                there("ada", "GET", "/v1/programs/prg_0000000000099", "").getBody();
        for (String method : List.of("GET", "PATCH")) {
            APIGatewayV2HTTPResponse answer =
                    there("ada", method, OTHER, method.equals("GET") ? "" : "{\"name\":\"X\"}");
            assertThat(answer.getStatusCode()).isEqualTo(404);
            assertThat(answer.getBody()).isEqualTo(unknown);
        }
        assertThat(status("ada", "GET", "/v1/links/lnk_000000000000c", "")).isEqualTo(404);
        assertThat(give("manager", "prg_0000000000002").getStatusCode()).isEqualTo(200);
        assertThat(status("ada", "GET", GRANTED, "")).isEqualTo(404);
        assertThat(status("ada", "GET", OTHER, "")).isEqualTo(200);
    }

    /// Neither the grant's role nor the own one is passed.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # role  | who | GET | PATCH | adjust | plan
        manager | ada | 200 | 200   | 403    | 403
        finance | ada | 200 | 403   | 422    | 201
        viewer  | ada | 200 | 403   | 403    | 403
        manager | vic | 200 | 403   | 403    | 403
        finance | vic | 200 | 403   | 403    | 403
        manager | key | 200 | 200   | 403    | 403
        finance | key | 200 | 403   | 403    | 403
        """)
    void role_isTheLeastOfBoth(String role, String who, int get, int patch, int adjust, int plan) {
        grant(role);
        String one = who.equals("key") ? "merchant 9" : who;
        assertThat(status(one, "GET", GRANTED, "")).isEqualTo(get);
        assertThat(status(one, "PATCH", GRANTED, "{\"name\":\"New\"}")).isEqualTo(patch);
        assertThat(status(one, "POST", "/v1/adjustments", "{\"program_id\":\"prg_0000000000001\"}"))
                .isEqualTo(adjust);
        assertThat(status(one, "POST", "/v1/payout_runs", "{\"program_id\":\"prg_0000000000001\"}"))
                .isEqualTo(plan);
    }

    /// A grant lets its people approve runs: what they set for an affiliate of their own is the merchant's deed.
    @Test
    void whoActsByAGrant_setsAMethodAsTheMerchant() {
        people.invite("affiliate 1", "ada", "owner");
        people.signIn("ada");
        DynamoPayoutMethods methods = new DynamoPayoutMethods(api.stored.table);
        String method = "{\"rail\":\"csv\",\"reference\":\"%s\"}";
        String[] own = {"tributary-tenant", "aff_0000000000001"};
        assertThat(api.call("ada", "PUT", "/v1/payout_method", method.formatted("Hers"), own)
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(methods.find(new AffiliateId(1)).orElseThrow().value().changedBy())
                .isEqualTo("aff_0000000000001/" + MembersTest.id("ada"));

        assertThat(give("finance", "prg_0000000000001").getStatusCode()).isEqualTo(200);
        assertThat(api.post("ada", RECEIVED + "/accept", "{}", "tributary-tenant", AGENCY)
                        .getStatusCode())
                .isEqualTo(200);
        api.call("ada", "PUT", "/v1/payout_method", method.formatted("Hers by now"), own);
        assertThat(methods.find(new AffiliateId(1)).orElseThrow().value().changedBy())
                .isEqualTo(MembersTest.id("ada"));
    }

    /// As with members: nobody gives what he does not have.
    @Test
    void whoMayOnlyChangeMembers_grantsNothing() {
        String made = api.post(
                        "merchant 1", "/v1/api_keys", "{\"name\":\"M\",\"person\":\"M\",\"scopes\":[\"members\"]}")
                .getBody();
        api.use("recruiter", Json.texts(made, "secret").getFirst());
        String body = "{\"role\":\"finance\",\"program_ids\":[\"prg_0000000000001\"]}";
        APIGatewayV2HTTPResponse answer = api.call("recruiter", "PUT", GRANT, body);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(403);
        assertThat(answer.getBody()).contains("role_above_own");
    }

    /// What belongs to the merchant itself is no agency's affair, whatever its role.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GET  | /v1/members           | ''
        POST | /v1/api_keys          | {"name":"K","scopes":["read"]}
        GET  | /v1/webhooks          | ''
        GET  | /v1/audit_events      | ''
        POST | /v1/exports           | {"kind":"audit_events"}
        GET  | /v1/agency_grants     | ''
        POST | /v1/imports           | {"kind":"affiliates","program_id":"prg_0000000000001","dry_run":true,"rows":"name,email\\nA,a@b.example"}
        POST | /v1/programs          | {"name":"X","currency":"EUR","time_zone":"Europe/Riga","landing_domains":["x.example"]}
        """)
    void whatIsTheMerchants_isNotForAgencies(String method, String path, String body) {
        for (String role : List.of("manager", "finance")) {
            grant(role);
            var before = api.items();
            for (String who : List.of("ada", "merchant 9")) {
                assertThat(status(who, method, path, body)).as(role + " " + who).isEqualTo(403);
            }
            assertThat(api.items()).isEqualTo(before);
        }
    }

    /// A worker makes it later and knows no grant: so it is of one program, or is not made.
    @Test
    void exportsOfLists_areOfGrantedProgramsOnly() {
        grant("manager");
        String all = "{\"kind\":\"links\"}";
        String own = "{\"kind\":\"links\",\"program_id\":\"prg_0000000000001\"}";
        String whole = People.json(api.post("merchant 1", "/v1/exports", all))
                .path("id")
                .asText();
        assertThat(there("ada", "POST", "/v1/exports", all).getBody())
                .contains("\"field\":\"program_id\",\"code\":\"missing\"");
        assertThat(status("ada", "POST", "/v1/exports", own.replace("01\"}", "02\"}")))
                .isEqualTo(404);
        String made =
                People.json(there("ada", "POST", "/v1/exports", own)).path("id").asText();
        assertThat(Json.texts(there("ada", "GET", "/v1/exports", "").getBody(), "id"))
                .containsExactly(made);
        assertThat(status("ada", "GET", "/v1/exports/" + made, "")).isEqualTo(200);
        assertThat(status("ada", "GET", "/v1/exports/" + whole, "")).isEqualTo(404);
        assertThat(api.get("merchant 1", "/v1/exports/" + whole).getStatusCode())
                .isEqualTo(200);
    }

    /// By a link and by a run, which stand in a program without naming it.
    @Test
    void exportsOfWhatStandsInAProgram_areOfGrantedProgramsOnly() {
        grant("finance");
        List<String> runs = List.of("prg_0000000000001", "prg_0000000000002").stream()
                .map(program -> People.json(
                                api.post("merchant 1", "/v1/payout_runs", "{\"program_id\":\"" + program + "\"}"))
                        .path("id")
                        .asText())
                .toList();
        String export = "{\"kind\":\"%s\",\"filter\":{\"%s\":\"%s\"}}";
        String link = export.formatted("clicks", "link_id", "lnk_000000000000b");
        String run = export.formatted("payouts", "run_id", runs.getFirst());
        for (String body : List.of(link, run)) {
            String made = People.json(there("ada", "POST", "/v1/exports", body))
                    .path("id")
                    .asText();
            assertThat(status("ada", "GET", "/v1/exports/" + made, "")).as(body).isEqualTo(200);
        }
        assertThat(status("ada", "POST", "/v1/exports", link.replace("00b\"", "00c\"")))
                .isEqualTo(404);
        assertThat(status("ada", "POST", "/v1/exports", run.replace(runs.getFirst(), runs.getLast())))
                .isEqualTo(404);
        String merchants = People.json(
                        api.post("merchant 1", "/v1/exports", run.replace(runs.getFirst(), runs.getLast())))
                .path("id")
                .asText();
        assertThat(status("ada", "GET", "/v1/exports/" + merchants, "")).isEqualTo(404);
    }

    @Test
    void auditLog_namesThePersonAndTheAgency() {
        grant("manager");
        assertThat(status("ada", "PATCH", GRANTED, "{\"name\":\"By Ada\"}")).isEqualTo(200);
        var event = People.json(api.get("merchant 1", "/v1/audit_events"))
                .path("data")
                .valueStream()
                .filter(one -> one.path("action").asText().equals("program.change"))
                .findFirst()
                .orElseThrow();
        assertThat(event.path("actor").asText()).isEqualTo(AGENCY);
        assertThat(event.path("person_id").asText()).isEqualTo(MembersTest.id("ada"));
        assertThat(api.get("merchant 9", "/v1/audit_events").getBody()).doesNotContain("program.change");
    }

    /// One person is one hand, by whichever tenant it comes in: what is judged by is the person's own id.
    @Test
    void whatThePersonPlans_isThePersons_asItWereAsAMember() {
        grant("finance");
        people.invite("merchant 1", "fin", "finance");
        people.invite("merchant 9", "fin", "finance");
        people.signIn("fin");
        String body = "{\"program_id\":\"prg_0000000000001\"}";
        assertThat(People.json(there("fin", "POST", "/v1/payout_runs", body))
                        .path("maker")
                        .asText())
                .isEqualTo(MembersTest.id("fin"));
        assertThat(People.json(there("ada", "POST", "/v1/payout_runs", body))
                        .path("maker")
                        .asText())
                .isEqualTo(MembersTest.id("ada"));
    }

    @Test
    void removedMember_andEndedSession_openNothingThere() {
        grant("manager");
        assertThat(status("vic", "GET", GRANTED, "")).isEqualTo(200);
        assertThat(api.call("merchant 9", "DELETE", "/v1/members/" + MembersTest.id("vic"), "")
                        .getStatusCode())
                .isEqualTo(204);
        assertThat(status("vic", "GET", GRANTED, "")).isEqualTo(403);
        assertThat(api.call("ada", "DELETE", "/v1/sessions/current", "").getStatusCode())
                .isEqualTo(204);
        assertThat(status("ada", "GET", GRANTED, "")).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # who       | to                | body                                                          | status | says
        merchant 1  | mer_0000000000009 | {"role":"owner","program_ids":["prg_0000000000001"]}           | 422    | "field":"role"
        merchant 1  | mer_0000000000009 | {"role":"manager","program_ids":[]}                           | 422    | "field":"program_ids","code":"missing"
        merchant 1  | mer_0000000000009 | {"role":"manager","program_ids":["prg_0000000000003"]}        | 422    | "code":"unknown_program"
        merchant 1  | mer_0000000000009 | {"role":"manager","program_ids":["prg_0000000000099"]}        | 422    | "code":"unknown_program"
        merchant 1  | mer_0000000000001 | {"role":"manager","program_ids":["prg_0000000000001"]}        | 422    | "code":"own_tenant"
        merchant 1  | nobody            | {"role":"manager","program_ids":["prg_0000000000001"]}        | 404    | not_found
        merchant 1  | mer_0000000000077 | {"role":"manager","program_ids":["prg_0000000000001"]}        | 200    | "accepted_at":null
        affiliate 1 | mer_0000000000009 | {"role":"manager","program_ids":["prg_0000000000001"]}        | 403    | merchant_only
        keeper 1    | mer_0000000000009 | {"role":"manager","program_ids":["prg_0000000000001"]}        | 403    | insufficient_scope
        """)
    void grant_isChecked(String who, String agency, String body, int status, String says) {
        APIGatewayV2HTTPResponse answer = api.call(who, "PUT", "/v1/agency_grants/" + agency, body);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
    }

    /// Nobody acts for a merchant by naming it.
    @Test
    void nameAlone_opensNothing() {
        for (String who : List.of("ada", "merchant 9", "affiliate 1")) {
            for (String tenant : List.of(MERCHANT, "mer_0000000000002", "aff_0000000000002", "x")) {
                assertThat(api.call(who, "GET", "/v1/programs", "", "tributary-tenant", tenant)
                                .getStatusCode())
                        .isEqualTo(403);
            }
        }
        assertThat(api.call("merchant 9", "GET", "/v1/programs", "", "tributary-tenant", AGENCY)
                        .getStatusCode())
                .isEqualTo(200);
    }
}
