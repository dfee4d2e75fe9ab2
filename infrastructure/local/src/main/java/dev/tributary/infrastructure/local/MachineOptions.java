package dev.tributary.infrastructure.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How a machine starts. `MachineOptions.inMemory(template)` takes any free ports and keeps nothing.
/// @param data the data folder; empty keeps everything in memory
/// @param parameters values for the template's parameters
/// @param variables set on every function, above the template's; `{function}` in a value stands for its id
/// @param endpoint serves the table and the queues instead of servers of our own (AWS_ENDPOINT_URL)
/// @param longestWindow caps the batching windows of the template
/// @param seed decides when expired items are deleted
/// @param functions whether the functions run; without them only table, queues, secrets and files do
public record MachineOptions(
        Path template,
        Optional<Path> data,
        Ports ports,
        MachineClock clock,
        String stackName,
        Map<String, String> parameters,
        Map<String, String> variables,
        Optional<URI> endpoint,
        Duration longestWindow,
        long seed,
        boolean functions) {

    /// 0 takes any.
    public record Ports(int http, int table, int queues, int secrets, int files) {
        public static final Ports ANY = new Ports(0, 0, 0, 0, 0);
    }

    public static MachineOptions inMemory(Path template) {
        return new MachineOptions(
                template,
                Optional.empty(),
                Ports.ANY,
                MachineClock.system(),
                "tributary",
                Map.of(),
                Map.of(),
                Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL")).map(URI::create),
                Duration.ofSeconds(1),
                1,
                true);
    }

    public MachineOptions withData(Path folder) {
        return new MachineOptions(
                template,
                Optional.of(folder),
                ports,
                clock,
                stackName,
                parameters,
                variables,
                endpoint,
                longestWindow,
                seed,
                functions);
    }

    public MachineOptions withPorts(Ports wanted) {
        return new MachineOptions(
                template,
                data,
                wanted,
                clock,
                stackName,
                parameters,
                variables,
                endpoint,
                longestWindow,
                seed,
                functions);
    }

    public MachineOptions withClock(MachineClock wanted) {
        return new MachineOptions(
                template,
                data,
                ports,
                wanted,
                stackName,
                parameters,
                variables,
                endpoint,
                longestWindow,
                seed,
                functions);
    }

    public MachineOptions withStackName(String name) {
        return new MachineOptions(
                template, data, ports, clock, name, parameters, variables, endpoint, longestWindow, seed, functions);
    }

    public MachineOptions withParameter(String name, String value) {
        return new MachineOptions(
                template,
                data,
                ports,
                clock,
                stackName,
                with(parameters, name, value),
                variables,
                endpoint,
                longestWindow,
                seed,
                functions);
    }

    public MachineOptions withVariable(String name, String value) {
        return new MachineOptions(
                template,
                data,
                ports,
                clock,
                stackName,
                parameters,
                with(variables, name, value),
                endpoint,
                longestWindow,
                seed,
                functions);
    }

    public MachineOptions withLongestWindow(Duration window) {
        return new MachineOptions(
                template, data, ports, clock, stackName, parameters, variables, endpoint, window, seed, functions);
    }

    public MachineOptions withSeed(long wanted) {
        return new MachineOptions(
                template,
                data,
                ports,
                clock,
                stackName,
                parameters,
                variables,
                endpoint,
                longestWindow,
                wanted,
                functions);
    }

    public MachineOptions backendsOnly() {
        return new MachineOptions(
                template, data, ports, clock, stackName, parameters, variables, endpoint, longestWindow, seed, false);
    }

    private static Map<String, String> with(Map<String, String> values, String name, String value) {
        Map<String, String> all = new HashMap<>(values);
        all.put(name, value);
        return Map.copyOf(all);
    }
}
