package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.infrastructure.edge.BackTestKeys;
import dev.tributary.infrastructure.edge.BonusKeys;
import dev.tributary.infrastructure.edge.BookKeys;
import dev.tributary.infrastructure.edge.CallLogKeys;
import dev.tributary.infrastructure.edge.ClickKeys;
import dev.tributary.infrastructure.edge.DisputeKeys;
import dev.tributary.infrastructure.edge.ImportKeys;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.edge.NoticeKeys;
import dev.tributary.infrastructure.edge.PayoutKeys;
import dev.tributary.infrastructure.edge.PeopleKeys;
import dev.tributary.infrastructure.edge.PurgeKeys;
import dev.tributary.infrastructure.edge.TalkKeys;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// docs/table.md is the Javadoc of Keys.java: `-Ddocs=write` writes it anew.
class KeysTest {
    private static final String KEYS = "infrastructure/edge/src/main/java/dev/tributary/infrastructure/edge/Keys.java";
    private static final String OF_PAYOUTS = KEYS.replace("/Keys.java", "/PayoutKeys.java");
    private static final String OF_BONUSES = KEYS.replace("/Keys.java", "/BonusKeys.java");
    private static final String OF_CLICKS = KEYS.replace("/Keys.java", "/ClickKeys.java");
    private static final String OF_PEOPLE = KEYS.replace("/Keys.java", "/PeopleKeys.java");
    private static final String OF_BACK_TESTS = KEYS.replace("/Keys.java", "/BackTestKeys.java");
    private static final String OF_BOOKS = KEYS.replace("/Keys.java", "/BookKeys.java");
    private static final String OF_PURGES = KEYS.replace("/Keys.java", "/PurgeKeys.java");
    private static final String OF_NOTICES = KEYS.replace("/Keys.java", "/NoticeKeys.java");
    private static final String OF_DISPUTES = KEYS.replace("/Keys.java", "/DisputeKeys.java");
    private static final String OF_TALK = KEYS.replace("/Keys.java", "/TalkKeys.java");
    private static final String OF_IMPORTS = KEYS.replace("/Keys.java", "/ImportKeys.java");
    private static final String OF_CALLS = KEYS.replace("/Keys.java", "/CallLogKeys.java");
    private static final String PAGE = "docs/table.md";
    private final String source = Project.text(KEYS)
            + Project.text(OF_PAYOUTS)
            + Project.text(OF_BONUSES)
            + Project.text(OF_BACK_TESTS)
            + Project.text(OF_BOOKS)
            + Project.text(OF_PURGES)
            + Project.text(OF_TALK)
            + Project.text(OF_DISPUTES)
            + Project.text(OF_NOTICES)
            + Project.text(OF_CLICKS)
            + Project.text(OF_PEOPLE)
            + Project.text(OF_CALLS);

    @Test
    void page_isPrintedFromKeys() throws IOException {
        String printed = "# The table\n\nPrinted from the comment of `" + KEYS
                + "`, the one place with key text; a test compares.\n\n" + comment() + "\n";
        if ("write".equals(System.getProperty("docs"))) {
            Files.writeString(Project.ROOT.resolve(PAGE), printed);
        }

        assertThat(Project.text(PAGE)).as("run the test with -Ddocs=write").isEqualTo(printed);
    }

    @Test
    void everyPrefix_isInThePage() {
        Set<String> prefixes = Pattern.compile("\"([A-Z]|[a-z]+)#\"")
                .matcher(source)
                .results()
                .map(prefix -> prefix.group(1) + "#")
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(prefixes).isNotEmpty();
        prefixes.forEach(prefix -> assertThat(comment()).contains("`" + prefix));
    }

    @Test
    void everyItemOfThePage_isMadeByKeys() {
        Set<String> listed = Pattern.compile("(?m)^\\| (?:GSI. \\| )?`([A-Za-z]+#)")
                .matcher(comment())
                .results()
                .map(prefix -> prefix.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(listed).hasSizeGreaterThan(8);
        listed.forEach(prefix -> assertThat(source).contains("\"" + prefix));
    }

    @Test
    void everyBuilder_isUsed() {
        String others = Project.files("", ".java").stream()
                .filter(file -> file.contains("src/main/java/"))
                .map(Project::text)
                .collect(Collectors.joining("\n"));
        List<String> unused = Stream.of(
                        Keys.class,
                        PayoutKeys.class,
                        BonusKeys.class,
                        BackTestKeys.class,
                        BookKeys.class,
                        PurgeKeys.class,
                        TalkKeys.class,
                        DisputeKeys.class,
                        ImportKeys.class,
                        NoticeKeys.class,
                        ClickKeys.class,
                        PeopleKeys.class,
                        CallLogKeys.class)
                .flatMap(keys -> Arrays.stream(keys.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .filter(name -> !Pattern.compile("Keys(\\.|::)" + name + "\\b")
                        .matcher(others)
                        .find())
                .filter(name -> !Pattern.compile("[^.\\w]" + name + "\\([a-z]+\\) \\+")
                        .matcher(source)
                        .find())
                .sorted()
                .toList();

        assertThat(unused).isEmpty();
    }

    @Test
    void keyText_standsInKeysOnly() {
        // A quoted prefix of one letter, as every partition key has it.
        Pattern prefix = Pattern.compile("\"[A-Z]#");
        List<String> elsewhere = Project.files("", ".java").stream()
                .filter(file -> file.contains("src/main/java/")
                        && !List.of(
                                        KEYS,
                                        OF_PAYOUTS,
                                        OF_BONUSES,
                                        OF_BACK_TESTS,
                                        OF_BOOKS,
                                        OF_PURGES,
                                        OF_CLICKS,
                                        OF_PEOPLE,
                                        OF_NOTICES,
                                        OF_DISPUTES,
                                        OF_TALK,
                                        OF_IMPORTS,
                                        OF_CALLS)
                                .contains(file))
                // It reads the meter's report, whose lines are named by prefix; it makes no key.
                .filter(file -> !file.endsWith("/bench/ClickUnits.java"))
                .filter(file -> prefix.matcher(Project.text(file)).find())
                .toList();

        assertThat(elsewhere).isEmpty();
    }

    /// The comment above the class, as Markdown.
    private String comment() {
        return source.substring(0, source.indexOf("public final class Keys"))
                .lines()
                .filter(line -> line.startsWith("///"))
                .map(line -> line.substring(Math.min(4, line.length())))
                .collect(Collectors.joining("\n"));
    }
}
