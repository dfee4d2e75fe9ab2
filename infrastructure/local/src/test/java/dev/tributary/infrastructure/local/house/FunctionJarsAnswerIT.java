package dev.tributary.infrastructure.local.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.infrastructure.local.bench.DeployedFunctions;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/// Minimizing drops what no code names; what is loaded by name only is found out by running it. Each
/// function's jar, unpacked as Lambda unpacks it, answers a sample through the runtime interface client
/// as its handler does here. Runs in `mvn verify`, after the functions have been packaged.
class FunctionJarsAnswerIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyFunctionsJar_answersASample() throws Exception {
        SoftAssertions answers = new SoftAssertions();
        try (DeployedFunctions functions = DeployedFunctions.start(Tree.ROOT.resolve("template.yaml"))) {
            assertThat(functions.ids()).isNotEmpty();
            for (String id : functions.ids()) {
                DeployedFunctions.Outcome outcome = functions.answer(id);
                System.out.println(id + " answered " + outcome.sample());
                answers.assertThat(outcome.failed())
                        .as(id + ", " + outcome.sample() + ": " + outcome.answer())
                        .isFalse();
                JsonNode answer = JSON.readTree(outcome.answer());
                JsonNode expected = JSON.readTree(outcome.inProcess());
                for (String field : new String[] {"statusCode", "batchItemFailures"}) {
                    answers.assertThat(answer.path(field)).as(id + ", " + field).isEqualTo(expected.path(field));
                }
            }
        }
        answers.assertAll();
    }
}
