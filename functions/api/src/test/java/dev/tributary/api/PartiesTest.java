package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.access.Session;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.postback.PersonTags;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.stored.PageRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Affiliates made, enrolled and moved from state to state.
class PartiesTest {
    private static final String PROGRAM = "prg_0000000000001";
    private static final String ANNA = "{\"name\":\"Anna\",\"email\":\" Anna@Example.com \"}";

    /// SHA-256 of anna@example.com, by another program.
    private static final String ANNA_HASH = "f7d54c22dda5b1780276601cd005909b70543fc4a6ba72d735b4cb9bbb611f01";

    private final WriteApi api = new WriteApi();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | body                                  | status | says
        affiliate 1 | {"name":"A"}                          | 403    | merchant_only
        merchant 1  | {}                                    | 422    | "field":"name","code":"missing"
        merchant 1  | {"name":" "}                          | 422    | "field":"name","code":"malformed"
        merchant 1  | {"name":"Anna\\u202Egpj"}             | 422    | "field":"name","code":"malformed"
        merchant 1  | {"name":"An\\u200Bna"}                | 422    | "field":"name","code":"malformed"
        merchant 1  | {"name":"A","email":"a"}              | 422    | "field":"email","code":"malformed"
        merchant 1  | {"name":"A","email":"a b@c.example"}  | 422    | "field":"email","code":"malformed"
        merchant 1  | {"name":"A","email":"a@c@d.example"}  | 422    | "field":"email","code":"malformed"
        merchant 1  | {"name":"A","id":"aff_0000000000001"} | 422    | "field":"id","code":"unknown_field"
        merchant 1  | {"name":"A","channels":[{}]}          | 422    | "field":"channels[0].kind","code":"missing"
        """)
    void badAffiliate_leavesNothing(String who, String body, int status, String says) {
        Map<String, Map<String, AttributeValue>> before = api.items();
        APIGatewayV2HTTPResponse answer = api.post(who, "/v1/affiliates", body);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
        assertThat(api.items()).isEqualTo(before);
    }

    @Test
    void affiliate_isMadeWithAKeyThatIsShownOnce() {
        APIGatewayV2HTTPResponse made = api.post("merchant 1", "/v1/affiliates", ANNA, "idempotency-key", "k-1");
        assertThat(made.getStatusCode()).as(made.getBody()).isEqualTo(201);
        String secret = Json.texts(made.getBody(), "secret").getFirst();
        APIGatewayV2HTTPResponse again = api.post("merchant 1", "/v1/affiliates", ANNA, "idempotency-key", "k-1");
        assertThat(again.getBody())
                .isEqualTo(made.getBody()
                        .replace("\"" + secret + "\"", "null")
                        .replace("\"shown_before\":false", "\"shown_before\":true"));
        assertThat(again.getHeaders()).containsEntry("idempotent-replayed", "true");
        // Neither the secret nor the address is anywhere in the table.
        assertThat(api.items().toString()).doesNotContain(secret).doesNotContainIgnoringCase("anna@example.com");

        APIGatewayV2HTTPResponse own =
                api.call("nobody", "GET", "/v1/programs", "", "authorization", "Bearer " + secret);
        assertThat(own.getBody()).isEqualTo("{\"data\":[],\"next_cursor\":null}");
        String location = String.valueOf(made.getHeaders().get("location"));
        assertThat(api.get("merchant 1", location).getBody()).contains("\"email_known\":true");
        assertThat(api.get("merchant 2", location).getStatusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # body                                                                                 | field             | code
        {"channels":null}                                                                      | channels          | malformed
        {"channels":{}}                                                                        | channels          | malformed
        {"channels":[{"name":"A"}]}                                                            | channels[0].kind  | missing
        {"channels":[{"kind":"radio","name":"A"}]}                                             | channels[0].kind  | malformed
        {"channels":[{"kind":"app","name":" "}]}                                               | channels[0].name  | malformed
        {"channels":[{"id":"chn_1","kind":"app","name":"A"}]}                                  | channels[0].id    | malformed
        {"channels":[{"id":"chn_0000000000001","kind":"app","name":"A"},{"id":"chn_0000000000001","kind":"app","name":"B"}]} | channels[1].id | duplicate
        {"channels":[{"kind":"app","name":"A","niche":"cats"}]}                                | channels[0].niche | unknown_field
        {"name":"Bert"}                                                                        | name              | unknown_field
        """)
    void badChannels_leaveNothing(String body, String field, String code) {
        String own = "/v1/affiliates/" + asAnna();
        Map<String, Map<String, AttributeValue>> before = api.items();
        APIGatewayV2HTTPResponse answer = api.patch("anna", own, body);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(422);
        assertThat(answer.getBody()).contains("\"field\":\"" + field + "\",\"code\":\"" + code + "\"");
        assertThat(api.items()).isEqualTo(before);
    }

    @Test
    void channels_areTheAffiliatesOwn() {
        String own = "/v1/affiliates/" + asAnna();
        APIGatewayV2HTTPResponse set = api.patch("anna", own, """
            {"channels":[{"kind":"newsletter","name":"Anna's letter"},{"id":"chn_0000000000007","kind":"app","name":"App"}]}\
            """);
        assertThat(set.getStatusCode()).as(set.getBody()).isEqualTo(200);
        assertThat(set.getHeaders()).containsEntry("etag", "\"2\"");
        assertThat(Json.texts(set.getBody(), "id")).hasSize(3).contains("chn_0000000000007");
        assertThat(Json.texts(set.getBody(), "kind")).containsExactly("newsletter", "app");
        assertThat(api.get("merchant 1", own).getBody()).isEqualTo(set.getBody());
        // Sent as it is shown, ids and all, it changes nothing.
        String shown = set.getBody().replaceAll(".*(\"channels\":\\[.*]).*", "{$1}");
        assertThat(api.patch("anna", own, shown).getHeaders()).containsEntry("etag", "\"2\"");
        assertThat(api.patch("anna", own, shown, "if-match", "\"1\"").getStatusCode())
                .isEqualTo(412);
        assertThat(api.patch("merchant 1", own, shown).getBody()).contains("affiliate_only");
        assertThat(api.patch("affiliate 2", own, shown).getStatusCode()).isEqualTo(404);
        assertThat(api.items().values())
                .filteredOn(item -> item.toString().contains("affiliate.change"))
                .singleElement()
                .satisfies(event -> assertThat(event.toString()).contains("channels", "Anna's letter"));
        assertThat(api.patch("anna", own, "{\"channels\":[]}").getBody()).contains("\"channels\":[]");
    }

    @Test
    void channels_maybeGivenAtTheStart() {
        APIGatewayV2HTTPResponse made = api.post("merchant 1", "/v1/affiliates", """
            {"name":"Bert","channels":[{"kind":"youtube","name":"Bert's films"},{"kind":"website","name":"bert.example"}]}\
            """, "idempotency-key", "k-2");
        assertThat(Json.texts(made.getBody(), "kind")).containsExactly("youtube", "website");
        assertThat(Json.texts(made.getBody(), "id").stream().filter(id -> id.startsWith("chn_")))
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void affiliate_isSeenWhereItIsEnrolled() {
        String id = affiliate();
        assertThat(api.get("merchant 1", "/v1/affiliates").getBody()).doesNotContain(id);
        enroll("merchant 2", "prg_0000000000003", id, "approved");
        assertThat(api.get("merchant 2", "/v1/affiliates/" + id).getStatusCode())
                .isEqualTo(200);
        assertThat(Json.texts(api.get("merchant 2", "/v1/affiliates").getBody(), "id"))
                .contains(id);
        assertThat(api.get("merchant 9", "/v1/affiliates/" + id).getStatusCode())
                .isEqualTo(404);
    }

    /// What commission compares a customer's tag with.
    @Test
    void enrollment_namesTheAffiliateAsACustomerOfItsProgram() {
        String id = affiliate();
        enroll("merchant 1", PROGRAM, id, "approved");
        Enrollment enrollment = api.stored
                .enrollments
                .find(ProgramId.of(PROGRAM), AffiliateId.of(id))
                .orElseThrow()
                .value();
        assertThat(enrollment.members())
                .containsExactly(PersonTags.email(ProgramId.of(PROGRAM), ANNA_HASH, api.stored.ring));
        enroll("merchant 1", "prg_0000000000002", id, "approved");
        assertThat(api.stored
                        .enrollments
                        .find(new ProgramId(2), AffiliateId.of(id))
                        .orElseThrow()
                        .value()
                        .members())
                .doesNotContainAnyElementsOf(enrollment.members());
    }

    @Test
    void affiliate_appliesByTheProgramsId() {
        APIGatewayV2HTTPResponse applied =
                api.post("affiliate 9", "/v1/enrollments", "{\"program_id\":\"" + PROGRAM + "\"}");
        assertThat(applied.getStatusCode()).as(applied.getBody()).isEqualTo(201);
        assertThat(applied.getBody()).contains("\"state\":\"applied\"");
        assertThat(api.get("merchant 1", "/v1/audit_events").getBody()).contains("enrollment.apply");
        assertThat(api.post("affiliate 9", "/v1/enrollments", "{\"program_id\":\"" + PROGRAM + "\"}")
                        .getBody())
                .contains("already_enrolled");
        assertThat(api.post("affiliate 9", "/v1/enrollments", "{\"program_id\":\"prg_0000000000099\"}")
                        .getStatusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | body                                                                                          | status | says
        merchant 1  | {}                                                                                            | 422    | "field":"program_id","code":"missing"
        merchant 1  | {"minimum_payout":{"amount":"1","currency":"EUR"}}                                            | 422    | "field":"affiliate_id","code":"missing"
        merchant 1  | {"program_id":"prg_0000000000001","affiliate_id":"$","state":"banned"}                        | 422    | "field":"state","code":"malformed"
        merchant 1  | {"program_id":"prg_0000000000001","affiliate_id":"$","group":""}                              | 422    | "field":"group","code":"malformed"
        merchant 1  | {"program_id":"prg_0000000000001","affiliate_id":"$","minimum_payout":{"amount":"1","currency":"USD"}} | 422 | "field":"minimum_payout.currency","code":"currency_mismatch"
        merchant 1  | {"program_id":"prg_0000000000001","affiliate_id":"$","minimum_payout":"1"}                    | 422    | "field":"minimum_payout","code":"malformed"
        merchant 1  | {"program_id":"prg_0000000000001","affiliate_id":"$","members":[]}                            | 422    | "field":"members","code":"unknown_field"
        merchant 1  | {"program_id":"prg_0000000000003","affiliate_id":"$"}                                         | 404    | no such program
        merchant 1  | {"program_id":"prg_0000000000001","affiliate_id":"aff_0000000000099"}                         | 404    | no such affiliate
        affiliate 9 | {"program_id":"prg_0000000000001","affiliate_id":"$"}                                         | 422    | "field":"affiliate_id","code":"unknown_field"
        affiliate 9 | {"program_id":"prg_0000000000001","state":"approved"}                                         | 422    | "field":"state","code":"unknown_field"
        """)
    void badEnrollment_leavesNothing(String who, String body, int status, String says) {
        String id = affiliate();
        Map<String, Map<String, AttributeValue>> before = api.items();
        APIGatewayV2HTTPResponse answer = api.post(who, "/v1/enrollments", body.replace("$", id));
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
        assertThat(api.items()).isEqualTo(before);
    }

    /// Each action from each state: the state after it, or `-` for 409.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # from   | approve  | accept   | reject   | pause  | resume   | end   | ban
        applied  | approved | -        | rejected | -      | -        | ended | banned
        invited  | approved | approved | rejected | -      | -        | ended | banned
        approved | -        | -        | -        | paused | -        | ended | banned
        rejected | approved | -        | -        | -      | -        | -     | banned
        paused   | -        | -        | -        | -      | approved | ended | banned
        ended    | approved | -        | -        | -      | -        | -     | banned
        banned   | -        | -        | -        | -      | -        | -     | -
        """)
    void transition(
            String from,
            String approve,
            String accept,
            String reject,
            String pause,
            String resume,
            String end,
            String ban) {
        List<String> actions = List.of("approve", "accept", "reject", "pause", "resume", "end", "ban");
        List<String> expected = List.of(approve, accept, reject, pause, resume, end, ban);
        for (int at = 0; at < actions.size(); at++) {
            WriteApi fresh = new WriteApi();
            fresh.stored.enroll(2, 2, EnrollmentState.parse(from).orElseThrow());
            String action = actions.get(at);
            boolean reasoned = action.equals("reject") || action.equals("ban");
            Map<String, Map<String, AttributeValue>> before = fresh.items();
            APIGatewayV2HTTPResponse answer = fresh.post(
                    action.equals("accept") ? "affiliate 2" : "merchant 1",
                    "/v1/enrollments/prg_0000000000002/aff_0000000000002/" + action,
                    reasoned ? "{\"reason\":\"Because.\"}" : "");
            if (expected.get(at).equals("-")) {
                assertThat(answer.getStatusCode()).as(from + " " + action).isEqualTo(409);
                assertThat(answer.getBody()).contains("illegal_state");
                assertThat(fresh.items()).isEqualTo(before);
            } else {
                assertThat(answer.getBody())
                        .as(from + " " + action)
                        .contains("\"state\":\"" + expected.get(at) + "\"")
                        .contains(reasoned ? "\"reason\":\"Because.\"" : "\"reason\":null");
                assertThat(answer.getHeaders()).containsEntry("etag", "\"2\"");
                assertThat(fresh.get("merchant 1", "/v1/audit_events").getBody())
                        .contains("enrollment." + action)
                        .doesNotContain("Because");
            }
        }
    }

    @Test
    void moves_areTheMerchants() {
        String own = "/v1/enrollments/" + PROGRAM + "/aff_0000000000001";
        assertThat(api.post("affiliate 1", own + "/pause", "").getBody()).contains("merchant_only");
        assertThat(api.post("merchant 1", own + "/accept", "").getBody()).contains("affiliate_only");
        assertThat(api.post("affiliate 2", own + "/pause", "").getStatusCode()).isEqualTo(404);
        assertThat(api.post("merchant 1", own + "/ban", "").getBody())
                .contains("\"field\":\"reason\",\"code\":\"missing\"");
        assertThat(api.post("merchant 1", own + "/pause", "{\"reason\":\"x\"}").getBody())
                .contains("\"field\":\"reason\",\"code\":\"unknown_field\"");
        assertThat(api.post("merchant 1", own + "/pause", "", "if-match", "\"7\"")
                        .getStatusCode())
                .isEqualTo(412);
        assertThat(api.post("affiliate 1", own + "/end", "").getBody()).contains("\"state\":\"ended\"");
    }

    @Test
    void groupAndMinimum_areSetAndTakenAway() {
        String own = "/v1/enrollments/" + PROGRAM + "/aff_0000000000001";
        assertThat(api.patch("merchant 1", own, """
            {"group":"gold","minimum_payout":{"amount":"25.00","currency":"EUR"}}\
            """).getBody())
                .contains("\"group\":\"gold\"")
                .contains("\"minimum_payout\":{\"amount\":\"25.00\",\"currency\":\"EUR\"}");
        assertThat(api.patch("merchant 1", own, "{\"minimum_payout\":null}").getBody())
                .contains("\"group\":\"gold\"")
                .contains("\"minimum_payout\":null");
        assertThat(api.patch("affiliate 1", own, "{\"group\":\"gold\"}").getStatusCode())
                .isEqualTo(403);
        assertThat(api.get("affiliate 1", own).getBody()).contains("\"group\":\"gold\"");
    }

    /// Who may make no keys, or would need a new link, makes an affiliate without one.
    @Test
    void aKeyIsInTheAnswer_onlyForWhoMayMakeKeys() {
        People people = new People(api);
        people.invite("merchant 1", "mia", "manager");
        people.invite("merchant 1", "otto", "owner");
        people.signIn("mia");
        people.signIn("otto");
        String key = "{\"name\":\"K\",\"scopes\":[\"read\",\"write\"]}";
        api.use(
                "writer",
                Json.texts(api.post("merchant 1", "/v1/api_keys", key).getBody(), "secret")
                        .getFirst());

        assertThat(api.post("otto", "/v1/affiliates", ANNA).getBody()).contains("trb_live_", "\"members\"");
        for (String who : List.of("mia", "writer", "otto later")) {
            if (who.equals("otto later")) {
                api.now = api.now.plus(Session.FRESH);
                api.use(who, people.cookieOf("otto"));
            }
            APIGatewayV2HTTPResponse made = api.post(who, "/v1/affiliates", ANNA);
            assertThat(made.getStatusCode()).isEqualTo(201);
            assertThat(made.getBody()).as(who).doesNotContain("api_key", "trb_");
            AffiliateId id = AffiliateId.of(Json.texts(made.getBody(), "id").getFirst());
            assertThat(api.stored
                            .keys
                            .of(new Tenant.OfAffiliate(id), PageRequest.first(1))
                            .items())
                    .isEmpty();
        }
    }

    private String affiliate() {
        return Json.texts(api.post("merchant 1", "/v1/affiliates", ANNA).getBody(), "id").stream()
                .filter(id -> id.startsWith("aff_"))
                .findFirst()
                .orElseThrow();
    }

    /// Makes an affiliate and takes its key: her id.
    private String asAnna() {
        String made = api.post("merchant 1", "/v1/affiliates", ANNA).getBody();
        api.use("anna", Json.texts(made, "secret").getFirst());
        return Json.texts(made, "id").getFirst();
    }

    private void enroll(String who, String program, String affiliate, String state) {
        APIGatewayV2HTTPResponse answer = api.post(
                who,
                "/v1/enrollments",
                "{\"program_id\":\"%s\",\"affiliate_id\":\"%s\",\"state\":\"%s\"}"
                        .formatted(program, affiliate, state));
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(201);
    }
}
