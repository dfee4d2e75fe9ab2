package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The whole-system classes run on the servers inside and, by changing only the endpoint, on others.
class SuiteListsTest {
    private static final String TESTS = "infrastructure/local/src/test/java/dev/tributary/infrastructure/local/system/";
    private static final List<String> SYSTEM = List.of(
            "DisputesMachineTest.java",
            "EventsTest.java",
            "IntegrationsTest.java",
            "MethodsTest.java",
            "OutageTest.java",
            "PeopleStoryTest.java",
            "PolicyTest.java",
            "PurgeMachineTest.java",
            "ReadmeTest.java",
            "RedirectAnswersTest.java",
            "RefundAfterPayoutTest.java",
            "WebhooksMachineTest.java",
            "WireTest.java");
    /// Its subject is the disk of the servers inside.
    private static final List<String> EMBEDDED =
            List.of("KilledInPayoutTest.java", "KilledUnderLoadTest.java", "KilledUnderPostbacksTest.java");

    @Test
    void systemClasses_areTheListed() {
        assertThat(tagged("system")).isEqualTo(SYSTEM);
        assertThat(tagged("embedded")).isEqualTo(EMBEDDED);
        assertThat(Project.files(TESTS, "Test.java").stream()
                        .filter(file -> Project.text(TESTS + file).contains("Machine.start("))
                        .filter(file -> !file.startsWith("SuiteLists")))
                .as("each class that starts a machine has one of the two tags")
                .allMatch(file -> SYSTEM.contains(file) || EMBEDDED.contains(file));
    }

    @Test
    void bothProfiles_runTheSameClasses() {
        String local = Project.text("infrastructure/local/pom.xml");
        String profile = local.replaceFirst("(?s).*<id>localstack</id>(.*?)</profile>.*", "$1");

        // By default every class runs but those of this tag, and no class has it.
        assertThat(Project.text("pom.xml"))
                .contains("<tests.groups/>", "<tests.excludedGroups>localstack</tests.excludedGroups>");
        assertThat(tagged("localstack")).isEmpty();
        assertThat(profile)
                .contains("<tests.groups>system</tests.groups>", "<tributary.backend>localstack</tributary.backend>");
        SYSTEM.forEach(file -> assertThat(Project.text(TESTS + file) + Project.text(TESTS + "WiredMachine.java"))
                .as("%s asks Options where to run", file)
                .contains("Options.machine("));
        assertThat(SYSTEM)
                .allSatisfy(file -> assertThat(Project.text(TESTS + file)).doesNotContain("MachineOptions.inMemory("));
    }

    private static List<String> tagged(String tag) {
        return Project.files(TESTS, "Test.java").stream()
                .filter(file -> Project.text(TESTS + file).contains("@Tag(\"" + tag + "\")"))
                .toList();
    }
}
