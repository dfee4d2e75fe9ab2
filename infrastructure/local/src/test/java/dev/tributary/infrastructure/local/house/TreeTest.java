package dev.tributary.infrastructure.local.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the tree holds and how long its files are.
class TreeTest {
    private static final Set<String> TOP_LEVEL = Set.of(
            "README.md",
            "template.yaml",
            "pom.xml",
            "tributary",
            "events",
            "functions",
            "infrastructure",
            "docs",
            ".ci",
            ".mvn",
            "LICENSE",
            "samconfig.toml",
            "env.json",
            ".gitignore",
            ".editorconfig");
    private static final int LONGEST = 400;
    /// Data from a package, a line per pattern; nobody reads or edits it.
    private static final Set<String> DATA = Set.of("crawler-user-agents.tsv");
    private static final Set<String> BINARY = Set.of(".png", ".ico", ".jpg", ".woff2", ".gz", ".jar");
    /// Split, so that this file does not name them either.
    private static final Pattern REGISTRY = Pattern.compile(Stream.of(
                    "repo1?\\.mav" + "en",
                    "npm" + "js\\.",
                    "yarn" + "pkg\\.",
                    "pypi\\.o" + "rg",
                    "python" + "hosted\\.",
                    "crates\\.i" + "o",
                    "proxy\\.gol" + "ang",
                    "rubygems\\.o" + "rg",
                    "docker\\.i" + "o",
                    "ghcr\\.i" + "o",
                    "quay\\.i" + "o",
                    "public\\.ec" + "r",
                    "sona" + "type\\.",
                    "jit" + "pack\\.",
                    "gradle\\.o" + "rg",
                    "nuget\\.o" + "rg",
                    "packagist\\.o" + "rg")
            .reduce((one, other) -> one + "|" + other)
            .orElseThrow());
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)[^)]*\\)");

    @Test
    void topLevel_isTheMapOfTheHouse() throws IOException {
        Set<String> found = new HashSet<>();
        try (Stream<Path> entries = Files.list(Tree.ROOT)) {
            entries.filter(path -> !Tree.ignored(path))
                    .forEach(path -> found.add(path.getFileName().toString()));
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(TOP_LEVEL);
    }

    @Test
    void files_areShort() {
        List<String> tooLong = new ArrayList<>();
        for (Path file : textFiles(path -> path.contains("/src/main/"))) {
            long lines = Tree.text(file).lines().count();
            if (lines > LONGEST && !DATA.contains(file.getFileName().toString())) {
                tooLong.add(Tree.name(file) + " has " + lines + " lines");
            }
        }
        assertThat(tooLong).as("longer than " + LONGEST).isEmpty();
    }

    @Test
    void noFile_namesARegistry() {
        assertThat(REGISTRY.matcher("https://registry.npm" + "js.org/x").find())
                .as("canary")
                .isTrue();
        List<String> naming = textFiles(path -> true).stream()
                .filter(file -> REGISTRY.matcher(Tree.text(file).toLowerCase(Locale.ROOT))
                        .find())
                .map(Tree::name)
                .toList();
        assertThat(naming).isEmpty();
    }

    @Test
    void relativeLinks_leadSomewhere() {
        assertThat(broken(Tree.ROOT, "[a](pom.xml) [b](https://example.com) [c](absent.md#x)"))
                .as("canary")
                .containsExactly("absent.md");
        List<String> broken = Tree.files(Tree.ROOT, ".md").stream()
                .flatMap(file -> broken(file.resolveSibling(""), Tree.text(file)).stream()
                        .map(link -> Tree.name(file) + " → " + link))
                .toList();
        assertThat(broken).isEmpty();
    }

    @Test
    void everyPackage_isNullMarkedAndSaysWhatItIs() {
        List<Path> sources = Tree.files(Tree.ROOT, ".java").stream()
                .filter(file -> Tree.name(file).contains("src/main/java/"))
                .toList();
        assertThat(sources).isNotEmpty();
        List<String> bare = sources.stream()
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !described(folder.resolve("package-info.java")))
                .map(Tree::name)
                .toList();
        assertThat(bare)
                .as("packages without a @NullMarked package-info that describes them")
                .isEmpty();
    }

    private static boolean described(Path packageInfo) {
        return Files.exists(packageInfo)
                && Tree.text(packageInfo).startsWith("///")
                && Tree.text(packageInfo).contains("\n@NullMarked\npackage ");
    }

    private static List<String> broken(Path folder, String text) {
        return LINK.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(link -> !link.contains(":"))
                .filter(link -> !Files.exists(folder.resolve(link)))
                .toList();
    }

    private static List<Path> textFiles(Predicate<String> wanted) {
        List<Path> files = Tree.files(Tree.ROOT).stream()
                .filter(file -> wanted.test("/" + Tree.name(file)))
                .filter(file -> BINARY.stream().noneMatch(file.toString()::endsWith))
                .toList();
        assertThat(files).isNotEmpty();
        return files;
    }
}
