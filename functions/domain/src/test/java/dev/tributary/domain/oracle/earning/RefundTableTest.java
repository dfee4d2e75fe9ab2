package dev.tributary.domain.oracle.earning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.oracle.earning.Earning.Paid;
import dev.tributary.domain.oracle.earning.Situation.Line;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What refunds reverse of what was earned, one posting per refund; each row on engine and oracle. A
/// refund is an amount, or of one line `S1=30.00`.
class RefundTableTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # terms                                       | order                     | facts                          | refunds            | reversed
        r > 10.00                                     | 99.99                     | -                              | 33.33 33.33 33.33  | r -3.33 -3.34 -3.33
        r > 10%; least 5.00; most 50.00               | 20.00                     | -                              | 10.00              | r -2.50
        r > 10%; least 5.00; most 50.00               | 20.00                     | -                              | 10.00 10.00        | r -2.50 -2.50
        r > 10%; least 5.00; most 50.00               | 1000.00                   | -                              | 100.00 900.00      | r -5.00 -45.00
        r > 10%                                       | 100.00                    | -                              | 100.00             | r -10.00
        # -0.045 is -0.05
        r > 10%                                       | 0.90                      | -                              | 0.45 0.45          | r -0.05 -0.04
        r > 12.5%                                     | 9.99                      | -                              | 3.33 3.33 3.33     | r -0.42 -0.41 -0.42
        r > 10%                                       | JPY 1005                  | -                              | 335 335 335        | r -34 -33 -34
        r > 10%                                       | KWD 1.005                 | -                              | 0.335 0.335 0.335  | r -0.034 -0.033 -0.034
        # in the basis of the amount
        r > 10%                                       | 121.00 tax=21.00          | -                              | 60.50 60.50        | r -5.00 -5.00
        r > 10%                                       | USD 100.00 @0.9 EUR       | -                              | 50.00              | r -4.50
        # the captured amount: a cap stays, a tier is not rated again
        r > 10%; cap month 5.00                       | 100.00                    | -                              | 50.00              | r -2.50
        r > marginal revenue month 0:5% 1000:7%       | 200.00                    | revenue@2026-11=900.00         | 100.00 100.00      | r -6.00 -6.00
        r > 10%                                       | 100.00                    | part=1/3 & part=1/3 & part=1/3 | 50.00 50.00        | r -1.67 -1.67 & r -1.67 -1.66 & r -1.67 -1.66
        a sku=S1 > 10%; b > 5%                        | 100.00 S1=60.00 S2=40.00  | -                              | 50.00              | a -3.00, b -1.00
        # of one line: its commission only, by the line's total
        a sku=S1 > 10%; b > 5%                        | 100.00 S1=60.00 S2=40.00  | -                              | S1=30.00           | a -3.00, b 0.00
        a sku=S1 > 10%; b > 5%                        | 50.00 S1=60.00 S2=40.00   | -                              | S1=30.00           | a -1.50, b 0.00
        a sku=S1 > 10%; b > 5%                        | 100.00 S1=60.00 S2=40.00  | -                              | S1=60.00 40.00     | a -6.00 0.00, b 0.00 -2.00
        r > 10%                                       | 100.00 S1=60.00 S2=40.00  | -                              | S1=60.00 20.00     | r -6.00 -2.00
        """)
    void refunds_reverseByRunningTotal(String terms, String order, String facts, String refunds, String reversed) {
        Situation situation = Told.situation(terms, order, facts);
        assertThat(Agreement.difference(situation)).isEmpty();
        List<Paid> paid = Earning.of(situation);
        List<String> byOracle = new ArrayList<>();
        List<String> byEngine = new ArrayList<>();
        for (Paid one : paid) {
            Refunding refunding = new Refunding(situation);
            BigDecimal ours = BigDecimal.ZERO;
            BigDecimal theirs = BigDecimal.ZERO;
            StringBuilder postings = new StringBuilder(one.rule());
            StringBuilder engines = new StringBuilder(one.rule());
            for (String refund : Told.words(refunds)) {
                refund(refunding, situation, refund);
                BigDecimal soFar = refunding.reversed(one);
                BigDecimal engine = EngineEarning.reversed(situation, one, refunding.left());
                postings.append(' ').append(ours.subtract(soFar).toPlainString());
                engines.append(' ').append(theirs.subtract(engine).toPlainString());
                ours = soFar;
                theirs = engine;
            }
            byOracle.add(postings.toString());
            byEngine.add(engines.toString());
        }
        assertThat(told(paid, byOracle)).as("oracle").isEqualTo(reversed);
        assertThat(told(paid, byEngine)).as("engine").isEqualTo(reversed);
    }

    private static void refund(Refunding refunding, Situation situation, String refund) {
        String[] sides = refund.split("=");
        BigDecimal amount = new BigDecimal(sides[sides.length - 1]);
        if (sides.length == 1) {
            refunding.refund(amount);
            return;
        }
        List<String> skus = situation.order().lines().stream()
                .map(Line::sku)
                .map(sku -> sku.orElse(""))
                .toList();
        refunding.refund(skus.indexOf(sides[0]), amount);
    }

    private static String told(List<Paid> paid, List<String> postings) {
        return affiliates(paid).stream()
                .map(affiliate -> IntStream.range(0, paid.size())
                        .filter(index -> paid.get(index).affiliate() == affiliate)
                        .mapToObj(postings::get)
                        .collect(Collectors.joining(", ")))
                .collect(Collectors.joining(" & "));
    }

    private static List<Integer> affiliates(List<Paid> paid) {
        return paid.stream().map(Paid::affiliate).distinct().toList();
    }
}
