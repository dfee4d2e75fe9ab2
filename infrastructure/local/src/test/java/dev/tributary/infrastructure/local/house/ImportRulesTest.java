package dev.tributary.infrastructure.local.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Who may import whom.
class ImportRulesTest {
    private static final String BASE = "dev.tributary.";
    /// Fixtures that modules share come as folders before they are packaged, and as jars after.
    private static final ImportOption NO_TEST_JARS = location -> !location.contains("-tests.jar");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(NO_TEST_JARS)
            .importPackages("dev.tributary");

    /// Rules of rooms that have code: a module comes when its first code does.
    static Stream<Room> roomsInUse() {
        return Room.all().stream().filter(room -> inUse(room.room()));
    }

    @ParameterizedTest
    @MethodSource("roomsInUse")
    void everyRoom_keepsItsRule(Room room) {
        List<String> broken = room.rule().evaluate(MAIN).getFailureReport().getDetails();
        assertThat(broken).as(room.name()).isEmpty();
    }

    @Test
    void roomsThatHaveSources_areLookedAt() {
        assertThat(MAIN).as("imported classes").isNotEmpty();
        assertThat(roomsInUse().map(Room::room)).contains("domain", "infrastructure.edge", "infrastructure.local");
        List<String> known = Room.all().stream().map(Room::room).toList();
        assertThat(MAIN.stream().map(type -> type.getPackageName().substring(BASE.length())))
                .as("every class lies in a room")
                .allMatch(name -> known.stream().anyMatch(room -> (name + ".").startsWith(room + ".")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        domain: only the JDK's plain packages              | domain.canary.ReadsAFile
        domain: no clock, no random, no environment        | domain.canary.AsksTheTime
        infrastructure.edge: its own service only          | infrastructure.edge.canary.CallsATable
        infrastructure.table: its own service only         | infrastructure.table.canary.CallsAQueue
        infrastructure.ledger: its own service only        | infrastructure.ledger.canary.CallsAQueue
        infrastructure.queue: its own service only         | infrastructure.queue.canary.CallsATable
        infrastructure.files: its own service only         | infrastructure.files.canary.CallsATable
        infrastructure.secrets: its own service only       | infrastructure.secrets.canary.CallsAQueue
        infrastructure.mail: its own service only          | infrastructure.mail.canary.CallsAQueue
        infrastructure.lambda: no AWS SDK                  | infrastructure.lambda.canary.CallsAQueue
        click: no other function, no AWS SDK               | click.canary.PostsToTheLedger
        click: no other function, no AWS SDK               | click.canary.CallsTheRedirect
        click: no other function, no AWS SDK               | click.canary.CallsAQueue
        redirect: no other function, no AWS SDK            | redirect.canary.ImportsTheMachine
        redirect: no other function, no AWS SDK            | redirect.canary.ImportsTheTable
        infrastructure.local.check: only the table's SDK, JSON, XML, Keys and ids | infrastructure.local.check.canary.AsksTheDomain
        infrastructure.local.check: only the table's SDK, JSON, XML, Keys and ids | infrastructure.local.check.canary.AsksTheLedger
        infrastructure.local: imported by nobody           | redirect.canary.ImportsTheMachine
        """)
    void aCanary_makesItsRuleFire(String rule, String canary) throws ClassNotFoundException {
        JavaClasses one = new ClassFileImporter().importClasses(Class.forName(BASE + canary));
        List<Room> named =
                Room.all().stream().filter(room -> room.name().equals(rule)).toList();
        assertThat(named).as(rule).hasSize(1);
        assertThat(named.getFirst().rule().evaluate(one).hasViolation())
                .as(rule)
                .isTrue();
    }

    private static boolean inUse(String room) {
        String folder = "src/main/java/" + BASE.replace('.', '/') + room.replace('.', '/') + "/";
        return Tree.files(Tree.ROOT, ".java").stream()
                .anyMatch(file -> file.toString().contains(folder));
    }
}
