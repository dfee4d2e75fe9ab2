package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.Keys;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// template.yaml against the code, and against what a deployment must have. The lists are exact: a
/// new function, queue, index or alarm is entered here knowingly. Roles are in RolesTest, queues and
/// alarms in TemplateFlowTest.
class TemplateTest {
    private static final int LAMBDA_DEFAULT_TIMEOUT = 3;
    private final TemplateTree template = TemplateTree.read();

    @Test
    void functions_areTheListed_withTheirSettings() {
        Map<String, String> found = new TreeMap<>();
        template.functions().keySet().forEach(id -> {
            JsonNode settings = template.properties(id);
            found.put(
                    id,
                    "%s, %s s, %s MB, %s"
                            .formatted(
                                    settings.path("Handler").asText().replace("::handleRequest", ""),
                                    timeout(id),
                                    template.ofFunction(id, "MemorySize").asText(),
                                    events(settings)));
        });

        assertThat(TemplateTree.lines(found)).isEqualTo("""
            ApiFunction dev.tributary.api.ApiHandler, 30 s, 1024 MB, $default, ANY /sign-in, ANY /v1/{proxy+}, ANY /webhooks/paypal/{program_id}, ANY /webhooks/stripe/{program_id}
            ClickFunction dev.tributary.click.ClickHandler, 30 s, 1024 MB, SQS ClicksQueue
            CommissionFunction dev.tributary.commission.CommissionHandler, 60 s, 1024 MB, SQS ConversionsQueue
            JobsFunction dev.tributary.jobs.JobsHandler, 60 s, 1024 MB, SQS JobsQueue
            JobsScheduleFunction dev.tributary.jobs.JobsScheduleHandler, 30 s, 1024 MB, rate(1 hour) {"job":"disputes-due"}, rate(1 hour) {"job":"fees-due"}, rate(1 hour) {"job":"orders-due"}, rate(1 hour) {"job":"rates"}, rate(1 minute) {"job":"back-tests-due"}, rate(1 minute) {"job":"bulk-due"}, rate(1 minute) {"job":"decisions-due"}, rate(1 minute) {"job":"roll-up"}
            NotificationFunction dev.tributary.notification.NotificationHandler, 60 s, 1024 MB, SQS NotificationsQueue
            NotificationScheduleFunction dev.tributary.notification.NotificationScheduleHandler, 30 s, 1024 MB, rate(1 minute) {"job":"deliveries-due"}
            PayoutFunction dev.tributary.payout.PayoutHandler, 60 s, 1024 MB, SQS TransfersQueue
            PayoutScheduleFunction dev.tributary.payout.PayoutScheduleHandler, 30 s, 1024 MB, rate(1 hour) {"job":"release"}, rate(1 minute) {"job":"runs-due"}
            PortalFunction dev.tributary.portal.PortalHandler, 30 s, 1024 MB, ANY /, ANY /app, ANY /app/{proxy+}, ANY /assets/{proxy+}, ANY /programs, ANY /programs/{proxy+}, ANY /tributary.js
            PostbackFunction dev.tributary.postback.PostbackHandler, 30 s, 1024 MB, ANY /.well-known/jwks.json, ANY /pixel/{file}, ANY /postbacks/{program_id}, ANY /postbacks/{program_id}/{dialect}
            RedirectFunction dev.tributary.redirect.RedirectHandler, 15 s, 1024 MB, GET /r/{code}, HEAD /r/{code}\
            """);
    }

    @Test
    void functions_runOnOnePlatform() {
        template.functions().keySet().forEach(id -> {
            assertThat(template.ofFunction(id, "Runtime").asText()).as(id).isEqualTo("java25");
            assertThat(template.ofFunction(id, "Architectures").toString())
                    .as(id)
                    .isEqualTo("[\"arm64\"]");
            assertThat(template.ofFunction(id, "SnapStart").toString())
                    .as(id)
                    .isEqualTo("{\"ApplyOn\":\"PublishedVersions\"}");
            assertThat(template.ofFunction(id, "AutoPublishAlias").asText())
                    .as(id)
                    .isEqualTo("live");
            assertThat(template.ofFunction(id, "AutoPublishAliasAllProperties").asText())
                    .as("%s: what changes is published", id)
                    .isEqualTo("true");
            assertThat(template.ofFunction(id, "Policies").isMissingNode())
                    .as("%s has a role of its own, and no policy beside it", id)
                    .isTrue();
        });
    }

    @Test
    void handlers_haveBothConstructors() throws Exception {
        for (String id : template.functions().keySet()) {
            Class<?> handler = Class.forName(handlerClass(id));

            assertThat(template.properties(id).path("Handler").asText()).endsWith("::handleRequest");
            assertThat(handler.getMethods()).anyMatch(method -> method.getName().equals("handleRequest"));
            assertThat(Modifier.isPublic(handler.getConstructor().getModifiers()))
                    .isTrue();
            assertThat(Modifier.isPublic(
                            handler.getConstructor(Environment.class).getModifiers()))
                    .isTrue();
        }
    }

    @Test
    void variables_areThoseThatTheCodeReads() {
        for (String id : template.functions().keySet()) {
            Set<String> read = new TreeSet<>(CodeReads.variables(handlerClass(id)));
            // Lambda sets these itself; the last but one is set by what serves several requests at
            // once, the last one by the local machine, which may call itself.
            read.removeAll(Set.of(
                    "AWS_REGION",
                    "AWS_ACCESS_KEY_ID",
                    "AWS_SECRET_ACCESS_KEY",
                    "AWS_SESSION_TOKEN",
                    "TRIBUTARY_CONCURRENT",
                    "TRIBUTARY_CALLS_ITSELF"));
            // Globals give it to every function; the pages have no use (and no right) for it.
            read.add("TABLE_NAME");

            assertThat(template.variables(id).keySet()).as(id).isEqualTo(read);
        }
    }

    @Test
    void variables_nameResourcesOnly() {
        Map<String, Set<String>> values = new TreeMap<>();
        for (String id : template.functions().keySet()) {
            template.variables(id)
                    .forEach((name, value) -> values.computeIfAbsent(name, absent -> new TreeSet<>())
                            .add(value));
        }

        // An alias keeps the variables it was published with, so what may change stands elsewhere.
        assertThat(values)
                .isEqualTo(Map.ofEntries(
                        Map.entry("TABLE_NAME", Set.of("!Ref Table")),
                        Map.entry("TRANSFERS_QUEUE_URL", Set.of("!Ref TransfersQueue")),
                        Map.entry("NOTIFICATIONS_QUEUE_URL", Set.of("!Ref NotificationsQueue")),
                        Map.entry("PAYOUT_FILES_BUCKET", Set.of("!Ref PayoutFiles")),
                        Map.entry("EXPORTS_BUCKET", Set.of("!Ref Exports")),
                        Map.entry("PAYOUT_SWITCH_PARAMETER", Set.of("!Ref PayoutSwitch")),
                        Map.entry("KEY_RING_SECRET", Set.of("!Ref KeyRing")),
                        Map.entry("CLICKS_QUEUE_URL", Set.of("!Ref ClicksQueue")),
                        Map.entry("CONVERSIONS_QUEUE_URL", Set.of("!Ref ConversionsQueue")),
                        Map.entry("JOBS_QUEUE_URL", Set.of("!Ref JobsQueue")),
                        Map.entry("STRIPE_URL", Set.of("!Ref StripeUrl")),
                        Map.entry("PAYPAL_URL", Set.of("!Ref PayPalUrl")),
                        Map.entry("RATES_URL", Set.of("!Ref RatesUrl")),
                        Map.entry("MAIL_SENDER", Set.of("!Ref MailSender")),
                        Map.entry("PUBLIC_ORIGIN", Set.of("!Ref PublicOrigin")),
                        Map.entry("DUE_BUCKETS", Set.of("1"))));
    }

    @Test
    void code_isTheJarOfTheModule() {
        String version = Project.text("pom.xml").replaceFirst("(?s).*?<version>([^<]+)</version>.*", "$1");
        for (String id : template.functions().keySet()) {
            String module = handlerClass(id).replaceFirst("dev\\.tributary\\.(\\w+)\\..*", "$1");

            assertThat(template.properties(id).path("CodeUri").asText())
                    .isEqualTo("functions/%s/target/%s-%s-lambda.jar", module, module, version);
            assertThat(Project.text("functions/" + module + "/pom.xml"))
                    .contains("<artifactId>" + module + "</artifactId>", "<artifactId>maven-shade-plugin</artifactId>");
            assertThat(template.resource(id).path("Metadata").path("SkipBuild").asText())
                    .as("%s is built by Maven, not by sam build", id)
                    .isEqualTo("true");
        }
        assertThat(Project.text("pom.xml")).contains("<shadedClassifierName>lambda</shadedClassifierName>");
    }

    @Test
    void table_isTheOneOfKeys() {
        assertThat(template.ofType("AWS::DynamoDB::Table").keySet()).containsExactly("Table");
        JsonNode table = template.properties("Table");

        assertThat(schema(table)).containsExactly(Keys.PK + " HASH", Keys.SK + " RANGE");
        List<String> indexes = new ArrayList<>();
        table.path("GlobalSecondaryIndexes")
                .forEach(index -> indexes.add(index.path("IndexName").asText()
                        + schema(index)
                        + index.path("Projection").path("ProjectionType").asText()));
        assertThat(indexes)
                .as("two at most: each one is paid for at every write")
                .containsExactly(
                        Keys.GSI1 + List.of(Keys.GSI1_PK + " HASH", Keys.GSI1_SK + " RANGE") + "INCLUDE",
                        Keys.GSI2 + List.of(Keys.GSI2_PK + " HASH", Keys.GSI2_SK + " RANGE") + "KEYS_ONLY");
        assertThat(table.path("TimeToLiveSpecification").toString())
                .isEqualTo("{\"AttributeName\":\"%s\",\"Enabled\":\"true\"}", Keys.TTL);
        assertThat(table.path("AttributeDefinitions")
                        .valueStream()
                        .map(definition -> definition.path("AttributeName").asText()
                                + definition.path("AttributeType").asText()))
                .containsExactlyInAnyOrder(
                        Keys.PK + "S",
                        Keys.SK + "S",
                        Keys.GSI1_PK + "S",
                        Keys.GSI1_SK + "S",
                        Keys.GSI2_PK + "S",
                        Keys.GSI2_SK + "S");
    }

    @Test
    void table_keepsWhatItHas() {
        JsonNode table = template.properties("Table");

        assertThat(table.path("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
        assertThat(table.path("PointInTimeRecoverySpecification").toString())
                .isEqualTo("{\"PointInTimeRecoveryEnabled\":\"true\"}");
        assertThat(table.path("DeletionProtectionEnabled").toString())
                .isEqualTo("{\"!If\":[\"IsProduction\",\"true\",\"false\"]}");
        for (String kept : List.of("Table", "KeyRing", "PayoutFiles", "Exports", "PayoutSwitch")) {
            assertThat(template.resource(kept).path("DeletionPolicy").asText()).isEqualTo("RetainExceptOnCreate");
            assertThat(template.resource(kept).path("UpdateReplacePolicy").asText())
                    .isEqualTo("Retain");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PayoutFiles", "Exports"})
    void bucket_isClosed_andForgetsNothing(String id) {
        JsonNode bucket = template.properties(id);

        assertThat(bucket.path("PublicAccessBlockConfiguration").toString())
                .isEqualTo("{\"BlockPublicAcls\":\"true\",\"BlockPublicPolicy\":\"true\","
                        + "\"IgnorePublicAcls\":\"true\",\"RestrictPublicBuckets\":\"true\"}");
        assertThat(bucket.path("OwnershipControls").toString()).contains("\"BucketOwnerEnforced\"");
        assertThat(bucket.path("BucketEncryption").toString()).contains("\"AES256\"");
        assertThat(bucket.path("VersioningConfiguration").toString()).isEqualTo("{\"Status\":\"Enabled\"}");
        assertThat(template.properties(id + "Policy").toString())
                .contains("\"!Ref " + id + "\"", "\"Effect\":\"Deny\"", "{\"aws:SecureTransport\":\"false\"}");
    }

    @Test
    void payoutSwitch_liesOutsideTheTable_andIsOpenAtFirst() {
        JsonNode payouts = template.properties("PayoutSwitch");

        assertThat(payouts.path("Name").asText()).isEqualTo("!Sub /tributary/${Stage}/payouts");
        assertThat(payouts.path("Value").asText()).isEqualTo("open");
    }

    @Test
    void parametersAndConditions_areTheListed_andUsed() {
        List<String> parameters = names(template.section("Parameters"));
        List<String> conditions = names(template.section("Conditions"));

        assertThat(parameters)
                .containsExactly(
                        "Stage",
                        "OwnerEmail",
                        "AlertEmail",
                        "LogRetentionDays",
                        "Tracing",
                        "RatesUrl",
                        "StripeUrl",
                        "PayPalUrl",
                        "MailSender",
                        "MailIdentity",
                        "PublicOrigin");
        assertThat(conditions).containsExactly("HasAlertEmail", "HasMail", "IsTraced", "IsProduction", "IsLocal");
        parameters.forEach(name -> assertThat(template.text())
                .as("parameter %s is used", name)
                .containsAnyOf("\"!Ref " + name + "\"", "${" + name + "}"));
        conditions.forEach(name -> assertThat(template.text())
                .as("condition %s is used", name)
                .containsAnyOf("\"Condition\":\"" + name + "\"", "{\"!If\":[\"" + name + "\""));
    }

    @Test
    void outputs_areTheListed() {
        assertThat(names(template.section("Outputs")))
                .containsExactly("Url", "TableName", "ClicksQueueUrl", "KeyRingSecret");
    }

    @Test
    void resources_areOfTheListedTypes() {
        Map<String, String> counts = new TreeMap<>();
        template.section("Resources")
                .forEach(resource ->
                        counts.merge(resource.path("Type").asText(), "1", (a, b) -> "" + (Integer.parseInt(a) + 1)));

        assertThat(TemplateTree.lines(counts)).isEqualTo("""
            AWS::CloudWatch::Alarm 37
            AWS::CloudWatch::Dashboard 1
            AWS::DynamoDB::Table 1
            AWS::IAM::Role 13
            AWS::Logs::LogGroup 12
            AWS::Logs::MetricFilter 3
            AWS::S3::Bucket 2
            AWS::S3::BucketPolicy 2
            AWS::SNS::Subscription 1
            AWS::SNS::Topic 1
            AWS::SQS::Queue 10
            AWS::SSM::Parameter 1
            AWS::SecretsManager::Secret 1
            AWS::Serverless::Function 12
            AWS::Serverless::HttpApi 1\
            """);
    }

    private String handlerClass(String id) {
        return template.properties(id).path("Handler").asText().replaceFirst("::.*", "");
    }

    private int timeout(String id) {
        return template.ofFunction(id, "Timeout").asInt(LAMBDA_DEFAULT_TIMEOUT);
    }

    private static List<String> schema(JsonNode owner) {
        return owner.path("KeySchema")
                .valueStream()
                .map(key -> key.path("AttributeName").asText() + " "
                        + key.path("KeyType").asText())
                .toList();
    }

    private static List<String> names(JsonNode fields) {
        List<String> names = new ArrayList<>();
        fields.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String events(JsonNode function) {
        return function.path("Events")
                .valueStream()
                .map(event -> event(event.path("Type").asText(), event.path("Properties")))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String event(String type, JsonNode event) {
        return switch (type) {
            case "HttpApi" ->
                event.has("Path")
                        ? event.path("Method").asText() + " "
                                + event.path("Path").asText()
                        : "$default";
            case "SQS" -> "SQS " + TemplateTree.id(event.path("Queue"));
            case "ScheduleV2" ->
                event.path("ScheduleExpression").asText() + " "
                        + event.path("Input").asText();
            default -> throw new AssertionError("an event of type " + type);
        };
    }
}
