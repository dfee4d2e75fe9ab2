package dev.tributary.domain.party;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisguiseTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // text (escapes as in Java)           | hides something
                "Anna                                  | false",
                "Zoë Ünal O'Neill-Šķēle                | false",
                "\u65e5\u672c                          | false",
                "\u05d3\u05e0\u05d4                    | false",
                "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627 | false",
                "An\u200cna                            | true",
                "An\u200dna                            | true",
                "\u0639\u200c                          | true",
                "An\u200bna                            | true",
                "Anna\u202egpj                         | true",
                "Anna\u2066x\u2069                     | true",
                "An\u00adna                            | true",
                "An\u2060na                            | true",
                "\ufeffAnna                            | true",
                "Anna\u3164                            | true",
                "Anna\ufe0f                            | true",
                "Anna \u2764\ufe0f                     | false",
                "Anna\u2028x                           | true",
                "Anna\ue000                            | true",
                "Anna\u061c                            | true",
            })
    void hiddenSigns_areFound_andShown(String text, boolean hides) {
        assertThat(Disguise.isIn(text)).isEqualTo(hides);
        assertThat(Disguise.isIn(Disguise.shown(text))).isFalse();
        assertThat(Disguise.shown(text).contains("\ufffd")).isEqualTo(hides);
    }
}
