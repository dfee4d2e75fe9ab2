package dev.tributary.infrastructure.edge;

import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What surrounds a function: its variables, its clock, the endpoints of the services it calls.
/// In Lambda it is the process's; on the local machine, where many functions share one process,
/// each gets its own from template.yaml. A handler has two constructors: the public one without
/// arguments, `this(Environment.ofProcess())`, which Lambda calls, and a public one that takes an
/// Environment, which the local machine calls.
public final class Environment {
    private final Map<String, String> variables;
    private final Clock clock;

    public Environment(Map<String, String> variables, Clock clock) {
        this.variables = Map.copyOf(variables);
        this.clock = clock;
    }

    public static Environment ofProcess() {
        return new Environment(System.getenv(), Clock.systemUTC());
    }

    /// The clock of this function; on the local machine it can be set forward.
    public Clock clock() {
        return clock;
    }

    /// The variable's value.
    /// @throws IllegalStateException naming the variable, when it is absent or empty
    public String variable(String name) {
        return optional(name)
                .orElseThrow(() -> new IllegalStateException("environment variable " + name + " is missing"));
    }

    public Optional<String> optional(String name) {
        String value = variables.get(name);
        return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    public String region() {
        return variable("AWS_REGION");
    }

    /// Where a service answers: `AWS_ENDPOINT_URL_<SERVICE>`, else `AWS_ENDPOINT_URL` (the order of
    /// the AWS SDKs' reference guide, "Service-specific endpoints"); empty means AWS itself.
    /// @param service the id as that guide writes it, for example `dynamodb`, `secrets_manager`
    public Optional<URI> endpointOverride(String service) {
        return optional("AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT))
                .or(() -> optional("AWS_ENDPOINT_URL"))
                .map(URI::create);
    }
}
