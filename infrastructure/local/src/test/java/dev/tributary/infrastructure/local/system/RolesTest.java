package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What each function may do, line by line: a wider role is written down here before it is deployed.
/// PolicyTest shows that no line is missing and none too many.
class RolesTest {
    private final TemplateTree template = TemplateTree.read();

    @Test
    void roles_allowWhatIsListed() {
        String found = Permissions.of(template).stream()
                .filter(line ->
                        !line.action().startsWith("logs:") && !line.action().startsWith("xray:"))
                .map(Object::toString)
                .collect(Collectors.joining("\n"));

        assertThat(found).isEqualTo("""
            ApiFunction dynamodb:BatchGetItem Table A#*
            ApiFunction dynamodb:BatchGetItem Table D#*
            ApiFunction dynamodb:BatchGetItem Table DS#*
            ApiFunction dynamodb:BatchGetItem Table E#*
            ApiFunction dynamodb:BatchGetItem Table F#*
            ApiFunction dynamodb:BatchGetItem Table G#*
            ApiFunction dynamodb:BatchGetItem Table I#*
            ApiFunction dynamodb:BatchGetItem Table J#*
            ApiFunction dynamodb:BatchGetItem Table L#*
            ApiFunction dynamodb:BatchGetItem Table N#*
            ApiFunction dynamodb:BatchGetItem Table O#*
            ApiFunction dynamodb:BatchGetItem Table P#*
            ApiFunction dynamodb:BatchGetItem Table R#*
            ApiFunction dynamodb:BatchGetItem Table S#*
            ApiFunction dynamodb:BatchGetItem Table T#*
            ApiFunction dynamodb:BatchGetItem Table Y#*
            ApiFunction dynamodb:BatchGetItem Table Z#*
            ApiFunction dynamodb:ConditionCheckItem Table N#*
            ApiFunction dynamodb:ConditionCheckItem Table P#*
            ApiFunction dynamodb:DeleteItem Table K#*
            ApiFunction dynamodb:DeleteItem Table P#*
            ApiFunction dynamodb:DeleteItem Table T#*
            ApiFunction dynamodb:GetItem Table A#*
            ApiFunction dynamodb:GetItem Table D#*
            ApiFunction dynamodb:GetItem Table DS#*
            ApiFunction dynamodb:GetItem Table E#*
            ApiFunction dynamodb:GetItem Table F#*
            ApiFunction dynamodb:GetItem Table G#*
            ApiFunction dynamodb:GetItem Table H#*
            ApiFunction dynamodb:GetItem Table I#*
            ApiFunction dynamodb:GetItem Table J#*
            ApiFunction dynamodb:GetItem Table L#*
            ApiFunction dynamodb:GetItem Table M#*
            ApiFunction dynamodb:GetItem Table N#*
            ApiFunction dynamodb:GetItem Table O#*
            ApiFunction dynamodb:GetItem Table P#*
            ApiFunction dynamodb:GetItem Table R#*
            ApiFunction dynamodb:GetItem Table T#*
            ApiFunction dynamodb:GetItem Table W#*
            ApiFunction dynamodb:GetItem Table Y#*
            ApiFunction dynamodb:GetItem Table Z#*
            ApiFunction dynamodb:PutItem Table D#*
            ApiFunction dynamodb:PutItem Table DS#*
            ApiFunction dynamodb:PutItem Table E#*
            ApiFunction dynamodb:PutItem Table F#*
            ApiFunction dynamodb:PutItem Table G#*
            ApiFunction dynamodb:PutItem Table H#*
            ApiFunction dynamodb:PutItem Table I#*
            ApiFunction dynamodb:PutItem Table J#*
            ApiFunction dynamodb:PutItem Table K#*
            ApiFunction dynamodb:PutItem Table L#*
            ApiFunction dynamodb:PutItem Table M#*
            ApiFunction dynamodb:PutItem Table N#*
            ApiFunction dynamodb:PutItem Table P#*
            ApiFunction dynamodb:PutItem Table R#*
            ApiFunction dynamodb:PutItem Table T#*
            ApiFunction dynamodb:PutItem Table U#*
            ApiFunction dynamodb:PutItem Table W#*
            ApiFunction dynamodb:PutItem Table Y#*
            ApiFunction dynamodb:PutItem Table Z#*
            ApiFunction dynamodb:Query Table A#*
            ApiFunction dynamodb:Query Table C#*
            ApiFunction dynamodb:Query Table G#*
            ApiFunction dynamodb:Query Table H#*
            ApiFunction dynamodb:Query Table N#*
            ApiFunction dynamodb:Query Table O#*
            ApiFunction dynamodb:Query Table P#*
            ApiFunction dynamodb:Query Table PC#*
            ApiFunction dynamodb:Query Table Q#*
            ApiFunction dynamodb:Query Table R#*
            ApiFunction dynamodb:Query Table S#*
            ApiFunction dynamodb:Query Table T#*
            ApiFunction dynamodb:Query Table U#*
            ApiFunction dynamodb:Query Table Y#*
            ApiFunction dynamodb:Query Table/index/gsi1 E#*
            ApiFunction dynamodb:Query Table/index/gsi1 F#*
            ApiFunction dynamodb:Query Table/index/gsi1 I#*
            ApiFunction dynamodb:Query Table/index/gsi1 M#*
            ApiFunction dynamodb:Query Table/index/gsi1 N#*
            ApiFunction dynamodb:Query Table/index/gsi1 P#*
            ApiFunction dynamodb:Query Table/index/gsi1 T#*
            ApiFunction dynamodb:UpdateItem Table I#*
            ApiFunction dynamodb:UpdateItem Table K#*
            ApiFunction s3:GetObject Exports/books/*
            ApiFunction s3:GetObject Exports/lists/*
            ApiFunction s3:GetObject PayoutFiles/payouts/*
            ApiFunction secretsmanager:GetSecretValue KeyRing
            ApiFunction ses:SendEmail MailIdentity
            ApiFunction sqs:SendMessage ConversionsQueue
            ApiFunction sqs:SendMessage TransfersQueue
            ClickFunction dynamodb:GetItem Table P#*
            ClickFunction dynamodb:GetItem Table V#*
            ClickFunction dynamodb:PutItem Table C#*
            ClickFunction dynamodb:PutItem Table V#*
            ClickFunction dynamodb:UpdateItem Table Q#*
            ClickFunction sqs:DeleteMessage ClicksQueue
            ClickFunction sqs:GetQueueAttributes ClicksQueue
            ClickFunction sqs:ReceiveMessage ClicksQueue
            CommissionFunction dynamodb:GetItem Table A#*
            CommissionFunction dynamodb:GetItem Table B#*
            CommissionFunction dynamodb:GetItem Table F#*
            CommissionFunction dynamodb:GetItem Table J#*
            CommissionFunction dynamodb:GetItem Table M#*
            CommissionFunction dynamodb:GetItem Table N#*
            CommissionFunction dynamodb:GetItem Table O#*
            CommissionFunction dynamodb:GetItem Table P#*
            CommissionFunction dynamodb:GetItem Table V#*
            CommissionFunction dynamodb:GetItem Table Z#*
            CommissionFunction dynamodb:PutItem Table A#*
            CommissionFunction dynamodb:PutItem Table B#*
            CommissionFunction dynamodb:PutItem Table O#*
            CommissionFunction dynamodb:Query Table A#*
            CommissionFunction dynamodb:Query Table C#*
            CommissionFunction dynamodb:Query Table P#*
            CommissionFunction dynamodb:Query Table X#*
            CommissionFunction dynamodb:UpdateItem Table J#*
            CommissionFunction dynamodb:UpdateItem Table Z#*
            CommissionFunction sqs:ChangeMessageVisibility ConversionsQueue
            CommissionFunction sqs:DeleteMessage ConversionsQueue
            CommissionFunction sqs:GetQueueAttributes ConversionsQueue
            CommissionFunction sqs:ReceiveMessage ConversionsQueue
            CommissionFunction sqs:SendMessage NotificationsQueue
            JobsFunction dynamodb:BatchGetItem Table A#*
            JobsFunction dynamodb:BatchGetItem Table G#*
            JobsFunction dynamodb:BatchGetItem Table J#*
            JobsFunction dynamodb:BatchGetItem Table L#*
            JobsFunction dynamodb:BatchGetItem Table N#*
            JobsFunction dynamodb:BatchGetItem Table O#*
            JobsFunction dynamodb:BatchGetItem Table P#*
            JobsFunction dynamodb:BatchGetItem Table R#*
            JobsFunction dynamodb:BatchGetItem Table S#*
            JobsFunction dynamodb:ConditionCheckItem Table P#*
            JobsFunction dynamodb:DeleteItem Table A#prg_0test*
            JobsFunction dynamodb:DeleteItem Table B#prg_0test*
            JobsFunction dynamodb:DeleteItem Table C#prg_0test*
            JobsFunction dynamodb:DeleteItem Table D#*
            JobsFunction dynamodb:DeleteItem Table DS#*
            JobsFunction dynamodb:DeleteItem Table E#*
            JobsFunction dynamodb:DeleteItem Table G#*
            JobsFunction dynamodb:DeleteItem Table J#*
            JobsFunction dynamodb:DeleteItem Table L#*
            JobsFunction dynamodb:DeleteItem Table N#prg_0test*
            JobsFunction dynamodb:DeleteItem Table O#prg_0test*
            JobsFunction dynamodb:DeleteItem Table P#prg_0test*
            JobsFunction dynamodb:DeleteItem Table PC#prg_0test*
            JobsFunction dynamodb:DeleteItem Table Q#prg_0test*
            JobsFunction dynamodb:DeleteItem Table R#*
            JobsFunction dynamodb:DeleteItem Table S#prg_0test*
            JobsFunction dynamodb:DeleteItem Table V#prg_0test*
            JobsFunction dynamodb:DeleteItem Table W#prg_0test*
            JobsFunction dynamodb:DeleteItem Table Y#*
            JobsFunction dynamodb:DeleteItem Table Z#*
            JobsFunction dynamodb:GetItem Table A#*
            JobsFunction dynamodb:GetItem Table DS#*
            JobsFunction dynamodb:GetItem Table E#*
            JobsFunction dynamodb:GetItem Table F#*
            JobsFunction dynamodb:GetItem Table G#*
            JobsFunction dynamodb:GetItem Table J#*
            JobsFunction dynamodb:GetItem Table L#*
            JobsFunction dynamodb:GetItem Table M#*
            JobsFunction dynamodb:GetItem Table N#*
            JobsFunction dynamodb:GetItem Table O#*
            JobsFunction dynamodb:GetItem Table P#*
            JobsFunction dynamodb:GetItem Table Q#*
            JobsFunction dynamodb:GetItem Table R#*
            JobsFunction dynamodb:GetItem Table W#*
            JobsFunction dynamodb:PutItem Table D#*
            JobsFunction dynamodb:PutItem Table DS#*
            JobsFunction dynamodb:PutItem Table E#*
            JobsFunction dynamodb:PutItem Table F#*
            JobsFunction dynamodb:PutItem Table G#*
            JobsFunction dynamodb:PutItem Table H#*
            JobsFunction dynamodb:PutItem Table J#*
            JobsFunction dynamodb:PutItem Table L#*
            JobsFunction dynamodb:PutItem Table M#*
            JobsFunction dynamodb:PutItem Table N#*
            JobsFunction dynamodb:PutItem Table P#*
            JobsFunction dynamodb:PutItem Table P#prg_0test*
            JobsFunction dynamodb:PutItem Table S#*
            JobsFunction dynamodb:PutItem Table U#*
            JobsFunction dynamodb:PutItem Table W#*
            JobsFunction dynamodb:PutItem Table Z#*
            JobsFunction dynamodb:Query Table A#*
            JobsFunction dynamodb:Query Table C#*
            JobsFunction dynamodb:Query Table N#*
            JobsFunction dynamodb:Query Table O#*
            JobsFunction dynamodb:Query Table P#*
            JobsFunction dynamodb:Query Table Q#*
            JobsFunction dynamodb:Query Table R#*
            JobsFunction dynamodb:Query Table S#*
            JobsFunction dynamodb:Query Table T#*
            JobsFunction dynamodb:Query Table U#*
            JobsFunction dynamodb:Query Table/index/gsi1 F#*
            JobsFunction dynamodb:Query Table/index/gsi1 M#*
            JobsFunction dynamodb:Query Table/index/gsi1 N#*
            JobsFunction dynamodb:Query Table/index/gsi1 P#*
            JobsFunction dynamodb:Scan Table
            JobsFunction dynamodb:UpdateItem Table Q#*
            JobsFunction s3:GetObject Exports/books/*
            JobsFunction s3:GetObject Exports/lists/*
            JobsFunction s3:PutObject Exports/books/*
            JobsFunction s3:PutObject Exports/lists/*
            JobsFunction sqs:DeleteMessage JobsQueue
            JobsFunction sqs:GetQueueAttributes JobsQueue
            JobsFunction sqs:ReceiveMessage JobsQueue
            JobsFunction sqs:SendMessage ConversionsQueue
            JobsScheduleFunction dynamodb:BatchGetItem Table J#*
            JobsScheduleFunction dynamodb:PutItem Table X#*
            JobsScheduleFunction dynamodb:Query Table X#*
            JobsScheduleFunction dynamodb:Query Table/index/gsi2 backtest#*
            JobsScheduleFunction dynamodb:Query Table/index/gsi2 day#*
            JobsScheduleFunction dynamodb:Query Table/index/gsi2 decision#*
            JobsScheduleFunction dynamodb:Query Table/index/gsi2 dispute#*
            JobsScheduleFunction dynamodb:Query Table/index/gsi2 export#*
            JobsScheduleFunction dynamodb:Query Table/index/gsi2 fees#*
            JobsScheduleFunction dynamodb:Query Table/index/gsi2 hour#*
            JobsScheduleFunction dynamodb:Query Table/index/gsi2 import#*
            JobsScheduleFunction dynamodb:Query Table/index/gsi2 list#*
            JobsScheduleFunction dynamodb:Query Table/index/gsi2 order#*
            JobsScheduleFunction dynamodb:Query Table/index/gsi2 purge#*
            JobsScheduleFunction dynamodb:Query Table/index/gsi2 slice#*
            JobsScheduleFunction sqs:SendMessage ConversionsQueue
            JobsScheduleFunction sqs:SendMessage JobsQueue
            NotificationFunction dynamodb:DeleteItem Table H#*
            NotificationFunction dynamodb:GetItem Table F#*
            NotificationFunction dynamodb:GetItem Table H#*
            NotificationFunction dynamodb:GetItem Table M#*
            NotificationFunction dynamodb:GetItem Table P#*
            NotificationFunction dynamodb:PutItem Table F#*
            NotificationFunction dynamodb:PutItem Table H#*
            NotificationFunction dynamodb:PutItem Table M#*
            NotificationFunction dynamodb:Query Table T#*
            NotificationFunction secretsmanager:GetSecretValue KeyRing
            NotificationFunction ses:SendEmail MailIdentity
            NotificationFunction sqs:DeleteMessage NotificationsQueue
            NotificationFunction sqs:GetQueueAttributes NotificationsQueue
            NotificationFunction sqs:ReceiveMessage NotificationsQueue
            NotificationScheduleFunction dynamodb:Query Table/index/gsi2 delivery#*
            NotificationScheduleFunction sqs:SendMessage NotificationsQueue
            PayoutFunction dynamodb:BatchGetItem Table A#*
            PayoutFunction dynamodb:BatchGetItem Table F#*
            PayoutFunction dynamodb:BatchGetItem Table I#*
            PayoutFunction dynamodb:BatchGetItem Table J#*
            PayoutFunction dynamodb:BatchGetItem Table N#*
            PayoutFunction dynamodb:BatchGetItem Table P#*
            PayoutFunction dynamodb:BatchGetItem Table R#*
            PayoutFunction dynamodb:ConditionCheckItem Table F#*
            PayoutFunction dynamodb:ConditionCheckItem Table N#*
            PayoutFunction dynamodb:GetItem Table A#*
            PayoutFunction dynamodb:GetItem Table F#*
            PayoutFunction dynamodb:GetItem Table M#*
            PayoutFunction dynamodb:GetItem Table O#*
            PayoutFunction dynamodb:GetItem Table P#*
            PayoutFunction dynamodb:GetItem Table R#*
            PayoutFunction dynamodb:GetItem Table T#*
            PayoutFunction dynamodb:PutItem Table A#*
            PayoutFunction dynamodb:PutItem Table M#*
            PayoutFunction dynamodb:PutItem Table R#*
            PayoutFunction dynamodb:PutItem Table U#*
            PayoutFunction dynamodb:Query Table A#*
            PayoutFunction dynamodb:Query Table N#*
            PayoutFunction dynamodb:Query Table R#*
            PayoutFunction dynamodb:Query Table/index/gsi1 I#*
            PayoutFunction dynamodb:Query Table/index/gsi1 M#*
            PayoutFunction dynamodb:Query Table/index/gsi1 P#*
            PayoutFunction dynamodb:Query Table/index/gsi1 T#*
            PayoutFunction s3:GetObject PayoutFiles/payouts/*
            PayoutFunction s3:ListBucket PayoutFiles
            PayoutFunction s3:PutObject PayoutFiles/payouts/*
            PayoutFunction secretsmanager:GetSecretValue KeyRing
            PayoutFunction sqs:DeleteMessage TransfersQueue
            PayoutFunction sqs:GetQueueAttributes TransfersQueue
            PayoutFunction sqs:ReceiveMessage TransfersQueue
            PayoutFunction sqs:SendMessage NotificationsQueue
            PayoutFunction ssm:GetParameter PayoutSwitch
            PayoutFunction ssm:PutParameter PayoutSwitch
            PayoutScheduleFunction dynamodb:GetItem Table P#*
            PayoutScheduleFunction dynamodb:GetItem Table R#*
            PayoutScheduleFunction dynamodb:PutItem Table P#*
            PayoutScheduleFunction dynamodb:PutItem Table R#*
            PayoutScheduleFunction dynamodb:Query Table R#*
            PayoutScheduleFunction dynamodb:Query Table/index/gsi2 policy#*
            PayoutScheduleFunction dynamodb:Query Table/index/gsi2 release#*
            PayoutScheduleFunction dynamodb:Query Table/index/gsi2 run#*
            PayoutScheduleFunction s3:ListBucket PayoutFiles
            PayoutScheduleFunction sqs:SendMessage TransfersQueue
            PostbackFunction dynamodb:BatchGetItem Table P#*
            PostbackFunction dynamodb:GetItem Table A#*
            PostbackFunction dynamodb:GetItem Table I#*
            PostbackFunction dynamodb:GetItem Table O#*
            PostbackFunction dynamodb:GetItem Table P#*
            PostbackFunction dynamodb:PutItem Table PC#*
            PostbackFunction secretsmanager:GetSecretValue KeyRing
            PostbackFunction sqs:SendMessage ConversionsQueue
            RedirectFunction dynamodb:GetItem Table L#*
            RedirectFunction dynamodb:GetItem Table N#*
            RedirectFunction dynamodb:GetItem Table P#*
            RedirectFunction secretsmanager:GetSecretValue KeyRing
            RedirectFunction sqs:SendMessage ClicksQueue\
            """);
    }

    @Test
    void actions_holdNoWildcard() {
        Permissions.of(template)
                .forEach(line -> assertThat(line.action()).as(line.toString()).doesNotContain("*"));
    }

    @Test
    void resources_areNamed() {
        Permissions.of(template).stream()
                .filter(line -> !line.action().startsWith("xray:"))
                .filter(line -> !line.action().startsWith("logs:"))
                // The files of one folder of a bucket cannot be named otherwise.
                .filter(line ->
                        !line.action().startsWith("s3:") || !line.resource().matches("\\w+/\\w+/\\*"))
                .forEach(line -> assertThat(line.resource()).as(line.toString()).doesNotContain("*"));
    }

    @Test
    void table_isReachedByLeadingKeyOnly() {
        for (String id : template.functions().keySet()) {
            for (JsonNode statement : Permissions.statements(template, id)) {
                if (statement.path("Action").toString().contains("Scan")) {
                    // A scan has no leading key; it sees which keys there are, and nothing else.
                    assertThat(id).isEqualTo("JobsFunction");
                    assertThat(statement.path("Condition").toString())
                            .isEqualTo("{\"ForAllValues:StringEquals\":{\"dynamodb:Attributes\":"
                                    + "[\"pk\",\"sk\",\"gsi1pk\"]},\"Null\":{\"dynamodb:Attributes\":\"false\"},"
                                    + "\"StringEquals\":{\"dynamodb:Select\":\"SPECIFIC_ATTRIBUTES\"}}");
                    continue;
                }
                boolean table = statement.path("Action").toString().contains("dynamodb:");
                assertThat(Permissions.leadingKeys(statement).isEmpty())
                        .as("%s: %s", id, statement)
                        .isNotEqualTo(table);
                if (table) {
                    // ForAllValues is true where no key is there.
                    assertThat(statement.path("Condition").path("Null").toString())
                            .isEqualTo("{\"dynamodb:LeadingKeys\":\"false\"}");
                    boolean writesAccounts = statement.path("Action").toString().matches(".*(Put|Update|Delete)Item.*")
                            && Permissions.leadingKeys(statement).contains("A#*");
                    // Entries and accounts are written inside transactions only.
                    String inside =
                            statement.path("Condition").path("StringEquals").toString();
                    assertThat(inside)
                            .as("%s: %s", id, statement)
                            .isIn(
                                    "{\"dynamodb:EnclosingOperation\":\"TransactWriteItems\"}",
                                    writesAccounts ? "-" : "");
                    assertThat(statement.path("Condition").size()).isEqualTo(inside.isEmpty() ? 2 : 3);
                }
            }
        }
    }

    @Test
    void leadingKeys_areTheListed() {
        Set<String> patterns = Permissions.of(template).stream()
                .map(Permissions.Permission::leadingKey)
                .filter(key -> !key.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(patterns)
                .containsExactly(
                        "A#*",
                        "A#prg_0test*",
                        "B#*",
                        "B#prg_0test*",
                        "C#*",
                        "C#prg_0test*",
                        "D#*",
                        "DS#*",
                        "E#*",
                        "F#*",
                        "G#*",
                        "H#*",
                        "I#*",
                        "J#*",
                        "K#*",
                        "L#*",
                        "M#*",
                        "N#*",
                        "N#prg_0test*",
                        "O#*",
                        "O#prg_0test*",
                        "P#*",
                        "P#prg_0test*",
                        "PC#*",
                        "PC#prg_0test*",
                        "Q#*",
                        "Q#prg_0test*",
                        "R#*",
                        "S#*",
                        "S#prg_0test*",
                        "T#*",
                        "U#*",
                        "V#*",
                        "V#prg_0test*",
                        "W#*",
                        "W#prg_0test*",
                        "X#*",
                        "Y#*",
                        "Z#*",
                        "backtest#*",
                        "day#*",
                        "decision#*",
                        "delivery#*",
                        "dispute#*",
                        "export#*",
                        "fees#*",
                        "hour#*",
                        "import#*",
                        "list#*",
                        "order#*",
                        "policy#*",
                        "purge#*",
                        "release#*",
                        "run#*",
                        "slice#*");
    }

    @Test
    void roles_areOneEach_andOnlyForLambda() {
        Set<String> roles = new TreeSet<>();
        for (String id : template.functions().keySet()) {
            String role = TemplateTree.id(template.properties(id).path("Role"));
            roles.add(role);
            assertThat(role).isEqualTo(id.replace("Function", "Role"));
            assertThat(template.properties(role).path("ManagedPolicyArns").isMissingNode())
                    .isTrue();
            assertThat(template.properties(role)
                            .path("AssumeRolePolicyDocument")
                            .path("Statement")
                            .toString())
                    .isEqualTo("[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},"
                            + "\"Action\":\"sts:AssumeRole\"}]");
        }
        roles.add("SchedulerRole");

        assertThat(template.ofType("AWS::IAM::Role").keySet()).isEqualTo(roles);
    }

    @Test
    void scheduler_startsTheScheduledFunctionsOnly() {
        Set<String> scheduled = new TreeSet<>();
        template.functions()
                .forEach((id, function) -> function.path("Events").forEach(event -> {
                    if (event.path("Type").asText().equals("ScheduleV2")) {
                        scheduled.add("\"!Sub ${" + id + ".Arn}:live\"");
                        assertThat(event.path("Properties").path("RoleArn").asText())
                                .isEqualTo("!GetAtt SchedulerRole.Arn");
                    }
                }));
        JsonNode statements = template.properties("SchedulerRole")
                .path("Policies")
                .path(0)
                .path("PolicyDocument")
                .path("Statement");

        assertThat(statements.size()).isEqualTo(1);
        assertThat(statements.path(0).path("Action").toString()).isEqualTo("[\"lambda:InvokeFunction\"]");
        JsonNode resources = statements.path(0).path("Resource");
        assertThat(resources.valueStream().map(JsonNode::toString)).containsExactlyInAnyOrderElementsOf(scheduled);
    }
}
