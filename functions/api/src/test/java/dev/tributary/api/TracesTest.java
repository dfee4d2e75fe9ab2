package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.domain.change.AuditEvent.Values;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// What fields held before and after, in the log of changes.
class TracesTest {
    private static final String LINK = "/v1/links/lnk_000000000000b";
    private final WriteApi api = new WriteApi();
    private final People people = new People(api);

    /// `link.change {"enabled":true} {"enabled":false}`, the newest first.
    private List<String> log(String reader) {
        return People.json(api.get(reader, "/v1/audit_events"))
                .path("data")
                .valueStream()
                .map(event -> event.path("action").asText() + " " + event.path("before") + " " + event.path("after"))
                .toList();
    }

    @Test
    void change_isShownWithBothValues_andAnothersChangeMeanwhileIsNotItsOwn() {
        api.withFaults(WireFault.meanwhile(
                TransactWriteItemsRequest.class,
                1,
                () -> api.patch("merchant 1", LINK, "{\"destination\":\"https://shop.example/other\"}")));
        api.patch("affiliate 1", LINK, "{\"enabled\":false,\"destination\":\"https://shop.example/third\"}");

        assertThat(log("merchant 1"))
                .containsExactlyInAnyOrder(
                        "link.change {\"destination\":\"https://shop.example/other\",\"enabled\":true}"
                                + " {\"destination\":\"https://shop.example/third\",\"enabled\":false}",
                        "link.change {\"destination\":\"https://shop.example/one\"}"
                                + " {\"destination\":\"https://shop.example/other\"}");
        assertThat(log("merchant 2")).isEmpty();
    }

    @Test
    void newThing_hasNothingBefore_andOneThatIsGoneNothingAfter() {
        api.post(
                "affiliate 1",
                "/v1/links",
                "{\"program_id\":\"prg_0000000000001\",\"destination\":\"https://shop.example/a\",\"code\":\"anna\"}");
        assertThat(log("merchant 1").getFirst())
                .startsWith("link.create {} {")
                .contains("\"code\":\"anna\"", "\"destination\":\"https://shop.example/a\"");

        people.invite("merchant 1", "anna", "viewer");
        api.now = api.now.plusSeconds(1);
        api.call("merchant 1", "DELETE", "/v1/members/" + MembersTest.id("anna"), "");
        assertThat(log("merchant 1").getFirst()).startsWith("member.remove ").endsWith(" {}");
    }

    /// It stands below an affiliate, who has a name, too.
    @Test
    void keyMadeBelowAThing_hasNothingBefore() {
        APIGatewayV2HTTPResponse affiliate = api.post("merchant 1", "/v1/affiliates", "{\"name\":\"Cora\"}");
        String path = "/v1/affiliates/" + People.json(affiliate).path("id").asText() + "/api_keys";
        api.now = api.now.plusSeconds(1);
        APIGatewayV2HTTPResponse made = api.post("merchant 1", path, "{\"name\":\"Hers\"}");
        assertThat(made.getStatusCode()).as(made.getBody()).isEqualTo(201);

        assertThat(log("merchant 1").getFirst()).contains(" {} {").contains("\"name\":\"Hers\"");
    }

    @Test
    void action_isShownWithTheStateThatItLed_fromAndTo() {
        String enrollment = "/v1/enrollments/prg_0000000000001/aff_0000000000001";
        assertThat(api.post("merchant 1", enrollment + "/pause", "").getStatusCode())
                .isEqualTo(200);

        assertThat(log("merchant 1").getFirst())
                .isEqualTo("enrollment.pause {\"state\":\"approved\"} {\"state\":\"paused\"}");
    }

    /// A viewer reads the log; who the members are is not for viewers.
    @Test
    void values_areShownToThoseWhoMaySeeTheThing() {
        people.invite("merchant 1", "anna", "viewer");
        people.signIn("anna");
        people.invite("merchant 1", "bert", "viewer");
        api.patch("merchant 1", "/v1/members/" + MembersTest.id("bert"), "{\"role\":\"finance\"}");
        api.patch("merchant 1", LINK, "{\"enabled\":false}");

        assertThat(log("merchant 1"))
                .contains(
                        "link.change {\"enabled\":true} {\"enabled\":false}",
                        "member.change {\"role\":\"viewer\"} {\"role\":\"finance\"}");
        assertThat(log("anna"))
                .contains("link.change {\"enabled\":true} {\"enabled\":false}", "member.change null null");
    }

    @Test
    void secretsAndLongTexts_areNamedOnly() {
        String secret = People.json(api.post(
                        "merchant 1", "/v1/api_keys", "{\"name\":\"Ops\",\"person\":\"Olga\",\"scopes\":[\"read\"]}"))
                .path("secret")
                .asText();
        api.now = api.now.plusSeconds(1);
        String longText = "x".repeat(Values.MOST_OF_ONE);
        APIGatewayV2HTTPResponse answer = api.patch(
                "merchant 1",
                "/v1/programs/prg_0000000000001",
                "{\"fallback_url\":\"https://shop.example/" + longText + "\",\"name\":\"Other\"}");
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);

        assertThat(secret).startsWith("trb_");
        JsonNode data = People.json(api.get("merchant 1", "/v1/audit_events")).path("data");
        assertThat(data.toString()).doesNotContain(secret, longText);
        assertThat(data.path(0).path("fields").toString()).isEqualTo("[\"fallback_url\",\"name\"]");
        assertThat(data.path(0).path("after").toString()).isEqualTo("{\"name\":\"Other\"}");
    }

    @Test
    void membersAddressesAndNames_areNamedOnly() {
        people.invite("merchant 1", "anna", "viewer");
        assertThat(log("merchant 1")).containsExactly("member.invite {} {\"role\":\"viewer\"}");
        api.now = api.now.plusSeconds(1);
        api.patch("merchant 1", "/v1/members/" + MembersTest.id("anna"), "{\"name\":\"Olga\"}");
        assertThat(log("merchant 1")).contains("member.change null null");
    }

    /// What a conversation is about is written to each other, too.
    @Test
    void subjectOfAConversation_isNamedOnly() {
        APIGatewayV2HTTPResponse made = api.post(
                "merchant 1",
                "/v1/threads",
                "{\"program_id\":\"prg_0000000000001\",\"affiliate_id\":\"aff_0000000000001\",\"subject\":\"Late pay\","
                        + "\"text\":\"Soon.\"}");
        assertThat(made.getStatusCode()).as(made.getBody()).isEqualTo(201);
        assertThat(api.get("merchant 1", "/v1/audit_events").getBody()).doesNotContain("Late pay", "Soon.");
    }

    @Test
    void repeatUnderTheSameKey_leavesOneTrace() {
        for (int call = 0; call < 2; call++) {
            api.patch("merchant 1", LINK, "{\"enabled\":false}", "idempotency-key", "k");
        }
        assertThat(log("merchant 1")).containsExactly("link.change {\"enabled\":true} {\"enabled\":false}");
    }
}
