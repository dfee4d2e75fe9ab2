package dev.tributary.infrastructure.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClicksTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        a b c    | a b      |          |          | 2 | 14 answered and nowhere: 1 clicks, such as c
        a b c    | a b c    |          |          | 4 | 14 recorded are 3 clicks, counted 4
        a b c    | a b c    |          |          | 2 | 14 recorded are 3 clicks, counted 2
        a b c    | a        | b        |          | 1 | 14 answered and nowhere: 1 clicks, such as c
        a b c    | a b c    |          |          | 3 |
        a b c    | a        | b        | c        | 1 |
        a b c    | a b      | b c      | b        | 2 |
        a b      | a b c    |          |          | 3 |
        """)
    void everyAnsweredClick_isSomewhereAndCountedOnce(
            @Nullable String answered,
            @Nullable String recorded,
            @Nullable String queued,
            @Nullable String fallback,
            long counted,
            @Nullable String broken) {
        Clicks clicks = new Clicks(set(answered), set(recorded), set(queued), set(fallback), counted);
        if (broken == null) {
            assertThat(clicks.broken()).isEmpty();
        } else {
            assertThat(clicks.broken()).first().isEqualTo(broken);
        }
    }

    private static Set<String> set(@Nullable String names) {
        return names == null ? Set.of() : Set.of(names.split(" "));
    }
}
