package dev.tributary.api;

import dev.tributary.domain.language.Language;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpCall;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// In which language a call wants its sentences: the one of `Accept-Language` that it weighs highest
/// among those that there are (RFC 9110, 12.5.4), else English. A header that cannot be read asks for
/// nothing.
final class Languages {
    private Languages() {}

    static Language of(HttpCall call) {
        return call.header("accept-language").stream()
                .flatMap(Languages::ranges)
                .flatMap(range -> Language.of(range).stream())
                .findFirst()
                .orElse(Language.ENGLISH);
    }

    /// With `Content-Language`, and what it depends on.
    static HttpAnswer said(HttpAnswer answer, Language language) {
        return answer.with("content-language", language.code()).with("vary", "accept-language");
    }

    /// Highest weight first; what weighs 0 is not wanted.
    private static Stream<String> ranges(String header) {
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(header);
            return ranges.stream().filter(range -> range.getWeight() > 0).map(Locale.LanguageRange::getRange);
        } catch (IllegalArgumentException unreadable) {
            return Stream.empty();
        }
    }
}
