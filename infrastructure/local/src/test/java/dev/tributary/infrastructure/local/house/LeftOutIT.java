package dev.tributary.infrastructure.local.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The last test of `mvn verify` (the pom runs these by name): one line that names what was not run.
/// With CI=true nothing may be absent but Docker.
class LeftOutIT {
    @Test
    void whatIsAbsent_isNamedInOneLine() throws IOException {
        List<String> absent = LeftOut.take();
        List<String> all = new ArrayList<>(absent);
        all.add("the suite against LocalStack: "
                + (LeftOut.find("docker").isPresent() ? "run it by -Plocalstack" : "no Docker"));
        System.out.println("Left out: " + String.join("; ", all));
        if ("true".equals(System.getenv("CI"))) {
            assertThat(absent).isEmpty();
        }
    }
}
