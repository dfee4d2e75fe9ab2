package dev.tributary.infrastructure.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class TemplateReaderTest {
    private static final Path SMALL = Path.of("src/test/resources/small.yaml");
    private static final Attributes HERE =
            new Attributes("stack", "eu-west-1", Attributes.ACCOUNT, "http://127.0.0.1:3000", "http://127.0.0.1:9324");

    @TempDir
    Path temporary = Path.of("");

    /// What is refused, and the line that is named: each row changes one text of small.yaml.
    static Stream<Arguments> unsupported() {
        return Stream.of(
                row("!Sub \"hello ${Stage} ${!kept}\"", "!FindInMap [a, b, c]", "!FindInMap is not known"),
                row("!Sub \"hello ${Stage} ${!kept}\"", "{Fn::Select: [0, [a]]}", "!Select is not known"),
                row("!Sub \"hello ${Stage} ${!kept}\"", "!Ref Nobody", "nothing is called Nobody"),
                row("!Sub \"hello ${Stage} ${!kept}\"", "!Sub '${Nobody.Arn}'", "nothing is called Nobody.Arn"),
                row("!Sub \"hello ${Stage} ${!kept}\"", "!Ref EchoRole", "AWS::IAM::Role has no such value"),
                row("!Sub \"hello ${Stage} ${!kept}\"", "!GetAtt Table.StreamArn", "AWS::DynamoDB::Table has no such"),
                row("!Sub \"hello ${Stage} ${!kept}\"", "[a, b]", "a plain value is wanted"),
                row("!If [IsProd, WARN, DEBUG]", "!If [IsTest, a, b]", "there is no condition IsTest"),
                row("!If [IsProd, WARN, DEBUG]", "!If [IsProd, a]", "!If takes 3 values"),
                row("Method: GET}", "Method: GET, Auth: x}", "Auth in an HttpApi event is not known"),
                row("Method: GET}", "PayloadFormatVersion: '1.0'}", "payload 1.0 is not known"),
                row("Path: /echo", "Path: echo", "a path begins with a slash"),
                row("Type: ScheduleV2", "Type: Schedule", "event type Schedule is not known"),
                row("cron(0 3 * * ? *)", "cron(0 3 L * ? *)", "cron field L is not known"),
                row("cron(0 3 * * ? *)", "at(2026-01-01T00:00:00)", "is not known to the local machine (rate or cron"),
                row("cron(0 3 * * ? *)", "cron(0 25 * * ? *)", "25 is not between 0 and 23"),
                row("[ReportBatchItemFailures]", "[Everything]", "Everything is not known"),
                row("Queue: !GetAtt Work.Arn", "Queue: !Ref Work", "the queue's Arn is wanted"),
                row("BatchSize: 10\n", "BatchSize: ten\n", "a whole number is wanted, not 'ten'"),
                row("VisibilityTimeout: 60", "FifoQueue: true", "FifoQueue in queue Work is not known"),
                row("BillingMode: PAY_PER_REQUEST", "StreamSpecification: {}", "StreamSpecification in table Table"),
                row("Timeout: 7", "Layers: [x]", "Layers in function Echo is not known"),
                row("PasswordLength: 43", "Length: 43", "Length in GenerateSecretString is not known"),
                row("Stage: {Type", "Stage: {Type: String}\n  Stage: {Type", "duplicate key"),
                row("TABLE_NAME: !Ref Table", "TABLE_NAME: [", "expected"));
    }

    private static Arguments row(String text, String instead, String complaint) {
        return Arguments.of(text, instead, complaint);
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void whatIsNotServed_stopsWithItsLine(String text, String instead, String complaint) throws IOException {
        String template = Files.readString(SMALL);
        assertThat(template).contains(text);
        Path changed = Files.writeString(
                temporary.resolve("template.yaml"),
                template.replaceFirst(
                        java.util.regex.Pattern.quote(text), java.util.regex.Matcher.quoteReplacement(instead)));
        int line = template.substring(0, template.indexOf(text)).split("\n", -1).length;
        assertThatThrownBy(() -> TemplateReader.read(changed, Map.of(), HERE))
                .isInstanceOf(TemplateProblem.class)
                .message()
                .contains(complaint)
                .matches("template\\.yaml:(" + (line - 1) + "|" + line + "|" + (line + 1) + "|" + (line + 2) + "): .*")
                .doesNotContain("\n");
    }

    @Test
    void functions_areMergedWithGlobals() {
        Template.Function echo = read(Map.of()).function("Echo");
        assertThat(echo.timeoutSeconds()).isEqualTo(7);
        assertThat(echo.variables())
                .containsEntry("TABLE_NAME", "stack-Table")
                .containsEntry("QUEUE_URL", "http://127.0.0.1:9324/000000000000/stack-Work")
                .containsEntry("QUEUE_ARN", "arn:aws:sqs:eu-west-1:000000000000:stack-Work")
                .containsEntry("GREETING", "hello dev ${kept}")
                .containsEntry("LEVEL", "DEBUG")
                .doesNotContainKey("ABSENT");
        assertThat(echo.routes())
                .containsExactly(new Template.Route("GET", "/r/{code}"), new Template.Route("ANY", "/echo"));
    }

    @Test
    void parameters_decideConditions() {
        Template.Function echo = read(Map.of("Stage", "prod")).function("Echo");
        assertThat(echo.variables()).containsEntry("LEVEL", "WARN").containsEntry("ABSENT", "1");
    }

    @Test
    void resources_areReadWithTheirNames() {
        Template template = read(Map.of());
        assertThat(template.function("Worker").queueSources())
                .containsExactly(new Template.QueueSource("Work", "stack-Work", 10, 1, true, Optional.of(2)));
        assertThat(template.queue("Work").attributes())
                .containsEntry("VisibilityTimeout", "60")
                .containsEntry(
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:000000000000:stack-WorkDead\","
                                + "\"maxReceiveCount\":\"3\"}");
        Template.Table table = template.tables().getFirst();
        assertThat(table.keys()).containsExactly(new Template.Key("pk", "HASH"), new Template.Key("sk", "RANGE"));
        assertThat(table.indexes())
                .containsExactly(
                        new Template.Index("GSI1", List.of(new Template.Key("g1", "HASH")), "KEYS_ONLY", List.of()));
        assertThat(table.expiryAttribute()).hasValue("ttl");
        assertThat(template.parameters().getFirst().name()).isEqualTo("/tributary/switch");
    }

    private static Template read(Map<String, String> parameters) {
        return TemplateReader.read(SMALL, parameters, HERE);
    }
}
