package dev.tributary.domain.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.language.Language.Unit;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.token.Device;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Every language says every phrase, with all that the phrase is given and nothing of English.
class LanguageTest {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    @ParameterizedTest
    @EnumSource(Phrase.class)
    void everyLanguage_saysThePhraseWithTheSamePlaces(Phrase phrase) {
        for (Language language : Language.ALL) {
            assertThat(places(language, phrase))
                    .as("%s in %s", phrase, language.code())
                    .isEqualTo(places(Language.ENGLISH, phrase));
            assertThat(language.say(phrase, "1", "2", "3", "4", "5", "6", "7"))
                    .isNotBlank()
                    .doesNotContain("{", "}");
        }
    }

    /// A word of English that stayed is one in Latin letters, or in Latvian the same pattern.
    @ParameterizedTest
    @EnumSource(Phrase.class)
    void noPhrase_isLeftInEnglish(Phrase phrase) {
        for (Language language : Language.ALL) {
            String own = PLACE.matcher(language.pattern(phrase)).replaceAll("");
            if (language.isRightToLeft()) {
                assertThat(own).as(language.code()).doesNotContainPattern("[A-Za-z]");
            } else if (!language.equals(Language.ENGLISH) && own.matches(".*\\p{L}{2}.*")) {
                assertThat(language.pattern(phrase)).isNotEqualTo(Language.ENGLISH.pattern(phrase));
            }
        }
    }

    @Test
    void everyLanguage_hasAWordForEachValue() {
        for (Language language : Language.ALL) {
            assertAllDiffer(language, DayOfWeek.values(), language::day);
            assertAllDiffer(language, ChannelKind.values(), language::channel);
            assertAllDiffer(language, Device.values(), language::device);
            assertAllDiffer(language, Measure.values(), language::measure);
            assertAllDiffer(language, Period.Length.values(), language::period);
            assertAllDiffer(language, StatementWord.values(), language::statement);
            assertAllDiffer(language, Unit.values(), unit -> language.count(5, unit));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # code | 1         | 2         | 11           | 21           | 12.5 %  | -1234.50 EUR   | a, b or c | a, b and c
        en     | 1 day     | 2 days    | 11 days      | 21 days      | 12.5 %  | -1234.50 EUR   | a, b or c   | a, b and c
        lv     | 1 dienu   | 2 dienas  | 11 dienas    | 21 dienu     | 12,5 %  | -1234,50 EUR   | a, b vai c  | a, b un c
        he     | יום אחד   | יומיים    | 11 ימים      | 21 ימים      | 12.5%   | -1234.50 EUR   | a, b או c   | a, b וכן c
        fa     | ۱ روز     | ۲ روز     | ۱۱ روز       | ۲۱ روز       | ۱۲٫۵٪   | -۱۲۳۴٫۵۰ EUR   | a، b یا c   | a، b و c
        """)
    void numbersAndLists_areWrittenAsTheLanguageDoes(
            String code,
            String one,
            String two,
            String eleven,
            String twentyOne,
            String percent,
            String money,
            String any,
            String all) {
        Language language = Language.of(code).orElseThrow();
        assertThat(Stream.of(1, 2, 11, 21).map(days -> language.count(days, Unit.DAY)))
                .containsExactly(one, two, eleven, twentyOne);
        assertThat(language.percent(new BigDecimal("12.5"))).isEqualTo(percent);
        assertThat(language.money(Money.of("-1234.50", new CurrencyCode("EUR"))))
                .isEqualTo(money);
        assertThat(unmarked(language.any(List.of("a", "b", "c")))).isEqualTo(any);
        assertThat(unmarked(language.all(List.of("a", "b", "c")))).isEqualTo(all);
        assertThat(language.all(List.of("a"))).isEqualTo("a");
    }

    private static String unmarked(String text) {
        return text.replace("\u2068", "").replace("\u2069", "");
    }

    /// Of several in one place each keeps its own direction, and an exchange reads as an equation does everywhere.
    @Test
    void whatStandsTogetherInOnePlace_isIsolatedOneByOne() {
        Language hebrew = Language.of("he").orElseThrow();
        assertThat(hebrew.any(List.of("ANNA10", "BEN5"))).isEqualTo("\u2068ANNA10\u2069 או \u2068BEN5\u2069");
        assertThat(hebrew.list(List.of("a", "b"))).isEqualTo("\u2068a\u2069, \u2068b\u2069");
        assertThat(hebrew.list(List.of("a"))).isEqualTo("a");
        assertThat(Language.of("lv").orElseThrow().any(List.of("a", "b"))).isEqualTo("a vai b");
        assertThat(hebrew.say(Phrase.EXCHANGED_AT_ECB, "USD", "0.9", "EUR", "2026-11-20"))
                .contains("\u20681 \u2068USD\u2069 = \u20680.9\u2069 \u2068EUR\u2069\u2069");
    }

    @ParameterizedTest
    @CsvSource({
        "en, 2026-11-22T10:00:05.250Z",
        "lv, 2026-11-22 10:00:05 UTC",
        "he, 2026-11-22 10:00:05 UTC",
        "fa, 2026-11-22 10:00:05 UTC"
    })
    void instant_isSaidAsPeopleSayIt(String code, String says) {
        assertThat(Language.of(code).orElseThrow().instant(Instant.parse("2026-11-22T10:00:05.250Z")))
                .isEqualTo(says);
    }

    /// So that `"base"` and `-5.00 EUR` keep their own direction within a sentence from the right.
    @Test
    void whatFillsAPlace_isIsolatedFromTheRightOnly() {
        assertThat(Language.of("he").orElseThrow().say(Phrase.PAID_PLUS, "a}", "{0}"))
                .isEqualTo("\u2068a}\u2069 ועוד \u2068{0}\u2069");
        assertThat(Language.ENGLISH.say(Phrase.PAID_PLUS, "a}", "{0}")).isEqualTo("a} plus {0}");
    }

    @ParameterizedTest
    @CsvSource({"en, en", "LV, lv", "he-IL, he", "fa-IR-x, fa", "de, ", "'', ", "hebrew, ", "-he, "})
    void language_isFoundByItsCode(String tag, @Nullable String code) {
        assertThat(Language.of(tag).map(Language::code)).isEqualTo(Optional.ofNullable(code));
    }

    private static TreeSet<String> places(Language language, Phrase phrase) {
        return new TreeSet<>(PLACE.matcher(language.pattern(phrase))
                .results()
                .map(MatchResult::group)
                .toList());
    }

    private static <E> void assertAllDiffer(Language language, E[] values, Function<E, String> word) {
        List<String> words = Arrays.stream(values).map(word).toList();
        assertThat(words).as(language.code()).doesNotHaveDuplicates().allMatch(one -> !one.isBlank());
    }
}
