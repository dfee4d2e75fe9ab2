package dev.tributary.infrastructure.local.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What pages.js lists, read from it: a page that is added there is tested without a word here.
final class PageList {
    private static final Path WEB = Seeded.ROOT.resolve("functions/portal/src/main/resources/dev/tributary/portal/web");
    private static final Pattern ENTRY =
            Pattern.compile("\\{path: '([^']+)', kind: '(mer|aff|both)', file: '([^']+)'(?:, menu: '[a-z]+')?}");

    private static final String ANYBODY = "anybody";

    private PageList() {}

    /// @param path below the tenant, `affiliates/:affiliate`
    /// @param kind whose: `mer` or `aff`
    /// @param file of its element, `trb-affiliate`
    record Page(String path, String kind, String file) {
        /// Of what stands there when the page is there.
        String heading() {
            return isOpen() ? "main h1" : "main trb-" + file + " h1";
        }

        /// For anybody, signed in or not.
        boolean isOpen() {
            return kind.equals(ANYBODY);
        }

        @Override
        public String toString() {
            return kind + " " + path;
        }
    }

    /// Those of visit.js and of the machine itself, whose paths are their whole ones.
    static List<Page> open() {
        return List.of(
                new Page("", ANYBODY, "machine"),
                new Page("programs", ANYBODY, "directory"),
                new Page("programs/:program", ANYBODY, "directory-program"));
    }

    /// Each page for each kind of tenant that it is for. One whose file is not written yet is left to MessagesTest,
    /// which says so.
    static List<Page> read() {
        List<Page> pages = new ArrayList<>();
        ENTRY.matcher(text()).results().forEach(found -> {
            Stream<String> kinds = found.group(2).equals("both") ? Stream.of("mer", "aff") : Stream.of(found.group(2));
            kinds.map(kind -> new Page(found.group(1), kind, found.group(3)))
                    .filter(page -> Files.exists(WEB.resolve("pages/" + page.file() + ".js")))
                    .forEach(pages::add);
        });
        return List.copyOf(pages);
    }

    /// How many lines of the list name a path, whether or not `read` understands them.
    static long lines() {
        return text().lines().filter(line -> line.contains("{path:")).count();
    }

    /// How many of them it understands.
    static long entries() {
        return ENTRY.matcher(text()).results().count();
    }

    private static String text() {
        try {
            return Files.readString(WEB.resolve("pages.js"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
