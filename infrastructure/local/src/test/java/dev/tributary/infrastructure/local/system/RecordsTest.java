package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What AWS records of the functions, as the template asks for it: logs, traces, and who may write them.
class RecordsTest {
    private final TemplateTree template = TemplateTree.read();

    @Test
    void functions_keepTheirOwnLinesOnly_andTracesWhenAsked() {
        JsonNode tracing = template.section("Parameters").path("Tracing");
        assertThat(tracing.path("Default").asText()).isEqualTo("PassThrough");
        assertThat(tracing.path("AllowedValues").toString()).isEqualTo("[\"Active\",\"PassThrough\"]");
        template.functions().keySet().forEach(id -> {
            assertThat(template.ofFunction(id, "Tracing").asText()).as(id).isEqualTo("!Ref Tracing");
            // A parameter's value is no part of what a version's name is made of; its description is replaced.
            assertThat(template.properties(id).path("VersionDescription").asText())
                    .as(id)
                    .isEqualTo("!Sub tracing ${Tracing}");
            // START, END and REPORT are INFO; a level wants the JSON format.
            Map<String, String> logging = template.logging(id);
            assertThat(logging)
                    .as(id)
                    .containsEntry("LogFormat", "JSON")
                    .containsEntry("ApplicationLogLevel", "INFO")
                    .containsEntry("SystemLogLevel", "WARN")
                    .hasSize(4);
        });
    }

    @Test
    void logs_areKeptForAsLongAsAsked() {
        Set<String> groups = new TreeSet<>();
        template.functions().keySet().forEach(id -> {
            String group = template.logGroup(id);
            groups.add(group);
            assertThat(template.properties(group).path("RetentionInDays").asText())
                    .isEqualTo("!Ref LogRetentionDays");
        });

        assertThat(template.ofType("AWS::Logs::LogGroup").keySet()).isEqualTo(groups);
        assertThat(groups).as("one each").hasSize(template.functions().size());
    }

    @Test
    void logsAndTraces_areAllowedAlikeToAll() {
        for (String id : template.functions().keySet()) {
            Set<String> found = Permissions.of(template).stream()
                    .filter(line -> line.function().equals(id))
                    .filter(line ->
                            line.action().startsWith("logs:") || line.action().startsWith("xray:"))
                    .map(line -> line.action() + " " + line.resource())
                    .collect(Collectors.toCollection(TreeSet::new));
            String group = template.logGroup(id);

            // Only tracing knows no resource.
            assertThat(found)
                    .containsExactly(
                            "logs:CreateLogStream " + group + ":*",
                            "logs:PutLogEvents " + group + ":*",
                            "xray:PutTelemetryRecords *",
                            "xray:PutTraceSegments *");
        }
    }

    @Test
    void traces_areAllowedWhereTheyAreRecordedOnly() {
        for (String id : template.functions().keySet()) {
            List<JsonNode> statements = Permissions.written(template, id);

            assertThat(statements)
                    .filteredOn(statement -> statement.toString().contains("xray:"))
                    .as(id)
                    .singleElement()
                    .satisfies(statement -> {
                        assertThat(statement.path("!If").path(0).asText()).isEqualTo("IsTraced");
                        assertThat(statement.path("!If").path(2).asText()).isEqualTo("!Ref AWS::NoValue");
                    });
            assertThat(statements)
                    .as("%s: nothing else is on condition, but mail", id)
                    .filteredOn(statement -> statement.has("!If"))
                    .filteredOn(statement -> !statement.toString().contains("ses:"))
                    .hasSize(1);
        }
    }

    @Test
    void mail_isAllowedWhereThereIsASenderOnly() {
        assertThat(Permissions.written(template, "ApiFunction"))
                .filteredOn(statement -> statement.toString().contains("ses:"))
                .singleElement()
                .satisfies(statement -> {
                    assertThat(statement.path("!If").path(0).asText()).isEqualTo("HasMail");
                    assertThat(statement.path("!If").path(1).path("Condition").toString())
                            .isEqualTo("{\"StringEquals\":{\"ses:FromAddress\":\"!Ref MailSender\"}}");
                    assertThat(statement.path("!If").path(2).asText()).isEqualTo("!Ref AWS::NoValue");
                });
    }
}
