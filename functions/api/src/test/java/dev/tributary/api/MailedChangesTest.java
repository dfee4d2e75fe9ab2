package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.mail.MailAddress;
import dev.tributary.domain.notice.AddresseeId;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.notice.Destination.Mailbox;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.table.DynamoDeliveries;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is mailed of changes stands in their transaction; and who wants what.
class MailedChangesTest {
    private static final String METHOD = "{\"rail\":\"csv\",\"reference\":\"Vendor 4711\"}";
    private final WriteApi api = new WriteApi();
    private final People people = new People(api);

    private void join(String keyOwner, String name, String role) {
        people.invite(keyOwner, name, role);
        people.signIn(name);
    }

    /// Those on their way to a person.
    private List<Delivery> letters(String name) {
        DynamoDeliveries deliveries = new DynamoDeliveries(api.stored.table);
        AddresseeId to = AddresseeId.of(PersonId.of(new MailAddress(People.address(name))));
        return deliveries.due(api.now.plus(Duration.ofDays(1)), Optional.empty()).items().stream()
                .filter(place -> place.to().equals(to))
                .flatMap(place -> deliveries.find(place).stream())
                .map(Versioned::value)
                .toList();
    }

    private List<String> types(String name) {
        return letters(name).stream()
                .map(letter -> letter.notice().type().text())
                .toList();
    }

    @Test
    void changedPayoutMethod_isToldToItsOwners_inTheirLanguage_andOnce() {
        join("affiliate 1", "olga", "owner");
        join("affiliate 1", "mary", "manager");
        join("merchant 1", "mona", "owner");
        people.invite("affiliate 1", "stranger", "owner");
        assertThat(people.call(
                                "olga",
                                "PATCH",
                                "/v1/memberships/" + tenant("olga"),
                                "{\"language\":\"he\",\"mail\":false}")
                        .getStatusCode())
                .isEqualTo(200);
        APIGatewayV2HTTPResponse first =
                api.call("affiliate 1", "PUT", "/v1/payout_method", METHOD, "idempotency-key", "k");
        assertThat(first.getStatusCode()).as(first.getBody()).isEqualTo(200);
        assertThat(api.call("affiliate 1", "PUT", "/v1/payout_method", METHOD, "idempotency-key", "k")
                        .getBody())
                .isEqualTo(first.getBody());

        assertThat(types("olga")).containsExactly("payout_method.changed");
        assertThat(letters("olga").getFirst().to())
                .isEqualTo(new Mailbox(
                        new MailAddress(People.address("olga")),
                        Language.of("he").orElseThrow()));
        assertThat(types("mary")).isEmpty();
        assertThat(types("mona")).isEmpty();
        assertThat(types("stranger")).isEmpty();

        // Nor of a call that changes nothing, or is refused.
        api.call("affiliate 1", "PUT", "/v1/payout_method", METHOD);
        api.call("affiliate 1", "PUT", "/v1/payout_method", "{\"rail\":\"csv\"}");
        assertThat(types("olga")).hasSize(1);
    }

    /// As when an account is taken over: whoever is put out hears of it, and of what was changed before.
    @Test
    void whoeverIsRemoved_orLosesARole_hearsOfIt() {
        join("affiliate 1", "olga", "owner");
        join("affiliate 1", "eve", "owner");
        join("affiliate 1", "vera", "viewer");
        String olga = "/v1/members/" + MembersTest.id("olga");
        String vera = "/v1/members/" + MembersTest.id("vera");

        assertThat(people.call("eve", "PATCH", vera, "{\"name\":\"V\"}").getStatusCode())
                .isEqualTo(200);
        assertThat(types("vera")).isEmpty();
        assertThat(people.call("eve", "PATCH", vera, "{\"role\":\"manager\"}").getStatusCode())
                .isEqualTo(200);
        assertThat(people.call("eve", "DELETE", olga, "").getStatusCode()).isEqualTo(204);

        assertThat(types("vera")).containsExactly("member.changed");
        assertThat(types("olga")).containsExactlyInAnyOrder("member.changed", "member.removed");
        assertThat(types("eve")).containsExactlyInAnyOrder("member.changed", "member.removed");

        // One who never came is a stranger.
        people.invite("affiliate 1", "stranger", "owner");
        assertThat(people.call("eve", "DELETE", "/v1/members/" + MembersTest.id("stranger"), "")
                        .getStatusCode())
                .isEqualTo(204);
        assertThat(types("stranger")).isEmpty();
    }

    @Test
    void application_isToldToWhoDecides_andTheDecisionToWhoApplied() {
        join("merchant 1", "mona", "manager");
        join("merchant 1", "fred", "finance");
        join("affiliate 9", "olga", "owner");
        String enrollment = "/v1/enrollments/prg_0000000000001/aff_0000000000009";
        assertThat(api.post("affiliate 9", "/v1/enrollments", "{\"program_id\":\"prg_0000000000001\"}")
                        .getStatusCode())
                .isEqualTo(201);
        assertThat(types("mona")).containsExactly("enrollment.applied");
        assertThat(types("fred")).isEmpty();
        assertThat(types("olga")).isEmpty();

        assertThat(people.call("mona", "POST", enrollment + "/reject", "{\"reason\":\"No site.\"}")
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(types("olga")).containsExactly("enrollment.rejected");
        assertThat(types("mona")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        own       | {"language":"lv"}                | 200 | "language":"lv","mail":true
        own       | {"mail":false}                   | 200 | "language":"en","mail":false
        own       | {}                               | 200 | "language":"en","mail":true
        own       | {"muted_topics":["payouts"]}     | 200 | "mail":true,"muted_topics":["payouts"]
        own       | {"muted_topics":["webhooks","commissions","webhooks"]} | 200 | "muted_topics":["commissions","webhooks"]
        own       | {"muted_topics":[]}              | 200 | "mail":true,"muted_topics":[]
        own       | {"mail":true,"muted_topics":["payouts"]} | 200 | "mail":true,"muted_topics":["payouts"]
        own       | {"mail":false,"muted_topics":["payouts"]} | 422 | contradicts_mail
        own       | {"mail":false,"muted_topics":[]} | 422 | contradicts_mail
        own       | {"muted_topics":["members"]}     | 422 | muted_topics[0]
        own       | {"muted_topics":["payout_method.changed"]} | 422 | muted_topics[0]
        own       | {"muted_topics":"payouts"}       | 422 | muted_topics
        own       | {"muted_topics":null}            | 422 | muted_topics
        own       | {"language":"de"}                | 422 | language
        own       | {"language":null}                | 422 | language
        own       | {"mail":"no"}                    | 422 | mail
        own       | {"role":"owner"}                 | 422 | role
        own       | [                                | 400 | not_an_object
        foreign   | {"mail":false}                   | 404 | not_found
        no tenant | {"mail":false}                   | 404 | not_found
        """)
    void wishes_areThePersonsOwn(String whose, String body, int status, String says) {
        join("merchant 1", "vera", "viewer");
        String tenant = switch (whose) {
            case "own" -> tenant("vera");
            case "foreign" -> "mer_0000000000002";
            default -> "x";
        };
        APIGatewayV2HTTPResponse answer = people.call("vera", "PATCH", "/v1/memberships/" + tenant, body);

        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
    }

    /// One reading of both fields, whichever was written.
    @Test
    void mailAndTopics_sayTheSame_andAFieldThatIsAbsentChangesNothing() {
        join("merchant 1", "vera", "viewer");
        String place = "/v1/memberships/" + tenant("vera");
        String all = "\"muted_topics\":[\"commissions\",\"payouts\",\"enrollments\",\"disputes\",\"webhooks\"]";
        for (String[] step : List.of(
                new String[] {"{\"muted_topics\":[\"payouts\"]}", "\"mail\":true,\"muted_topics\":[\"payouts\"]"},
                new String[] {"{\"language\":\"lv\"}", "\"mail\":true,\"muted_topics\":[\"payouts\"]"},
                new String[] {"{\"mail\":true}", "\"mail\":true,\"muted_topics\":[\"payouts\"]"},
                new String[] {"{\"mail\":false}", "\"mail\":false," + all},
                new String[] {"{}", "\"mail\":false," + all},
                new String[] {"{\"mail\":true}", "\"mail\":true,\"muted_topics\":[]"},
                new String[] {"{" + all + "}", "\"mail\":false," + all},
                new String[] {"{\"muted_topics\":[\"disputes\"]}", "\"mail\":true,\"muted_topics\":[\"disputes\"]"})) {
            APIGatewayV2HTTPResponse answer = people.call("vera", "PATCH", place, step[0]);
            assertThat(answer.getBody()).as(step[0]).contains(step[1]);
            assertThat(people.get("vera", "/v1/sessions/current").getBody()).contains(step[1]);
        }
    }

    @Test
    void mutedTopic_bringsNoLetter_andWhoGetsInAndWhereMoneyGoesAlwaysDoes() {
        join("affiliate 1", "olga", "owner");
        join("affiliate 1", "vera", "viewer");
        assertThat(people.call(
                                "olga",
                                "PATCH",
                                "/v1/memberships/" + tenant("olga"),
                                "{\"muted_topics\":[\"commissions\",\"payouts\",\"enrollments\",\"disputes\",\"webhooks\"]}")
                        .getStatusCode())
                .isEqualTo(200);

        assertThat(api.call("affiliate 1", "PUT", "/v1/payout_method", METHOD, "idempotency-key", "k")
                        .getStatusCode())
                .isEqualTo(200);

        assertThat(types("olga")).containsExactly("payout_method.changed");
    }

    @Test
    void wishes_needASessionAndAPageOfOurs_andAreAudited() {
        join("merchant 1", "vera", "viewer");
        String place = "/v1/memberships/" + tenant("vera");
        assertThat(api.call("merchant 1", "PATCH", place, "{\"mail\":false}").getStatusCode())
                .isEqualTo(401);
        assertThat(people.call("vera", "PATCH", place, "{\"mail\":false}").getStatusCode())
                .isEqualTo(200);
        assertThat(people.get("vera", "/v1/sessions/current").getBody()).contains("\"mail\":false");
        assertThat(api.get("merchant 1", "/v1/audit_events").getBody()).contains("member.wish", MembersTest.id("vera"));
    }

    private String tenant(String name) {
        return People.json(people.get(name, "/v1/sessions/current"))
                .path("memberships")
                .path(0)
                .path("tenant_id")
                .asText();
    }
}
