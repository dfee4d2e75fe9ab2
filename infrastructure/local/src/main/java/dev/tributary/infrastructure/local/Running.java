package dev.tributary.infrastructure.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.infrastructure.edge.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/// running.json in the data folder: how a second process reaches the machine that runs, as the
/// variables that the redirect has, and the payout switch. It goes when the machine stops.
public final class Running {
    private static final String NAME = "running.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Running() {}

    public static void write(Path data, LocalMachine machine) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("base_url", machine.baseUrl());
        ObjectNode variables = root.putObject("variables");
        machine.redirectVariables().forEach(variables::put);
        machine.payoutSwitch().ifPresent(name -> variables.put("PAYOUT_SWITCH_PARAMETER", name));
        Files.createDirectories(data);
        Path draft = data.resolve(NAME + ".tmp");
        Files.writeString(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
        Files.move(draft, data.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// `http://127.0.0.1:3000`
    /// @throws StartFailure when no machine runs on this folder
    static String baseUrl(Path data) {
        try {
            return JSON.readTree(data.resolve(NAME).toFile()).path("base_url").asText();
        } catch (IOException e) {
            throw notRunning(data, e);
        }
    }

    private static StartFailure notRunning(Path data, IOException cause) {
        return new StartFailure(
                "no machine runs on " + data + ": start ./tributary up, or name another folder with --data", cause);
    }

    static void remove(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(NAME));
    }

    /// @throws StartFailure when no machine runs on this folder
    static Environment read(Path data) {
        Map<String, String> variables = new HashMap<>();
        try {
            JSON.readTree(data.resolve(NAME).toFile())
                    .path("variables")
                    .forEachEntry((name, value) -> variables.put(name, value.asText()));
        } catch (IOException e) {
            throw notRunning(data, e);
        }
        return new Environment(variables, Clock.systemUTC());
    }
}
