package dev.tributary.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.click.AdClick;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClickQueryTest {
    @Test
    void query_isReadRaw() {
        ClickQuery query = ClickQuery.read("sub1=a%2Cb&sub2=x+y&sub5=%F0%9F%98%80&source=mail&consent=1&&=&x&gclid=G");
        assertThat(query.subIds()).isEqualTo(List.of("a,b", "x y", "", "", "😀"));
        assertThat(query.source()).isEqualTo("mail");
        assertThat(query.consent()).containsExactly("1");
        assertThat(query.adClicks()).extracting(AdClick::kind).containsExactly(AdClick.Kind.GCLID);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // query                   | sub1
                "sub1=a&sub1=b             | a",
                "sub1=&sub1=b              | b",
                "sub1=%zz                  | ''",
                "sub1=%ff                  | ''",
                "sub1=a%00b%0d%0ac%7f%c2%85 | abc",
                "SUB1=a                    | ''",
                "sub1                      | ''",
                "sub1=%EF%BF%BF            | ''",
            })
    void subId_isCleaned(String query, String expected) {
        assertThat(ClickQuery.read(query).subIds().getFirst()).isEqualTo(expected);
    }

    @Test
    void subId_isCutBetweenCharacters() {
        assertThat(ClickQuery.shortText("a".repeat(63) + "ü")).isEqualTo("a".repeat(63));
        assertThat(ClickQuery.shortText("😀".repeat(17))).isEqualTo("😀".repeat(16));
        assertThat(ClickQuery.shortText("a\uD800b")).isEqualTo("ab");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // query                | present | broken
                "''                     | false   | false",
                "url=https%3A%2F%2Fa.b  | true    | false",
                "url=                   | true    | false",
                "url=%zz                | false   | true",
                "url=a&url=b            | true    | true",
            })
    void deepLink_isPresentOrBroken(String text, boolean present, boolean broken) {
        ClickQuery query = ClickQuery.read(text);
        assertThat(query.deepLink().isPresent()).isEqualTo(present);
        assertThat(query.deepLinkBroken()).isEqualTo(broken);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // query                                  | as json | referrer
                "''                                       | false   | ''",
                "as                                       | false   | ''",
                "as=JSON                                  | false   | ''",
                "as=%zz                                   | false   | ''",
                "as=json                                  | true    | ''",
                "as=x&as=j%73on                           | true    | ''",
                "as=json&referrer=https%3A%2F%2Fa.b&referrer=c | true | https://a.b",
                "as=json&referrer=%ff                     | true    | ''",
            })
    void page_asksForJson(String text, boolean asJson, String referrer) {
        ClickQuery query = ClickQuery.read(text);
        assertThat(query.asJson()).isEqualTo(asJson);
        assertThat(query.referrer()).isEqualTo(referrer);
    }

    @Test
    void tooManyParameters_areNotRead() {
        assertThat(ClickQuery.read("a=b&".repeat(200) + "sub1=late").subIds().getFirst())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // parameters before | more         | consent
                "99                  | consent=1    | [1]",
                "99                  | consent=1&   | [1]",
                "99                  | consent=1&a  | [1, 0]",
                "100                 | consent=1    | [0]",
                "98                  | consent=1&consent=0 | [1, 0]",
            })
    void whatIsNotRead_mayBeARefusal(int before, String more, String consent) {
        assertThat(ClickQuery.read("a=b&".repeat(before) + more).consent()).hasToString(consent);
    }
}
