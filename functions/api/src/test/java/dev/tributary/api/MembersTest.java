package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.access.SignInLink;
import dev.tributary.domain.access.Team;
import dev.tributary.domain.mail.Mail;
import dev.tributary.domain.mail.MailAddress;
import dev.tributary.domain.mail.MailOut;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who gets in, who stays, and who may say so.
class MembersTest {
    private final WriteApi api = new WriteApi();
    private final People people = new People(api);

    static String id(String name) {
        return PersonId.of(new MailAddress(People.address(name))).text();
    }

    @Test
    void aMember_isInvitedByMail_andJoinsBySigningIn() {
        APIGatewayV2HTTPResponse answer = api.post("merchant 1", "/v1/members", People.invitation("anna", "manager"));

        assertThat(answer.getHeaders()).containsEntry("location", "/v1/members/" + id("anna"));
        assertThat(People.json(answer).path("joined_at").isNull()).isTrue();
        Mail mail = api.mail.last();
        assertThat(mail.to()).isEqualTo(new MailAddress("anna@people.example"));
        assertThat(mail.text()).contains("anna", "manager", "\nhttps://tributary.example/sign-in\n");
        // Nothing in it signs anybody in.
        assertThat(mail.text()).doesNotContain("token");

        people.signIn("anna");
        JsonNode joined = People.json(api.get("merchant 1", "/v1/members/" + id("anna")));
        assertThat(joined.path("joined_at").asText()).isEqualTo(api.now.toString());
        assertThat(People.json(api.get("merchant 1", "/v1/audit_events"))
                        .path("data")
                        .valueStream()
                        .map(event -> event.path("action").asText() + " by "
                                + event.path("key_id").asText().replaceFirst("_.*", "")
                                + event.path("person_id").asText())
                        .toList())
                .containsExactly("member.join by null" + id("anna"), "member.invite by keynull");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"name":"A","role":"viewer"}                                          | email
        {"email":"a@b.example","role":"viewer"}                               | name
        {"email":"a@b.example","name":"A"}                                    | role
        {"email":"a@b.example","name":"A","role":"admin"}                     | role
        {"email":"a@b.example","name":"A","role":"OWNER"}                     | role
        {"email":"a@b.example, c@d.example","name":"A","role":"viewer"}       | email
        {"email":"a@b.example","name":"A\\u202Eb","role":"viewer"}            | name
        {"email":"a@b.example","name":"A","role":"viewer","language":"de"}    | language
        {"email":"a@b.example","name":"A","role":"viewer","joined_at":null}   | joined_at
        {"email":"a@b.example","name":"A","role":"viewer","tenant_id":"x"}    | tenant_id
        """)
    void anInvitation_namesNoMoreThanItMay(String body, String field) {
        APIGatewayV2HTTPResponse answer = api.post("merchant 1", "/v1/members", body);
        assertThat(answer.getStatusCode()).isEqualTo(422);
        assertThat(People.json(answer).path("errors").path(0).path("field").asText())
                .isEqualTo(field);
        assertThat(api.count("T#")).isZero();
        assertThat(api.mail.mails).isEmpty();
    }

    @Test
    void anAffiliate_hasNoFinance_andItsOwnMembers() {
        assertThat(api.post("affiliate 1", "/v1/members", People.invitation("ben", "finance"))
                        .getStatusCode())
                .isEqualTo(422);
        people.invite("affiliate 1", "ben", "owner");
        people.signIn("ben");
        assertThat(people.get("ben", "/v1/members").getBody()).contains(id("ben"));
        assertThat(api.get("merchant 1", "/v1/members").getBody()).doesNotContain(id("ben"));
    }

    @Test
    void theSamePerson_isInvitedOnce_inWhateverCase() {
        people.invite("merchant 1", "anna", "viewer");
        APIGatewayV2HTTPResponse again = api.post(
                "merchant 1", "/v1/members", "{\"email\":\"ANNA@people.example\",\"name\":\"B\",\"role\":\"owner\"}");
        assertThat(again.getStatusCode()).isEqualTo(409);
        assertThat(again.getBody()).contains("already_member");
        assertThat(People.json(api.get("merchant 1", "/v1/members"))
                        .path("data")
                        .path(0)
                        .path("role")
                        .asText())
                .isEqualTo("viewer");
    }

    @Test
    void aRepeat_invitesOnce_andSendsOneMail() {
        String body = People.invitation("anna", "viewer");
        String first = api.post("merchant 1", "/v1/members", body, "idempotency-key", "k")
                .getBody();
        APIGatewayV2HTTPResponse again = api.post("merchant 1", "/v1/members", body, "idempotency-key", "k");
        assertThat(again.getStatusCode()).isEqualTo(201);
        assertThat(again.getBody()).isEqualTo(first);
        assertThat(api.mail.mails).hasSize(1);
    }

    /// Whoever removes and invites again sends a stranger no more than anybody else.
    @Test
    void invitationsAreCountedPerAddress_ofAllTenants() {
        for (int i = 0; i < SignInLink.MOST_PER_HOUR; i++) {
            String inviter = i % 2 == 0 ? "merchant 1" : "merchant 2";
            people.invite(inviter, "anna", "viewer");
            api.call(inviter, "DELETE", "/v1/members/" + id("anna"), "");
        }
        for (String inviter : List.of("merchant 1", "merchant 2", "affiliate 1")) {
            APIGatewayV2HTTPResponse answer = api.post(inviter, "/v1/members", People.invitation("anna", "viewer"));
            assertThat(answer.getStatusCode()).isEqualTo(429);
            assertThat(answer.getBody()).contains("too_many_invitations");
            assertThat(answer.getHeaders()).containsEntry("retry-after", "3600");
        }
        assertThat(api.mail.to("anna@people.example")).isEqualTo(SignInLink.MOST_PER_HOUR);
        people.invite("merchant 1", "ben", "viewer");
        api.now = api.now.plusSeconds(3600);
        people.invite("merchant 1", "anna", "viewer");
        // Neither do they use up the links.
        people.signIn("anna");
    }

    /// A key gives a role whose all it may do itself; who signs in, one that his own covers.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        members                       | viewer  | 403
        members,read                  | viewer  | 201
        members,read                  | manager | 403
        members,read,write            | manager | 201
        members,read,write            | finance | 403
        members,read,write,payouts    | finance | 201
        members,read,write,payouts    | owner   | 403
        members,read,write,keys       | owner   | 403
        """)
    void nobodyGivesMoreThanHeMay(String scopes, String role, int status) {
        String names = "\"" + scopes.replace(",", "\",\"") + "\"";
        String made = api.post(
                        "merchant 1", "/v1/api_keys", "{\"name\":\"K\",\"person\":\"P\",\"scopes\":[" + names + "]}")
                .getBody();
        api.use("key", Json.texts(made, "secret").getFirst());

        APIGatewayV2HTTPResponse answer = api.post("key", "/v1/members", People.invitation("anna", role));
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        if (status == 403) {
            assertThat(answer.getBody()).contains("role_above_own");
        }
    }

    @Test
    void nobodyTouchesOneAboveHim() {
        people.invite("merchant 1", "olga", "owner");
        people.invite("merchant 1", "oscar", "owner");
        people.signIn("olga");
        people.signIn("oscar");
        String made = api.post(
                        "merchant 1", "/v1/api_keys", "{\"name\":\"K\",\"scopes\":[\"members\",\"read\",\"write\"]}")
                .getBody();
        api.use("key", Json.texts(made, "secret").getFirst());

        for (APIGatewayV2HTTPResponse answer : List.of(
                api.call("key", "DELETE", "/v1/members/" + id("olga"), ""),
                api.patch("key", "/v1/members/" + id("olga"), "{\"role\":\"viewer\"}"),
                api.patch("key", "/v1/members/" + id("olga"), "{\"name\":\"O\"}"))) {
            assertThat(answer.getBody()).contains("role_above_own");
        }
        people.invite("merchant 1", "vera", "viewer");
        assertThat(api.patch("key", "/v1/members/" + id("vera"), "{\"role\":\"owner\"}")
                        .getBody())
                .contains("role_above_own");
        assertThat(api.patch("key", "/v1/members/" + id("vera"), "{\"role\":\"manager\"}")
                        .getStatusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"manager", "finance", "viewer"})
    void onlyAnOwner_decidesWhoGetsIn(String role) {
        people.invite("merchant 1", "anna", role);
        people.signIn("anna");
        for (APIGatewayV2HTTPResponse answer : List.of(
                people.get("anna", "/v1/members"),
                people.call("anna", "POST", "/v1/members", People.invitation("ben", "viewer")),
                people.call("anna", "PATCH", "/v1/members/" + id("anna"), "{\"role\":\"owner\"}"),
                people.call("anna", "DELETE", "/v1/members/" + id("anna"), ""))) {
            assertThat(answer.getStatusCode()).isEqualTo(403);
            assertThat(answer.getBody()).contains("insufficient_role");
        }
    }

    @Test
    void theLastOwner_stays() {
        people.invite("merchant 1", "olga", "owner");
        // One who never signed in may be a slip: without a word of hers she is nobody's last owner.
        people.invite("merchant 1", "typo", "owner");
        people.signIn("olga");

        for (APIGatewayV2HTTPResponse answer : List.of(
                people.call("olga", "DELETE", "/v1/members/" + id("olga"), ""),
                people.call("olga", "PATCH", "/v1/members/" + id("olga"), "{\"role\":\"manager\"}"),
                api.call("merchant 1", "DELETE", "/v1/members/" + id("olga"), ""),
                api.patch("merchant 1", "/v1/members/" + id("olga"), "{\"role\":\"viewer\"}"))) {
            assertThat(answer.getStatusCode()).isEqualTo(409);
            assertThat(answer.getBody()).contains("last_owner");
        }
        assertThat(api.call("merchant 1", "DELETE", "/v1/members/" + id("typo"), "")
                        .getStatusCode())
                .isEqualTo(204);

        people.invite("merchant 1", "oscar", "owner");
        people.signIn("oscar");
        assertThat(people.call("olga", "PATCH", "/v1/members/" + id("olga"), "{\"role\":\"viewer\"}")
                        .getStatusCode())
                .isEqualTo(200);
        // From her next call on.
        assertThat(people.get("olga", "/v1/members").getBody()).contains("insufficient_role");
        assertThat(people.call("oscar", "DELETE", "/v1/members/" + id("oscar"), "")
                        .getBody())
                .contains("last_owner");
    }

    @Test
    void twoOwnersWhoRemoveEachOtherAtOnce_leaveOne() throws Exception {
        for (int round = 0; round < 5; round++) {
            String one = "one" + round;
            String two = "two" + round;
            people.invite("affiliate 2", one, "owner");
            people.invite("affiliate 2", two, "owner");
            people.signIn(one);
            people.signIn(two);
            List<Callable<Integer>> calls = List.of(
                    () -> people.call(one, "DELETE", "/v1/members/" + id(two), "")
                            .getStatusCode(),
                    () -> people.call(two, "DELETE", "/v1/members/" + id(one), "")
                            .getStatusCode());
            List<Integer> answers = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Integer> answer : threads.invokeAll(calls)) {
                    answers.add(answer.get());
                }
            }
            // The owner of the round before may make both possible: never is nobody left.
            assertThat(answers).contains(204);
            JsonNode left = People.json(api.get("affiliate 2", "/v1/members")).path("data");
            assertThat(left).isNotEmpty();
        }
    }

    @Test
    void aRemovedMember_isOutAtTheNextCall() {
        people.invite("merchant 1", "anna", "viewer");
        people.signIn("anna");
        assertThat(people.get("anna", "/v1/programs").getStatusCode()).isEqualTo(200);
        api.call("merchant 1", "DELETE", "/v1/members/" + id("anna"), "");

        assertThat(people.get("anna", "/v1/programs").getBody()).contains("not_a_member");
        // Invited again she is in again when she signs in, and not before; nor by a session from before.
        people.invite("merchant 1", "anna", "viewer");
        assertThat(people.get("anna", "/v1/programs").getBody()).contains("not_a_member");
        assertThat(people.use(people.ask("anna"), "").getStatusCode()).isEqualTo(201);
        assertThat(people.get("anna", "/v1/programs").getBody()).contains("not_a_member");
        people.signIn("anna");
        assertThat(people.get("anna", "/v1/programs").getStatusCode()).isEqualTo(200);
    }

    @Test
    void anotherTenantsMember_isNotThere() {
        people.invite("merchant 1", "anna", "viewer");
        for (String who : List.of("merchant 2", "affiliate 1")) {
            String unknown = api.get(who, "/v1/members/" + id("nobody")).getBody();
            assertThat(api.get(who, "/v1/members/" + id("anna")).getBody()).isEqualTo(unknown);
            assertThat(api.call(who, "DELETE", "/v1/members/" + id("anna"), "").getStatusCode())
                    .isEqualTo(404);
        }
        assertThat(api.get("merchant 1", "/v1/members/" + id("anna")).getStatusCode())
                .isEqualTo(200);
    }

    @Test
    void aTenant_hasSoManyMembers() {
        for (int i = 0; i < Team.MOST_MEMBERS; i++) {
            people.invite("merchant 1", "m" + i, "viewer");
        }
        assertThat(api.post("merchant 1", "/v1/members", People.invitation("more", "viewer"))
                        .getBody())
                .contains("too_many_members");
        api.call("merchant 1", "DELETE", "/v1/members/" + id("m0"), "");
        people.invite("merchant 1", "more", "viewer");
    }

    @Test
    void aMailThatIsNotTaken_leavesTheInvitation_whichIsSentAgain() {
        api.mail.handed = new MailOut.Handed.Refused("MessageRejected");
        APIGatewayV2HTTPResponse answer = api.post("merchant 1", "/v1/members", People.invitation("anna", "viewer"));
        assertThat(answer.getStatusCode()).isEqualTo(409);
        assertThat(answer.getBody()).contains("mail_refused");
        api.mail.handed = new MailOut.Handed.Over();

        assertThat(api.post("merchant 1", "/v1/members/" + id("anna") + "/invite", "{\"language\":\"lv\"}")
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(api.mail.last().subject()).contains("aicina");
        people.signIn("anna");
        assertThat(api.post("merchant 1", "/v1/members/" + id("anna") + "/invite", "")
                        .getBody())
                .contains("already_member");
    }

    @Test
    void withoutASender_theInvitationHolds() {
        api.mail.hasSender = false;
        people.invite("merchant 1", "anna", "viewer");
        assertThat(api.mail.mails).isEmpty();
        assertThat(api.post("merchant 1", "/v1/members/" + id("anna") + "/invite", "")
                        .getBody())
                .contains("no_mail");
    }

    @Test
    void aChange_holdsToTheVersionThatWasRead() {
        people.invite("merchant 1", "anna", "viewer");
        assertThat(api.patch("merchant 1", "/v1/members/" + id("anna"), "{\"role\":\"manager\"}", "if-match", "\"2\"")
                        .getStatusCode())
                .isEqualTo(412);
        assertThat(api.patch("merchant 1", "/v1/members/" + id("anna"), "{\"role\":null}")
                        .getStatusCode())
                .isEqualTo(422);
        assertThat(api.patch("merchant 1", "/v1/members/" + id("anna"), "{\"email\":\"b@c.example\"}")
                        .getStatusCode())
                .isEqualTo(422);
    }

    /// A person and the keys that the person made are one hand.
    @Test
    void aKeyThatAPersonMakes_saysSo_andHasNoMoreThanTheRole() {
        people.invite("merchant 1", "olga", "owner");
        people.signIn("olga");
        APIGatewayV2HTTPResponse made =
                people.call("olga", "POST", "/v1/api_keys", "{\"name\":\"K\",\"scopes\":[\"read\",\"keys\"]}");
        assertThat(People.json(made).path("made_by").asText()).isEqualTo(id("olga"));
        api.use("olgas", Json.texts(made.getBody(), "secret").getFirst());
        APIGatewayV2HTTPResponse next = api.post("olgas", "/v1/api_keys", "{\"name\":\"K2\",\"scopes\":[\"read\"]}");
        assertThat(next.getStatusCode()).isEqualTo(201);
        assertThat(People.json(next).path("made_by").asText())
                .isEqualTo(People.json(made).path("id").asText());
    }
}
