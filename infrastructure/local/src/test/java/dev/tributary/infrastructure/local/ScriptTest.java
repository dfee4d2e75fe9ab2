package dev.tributary.infrastructure.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `./tributary` shows of a build, in a tree of its own with a Maven of ours.
final class ScriptTest {
    @TempDir
    Path tree = Path.of("");

    @Test
    void build_saysWhatItIsAt_andWhatFailed() throws Exception {
        maven("""
            printf '\\033[0m\\033[1mWARNING: noise\\033[m\\n'
            printf '[INFO] Building Tributary 1.0.0     [1/13]\\n'
            i=0; while [ $i -lt 250 ]; do echo '[INFO] Downloaded from central: x'; i=$((i+1)); done
            printf '\\033[0m[INFO] Building redirect 1.0.0     [6/13]\\n\\033[0m[ERROR] no luck\\n\\033[0m'
            exit 1
            """);

        assertThat(start()).isEqualTo("""
            Building (the first time takes a few minutes) ...
              Tributary (1 of 13)
              100 files downloaded
              200 files downloaded
              redirect (6 of 13)
            [ERROR] no luck
            tributary: the build failed
            exit 2
            """);
        assertThat(tree.resolve("infrastructure/local/target/classpath")).doesNotExist();
    }

    @Test
    void buildThatSucceeds_isFollowedByTheCommand() throws Exception {
        maven("""
            mkdir -p infrastructure/local/target/classes
            : >infrastructure/local/target/classpath
            printf '[INFO] Building local 1.0.0     [13/13]\\n\\033[0m\\033[0m'
            """);

        assertThat(start()).startsWith("""
            Building (the first time takes a few minutes) ...
              local (13 of 13)
            Error: Could not find or load main class dev.tributary.infrastructure.local.Main
            """).endsWith("exit 1\n");
        assertThat(start()).as("nothing is built twice").startsWith("Error: Could not find");
    }

    /// Both streams of `./tributary up`, and its exit code.
    private String start() throws IOException, InterruptedException {
        Path script = tree.resolve("tributary");
        if (!Files.exists(script)) {
            Files.copy(Path.of("../../tributary"), script);
            Files.createFile(tree.resolve("pom.xml"));
            Files.createDirectories(tree.resolve("infrastructure/local"));
        }
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", script.toString(), "up").redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().merge("PATH", tree.resolve("bin") + ":", (path, ours) -> ours + path);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output + "exit " + process.waitFor() + "\n";
    }

    private void maven(String script) throws IOException {
        Path file = Files.createDirectories(tree.resolve("bin")).resolve("mvn");
        Files.writeString(file, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
