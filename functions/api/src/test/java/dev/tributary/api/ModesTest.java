package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.purge.Purge;
import dev.tributary.domain.purge.PurgeDay;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.table.DynamoPurges;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// Test keys and test programs: each mode is not there for the other, and a test program pays nobody. That no
/// route shows a test key what is live, WalkTest shows.
class ModesTest {
    private static final String NEW = """
        {"name":"Try","currency":"EUR","time_zone":"Europe/Riga","landing_domains":["shop.example"]%s}\
        """;
    private final WriteApi api = new WriteApi();
    private final People people = new People(api);

    ModesTest() {
        key("merchant 1", "tester", "\"mode\":\"test\",");
        people.invite("merchant 1", "olga", "owner");
        people.signIn("olga");
    }

    private String key(String maker, String name, String mode) {
        APIGatewayV2HTTPResponse made = api.post(
                maker,
                "/v1/api_keys",
                "{\"name\":\"" + name + "\",\"person\":\"" + name + "\"," + mode
                        + "\"scopes\":[\"read\",\"write\",\"payouts\",\"keys\",\"members\"]}");
        assertThat(made.getStatusCode()).as(made.getBody()).isEqualTo(201);
        String secret = People.json(made).path("secret").asText();
        api.use(name, secret);
        return secret;
    }

    private String program(String who, String more) {
        APIGatewayV2HTTPResponse made = api.post(who, "/v1/programs", NEW.formatted(more));
        assertThat(made.getStatusCode()).as(made.getBody()).isEqualTo(201);
        return People.json(made).path("id").asText();
    }

    @Test
    void testKey_beginsSo_andIsListedSo() {
        assertThat(key("olga", "second", "\"mode\":\"test\",")).startsWith("trb_test_");
        assertThat(key("olga", "third", "")).startsWith("trb_live_");
        assertThat(Json.texts(api.get("merchant 1", "/v1/api_keys").getBody(), "mode"))
                .contains("test", "live");
    }

    @Test
    void testKeyOfAnAffiliate_appliesToNoLiveProgram() {
        key("affiliate 9", "promoter", "\"mode\":\"test\",");
        String body = "{\"program_id\":\"prg_0000000000001\"}";

        assertThat(api.post("promoter", "/v1/enrollments", body).getStatusCode())
                .isEqualTo(404);
        assertThat(api.get("promoter", "/v1/programs/prg_0000000000001/application_form")
                        .getStatusCode())
                .isEqualTo(404);
        assertThat(api.post("affiliate 9", "/v1/enrollments", body).getStatusCode())
                .isEqualTo(201);
    }

    @Test
    void modes_doNotSeeEachOther_andAPersonSeesBoth() {
        String test = program("tester", "");
        String live = program("merchant 1", ",\"mode\":\"live\"");
        String persons = program("olga", ",\"mode\":\"test\"");
        assertThat(test).startsWith("prg_0test");
        assertThat(persons).startsWith("prg_0test");
        assertThat(live).doesNotStartWith("prg_0test");
        assertThat(program("olga", "")).doesNotStartWith("prg_0test");

        assertThat(listed("tester")).containsExactlyInAnyOrder(test, persons);
        assertThat(listed("merchant 1")).contains(live, "prg_0000000000001").doesNotContain(test, persons);
        assertThat(listed("olga")).contains(test, live, persons);
        assertThat(api.get("tester", "/v1/programs/" + test).getBody()).contains("\"mode\":\"test\"");
        assertThat(api.get("olga", "/v1/programs/" + live).getBody()).contains("\"mode\":\"live\"");

        APIGatewayV2HTTPResponse unknown = api.get("tester", "/v1/programs/prg_0000000000099");
        for (String who : new String[] {"tester", "merchant 1"}) {
            String other = who.equals("tester") ? live : test;
            assertThat(api.get(who, "/v1/programs/" + other).getBody()).isEqualTo(unknown.getBody());
            assertThat(api.patch(who, "/v1/programs/" + other, "{\"name\":\"X\"}")
                            .getStatusCode())
                    .isEqualTo(404);
        }
        assertThat(api.patch("tester", "/v1/programs/" + test, "{\"name\":\"X\"}")
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(api.patch("tester", "/v1/programs/" + test, "{\"mode\":\"live\"}")
                        .getBody())
                .contains("unknown_field");
    }

    private List<String> listed(String who) {
        return Json.texts(api.get(who, "/v1/programs?limit=100").getBody(), "id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        tester     | "mode":"live" | other_mode
        merchant 1 | "mode":"test" | other_mode
        olga       | "mode":"dead" | malformed
        tester     | "mode":7      | malformed
        """)
    void modeOfANewProgram_isItsMakers(String who, String mode, String code) {
        APIGatewayV2HTTPResponse refused = api.post(who, "/v1/programs", NEW.formatted("," + mode));
        assertThat(refused.getStatusCode()).isEqualTo(422);
        assertThat(refused.getBody()).contains("\"field\":\"mode\",\"code\":\"" + code + "\"");
    }

    /// Whom a test integration works with: made by its key, with a key of the same mode.
    @Test
    void affiliateOfATestKey_livesInTestProgramsOnly() {
        String test = program("tester", "");
        APIGatewayV2HTTPResponse made = api.post("tester", "/v1/affiliates", "{\"name\":\"Anna\"}");
        String anna = People.json(made).path("id").asText();
        String secret = People.json(made).path("api_key").path("secret").asText();
        assertThat(secret).startsWith("trb_test_");
        api.use("anna", secret);
        String enrollment = "{\"program_id\":\"%s\",\"affiliate_id\":\"" + anna + "\"}";
        assertThat(api.post("tester", "/v1/enrollments", enrollment.formatted(test))
                        .getStatusCode())
                .isEqualTo(201);
        assertThat(api.post("merchant 1", "/v1/enrollments", enrollment.formatted("prg_0000000000001"))
                        .getStatusCode())
                .isEqualTo(201);
        assertThat(Json.texts(api.get("anna", "/v1/programs").getBody(), "id")).containsExactly(test);
        assertThat(Json.texts(api.get("anna", "/v1/enrollments").getBody(), "program_id"))
                .containsExactly(test);
        assertThat(api.get("anna", "/v1/enrollments/prg_0000000000001/" + anna).getStatusCode())
                .isEqualTo(404);
        APIGatewayV2HTTPResponse method = api.call(
                "anna", "PUT", "/v1/payout_method", "{\"rail\":\"csv\",\"destination\":{\"reference\":\"x\"}}");
        assertThat(method.getStatusCode()).isEqualTo(403);
        assertThat(method.getBody()).contains("\"code\":\"test_mode\"");
    }

    /// Whatever belongs to the tenant itself is as real as it is.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GET    | /v1/api_keys                                   | ''
        POST   | /v1/api_keys                                   | {"name":"K","scopes":["read"],"mode":"live"}
        POST   | /v1/members                                    | {"email":"a@b.example","name":"A","role":"owner"}
        GET    | /v1/webhooks                                   | ''
        POST   | /v1/webhooks                                   | {"url":"https://hooks.example.com/x"}
        GET    | /v1/audit_events                               | ''
        GET    | /v1/payout_methods                             | ''
        POST   | /v1/affiliates/aff_0000000000001/api_keys      | {"name":"K"}
        """)
    void whatIsTheTenants_isNotForTestKeys(String method, String path, String body) {
        var before = api.items();
        APIGatewayV2HTTPResponse refused = api.call("tester", method, path, body);
        assertThat(refused.getStatusCode()).isEqualTo(403);
        assertThat(refused.getBody()).contains("\"code\":\"test_mode\"");
        assertThat(api.items()).isEqualTo(before);
    }

    @Test
    void testProgram_hasNoSchedule_andItsRunsAreNotApplied() {
        String test = program("tester", "");
        String policy = "/v1/programs/" + test + "/payout_policy";
        for (String who : new String[] {"tester", "olga"}) {
            assertThat(api.call(who, "PUT", policy, "{\"schedule\":\"weekly\"}").getBody())
                    .contains("\"field\":\"schedule\",\"code\":\"test_mode\"");
        }
        assertThat(api.call("tester", "PUT", policy, "{\"schedule\":\"by_hand\"}")
                        .getStatusCode())
                .isEqualTo(200);
        APIGatewayV2HTTPResponse planned = api.post("tester", "/v1/payout_runs", "{\"program_id\":\"" + test + "\"}");
        assertThat(planned.getStatusCode()).as(planned.getBody()).isEqualTo(201);
        String run = RunId.of(People.json(planned).path("id").asText()).toString();
        for (String who : new String[] {"tester", "olga"}) {
            APIGatewayV2HTTPResponse refused = api.post(who, "/v1/payout_runs/" + run + "/apply", "{}");
            assertThat(refused.getStatusCode()).isEqualTo(409);
            assertThat(refused.getBody()).contains("\"code\":\"test_mode\"");
        }
        assertThat(api.post("merchant 1", "/v1/payout_runs/" + run + "/apply", "{}")
                        .getStatusCode())
                .isEqualTo(404);
        assertThat(api.post("tester", "/v1/payout_runs/" + run + "/cancel", "{}")
                        .getStatusCode())
                .isEqualTo(200);
    }

    @Test
    void purges_areThreeAtOnceOfAMerchant() {
        List<String> programs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            programs.add(program("tester", ""));
        }
        for (String program : programs.subList(0, 3)) {
            assertThat(purge(program).getStatusCode()).isEqualTo(202);
        }
        APIGatewayV2HTTPResponse fourth = purge(programs.getLast());
        assertThat(fourth.getStatusCode()).isEqualTo(409);
        assertThat(fourth.getBody()).contains("too_many_running");
        assertThat(fourth.getHeaders()).containsEntry("retry-after", "60");
        assertThat(purge(programs.getFirst()).getStatusCode()).isEqualTo(202);

        end(programs.getFirst());
        assertThat(purge(programs.getLast()).getStatusCode()).isEqualTo(202);
        assertThat(purge(programs.getFirst()).getStatusCode()).isEqualTo(409);
        assertThat(api.get("tester", "/v1/programs/" + programs.getFirst() + "/purge")
                        .getBody())
                .contains("\"state\":\"done\"", "\"deleted\":2");
    }

    /// Each reads all keys, however little there is: of all programs of a merchant together, whatever the clock's hour.
    @Test
    void purges_areTwentyADayOfAMerchant() {
        List<String> programs = List.of(program("tester", ""), program("tester", ""));
        for (int i = 0; i < PurgeDay.MOST; i++) {
            String program = programs.get(i % 2);
            assertThat(purge(program).getStatusCode()).isEqualTo(202);
            assertThat(purge(program).getStatusCode())
                    .as("running: counted once")
                    .isEqualTo(202);
            end(program);
        }
        APIGatewayV2HTTPResponse more = purge(programs.getFirst());
        assertThat(more.getStatusCode()).isEqualTo(429);
        assertThat(more.getBody()).contains("too_many_today");
        Instant midnight = Instant.parse("2026-11-23T00:00:00Z");
        assertThat(more.getHeaders())
                .containsEntry(
                        "retry-after",
                        Long.toString(Duration.between(api.now, midnight).toSeconds()));

        api.now = midnight.minusSeconds(1);
        assertThat(purge(programs.getLast()).getStatusCode()).isEqualTo(429);
        api.now = midnight;
        assertThat(purge(programs.getLast()).getStatusCode()).isEqualTo(202);
        assertThat(new DynamoPurges(api.stored.table).day(new MerchantId(1)))
                .isEqualTo(new PurgeDay(new MerchantId(1), LocalDate.parse("2026-11-23"), 1, PurgeDay.MOST + 1));
    }

    /// Of two at once the second is judged by what the first has counted.
    @Test
    void purgeMeanwhile_isCounted() {
        List<String> programs = List.of(program("tester", ""), program("tester", ""));
        api.withFaults(WireFault.meanwhile(TransactWriteItemsRequest.class, 1, () -> {
            api.withFaults();
            assertThat(purge(programs.getFirst()).getStatusCode()).isEqualTo(202);
        }));
        assertThat(purge(programs.getLast()).getStatusCode()).isEqualTo(202);
        assertThat(new DynamoPurges(api.stored.table).day(new MerchantId(1)).begun())
                .isEqualTo(2);
    }

    private void end(String program) {
        DynamoPurges purges = new DynamoPurges(api.stored.table);
        Versioned<Purge> read = purges.find(ProgramId.of(program)).orElseThrow();
        Purge done = read.value().swept(1, Optional.empty(), api.now).swept(1, Optional.empty(), api.now);
        assertThat(purges.replace(read.with(done))).isInstanceOf(Replacement.Replaced.class);
    }

    private APIGatewayV2HTTPResponse purge(String program) {
        return api.post("tester", "/v1/programs/" + program + "/purge", "{}");
    }
}
