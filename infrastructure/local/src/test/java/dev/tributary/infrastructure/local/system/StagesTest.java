package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.infrastructure.local.template.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// samconfig.toml and env.json against the template they are used with.
class StagesTest {
    private final TemplateTree template = TemplateTree.read();
    private final String samconfig = Project.text("samconfig.toml");

    @Test
    void stages_areTheListed_andOnlySetParametersOfTheTemplate() {
        Map<String, String> stages = new TreeMap<>();
        for (MatchResult stage : found("(?m)^\\[(\\w+)\\.deploy\\.parameters\\]\\n((?:[a-z_]+ = .*\\n?)+)")) {
            stages.put(stage.group(1), stage.group(2));
        }

        assertThat(stages.keySet()).containsExactly("dev", "prod", "staging");
        stages.forEach((stage, settings) -> {
            assertThat(settings)
                    .contains(
                            "stack_name = \"tributary-" + stage + "\"",
                            "Stage=" + stage,
                            "capabilities = \"CAPABILITY_IAM\"");
            Set<String> set = new TreeSet<>();
            Pattern.compile("(\\w+)=").matcher(settings).results().forEach(name -> set.add(name.group(1)));
            assertThat(names("Parameters")).as(stage).containsAll(set);
            String days = settings.replaceFirst("(?s).*LogRetentionDays=(\\d+).*", "$1");
            assertThat(template.section("Parameters")
                            .path("LogRetentionDays")
                            .path("AllowedValues")
                            .toString())
                    .contains("\"" + days + "\"");
        });
    }

    @Test
    void capabilities_areEnough() {
        // Roles without a name need CAPABILITY_IAM only.
        template.ofType("AWS::IAM::Role")
                .forEach((id, role) -> assertThat(role.has("RoleName")).as(id).isFalse());
    }

    @Test
    void environment_givesSamLocalWhatItCannotResolve() {
        Set<String> wanted = new TreeSet<>();
        for (String id : template.functions().keySet()) {
            wanted.addAll(template.localVariables(id).keySet());
            template.variables(id).forEach((name, value) -> {
                if (value.startsWith("!")) {
                    wanted.add(name);
                }
            });
        }
        Map<String, String> given = new TreeMap<>();
        Project.json("env.json").path("Parameters").forEachEntry((name, value) -> given.put(name, value.asText()));

        // sam local passes over every other name: a variable has to stand in the template.
        assertThat(given.keySet()).isEqualTo(wanted);
        assertThat(template.localVariables("RedirectFunction").keySet())
                .containsExactly(
                        "AWS_ENDPOINT_URL_DYNAMODB",
                        "AWS_ENDPOINT_URL_S3",
                        "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                        "AWS_ENDPOINT_URL_SQS",
                        "AWS_ENDPOINT_URL_SSM");
        assertThat(given)
                .containsEntry("TABLE_NAME", name("Table", "TableName"))
                .containsEntry("KEY_RING_SECRET", name("KeyRing", "Name"))
                .containsEntry("CLICKS_QUEUE_URL", queueUrl(given, "ClicksQueue"))
                .containsEntry("CONVERSIONS_QUEUE_URL", queueUrl(given, "ConversionsQueue"))
                .containsEntry("JOBS_QUEUE_URL", queueUrl(given, "JobsQueue"))
                .containsEntry("TRANSFERS_QUEUE_URL", queueUrl(given, "TransfersQueue"))
                .containsEntry("NOTIFICATIONS_QUEUE_URL", queueUrl(given, "NotificationsQueue"))
                .containsEntry("PAYOUT_FILES_BUCKET", name("PayoutFiles", "BucketName"))
                .containsEntry("EXPORTS_BUCKET", name("Exports", "BucketName"))
                .containsEntry("PAYOUT_SWITCH_PARAMETER", name("PayoutSwitch", "Name"));
        assertThat(samconfig).contains("""
            [default.local_start_api.parameters]
            parameter_overrides = "Stage=local"
            env_vars = "env.json"
            """);
    }

    /// The name that `./tributary up --backends-only` gives it: the template's, under the default stage.
    private String name(String id, String property) {
        String stage =
                template.section("Parameters").path("Stage").path("Default").asText();
        return template.properties(id)
                .path(property)
                .asText()
                .replace("!Sub ", "")
                .replace("${Stage}", stage)
                .replace("${AWS::AccountId}", Attributes.ACCOUNT);
    }

    private String queueUrl(Map<String, String> given, String id) {
        return given.get("AWS_ENDPOINT_URL_SQS") + "/000000000000/" + name(id, "QueueName");
    }

    private List<MatchResult> found(String pattern) {
        return Pattern.compile(pattern).matcher(samconfig).results().toList();
    }

    private List<String> names(String section) {
        List<String> names = new ArrayList<>();
        template.section(section).fieldNames().forEachRemaining(names::add);
        return names;
    }
}
