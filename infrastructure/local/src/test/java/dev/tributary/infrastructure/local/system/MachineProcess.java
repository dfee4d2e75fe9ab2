package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.infrastructure.local.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;

/// `./tributary up` in a process of its own, to be killed.
final class MachineProcess {
    private MachineProcess() {}

    /// Returns when it is up: demo.json is written last, anew at each start.
    /// @param data its folder
    static Process start(Path data) throws IOException {
        Path demo = data.resolve("demo.json");
        Optional<FileTime> before = writtenAt(demo);
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "up",
                        "--port",
                        "0",
                        "--data",
                        data.toString(),
                        "--template",
                        Project.TEMPLATE.toString())
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("up.log").toFile())
                .start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .until(() -> (Files.exists(demo) && !writtenAt(demo).equals(before)) || !child.isAlive());
        assertThat(child.isAlive()).as(Files.readString(data.resolve("up.log"))).isTrue();
        return child;
    }

    private static Optional<FileTime> writtenAt(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(Files.getLastModifiedTime(file)) : Optional.empty();
    }

    static JsonNode demo(Path data) throws IOException {
        return Project.parse(Files.readString(data.resolve("demo.json")));
    }
}
