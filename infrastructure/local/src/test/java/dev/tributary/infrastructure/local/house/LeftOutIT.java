package dev.tributary.infrastructure.local.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The last test of `mvn verify` (the pom runs these by name): one line that names what was not run.
/// With CI=true nothing may be absent but Docker.
class LeftOutIT {
    @Test
    void whatIsAbsent_isNamedInOneLine() throws IOException {
        List<String> absent = LeftOut.take();
        List<String> all = new ArrayList<>(absent);
        all.add("the suite against LocalStack: " + (isInstalled("docker") ? "run it by -Plocalstack" : "no Docker"));
        System.out.println("Left out: " + String.join("; ", all));
        if ("true".equals(System.getenv("CI"))) {
            assertThat(absent).isEmpty();
        }
    }

    private static boolean isInstalled(String tool) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
