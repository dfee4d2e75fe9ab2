package dev.tributary.infrastructure.local.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The class path is the permission: what stands in a function's jar is all it can do. Runs in `mvn
/// verify`, after the functions have been packaged.
class FunctionJarsIT {
    private static final String OURS = "dev/tributary/";
    private static final String LEDGER = OURS + "infrastructure/ledger/";
    private static final Set<String> POST_TO_THE_LEDGER = Set.of("commission", "payout");
    private static final long REDIRECT_BYTES = 9_000_000;
    /// What the redirect must not load: its cold start is the shopper's wait.
    private static final List<String> TOO_HEAVY_FOR_THE_REDIRECT = List.of(
            "software/amazon/awssdk/services/",
            "com/fasterxml/jackson/databind/",
            "com/amazonaws/services/lambda/runtime/events/",
            OURS + "infrastructure/table/",
            OURS + "infrastructure/queue/",
            LEDGER);

    static List<String> functions() {
        return Tree.modules().stream()
                .filter(module -> module.startsWith("functions/") && !module.equals("functions/domain"))
                .map(module -> module.substring("functions/".length()))
                .toList();
    }

    @Test
    void theRedirect_isLean() throws IOException {
        Path jar = jar("redirect");
        assertThat(classes(jar))
                .noneMatch(name -> TOO_HEAVY_FOR_THE_REDIRECT.stream().anyMatch(name::startsWith));
        assertThat(Files.size(jar)).as("bytes of " + Tree.name(jar)).isLessThanOrEqualTo(REDIRECT_BYTES);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void aFunction_holdsItselfAndNoOther(String function) throws IOException {
        List<String> classes = classes(jar(function));
        assertThat(classes).as("its own classes").anyMatch(name -> name.startsWith(OURS + function + "/"));
        for (String other : functions()) {
            if (!other.equals(function)) {
                assertThat(classes).as("no " + other).noneMatch(name -> name.startsWith(OURS + other + "/"));
            }
        }
        assertThat(classes).as("no local machine").noneMatch(name -> name.startsWith(OURS + "infrastructure/local/"));
        if (!POST_TO_THE_LEDGER.contains(function)) {
            assertThat(classes).as("no ledger").noneMatch(name -> name.startsWith(LEDGER));
        }
    }

    private static List<String> classes(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .toList();
        }
    }

    private static Path jar(String function) throws IOException {
        Path target = Tree.ROOT.resolve("functions").resolve(function).resolve("target");
        if (Files.isDirectory(target)) {
            try (Stream<Path> files = Files.list(target)) {
                List<Path> jars = files.filter(file -> file.toString().endsWith("-lambda.jar"))
                        .toList();
                if (jars.size() == 1) {
                    return jars.getFirst();
                }
            }
        }
        throw new AssertionError(Tree.name(target) + " holds no jar for Lambda: run `mvn verify`");
    }
}
