package dev.tributary.infrastructure.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What template.yaml asks for, as far as the local machine runs it; names and endpoints are filled in.
public record Template(
        List<Function> functions,
        List<Table> tables,
        List<Queue> queues,
        List<Secret> secrets,
        List<Parameter> parameters,
        List<Bucket> buckets) {

    /// @param place `template.yaml:12`, for the line that says why a function does not start
    /// @param timeoutSeconds Lambda's default is 3
    /// @param memoryMegabytes Lambda's default is 128
    /// @param recorded what AWS keeps of its calls by itself
    public record Function(
            String id,
            String name,
            String place,
            String handler,
            int timeoutSeconds,
            int memoryMegabytes,
            Recorded recorded,
            Map<String, String> variables,
            List<Route> routes,
            List<QueueSource> queueSources,
            List<Schedule> schedules) {}

    /// What is paid for with each call, whatever the function itself writes.
    ///
    /// @param traces in X-Ray
    /// @param lines START, END and REPORT in the log
    public record Recorded(boolean traces, boolean lines) {}

    /// @param method upper case, `ANY`; the catch-all is path `$default` with `ANY`
    public record Route(String method, String path) {
        public static final String DEFAULT = "$default";

        /// The route key as API Gateway writes it: `GET /r/{code}`, `$default`.
        public String key() {
            return path.equals(DEFAULT) ? DEFAULT : method + " " + path;
        }
    }

    /// @param maximumConcurrency absent when the template sets no limit
    public record QueueSource(
            String eventName,
            String queueName,
            int batchSize,
            int windowSeconds,
            boolean reportsItemFailures,
            Optional<Integer> maximumConcurrency) {}

    /// @param input the event as JSON; absent where the template leaves it to the scheduler
    public record Schedule(
            String eventName, String name, ScheduleExpression expression, Optional<String> input, boolean enabled) {}

    /// @param attributes name → S, N or B
    public record Table(
            String id,
            String name,
            Map<String, String> attributes,
            List<Key> keys,
            List<Index> indexes,
            Optional<String> expiryAttribute) {}

    /// @param type HASH or RANGE
    public record Key(String attribute, String type) {}

    /// @param projection ALL, KEYS_ONLY or INCLUDE
    public record Index(String name, List<Key> keys, String projection, List<String> included) {}

    /// @param attributes as CreateQueue takes them
    public record Queue(String id, String name, Map<String, String> attributes) {}

    public record Secret(String id, String name, String arn, Optional<String> given, Optional<Generated> generated) {}

    /// `GenerateSecretString`: a random text, by itself or as one more field of a JSON object.
    public record Generated(
            int length, String excluded, boolean space, Optional<String> template, Optional<String> key) {}

    public record Parameter(String id, String name, String type, String value) {}

    public record Bucket(String id, String name) {}

    public Function function(String id) {
        return functions.stream()
                .filter(function -> function.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the template has no function " + id));
    }

    public Queue queue(String id) {
        return queues.stream()
                .filter(queue -> queue.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the template has no queue " + id));
    }
}
