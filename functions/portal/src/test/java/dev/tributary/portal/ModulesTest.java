package dev.tributary.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The files of the pages know each other: a browser refuses a whole page for one name that its file does not export,
/// and no build looks at them before.
class ModulesTest {
    private static final Path WEB = Path.of("src/main/resources/dev/tributary/portal/web");
    private static final Pattern IMPORT = Pattern.compile("import \\{([^}]*)} from '(\\.[^']*)'");

    @Test
    void whatAFileImports_isExported() throws IOException {
        List<String> missing = new ArrayList<>();
        int names = 0;
        for (Path file : ours()) {
            for (var found : IMPORT.matcher(Files.readString(file)).results().toList()) {
                Path from = file.resolveSibling(found.group(2)).normalize();
                String text = Files.exists(from) ? Files.readString(from) : "";
                for (String name : namesOf(found.group(1))) {
                    names++;
                    if (!exports(text, name)) {
                        missing.add("%s: %s of %s".formatted(WEB.relativize(file), name, WEB.relativize(from)));
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(names).isPositive();
    }

    private static List<Path> ours() throws IOException {
        try (Stream<Path> files = Files.walk(WEB)) {
            return files.filter(path -> path.toString().endsWith(".js")).toList();
        }
    }

    /// `one, other as here`: what the other file calls them.
    private static List<String> namesOf(String list) {
        return Arrays.stream(list.split(","))
                .map(name -> name.strip().split(" as ")[0])
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static boolean exports(String text, String name) {
        return Pattern.compile("export (async )?(const|let|class|function) " + Pattern.quote(name) + "\\b")
                .matcher(text)
                .find();
    }
}
