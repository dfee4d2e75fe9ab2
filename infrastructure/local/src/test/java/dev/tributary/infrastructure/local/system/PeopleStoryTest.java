package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.infrastructure.local.LocalMachine;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// People by HTTP alone, as a browser and a shop's program call: invited by a mail in the mailbox, signed in
/// by its page, acting by their role, refused beyond it, removed.
@Tag("system")
class PeopleStoryTest {
    private final LocalMachine machine = LocalMachine.start(Options.machine(Project.TEMPLATE));
    private final Visitors people = new Visitors(machine);

    @AfterEach
    void stop() {
        people.close();
        machine.close();
    }

    @Test
    void aMember_comes_works_isRefused_andGoes() throws Exception {
        Shop.seed(machine);
        String key = Shop.MERCHANT_KEY.reveal();

        // The tenant's first key makes one that may invite.
        String root = "Bearer " + key;
        JsonNode invited = Visitors.json(people.send(
                "POST",
                "/v1/members",
                "{\"email\":\"Olga@shop.example\",\"name\":\"Olga\",\"role\":\"owner\",\"language\":\"he\"}",
                "authorization",
                root));
        assertThat(invited.path("email").asText()).isEqualTo("olga@shop.example");
        JsonNode mail = people.mailbox().path(0);
        assertThat(mail.path("to").asText()).isEqualTo("olga@shop.example");
        assertThat(mail.path("html").asText()).contains("dir=\"rtl\"", machine.baseUrl() + "/sign-in");
        assertThat(people.send("GET", "/mailbox", "").body()).contains("olga@shop.example", "/sign-in</a>");

        people.signIn("olga@shop.example");
        JsonNode session = Visitors.json(people.as("olga@shop.example", "GET", "/v1/sessions/current", ""));
        assertThat(session.path("memberships").path(0).path("role").asText()).isEqualTo("owner");

        // She invites a viewer, who sees and does not touch.
        String vera = "vera@shop.example";
        JsonNode member = Visitors.json(people.as(
                "olga@shop.example",
                "POST",
                "/v1/members",
                "{\"email\":\"" + vera + "\",\"name\":\"Vera\",\"role\":\"viewer\"}"));
        assertThat(member.path("invited_by").asText())
                .isEqualTo(session.path("person_id").asText());
        people.signIn(vera);
        String program = "/v1/programs/" + Shop.PLAIN;
        assertThat(people.as(vera, "GET", program, "").statusCode()).isEqualTo(200);
        assertThat(Visitors.code(people.as(vera, "PATCH", program, "{\"name\":\"Vera's\"}")))
                .isEqualTo("403 insufficient_role");
        assertThat(Visitors.code(people.as(vera, "GET", "/v1/members", ""))).isEqualTo("403 insufficient_role");

        // A manager changes the program; without the page's header nobody does.
        String place = "/v1/members/" + member.path("person_id").asText();
        assertThat(people.as("olga@shop.example", "PATCH", place, "{\"role\":\"manager\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(people.as(vera, "PATCH", program, "{\"name\":\"Vera's\"}").statusCode())
                .isEqualTo(200);
        assertThat(Visitors.code(people.send("PATCH", program, "{\"name\":\"X\"}", "cookie", people.cookieOf(vera))))
                .isEqualTo("403 cross_site");

        // Keys need a fresh link, and come from her.
        machine.clock().forward(Duration.ofMinutes(16));
        String body = "{\"name\":\"Shop\",\"scopes\":[\"read\"]}";
        assertThat(Visitors.code(people.as("olga@shop.example", "POST", "/v1/api_keys", body)))
                .isEqualTo("403 step_up_needed");
        people.signIn("olga@shop.example");
        JsonNode made = Visitors.json(people.as("olga@shop.example", "POST", "/v1/api_keys", body));
        assertThat(made.path("made_by").asText())
                .isEqualTo(session.path("person_id").asText());

        assertThat(Visitors.code(people.as(
                        "olga@shop.example",
                        "DELETE",
                        "/v1/members/" + session.path("person_id").asText(),
                        "")))
                .isEqualTo("409 last_owner");
        assertThat(people.as("olga@shop.example", "DELETE", place, "").statusCode())
                .isEqualTo(204);
        assertThat(Visitors.code(people.as(vera, "GET", program, ""))).isEqualTo("403 not_a_member");
        // She hears of both, in the language that she was invited in.
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> about(people, vera).size() == 2);
        assertThat(about(people, vera)).allMatch(text -> text.contains("Vera"));
        // Who is no member any more is answered as before, and gets no link.
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> about(people, "olga@shop.example").size() == 2);
        int mails = people.mailbox().size();
        assertThat(people.send("POST", "/v1/sign_in_links", "{\"email\":\"" + vera + "\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(people.mailbox()).hasSize(mails);

        assertThat(people.as("olga@shop.example", "DELETE", "/v1/sessions/current", "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(Visitors.code(people.as("olga@shop.example", "GET", program, "")))
                .isEqualTo("401 unauthorized");
    }

    /// Found in the directory, applied, let in, and the first link clicked.
    @Test
    void anAffiliate_findsAProgram_applies_isLetIn_andItsFirstLinkIsClicked() throws Exception {
        Shop.seed(machine);
        String[] merchant = {"authorization", "Bearer " + Shop.MERCHANT_KEY.reveal()};
        String program = Shop.PLAIN.toString();
        assertThat(people.send("PATCH", "/v1/programs/" + program, "{\"listed\":true}", merchant)
                        .statusCode())
                .isEqualTo(200);
        assertThat(people.send("GET", "/v1/directory", "").body()).contains(program);

        String cora = "cora@blog.example";
        String waiting = "/v1/enrollments?state=applied&program_id=" + program;
        List<String> before = affiliates(waiting, merchant);
        assertThat(people.send(
                                "POST",
                                "/v1/directory/" + program + "/applications",
                                "{\"email\":\"" + cora + "\",\"name\":\"Cora\"}")
                        .statusCode())
                .isEqualTo(202);
        // Of an address that nobody has proven nothing is made.
        assertThat(affiliates(waiting, merchant)).isEqualTo(before);
        people.sendApplication(cora);
        String applied = affiliates(waiting, merchant).stream()
                .filter(id -> !before.contains(id))
                .findFirst()
                .orElseThrow();
        String enrollment = "/v1/enrollments/" + program + "/" + applied;
        assertThat(people.as(cora, "POST", enrollment + "/approve", "").statusCode())
                .isEqualTo(403);
        assertThat(people.send("POST", enrollment + "/approve", "", merchant).statusCode())
                .isEqualTo(200);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> !about(people, cora).isEmpty());

        JsonNode link = Visitors.json(people.as(
                cora,
                "POST",
                "/v1/links",
                "{\"program_id\":\"" + program + "\",\"destination\":\"https://shop.example/\"}"));
        HttpResponse<String> clicked = people.send("GET", link.path("path").asText(), "");
        assertThat(clicked.statusCode()).isEqualTo(302);
        assertThat(clicked.headers().firstValue("location").orElseThrow())
                .startsWith("https://shop.example/")
                .contains("click_id=");
    }

    private List<String> affiliates(String enrollments, String... headers) throws Exception {
        return Visitors.json(people.send("GET", enrollments, "", headers))
                .path("data")
                .valueStream()
                .map(row -> row.path("affiliate_id").asText())
                .toList();
    }

    /// What a person was mailed that signs nobody in.
    private static List<String> about(Visitors people, String address) throws Exception {
        return people.mailbox()
                .valueStream()
                .filter(mail -> mail.path("to").asText().equals(address))
                .map(mail -> mail.path("text").asText())
                .filter(text -> !text.contains("/sign-in"))
                .toList();
    }
}
