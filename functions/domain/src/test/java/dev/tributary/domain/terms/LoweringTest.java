package dev.tributary.domain.terms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.terms.TermsCheck.Publishing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which terms need notice after which; the notation is that of `TermsText`.
class LoweringTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # before                                     | now                                             | lowered
        > 10                                         | > 10                                            | false
        > 10                                         | > 11                                            | false
        > 10                                         | > 9.9                                           | true
        > 5 EUR                                      | > 5 EUR & 1                                     | false
        > 5 EUR & 1                                  | > 6 EUR                                         | true
        > 5 EUR                                      | > 5 EUR/item                                    | true
        > 1 EUR/item                                 | > 1 EUR/item                                    | false
        > 1 EUR/item                                 | > 0.99 EUR/item                                 | true
        > 10 @14                                     | > 10 @14                                        | false
        > 10 @14                                     | > 10 @15                                        | true
        > 10 @14                                     | > 10                                            | true
        > 10; hold 30                                | > 10; hold 31                                   | true
        > 10 @5; hold 30                             | > 10 @5; hold 31                                | true
        > 10; hold 30                                | > 10; hold 29                                   | false
        event=sale > 10                              | event=sale > 10; > 5                            | false
        event=sale > 10; > 5                         | event=sale > 10                                 | true
        event=sale > 10                              | event=sale,lead > 10                            | true
        event=sale + group=vip > 10                  | group=vip + event=sale > 10                     | false
        event=sale > 10                              | event=lead > 10; event=sale > 10                | true
        > stages 25*12 ~ 10                          | > stages 25*12 ~ 10                             | false
        > stages 25*12 ~ 10                          | > stages 25*13 ~ 10                             | false
        > stages 25*12 ~ 10                          | > stages 25*11 ~ 10                             | true
        > stages 25*12 ~ 10                          | > stages 30*6 ~ 25*6 ~ 12                       | false
        > stages 25*12 ~ 10                          | > stages 30*6 ~ 25*6                            | true
        > stages 25*12                               | > stages 25*12 ~ 10                             | false
        > stages 25*12 ~ 10                          | > 25                                            | false
        > stages 25*12 ~ 10                          | > 24                                            | true
        > 10                                         | > stages 25*12 ~ 10                             | false
        > 10                                         | > stages 25*12                                  | true
        > tiers revenue month marginal 0:5 ~ 1000:7  | > tiers revenue month marginal 0:5 ~ 1000:7     | false
        > tiers revenue month marginal 0:5 ~ 1000:7  | > tiers revenue month marginal 0:5 ~ 900:7      | false
        > tiers revenue month marginal 0:5 ~ 1000:7  | > tiers revenue month marginal 0:5 ~ 1100:7     | true
        > tiers revenue month marginal 0:5 ~ 1000:7  | > tiers revenue month marginal 0:5 ~ 900:7 ~ 2000:6 | true
        > tiers revenue month marginal 0:5 ~ 1000:7  | > tiers revenue month marginal 0:5 ~ 1000:7 ~ 2000:8 | false
        > tiers revenue month marginal 0:5 ~ 1000:7  | > tiers revenue month retroactive 0:5 ~ 1000:7  | true
        > tiers revenue month marginal 0:5 ~ 1000:7  | > tiers revenue quarter marginal 0:5 ~ 1000:7   | true
        > tiers revenue month marginal 0:5 ~ 1000:7  | > tiers conversions month marginal 0:5 ~ 10:7   | true
        > tiers revenue month marginal 0:5 ~ 1000:7  | > 7                                             | false
        > tiers revenue month marginal 0:5 ~ 1000:7  | > 6                                             | true
        > 5                                          | > tiers revenue month marginal 0:5 ~ 1000:7     | false
        > 6                                          | > tiers revenue month marginal 0:5 ~ 1000:7     | true
        > stages 5*12 ~ 5                            | > tiers revenue month marginal 0:5 ~ 1000:7     | true
        > tiers conversions ever marginal 0:5 ~ 10:7 | > stages 7                                      | true
        > 10; least 1 EUR                            | > 10; least 1.01 EUR                            | false
        > 10; least 1 EUR                            | > 10; least 0.99 EUR                            | true
        > 10; least 1 EUR                            | > 10                                            | true
        > 10                                         | > 10; least 1 EUR                               | false
        > 10; most 50 EUR                            | > 10; most 51 EUR                               | false
        > 10; most 50 EUR                            | > 10; most 49 EUR                               | true
        > 10; most 50 EUR                            | > 10                                            | false
        > 10                                         | > 10; most 50 EUR                               | true
        event=sale > 10; > 5                         | event=sale > 10; > 5; least 1 EUR               | true
        event=sale > 10; > 5; most 50 EUR            | event=sale > 10; > 5                            | true
        > 10; cap all day 100 EUR                    | > 10; cap all day 100 EUR                       | false
        > 10; cap all day 100 EUR                    | > 10; cap all day 99 EUR                        | true
        > 10; cap all day 100 EUR                    | > 10; cap all day 101 EUR                       | false
        > 10; cap all day 100 EUR                    | > 10                                            | false
        > 10; cap all day 100 EUR                    | > 10; cap all month 3000 EUR                    | true
        > 10; cap all day 100 EUR                    | > 10; cap r0 day 100 EUR                        | true
        > 10                                         | > 10; cap all day 100 EUR                       | true
        a: event=sale > 9; b: > 9; cap b day 1 EUR   | b: event=sale > 9; a: > 9; cap b day 1 EUR      | true
        a: event=sale > 9; b: > 9                    | b: event=sale > 9; a: > 9                       | false
        > 10; clicks c 0.05 EUR 100 vip              | > 10; clicks d 0.05 EUR 100 vip                 | false
        > 10; clicks c 0.05 EUR 100 vip              | > 10; clicks c 0.05 EUR 100 vip,gold            | false
        > 10; clicks c 0.05 EUR 100 vip              | > 10; clicks c 0.05 EUR 100                     | false
        > 10; clicks c 0.05 EUR 100                  | > 10; clicks c 0.05 EUR 100 vip                 | true
        > 10; clicks c 0.05 EUR 100                  | > 10; clicks c 0.04 EUR 100                     | true
        > 10; clicks c 0.05 EUR 100                  | > 10; clicks c 0.05 EUR 99                      | true
        > 10; clicks c 0.05 EUR 100                  | > 10; clicks c 0.05 EUR                         | false
        > 10; clicks c 0.05 EUR                      | > 10; clicks c 0.05 EUR 100                     | true
        > 10; clicks c 0.05 EUR                      | > 10                                            | true
        > 10                                         | > 10; clicks c 0.05 EUR                         | false
        > 10; window 30                              | > 10; window 29                                 | true
        > 10; window 30                              | > 10; window 31                                 | false
        > 10; precedence click                       | > 10; precedence click; window 31               | true
        > 10; model linear                           | > 10; model linear; window 31                   | true
        > 10; bind 12 months                         | > 10; bind 12 months; window 31                 | true
        > 10                                         | > 10; model first_click                         | true
        > 10                                         | > 10; precedence click                          | true
        > 10                                         | > 10; suppress cashback                         | true
        > 10; suppress cashback                      | > 10                                            | true
        > 10; seconds 10                             | > 10; seconds 9                                 | false
        > 10; seconds 10                             | > 10                                            | false
        > 10; seconds 10                             | > 10; seconds 11                                | true
        > 10                                         | > 10; seconds 1                                 | true
        > 10                                         | > 10; bind 12 months                            | true
        > 10; bind 12 months                         | > 10; bind 13 months                            | true
        > 10; bind 12 months                         | > 10; bind 12 months new_click                  | true
        > 10                                         | > 10; paid conversion                           | true
        > 10                                         | > 10; manual 20                                 | true
        > 10; manual 20                              | > 10; manual 21                                 | true
        > 10; manual 20                              | > 10; manual 19                                 | false
        > 10                                         | > 10; minimum 1 EUR                             | true
        > 10; minimum 2 EUR                          | > 10; minimum 1 EUR                             | false
        > 10; within 65                              | > 10; within 66                                 | true
        > 10; within 65                              | > 10; within 64                                 | false
        """)
    void lowered_isWhatIsNotPlainlyAsGood(String before, String now, boolean lowered) {
        TermsCheck.Setting setting = new TermsCheck.Setting(TermsText.EUR, Set.of(), 7);
        List<TermsDocument> old = List.of(TermsText.document(before));
        Instant notice = NOW.plus(Duration.ofDays(7));
        TermsCheck.Fault fault = new TermsCheck.Fault("effective_from", "notice_too_short");
        assertThat(TermsCheck.faults(
                                TermsText.document(now, 2, notice.minusMillis(1)), new Publishing(setting, old, NOW))
                        .contains(fault))
                .isEqualTo(lowered);
        assertThat(TermsCheck.faults(TermsText.document(now, 2, notice), new Publishing(setting, old, NOW)))
                .doesNotContain(fault);
    }
}
