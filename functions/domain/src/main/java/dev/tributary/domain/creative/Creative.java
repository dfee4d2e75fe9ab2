package dev.tributary.domain.creative;

import dev.tributary.domain.id.CreativeId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.LandingUrl;
import dev.tributary.domain.terms.Group;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A banner or a text that a program offers. It holds no HTML: what a page shows is made from its parts.
///
/// @param groups of enrollments that see it; none: all of them
/// @param active a retired one is offered no more; what was placed leads on
public record Creative(
        CreativeId id, ProgramId program, Instant created, Content content, Set<Group> groups, boolean active) {
    public static final int MAX_TITLE_LENGTH = 200;
    public static final int MAX_ALT_LENGTH = 300;
    public static final int MAX_SIDE = 10_000;
    public static final int MAX_LANGUAGES = 20;
    public static final int MAX_GROUPS = 50;

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");

    /// What is shown.
    /// @param image of a banner; a text has none
    /// @param landing where it leads in place of the link's own destination
    /// @param languages in which it speaks, by ISO 639-1; none: it needs no words
    public record Content(String title, Optional<Image> image, Optional<LandingUrl> landing, Set<String> languages) {
        public Content {
            languages = Set.copyOf(languages);
            if (title.isBlank() || title.length() > MAX_TITLE_LENGTH) {
                throw new IllegalArgumentException("title is empty or longer than " + MAX_TITLE_LENGTH);
            }
            if (languages.size() > MAX_LANGUAGES || !languages.stream().allMatch(Creative::isLanguage)) {
                throw new IllegalArgumentException("languages are more than " + MAX_LANGUAGES + " or no codes");
            }
        }
    }

    /// @param url on a host that the program names
    /// @param width and height in pixels, so that a page keeps its place while it loads
    /// @param alt what is read to whoever does not see it
    public record Image(LandingUrl url, int width, int height, String alt) {
        public Image {
            Objects.requireNonNull(url, "url");
            if (width < 1 || width > MAX_SIDE || height < 1 || height > MAX_SIDE) {
                throw new IllegalArgumentException("width and height are not within 1 and " + MAX_SIDE);
            }
            if (alt.isBlank() || alt.length() > MAX_ALT_LENGTH) {
                throw new IllegalArgumentException("alt is empty or longer than " + MAX_ALT_LENGTH);
            }
        }
    }

    public enum Kind {
        BANNER,
        TEXT
    }

    public Creative {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(program, "program");
        groups = Set.copyOf(groups);
        if (groups.size() > MAX_GROUPS) {
            throw new IllegalArgumentException("groups are more than " + MAX_GROUPS);
        }
    }

    public Kind kind() {
        return content.image().isPresent() ? Kind.BANNER : Kind.TEXT;
    }

    /// Whether it is offered to whoever is of these groups.
    public boolean isFor(Set<Group> others) {
        return active && (groups.isEmpty() || !Collections.disjoint(groups, others));
    }

    public static boolean isLanguage(String text) {
        return LANGUAGE.matcher(text).matches();
    }
}
