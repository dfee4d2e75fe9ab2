package dev.tributary.infrastructure.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads AWS::Serverless::Function with its events, `Globals` merged as SAM merges them: variables and
/// what is said of logs by name, everything else by the function's own value.
final class FunctionReader {
    private static final Set<String> SERVED = Set.of(
            "Handler", "Environment", "Events", "Timeout", "FunctionName", "MemorySize", "Tracing", "LoggingConfig");
    /// These change how AWS runs the function, not what it does.
    private static final Set<String> NO_EFFECT_HERE = Set.of(
            "CodeUri",
            "Runtime",
            "Architectures",
            "Role",
            "Policies",
            "SnapStart",
            "AutoPublishAlias",
            "AutoPublishAliasAllProperties",
            "DeploymentPreference",
            "Description",
            "Tags",
            "ReservedConcurrentExecutions",
            "EventInvokeConfig",
            "ProvisionedConcurrencyConfig",
            "PermissionsBoundary",
            "PackageType",
            "EphemeralStorage",
            "RuntimeManagementConfig",
            "VersionDescription");

    private final String fileName;
    private final Attributes attributes;
    private final Optional<Property> globals;

    FunctionReader(String fileName, Attributes attributes, Optional<Property> globals) {
        this.fileName = fileName;
        this.attributes = attributes;
        this.globals = globals;
    }

    Template.Function read(Resource resource) {
        Property properties = resource.properties();
        for (Property part : globals.map(g -> List.of(properties, g)).orElse(List.of(properties))) {
            Set<String> known = new java.util.HashSet<>(SERVED);
            known.addAll(NO_EFFECT_HERE);
            part.allowOnly(known, "function " + resource.id());
        }
        Map<String, String> variables = new LinkedHashMap<>();
        globals.ifPresent(g -> readVariables(g, variables));
        readVariables(properties, variables);
        Property handler = own(properties, "Handler").orElseThrow(() -> properties.problem("Handler is missing"));
        List<Template.Route> routes = new ArrayList<>();
        List<Template.QueueSource> sources = new ArrayList<>();
        List<Template.Schedule> schedules = new ArrayList<>();
        Optional<Property> events = properties.get("Events");
        if (events.isPresent()) {
            events.get().fields().forEach((name, event) -> {
                Property type = event.require("Type");
                Property details = event.get("Properties").orElse(event.empty());
                switch (type.text()) {
                    case "HttpApi" -> routes.add(route(details));
                    case "SQS" -> sources.add(queueSource(name, details));
                    case "ScheduleV2" -> schedules.add(schedule(resource.id() + name, name, details));
                    default -> throw type.problem("event type " + type.text() + " is not known to the local machine");
                }
            });
        }
        return new Template.Function(
                resource.id(),
                resource.name("FunctionName", attributes),
                fileName + ":" + handler.line(),
                handler.text(),
                own(properties, "Timeout").map(Property::number).orElse(3),
                own(properties, "MemorySize").map(Property::number).orElse(128),
                recorded(properties),
                variables,
                routes,
                sources,
                schedules);
    }

    private Template.Recorded recorded(Property properties) {
        boolean traces = own(properties, "Tracing")
                .map(Property::text)
                .filter("Active"::equals)
                .isPresent();
        Optional<Property> level = logging(properties).or(() -> globals.flatMap(FunctionReader::logging));
        return new Template.Recorded(
                traces, level.map(Property::text).filter("WARN"::equals).isEmpty());
    }

    /// Lambda's own level is INFO, at which it writes those lines.
    private static Optional<Property> logging(Property properties) {
        return properties.get("LoggingConfig").flatMap(logging -> logging.get("SystemLogLevel"));
    }

    private Optional<Property> own(Property properties, String name) {
        return properties.get(name).or(() -> globals.flatMap(g -> g.get(name)));
    }

    private static void readVariables(Property properties, Map<String, String> variables) {
        properties
                .get("Environment")
                .flatMap(environment -> environment.get("Variables"))
                .ifPresent(named -> named.fields().forEach((name, value) -> variables.put(name, value.text())));
    }

    private static Template.Route route(Property details) {
        details.allowOnly(
                Set.of("ApiId", "Path", "Method", "PayloadFormatVersion", "TimeoutInMillis", "RouteSettings"),
                "an HttpApi event");
        details.get("PayloadFormatVersion")
                .filter(version -> !version.text().equals("2.0"))
                .ifPresent(version -> {
                    throw version.problem("payload " + version.text() + " is not known to the local machine");
                });
        String path = details.get("Path").map(Property::text).orElse(Template.Route.DEFAULT);
        String method = details.get("Method").map(Property::text).orElse("ANY").toUpperCase(Locale.ROOT);
        if (path.equals(Template.Route.DEFAULT)) {
            return new Template.Route("ANY", path);
        }
        if (!path.startsWith("/")) {
            throw details.require("Path").problem("a path begins with a slash");
        }
        return new Template.Route(method.equals("*") ? "ANY" : method, path);
    }

    private static Template.QueueSource queueSource(String name, Property details) {
        details.allowOnly(
                Set.of(
                        "Queue",
                        "BatchSize",
                        "MaximumBatchingWindowInSeconds",
                        "FunctionResponseTypes",
                        "ScalingConfig",
                        "Enabled"),
                "an SQS event");
        Property queue = details.require("Queue");
        String arn = queue.text();
        if (!arn.startsWith("arn:")) {
            throw queue.problem("the queue's Arn is wanted");
        }
        int batchSize = details.get("BatchSize").map(Property::number).orElse(10);
        int window = details.get("MaximumBatchingWindowInSeconds")
                .map(Property::number)
                .orElse(0);
        if (batchSize < 1 || batchSize > 10_000 || (batchSize > 10 && window < 1)) {
            throw details.require("BatchSize").problem("a batch of more than 10 needs a window of at least 1 second");
        }
        boolean reports = false;
        for (Property kind :
                details.get("FunctionResponseTypes").map(Property::items).orElse(List.of())) {
            if (!kind.text().equals("ReportBatchItemFailures")) {
                throw kind.problem(kind.text() + " is not known to the local machine");
            }
            reports = true;
        }
        Optional<Integer> concurrency = details.get("ScalingConfig")
                .flatMap(scaling -> scaling.get("MaximumConcurrency"))
                .map(Property::number);
        String queueName = arn.substring(arn.lastIndexOf(':') + 1);
        return new Template.QueueSource(name, queueName, batchSize, window, reports, concurrency);
    }

    private static Template.Schedule schedule(String defaultName, String eventName, Property details) {
        details.allowOnly(
                Set.of(
                        "ScheduleExpression",
                        "ScheduleExpressionTimezone",
                        "Input",
                        "State",
                        "Name",
                        "Description",
                        "FlexibleTimeWindow",
                        "RetryPolicy",
                        "DeadLetterConfig",
                        "RoleArn",
                        "PermissionsBoundary",
                        "OmitName",
                        "GroupName"),
                "a ScheduleV2 event");
        Property expression = details.require("ScheduleExpression");
        String zone =
                details.get("ScheduleExpressionTimezone").map(Property::text).orElse("UTC");
        ScheduleExpression parsed;
        try {
            parsed = ScheduleExpression.parse(expression.text(), java.time.ZoneId.of(zone));
        } catch (java.time.DateTimeException | IllegalArgumentException e) {
            throw expression.problem(String.valueOf(e.getMessage()));
        }
        return new Template.Schedule(
                eventName,
                details.get("Name").map(Property::text).orElse(defaultName),
                parsed,
                details.get("Input").map(Property::text),
                details.get("State").map(Property::text).orElse("ENABLED").equals("ENABLED"));
    }
}
