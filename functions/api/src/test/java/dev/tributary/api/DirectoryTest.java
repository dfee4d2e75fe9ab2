package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.domain.access.SignInLink;
import dev.tributary.domain.access.SignIns;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// What anybody reads of a program without a key, and how an application becomes an affiliate: by a mail, or not at
/// all.
class DirectoryTest {
    private static final String PROGRAM = "/v1/programs/prg_0000000000001";
    private static final String ENTRY = "/v1/directory/prg_0000000000001";
    private static final String APPLICATIONS = ENTRY + "/applications";
    private static final String CORA = "{\"email\":\"Cora@people.example\",\"name\":\"Cora\"}";
    private final WriteApi api = new WriteApi();
    private final People people = new People(api);

    private void list(boolean listed) {
        assertThat(api.call("merchant 1", "PATCH", PROGRAM, "{\"listed\":" + listed + "}")
                        .getStatusCode())
                .isEqualTo(200);
    }

    private APIGatewayV2HTTPResponse get(String target, String... headers) {
        return api.call("nobody", "GET", target, "", headers);
    }

    private JsonNode listed() {
        return People.json(get("/v1/directory")).path("data");
    }

    private APIGatewayV2HTTPResponse apply(String body) {
        api.now = api.now.plusSeconds(1);
        return api.post("nobody", APPLICATIONS, body, "accept-language", "he");
    }

    private APIGatewayV2HTTPResponse press(String token) {
        return api.post(
                "nobody",
                "/v1/sessions",
                "{\"token\":\"" + token + "\",\"send_application\":true}",
                "sec-fetch-site",
                "same-origin");
    }

    /// Whoever only signs in signs nothing that a stranger wrote.
    @Test
    void signingInByTheLink_sendsNothingByItself() {
        list(true);
        apply(CORA);
        int before = enrolled().size();

        assertThat(people.use(api.mail.token(), "").getStatusCode()).isEqualTo(201);
        assertThat(enrolled()).hasSize(before);
    }

    private JsonNode enrolled() {
        return People.json(api.get("merchant 1", "/v1/enrollments?program_id=prg_0000000000001&limit=100"))
                .path("data");
    }

    @Test
    void programs_areThereWhileTheyAreListed() {
        assertThat(listed()).isEmpty();
        assertThat(get(ENTRY).getStatusCode()).isEqualTo(404);
        assertThat(apply(CORA).getStatusCode()).isEqualTo(404);
        assertThat(api.mail.mails).isEmpty();

        list(true);
        api.call("merchant 1", "PATCH", PROGRAM, "{\"name\":\"Boots <b>\"}");
        assertThat(listed()).hasSize(1);
        assertThat(listed().path(0).path("name").asText()).isEqualTo("Boots <b>");
        assertThat(People.json(api.get("merchant 1", PROGRAM)).path("listed").asBoolean())
                .isTrue();
        assertThat(get("/v1/directory?cursor=x").getStatusCode()).isEqualTo(400);
        assertThat(People.json(get("/v1/directory?cursor=prg_0000000000001")).path("data"))
                .isEmpty();

        list(false);
        assertThat(listed()).isEmpty();
        assertThat(get(ENTRY).getStatusCode()).isEqualTo(404);
    }

    @Test
    void onlyItsOwnMerchantLists_andOnlyWhatPays() {
        for (String other : new String[] {"merchant 2", "affiliate 1"}) {
            assertThat(api.call(other, "PATCH", PROGRAM, "{\"listed\":true}").getStatusCode())
                    .isIn(403, 404);
        }
        String program = People.json(api.post("merchant 1", "/v1/programs", """
            {"name":"New","currency":"EUR","time_zone":"Europe/Riga","landing_domains":["new.example"]}\
            """))
                .path("id")
                .asText();
        APIGatewayV2HTTPResponse without =
                api.call("merchant 1", "PATCH", "/v1/programs/" + program, "{\"listed\":true}");
        assertThat(without.getStatusCode()).isEqualTo(422);
        assertThat(without.getBody()).contains("not_yet");
        assertThat(listed()).isEmpty();
    }

    @Test
    void anybodyReadsTermsAndQuestions_inTheirLanguage_andNothingElse() {
        list(true);
        api.call("merchant 1", "PUT", PROGRAM + "/application_form", """
            {"questions":[{"id":"audience","text":"Who reads you?","required":true}]}\
            """);
        api.post("merchant 1", PROGRAM + "/agreements", "{\"text\":\"Say that it is advertising.\"}");

        APIGatewayV2HTTPResponse answer = get(ENTRY, "accept-language", "he");
        JsonNode entry = People.json(answer);
        assertThat(answer.getHeaders()).containsEntry("content-language", "he");
        assertThat(answer.getHeaders().get("cache-control")).contains("public");
        assertThat(entry.path("terms").toString()).containsPattern("[א-ת]");
        assertThat(entry.path("questions").path(0).path("text").asText()).isEqualTo("Who reads you?");
        assertThat(entry.path("agreement").path("version").asInt()).isEqualTo(1);
        assertThat(entry.propertyStream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "currency",
                        "landing_domains",
                        "merchant_name",
                        "time_zone",
                        "terms",
                        "questions",
                        "agreement");
    }

    @Test
    void nothingIsMade_untilTheAddressIsProven_andThenOnce() {
        list(true);
        int before = enrolled().size();
        assertThat(apply(CORA).getStatusCode()).isEqualTo(202);
        assertThat(enrolled()).hasSize(before);
        assertThat(api.mail.to("cora@people.example")).isEqualTo(1);
        String token = api.mail.token();

        APIGatewayV2HTTPResponse signedIn = press(token);
        assertThat(signedIn.getStatusCode()).as(signedIn.getBody()).isEqualTo(201);
        assertThat(enrolled()).hasSize(before + 1);
        api.use("cora", People.cookie(signedIn));
        JsonNode session = People.json(people.get("cora", "/v1/sessions/current"));
        JsonNode place = session.path("memberships").path(0);
        assertThat(place.path("role").asText()).as("%s", session).isEqualTo("owner");
        String affiliate = place.path("tenant_id").asText();
        assertThat(affiliate).startsWith("aff_");
        JsonNode enrollment = People.json(people.get("cora", "/v1/enrollments/prg_0000000000001/" + affiliate));
        assertThat(enrollment.path("state").asText()).isEqualTo("applied");

        // The link is used up; another application of the same person is the same affiliate's, and changes nothing.
        assertThat(press(token).getStatusCode()).isEqualTo(401);
        assertThat(apply(CORA).getStatusCode()).isEqualTo(202);
        assertThat(press(api.mail.token()).getStatusCode()).isEqualTo(201);
        assertThat(enrolled()).hasSize(before + 1);
        assertThat(api.get("merchant 1", "/v1/audit_events?limit=100").getBody())
                .contains("\"enrollment.apply\"")
                .doesNotContain("cora@people.example");
    }

    private APIGatewayV2HTTPResponse page(String method, String target, String body) {
        return api.call(
                "nobody",
                method,
                target,
                body,
                "accept-language",
                "fa",
                "content-type",
                "application/x-www-form-urlencoded",
                "sec-fetch-site",
                "same-origin");
    }

    /// Whoever presses may not be who wrote it.
    @Test
    void whatIsSent_standsAboveTheButton_andIsSentByIt() {
        list(true);
        api.call("merchant 1", "PUT", PROGRAM + "/application_form", """
            {"questions":[{"id":"audience","text":"Who <reads> you?","required":true}]}\
            """);
        api.post("merchant 1", PROGRAM + "/agreements", "{\"text\":\"Say <that> it is advertising.\"}");
        apply(CORA.replace("\"Cora\"", "\"Cora <b>\"")
                .replace(
                        "}",
                        ",\"answers\":[{\"question_id\":\"audience\",\"answer\":\"<script>\"}],"
                                + "\"agreement_version\":1}"));
        String token = api.mail.token();
        int before = enrolled().size();
        APIGatewayV2HTTPResponse shown = page("GET", "/sign-in?token=" + token, "");
        assertThat(shown.getBody())
                .contains("Cora &lt;b&gt;", "Who &lt;reads&gt; you?", "&lt;script&gt;", "Say &lt;that&gt; it is")
                .contains(
                        "cora@people.example",
                        "فرستادن درخواست",
                        "name=\"application\" value=\"send\"",
                        People.json(api.get("merchant 1", PROGRAM)).path("name").asText())
                .doesNotContain("<script>");
        assertThat(enrolled()).hasSize(before);

        assertThat(page("POST", "/sign-in", "token=" + token + "&application=send")
                        .getStatusCode())
                .isEqualTo(303);
        assertThat(enrolled()).hasSize(before + 1);
        assertThat(api.get("merchant 1", "/v1/enrollments?program_id=prg_0000000000001&limit=100")
                        .getBody())
                .contains("\"version\":1");
        assertThat(api.get("merchant 1", "/v1/audit_events?limit=100").getBody())
                .contains("\"fields\":[\"agreement\",\"state\"]");
    }

    @Test
    void whatIsTakenNoMore_isNotShown_andNotSentByAButtonThatDidNotShowIt() {
        list(true);
        apply(CORA);
        String token = api.mail.token();
        list(false);
        assertThat(page("GET", "/sign-in?token=" + token, "").getBody())
                .contains("Cora")
                .doesNotContain("value=\"send\"", "فرستادن درخواست");
        list(true);
        int before = enrolled().size();
        assertThat(page("POST", "/sign-in", "token=" + token).getStatusCode()).isEqualTo(303);
        assertThat(enrolled()).hasSize(before);
    }

    @Test
    void twoLinksOfOneStranger_makeOneAffiliate() {
        list(true);
        apply(CORA);
        String first = api.mail.token();
        apply(CORA);
        String second = api.mail.token();
        int before = enrolled().size();
        assertThat(press(first).getStatusCode()).isEqualTo(201);
        assertThat(press(second).getStatusCode()).isEqualTo(201);
        assertThat(enrolled()).hasSize(before + 1);
    }

    @Test
    void twoLinksPressedAtOnce_makeOneAffiliate() {
        list(true);
        apply(CORA);
        String first = api.mail.token();
        apply(CORA);
        String second = api.mail.token();
        int before = enrolled().size();
        api.withFaults(WireFault.meanwhile(
                TransactWriteItemsRequest.class,
                1,
                () -> assertThat(press(second).getStatusCode()).isEqualTo(201)));
        APIGatewayV2HTTPResponse signedIn = press(first);
        assertThat(signedIn.getStatusCode()).isEqualTo(201);
        assertThat(enrolled()).hasSize(before + 1);
        api.use("cora", People.cookie(signedIn));
        assertThat(People.json(people.get("cora", "/v1/sessions/current")).path("memberships"))
                .hasSize(1);
    }

    @Test
    void whoWasBanned_doesNotApplyAgainByAnotherAffiliate() {
        list(true);
        people.invite("affiliate 1", "cora", "viewer");
        people.signIn("cora");
        people.invite("affiliate 9", "cora", "owner");
        people.signIn("cora");
        assertThat(people.call("cora", "GET", "/v1/links", "", "tributary-tenant", "aff_0000000000009")
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(api.post(
                                "merchant 1",
                                "/v1/enrollments/prg_0000000000001/aff_0000000000001/ban",
                                "{\"reason\":\"X\"}")
                        .getStatusCode())
                .isEqualTo(200);
        apply(CORA);
        assertThat(press(api.mail.token()).getStatusCode()).isEqualTo(201);
        String other = "/v1/enrollments/prg_0000000000001/aff_0000000000009";
        assertThat(api.get("affiliate 9", other).getStatusCode()).isEqualTo(404);
    }

    /// Whoever invites a stranger into an affiliate gets no application by that.
    @Test
    void anInvitationThatWasNotAccepted_isNobodysAffiliate() {
        list(true);
        people.invite("affiliate 9", "cora", "owner");
        apply(CORA);
        assertThat(press(api.mail.token()).getStatusCode()).isEqualTo(201);
        assertThat(api.get("affiliate 9", "/v1/enrollments/prg_0000000000001/aff_0000000000009")
                        .getStatusCode())
                .isEqualTo(404);
    }

    @Test
    void anOwnersApplication_isItsAffiliates() {
        list(true);
        people.invite("affiliate 9", "cora", "owner");
        people.signIn("cora");
        apply(CORA);
        assertThat(press(api.mail.token()).getStatusCode()).isEqualTo(201);
        assertThat(People.json(api.get("affiliate 9", "/v1/enrollments/prg_0000000000001/aff_0000000000009"))
                        .path("state")
                        .asText())
                .isEqualTo("applied");
    }

    @Test
    void whatIsAskedOtherwiseMeanwhile_isNotAppliedFor_andThePersonIsSignedIn() {
        list(true);
        apply(CORA);
        String token = api.mail.token();
        api.post("merchant 1", PROGRAM + "/agreements", "{\"text\":\"Another text.\"}");
        int before = enrolled().size();
        assertThat(press(token).getStatusCode()).isEqualTo(201);
        assertThat(enrolled()).hasSize(before);

        apply(CORA.replace("}", ",\"agreement_version\":1}"));
        list(false);
        assertThat(press(api.mail.token()).getStatusCode()).isEqualTo(201);
        assertThat(enrolled()).hasSize(before);
    }

    @Test
    void theAnswer_isTheSame_whoeverTheAddressBelongsTo() {
        list(true);
        people.invite("merchant 1", "anna", "owner");
        people.signIn("anna");
        int toNobody = api.mail.toNobody;
        APIGatewayV2HTTPResponse known = apply(CORA.replace("Cora@", "anna@"));
        APIGatewayV2HTTPResponse unknown = apply(CORA);
        assertThat(known.getStatusCode()).isEqualTo(unknown.getStatusCode());
        assertThat(known.getBody()).isEqualTo(unknown.getBody());
        assertThat(api.mail.toNobody).isEqualTo(toNobody);
        // A merchant's person is no affiliate by that: it becomes one.
        assertThat(press(api.mail.token()).getStatusCode()).isEqualTo(201);
    }

    /// However it is written: and nobody is told that it has had its mails.
    @Test
    void aMailbox_isMailedFiveTimesAnHour_andMaySignInAllTheSame() {
        list(true);
        people.invite("merchant 1", "cora", "owner");
        for (int time = 0; time < SignInLink.MOST_PER_HOUR; time++) {
            assertThat(apply(CORA.replace("Cora@", "cora+" + time + "@")).getStatusCode())
                    .isEqualTo(202);
        }
        int mails = api.mail.mails.size();
        APIGatewayV2HTTPResponse more = apply(CORA);
        assertThat(more.getStatusCode()).isEqualTo(202);
        assertThat(more.getBody()).contains("mail_sent");
        assertThat(api.mail.mails).hasSize(mails);
        people.signIn("cora");
        api.now = api.now.plus(Duration.ofHours(1));
        assertThat(apply(CORA).getStatusCode()).isEqualTo(202);
        assertThat(api.mail.mails).hasSize(mails + 2);
    }

    @Test
    void aProgram_mailsSoManyADay_whoeverApplies() {
        list(true);
        for (int time = 0; time < SignIns.MOST_APPLICATIONS; time++) {
            assertThat(apply(CORA.replace("Cora@", "a" + time + "@")).getStatusCode())
                    .isEqualTo(202);
        }
        for (String address : new String[] {"a1@", "new@"}) {
            APIGatewayV2HTTPResponse more = apply(CORA.replace("Cora@", address));
            assertThat(more.getStatusCode()).isEqualTo(429);
            assertThat(more.getBody()).contains("too_many_applications");
            assertThat(more.getHeaders()).containsKey("retry-after");
        }
        api.now = api.now.plus(Duration.ofDays(1));
        assertThat(apply(CORA).getStatusCode()).isEqualTo(202);
    }

    @Test
    void aLinkThatIsTooOld_makesNothing() {
        list(true);
        apply(CORA);
        int before = enrolled().size();
        api.now = api.now.plus(SignInLink.VALID);
        assertThat(press(api.mail.token()).getStatusCode()).isEqualTo(401);
        assertThat(enrolled()).hasSize(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                                                        | missing          | email
        {"email":"cora","name":"Cora"}                                            | malformed        | email
        {"email":"c@people.example","name":"a\u202Eb"}                            | malformed        | name
        {"email":"c@people.example","name":"Cora"}                                | missing          | answers
        {"email":"c@people.example","name":"Cora","answers":[{"question_id":"x","answer":"a"}]} | unknown_question | answers[0].question_id
        {"email":"c@people.example","name":"Cora","agreement_version":1}          | not_in_force     | agreement_version
        {"email":"c@people.example","name":"Cora","state":"approved"}             | unknown_field    | state
        """)
    void anApplicationThatIsNotWhole_isRefusedByField_andMailsNobody(String body, String code, String field) {
        list(true);
        api.call("merchant 1", "PUT", PROGRAM + "/application_form", """
            {"questions":[{"id":"audience","text":"Who reads you?","required":true}]}\
            """);
        APIGatewayV2HTTPResponse answer = apply(body);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(422);
        assertThat(People.json(answer)
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("code").asText() + " "
                                + error.path("field").asText()))
                .contains(code + " " + field);
        assertThat(api.mail.mails).isEmpty();
    }

    @Test
    void aPlatformWithoutASender_saysSo() {
        list(true);
        api.mail.hasSender = false;
        assertThat(apply(CORA).getStatusCode()).isEqualTo(409);
    }
}
