package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// template.yaml's queues with their alarms, the dashboard, and what the front door lets through.
class TemplateFlowTest {
    private static final int LAMBDA_DEFAULT_TIMEOUT = 3;
    private final TemplateTree template = TemplateTree.read();

    @Test
    void queues_haveADeadLetterQueueEach() {
        List<String> flows = new ArrayList<>();
        List<String> dead = new ArrayList<>();
        template.ofType("AWS::SQS::Queue").forEach((id, queue) -> {
            JsonNode redrive = queue.path("RedrivePolicy");
            int days = queue.path("MessageRetentionPeriod").asInt() / (24 * 3600);
            if (redrive.isMissingNode()) {
                dead.add(id);
                assertThat(days).as(id).isEqualTo(14);
            } else {
                flows.add(id);
                assertThat(days)
                        .as("%s: a message keeps its age in the dead-letter queue, and people need time", id)
                        .isEqualTo(4);
                assertThat(redrive.path("deadLetterTargetArn").asText())
                        .isEqualTo("!GetAtt %s.Arn", id.replace("Queue", "DeadLetterQueue"));
                assertThat(redrive.path("maxReceiveCount").asInt()).as(id).isGreaterThanOrEqualTo(5);
            }
        });

        assertThat(flows)
                .containsExactly(
                        "ClicksQueue", "ConversionsQueue", "JobsQueue", "NotificationsQueue", "TransfersQueue");
        assertThat(dead)
                .containsExactly(
                        "ClicksDeadLetterQueue",
                        "ConversionsDeadLetterQueue",
                        "JobsDeadLetterQueue",
                        "NotificationsDeadLetterQueue",
                        "TransfersDeadLetterQueue");
    }

    @Test
    void queueEvents_leaveTimeToRetry_andReportSingleMessages() {
        Set<String> consumed = new TreeSet<>();
        template.functions()
                .keySet()
                .forEach(id -> template.queueEvents(id).forEach((queueId, event) -> {
                    consumed.add(queueId);
                    int window = event.path("MaximumBatchingWindowInSeconds").asInt();
                    assertThat(template.properties(queueId)
                                    .path("VisibilityTimeout")
                                    .asInt())
                            .as("visibility of %s: 6 times the timeout of %s and its window", queueId, id)
                            .isGreaterThanOrEqualTo(6 * timeout(id) + window);
                    assertThat(event.path("FunctionResponseTypes").toString())
                            .as(id)
                            .isEqualTo("[\"ReportBatchItemFailures\"]");
                    assertThat(event.path("BatchSize").asInt() <= 10 || window > 0)
                            .as("%s: Lambda wants a window for more than 10 messages", id)
                            .isTrue();
                }));

        assertThat(consumed)
                .containsExactly(
                        "ClicksQueue", "ConversionsQueue", "JobsQueue", "NotificationsQueue", "TransfersQueue");
    }

    @Test
    void alarms_watchEachQueueAndFunction() {
        Set<String> watched = new TreeSet<>();
        template.ofType("AWS::CloudWatch::Alarm").forEach((id, alarm) -> {
            assertThat(alarm.path("AlarmActions").toString()).as(id).isEqualTo("[\"!Ref Alerts\"]");
            assertThat(alarm.path("TreatMissingData").asText()).as(id).isEqualTo("notBreaching");
            JsonNode of = alarm.path("Dimensions").path(0).path("Value");
            watched.add((of.isMissingNode() ? "log" : TemplateTree.id(of)) + " "
                    + alarm.path("MetricName").asText() + " > "
                    + alarm.path("Threshold").asText());
        });
        Set<String> wanted = new TreeSet<>();
        template.functions().keySet().forEach(id -> wanted.addAll(List.of(id + " Errors > 0", id + " Throttles > 0")));
        template.ofType("AWS::SQS::Queue")
                .keySet()
                .forEach(id -> wanted.add(
                        id.contains("DeadLetter")
                                ? id + " ApproximateNumberOfMessagesVisible > 0"
                                : id + " ApproximateAgeOfOldestMessage > 900"));

        // What a filter over a log counts.
        wanted.addAll(List.of("log RatesDiffer > 0", "log RunHalted > 0", "log SliceDamaged > 0"));

        assertThat(watched).isEqualTo(wanted);
    }

    @Test
    void dashboard_showsEachQueueAndFunction() throws Exception {
        JsonNode dashboard = Project.parse(
                template.properties("Dashboard").path("DashboardBody").asText().replaceFirst("^!Sub ", ""));
        Set<String> shown = new TreeSet<>();
        dashboard
                .findValues("metrics")
                .forEach(metrics -> metrics.forEach(metric -> shown.add(
                        metric.path(1).asText() + " of " + metric.path(3).asText())));
        Set<String> wanted = new TreeSet<>();
        template.functions()
                .keySet()
                .forEach(id -> List.of("Errors", "Throttles", "Invocations", "Duration")
                        .forEach(name -> wanted.add(name + " of "
                                + template.properties(id)
                                        .path("FunctionName")
                                        .asText()
                                        .replaceFirst("^!Sub ", ""))));
        template.ofType("AWS::SQS::Queue")
                .forEach((id, queue) -> wanted.add((id.contains("DeadLetter")
                                ? "ApproximateNumberOfMessagesVisible of "
                                : "ApproximateAgeOfOldestMessage of ")
                        + queue.path("QueueName").asText().replaceFirst("^!Sub ", "")));

        assertThat(shown).containsAll(wanted);
    }

    @Test
    void frontDoor_isThrottled() {
        JsonNode limits = template.properties("Api").path("DefaultRouteSettings");

        assertThat(limits.path("ThrottlingBurstLimit").asInt()).isPositive();
        assertThat(limits.path("ThrottlingRateLimit").asInt()).isPositive();
    }

    /// The throttle of a route is shared by all who call it: so low that one caller could hold the others, it
    /// would shut the door to everybody. What one caller may do is held in code, by address.
    @Test
    void throttleOfARoute_isFarAboveWhatOneCallerMayDo() {
        JsonNode routes = template.properties("Api").path("RouteSettings");

        assertThat(names(routes)).containsExactlyInAnyOrder("ANY /v1/{proxy+}", "ANY /sign-in");
        for (JsonNode limits : routes) {
            assertThat(limits.path("ThrottlingRateLimit").asInt()).isGreaterThanOrEqualTo(500);
            assertThat(limits.path("ThrottlingBurstLimit").asInt()).isGreaterThanOrEqualTo(500);
        }
    }

    private int timeout(String id) {
        return template.ofFunction(id, "Timeout").asInt(LAMBDA_DEFAULT_TIMEOUT);
    }

    private static List<String> names(JsonNode fields) {
        List<String> names = new ArrayList<>();
        fields.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
