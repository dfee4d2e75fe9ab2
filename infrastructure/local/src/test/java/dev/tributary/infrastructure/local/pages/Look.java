package dev.tributary.infrastructure.local.pages;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How a page is looked at: in a language, bright or dark, at a desk or on a phone.
record Look(String language, Scheme scheme, Width width) {
    static final List<String> LANGUAGES = List.of("en", "he", "fa", "lv");

    /// All sixteen.
    static final List<Look> ALL = LANGUAGES.stream().flatMap(Look::in).toList();

    enum Scheme {
        LIGHT,
        DARK
    }

    enum Width {
        DESKTOP(1280),
        PHONE(390);

        final int pixels;

        Width(int pixels) {
            this.pixels = pixels;
        }
    }

    private static Stream<Look> in(String language) {
        return Stream.of(Scheme.values())
                .flatMap(scheme -> Stream.of(Width.values()).map(width -> new Look(language, scheme, width)));
    }

    /// One load per language. Four looks hold each scheme with each width; the next page begins one further,
    /// so that four pages hold each language with each of them.
    static List<Look> of(int page) {
        Scheme[] schemes = Scheme.values();
        Width[] widths = Width.values();
        return IntStream.range(0, LANGUAGES.size())
                .mapToObj(at -> {
                    int pair = (at + page) % 4;
                    return new Look(LANGUAGES.get(at), schemes[pair / 2], widths[pair % 2]);
                })
                .toList();
    }

    boolean isDark() {
        return scheme == Scheme.DARK;
    }

    /// In the same language, in the other scheme and the other width.
    Look other() {
        return new Look(
                language, isDark() ? Scheme.LIGHT : Scheme.DARK, width == Width.PHONE ? Width.DESKTOP : Width.PHONE);
    }

    /// `he-dark-390`
    @Override
    public String toString() {
        return language + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width.pixels;
    }
}
