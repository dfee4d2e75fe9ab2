package dev.tributary.domain.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.click.Click;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What stands for macros in an affiliate's URL.
class PostbackMacroTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static Notice notice(Map<NoticeFact, String> facts) {
        return Notice.of(
                NoticeType.COMMISSION_ACCRUED,
                NOW,
                List.of(Tenant.parse("aff_0000000000001").orElseThrow()),
                Optional.empty(),
                facts,
                "x");
    }

    /// `\\r\\n` in a row stand for the two signs.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        plain-1_2.3~4 | plain-1_2.3~4
        a&b=c         | a%26b%3Dc
        100%          | 100%25
        %26           | %2526
        {sub2}        | %7Bsub2%7D
        a b+c         | a%20b%2Bc
        #frag?x       | %23frag%3Fx
        ../x          | ..%2Fx
        āž            | %C4%81%C5%BE
        שלום          | %D7%A9%D7%9C%D7%95%D7%9D
        \u202Eevil | %E2%80%AEevil
        😀            | %F0%9F%98%80
        a\\r\\nHost: b | a%0D%0AHost%3A%20b
        $1\\2         | %241%5C2
        """)
    void subId_isEncodedByteForByte_andIsNoMoreThanAValue(String written, String encoded) {
        String text = written.replace("\\r", "\r").replace("\\n", "\n");
        assertThat(PostbackMacro.fill(
                        "https://t.example/{sub1}?s={sub1}&t={sub2}&u={source}",
                        notice(Map.of(NoticeFact.SUB1, text, NoticeFact.SOURCE, "s"))))
                .isEqualTo("https://t.example/" + encoded + "?s=" + encoded + "&t=&u=s");
    }

    @Test
    void longOnes_areWhole_andEachHasAPlaceOfItsOwn() {
        Map<NoticeFact, String> facts = new EnumMap<>(NoticeFact.class);
        List<NoticeFact> all = List.of(
                NoticeFact.SUB1, NoticeFact.SUB2, NoticeFact.SUB3, NoticeFact.SUB4, NoticeFact.SUB5, NoticeFact.SOURCE);
        all.forEach(fact -> facts.put(fact, fact.text() + "ā".repeat(125)));
        String filled = PostbackMacro.fill("?{sub1}/{sub2}/{sub3}/{sub4}/{sub5}/{source}", notice(facts));
        List<String> expected = new ArrayList<>();
        all.forEach(fact -> expected.add(fact.text() + "%C4%81".repeat(125)));
        assertThat(filled).isEqualTo("?" + String.join("/", expected));
    }

    /// The longest that links may have, in the signs that take most: the call is made all the same.
    @Test
    void longestLabels_keepWithinWhatIsCalled() {
        Map<NoticeFact, String> facts = new EnumMap<>(NoticeFact.class);
        for (NoticeFact fact : NoticeFact.values()) {
            if (fact.shape() == NoticeFact.Shape.LABEL) {
                facts.put(fact, "&".repeat(Click.MAX_TEXT_BYTES));
            }
        }
        String url = "https://t.example/?a=" + "a".repeat(900) + "&{sub1}{sub2}{sub3}{sub4}{sub5}{source}";
        assertThat(url).hasSizeLessThanOrEqualTo(EndpointUrl.MAX_LENGTH);
        assertThat(EndpointUrl.filled(PostbackMacro.fill(url, notice(facts)), false))
                .isInstanceOf(EndpointUrl.Parsed.Allowed.class);
    }

    @Test
    void eachMacro_isNamedAndKnown_andNoOtherIs() {
        for (PostbackMacro macro : PostbackMacro.values()) {
            String text = "{" + macro.text() + "}";
            assertThat(PostbackMacro.all()).contains(text);
            assertThat(PostbackMacro.areKnown("https://t.example/?x=" + text)).isTrue();
        }
        for (String url : List.of("{sub0}", "{sub6}", "{SUB1}", "{ sub1}", "{sub1", "sub1}", "{}", "{sub}", "{link}")) {
            assertThat(PostbackMacro.areKnown("https://t.example/?x=" + url))
                    .as(url)
                    .isFalse();
        }
    }

    @Test
    void urlAsksForWhatIsOnLinks_whereAMacroOfThemStandsInIt() {
        assertThat(PostbackMacro.areOfLinks("https://t.example/?x={sub5}")).isTrue();
        assertThat(PostbackMacro.areOfLinks("https://t.example/?x={source}")).isTrue();
        assertThat(PostbackMacro.areOfLinks("https://t.example/sub1?source={click_id}"))
                .isFalse();
    }
}
