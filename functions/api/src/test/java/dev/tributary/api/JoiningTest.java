package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a program asks, and the Agreement that is accepted before the first link works.
class JoiningTest {
    private static final String PROGRAM = "/v1/programs/prg_0000000000001";
    private static final String ENROLLMENT = "/v1/enrollments/prg_0000000000001/aff_0000000000009";
    private static final String QUESTIONS =
            "{\"questions\":[{\"id\":\"audience\",\"text\":\"Who reads you?\",\"required\":true},"
                    + "{\"id\":\"reach\",\"text\":\"How many?\",\"choices\":[\"few\",\"many\"]}]}";
    private final WriteApi api = new WriteApi();

    private void ask() {
        assertThat(api.call("merchant 1", "PUT", PROGRAM + "/application_form", QUESTIONS)
                        .getStatusCode())
                .isEqualTo(200);
    }

    private void publish(String text) {
        APIGatewayV2HTTPResponse answer =
                api.post("merchant 1", PROGRAM + "/agreements", "{\"text\":\"" + text + "\"}");
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(201);
    }

    private APIGatewayV2HTTPResponse apply(String more) {
        return api.post("affiliate 9", "/v1/enrollments", "{\"program_id\":\"prg_0000000000001\"" + more + "}");
    }

    private JsonNode enrollment() {
        return People.json(api.get("merchant 1", ENROLLMENT));
    }

    @Test
    void programThatAsksNothing_isAppliedToAsBefore() {
        JsonNode form = People.json(api.get("affiliate 9", PROGRAM + "/application_form"));
        assertThat(form.path("questions").isEmpty()).isTrue();
        assertThat(form.path("agreement_version").isNull()).isTrue();
        assertThat(apply("").getStatusCode()).isEqualTo(201);
        assertThat(enrollment().path("agreement").isNull()).isTrue();
        JsonNode application = People.json(api.get("merchant 1", ENROLLMENT + "/application"));
        assertThat(application.path("answers").isEmpty()).isTrue();
        assertThat(application.path("applied_at"))
                .isEqualTo(enrollment().path("history").path(0).path("from"));
    }

    @Test
    void choices_standInTheOrderOfWhoeverAsks() {
        String choices = "[\"up to 1,000\",\"more\"]";
        api.call(
                "merchant 1",
                "PUT",
                PROGRAM + "/application_form",
                "{\"questions\":[{\"id\":\"reach\",\"text\":\"How many?\",\"choices\":" + choices + "}]}");
        assertThat(People.json(api.get("affiliate 9", PROGRAM + "/application_form"))
                        .path("questions")
                        .path(0)
                        .path("choices")
                        .toString())
                .isEqualTo(choices);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                                                                                                       | missing          | answers
        ,"answers":[]                                                                                  | missing          | answers
        ,"answers":[{"question_id":"reach","answer":"few"}]                                            | missing          | answers
        ,"answers":[{"question_id":"audience"}]                                                        | missing          | answers[0].answer
        ,"answers":[{"question_id":"audience","answer":" "}]                                           | malformed        | answers[0].answer
        ,"answers":[{"question_id":"audience","answer":"a"},{"question_id":"reach","answer":"some"}]   | no_choice        | answers[1].answer
        ,"answers":[{"question_id":"audience","answer":"a"},{"question_id":"audience","answer":"b"}]   | duplicate        | answers[1].question_id
        ,"answers":[{"question_id":"age","answer":"a"}]                                                | unknown_question | answers[0].question_id
        ,"answers":[{"question_id":"audience","answer":"a\u202Eb"}]                                    | hidden_sign      | answers[0].answer
        ,"answers":[{"question_id":"audience","answer":"a","required":false}]                          | unknown_field    | answers[0].required
        ,"answers":{"audience":"a"}                                                                    | malformed        | answers
        ,"answers":[{"question_id":"audience","answer":"a"}]                                           | missing          | agreement_version
        ,"answers":[{"question_id":"audience","answer":"a"}],"agreement_version":1                     | not_in_force     | agreement_version
        ,"answers":[{"question_id":"audience","answer":"a"}],"agreement_version":3                     | not_in_force     | agreement_version
        ,"answers":[{"question_id":"audience","answer":"a"}],"agreement_version":"2"                   | malformed        | agreement_version
        """)
    void applicationThatIsNotWhole_isRefusedByField_andLeavesNothing(String more, String code, String field) {
        ask();
        publish("one");
        publish("two");
        APIGatewayV2HTTPResponse answer = apply(more == null ? "" : more);

        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(422);
        assertThat(People.json(answer)
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("code").asText() + " "
                                + error.path("field").asText()))
                .contains(code + " " + field);
        assertThat(api.get("affiliate 9", ENROLLMENT).getStatusCode()).isEqualTo(404);
    }

    @Test
    void application_isKeptAsItWasAsked_andTheAcceptanceWithItsHand() {
        ask();
        publish("Say that it is\\nadvertising.");
        assertThat(apply(",\"answers\":[{\"question_id\":\"audience\",\"answer\":\"People\\n"
                                + "who run\"}],\"agreement_version\":1")
                        .getStatusCode())
                .isEqualTo(201);
        api.call("merchant 1", "PUT", PROGRAM + "/application_form", "{\"questions\":[]}");

        JsonNode application = People.json(api.get("merchant 1", ENROLLMENT + "/application"));
        assertThat(application.path("answers").toString())
                .isEqualTo("[{\"question_id\":\"audience\",\"question\":\"Who reads you?\",\"answer\":\"People\\n"
                        + "who run\"}]");
        assertThat(api.get("affiliate 9", ENROLLMENT + "/application").getBody())
                .isEqualTo(application.toString());
        assertThat(api.get("merchant 2", ENROLLMENT + "/application").getStatusCode())
                .isEqualTo(404);
        assertThat(api.get("affiliate 1", ENROLLMENT + "/application").getStatusCode())
                .isEqualTo(404);
        assertThat(enrollment().path("agreement").path("version").asInt()).isEqualTo(1);
        assertThat(enrollment().path("agreement").path("accepted_by").asText()).startsWith("key_");
        assertThat(api.post("merchant 1", ENROLLMENT + "/approve", "").getStatusCode())
                .isEqualTo(200);
        assertThat(People.json(api.get("affiliate 9", PROGRAM + "/agreements/1"))
                        .path("text")
                        .asText())
                .isEqualTo("Say that it is\nadvertising.");
    }

    /// A version that comes between the reading and the application: what was accepted is not what is in force.
    @Test
    void nobodyGetsInWithoutHavingAccepted() {
        assertThat(apply("").getStatusCode()).isEqualTo(201);
        publish("one");
        assertThat(code(api.post("merchant 1", ENROLLMENT + "/approve", ""))).isEqualTo("agreement_not_accepted");

        String accept = "{\"agreement_version\":1}";
        assertThat(api.post("merchant 1", ENROLLMENT + "/agree", accept).getStatusCode())
                .isEqualTo(403);
        assertThat(api.post("affiliate 9", ENROLLMENT + "/agree", "{}").getStatusCode())
                .isEqualTo(422);
        assertThat(api.post("affiliate 9", ENROLLMENT + "/agree", accept).getStatusCode())
                .isEqualTo(200);
        assertThat(api.post("merchant 1", ENROLLMENT + "/approve", "").getStatusCode())
                .isEqualTo(200);

        // Who is in stays in, and accepts the next when it likes; the same again changes nothing.
        publish("two");
        assertThat(enrollment().path("state").asText()).isEqualTo("approved");
        assertThat(api.post("affiliate 9", ENROLLMENT + "/agree", accept).getStatusCode())
                .isEqualTo(422);
        accept = "{\"agreement_version\":2}";
        String first = api.post("affiliate 9", ENROLLMENT + "/agree", accept).getBody();
        api.now = api.now.plusSeconds(60);
        assertThat(api.post("affiliate 9", ENROLLMENT + "/agree", accept).getBody())
                .isEqualTo(first);
    }

    @Test
    void merchantLetsNobodyInForTheAffiliate_andTheInvitedAcceptBoth() {
        publish("one");
        String affiliate = People.json(api.post("merchant 1", "/v1/affiliates", "{\"name\":\"Ann\"}"))
                .path("id")
                .asText();
        String body = "{\"program_id\":\"prg_0000000000001\",\"affiliate_id\":\"" + affiliate + "\",\"state\":\"%s\"}";
        assertThat(code(api.post("merchant 1", "/v1/enrollments", body.formatted("approved"))))
                .isEqualTo("agreement_not_accepted");
        assertThat(api.post("merchant 1", "/v1/enrollments", body.formatted("invited"))
                        .getStatusCode())
                .isEqualTo(201);
        String place = "/v1/enrollments/prg_0000000000001/" + affiliate;
        assertThat(code(api.post("merchant 1", place + "/approve", ""))).isEqualTo("agreement_not_accepted");
        assertThat(api.get("merchant 1", place + "/application").getStatusCode())
                .as("who is invited has not applied")
                .isEqualTo(404);
    }

    @Test
    void formAndAgreement_areTheMerchants_andAskedOfTwoAtOnceOneWins() {
        ask();
        String form = PROGRAM + "/application_form";
        assertThat(api.call("affiliate 1", "PUT", form, QUESTIONS).getStatusCode())
                .isEqualTo(403);
        assertThat(api.call("merchant 2", "PUT", form, QUESTIONS).getStatusCode())
                .isEqualTo(404);
        assertThat(api.get("merchant 2", form).getStatusCode()).isEqualTo(404);
        assertThat(api.post("affiliate 1", PROGRAM + "/agreements", "{\"text\":\"x\"}")
                        .getStatusCode())
                .isEqualTo(403);
        assertThat(api.get("affiliate 9", "/v1/programs/prg_000000000000z/application_form")
                        .getStatusCode())
                .isEqualTo(404);
        assertThat(api.call("merchant 1", "PUT", form, "{\"questions\":[]}", "if-match", "\"1\"")
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(api.call("merchant 1", "PUT", form, QUESTIONS, "if-match", "\"1\"")
                        .getStatusCode())
                .isEqualTo(412);
        publish("one");
        for (String version : new String[] {"0", "2", "01", "-1", "x", "99999999999"}) {
            assertThat(api.get("affiliate 9", PROGRAM + "/agreements/" + version)
                            .getStatusCode())
                    .as(version)
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                                                     | questions
        {"questions":null}                                                     | questions
        {"questions":[{"id":"A","text":"x"}]}                                  | questions[0].id
        {"questions":[{"id":"a"}]}                                             | questions[0].text
        {"questions":[{"id":"a","text":"x"},{"id":"a","text":"y"}]}            | questions[1].id
        {"questions":[{"id":"a","text":"x","choices":["one"]}]}                | questions[0].choices
        {"questions":[{"id":"a","text":"x","choices":["one","one"]}]}          | questions[0].choices
        {"questions":[{"id":"a","text":"x","choices":null}]}                   | questions[0].choices
        {"questions":[{"id":"a","text":"x","required":"yes"}]}                 | questions[0].required
        {"questions":[{"id":"a","text":"x\u202Ey"}]}                           | questions[0].text
        {"questions":[],"agreement_version":1}                                 | agreement_version
        """)
    void formThatIsNone_isRefusedByField(String body, String field) {
        APIGatewayV2HTTPResponse answer = api.call("merchant 1", "PUT", PROGRAM + "/application_form", body);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(422);
        assertThat(People.json(answer)
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asText()))
                .contains(field);
    }

    private static String code(APIGatewayV2HTTPResponse answer) {
        return People.json(answer).path("code").asText();
    }
}
