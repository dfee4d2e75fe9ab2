package dev.tributary.infrastructure.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The checker by itself, at figures that are known: it is no judge of the platform that has learned them
/// from it.
class RecomputationTest {
    private static final String MARGINAL = tiers("marginal");
    private static final String RETROACTIVE = tiers("retroactive");

    @ParameterizedTest
    @CsvSource({
        // 5 % of 100.00 and 7 % of 100.00; the slice ends at the step, included.
        "marginal, 90000, 200.00, 1200",
        "marginal, 90000, 100.00, 500",
        "marginal, 100000, 100.00, 700",
        "marginal, 0, 6000.00, 43000",
        "retroactive, 90000, 200.00, 1400",
        "retroactive, 90000, 100.00, 700",
        "retroactive, 89999, 100.00, 500"
    })
    void tier(String mode, long before, String amount, long earned) {
        String pay = mode.equals("marginal") ? MARGINAL : RETROACTIVE;
        assertThat(earned(rule(pay), order(amount, share("1", "\"tallies\":{\"revenue@2026-11\":" + before + "}"))))
                .containsExactly(Map.entry("aff_1 base", earned));
    }

    @ParameterizedTest
    @CsvSource({
        // A counter of conversions finds the step before it; a change of tier moves a whole pay, and no slice.
        "marginal, 2, 0, 500",
        "marginal, 3, 0, 700",
        "retroactive, 1, 0, 500",
        "retroactive, 2, 0, 700",
        "retroactive, 0, 3, 700",
        "retroactive, 9, 1, 500",
        "marginal, 0, 3, 500"
    })
    void tierByCount(String mode, long before, long rerated, long earned) {
        String pay = "{\"measure\":\"conversions\",\"period\":\"month\",\"mode\":\"" + mode
                + "\",\"steps\":[{\"from\":0,\"percent\":\"5\"},{\"from\":3,\"percent\":\"7\"}]}";
        String again = rerated == 0 ? "" : ",\"rerated\":{\"conversions@2026-11\":" + rerated + "}";
        assertThat(earned(
                        rule(pay),
                        order("100.00", share("1", "\"tallies\":{\"conversions@2026-11\":" + before + "}" + again))))
                .containsExactly(Map.entry("aff_1 base", earned));
    }

    @ParameterizedTest
    @CsvSource({
        "20.00, 500", // 2.00, raised to the least
        "200.00, 2000",
        "900.00, 5000", // 90.00, lowered to the most
        "0.00, 0" // nothing is not raised
    })
    void limits(String amount, long earned) {
        String terms = "{\"rules\":[{\"id\":\"base\",\"pay\":{\"percent\":\"10\"}}],"
                + "\"limits\":{\"least\":\"5.00 EUR\",\"most\":\"50.00 EUR\"}}";
        assertThat(earned(terms, order(amount, share("1", ""))).getOrDefault("aff_1 base", 0L))
                .isEqualTo(earned);
    }

    @ParameterizedTest
    @CsvSource({"0, 1000", "2500, 500", "3000, 0", "3500, 0"})
    void cap(long used, long earned) {
        String terms = "{\"rules\":[{\"id\":\"base\",\"pay\":{\"percent\":\"10\"}}],"
                + "\"caps\":[{\"rule\":\"base\",\"period\":\"day\",\"most\":\"30.00 EUR\"}]}";
        String tallies = "\"tallies\":{\"cap.base@2026-11-22\":" + used + "}";
        assertThat(earned(terms, order("100.00", share("1", tallies))).getOrDefault("aff_1 base", 0L))
                .isEqualTo(earned);
    }

    @ParameterizedTest
    @CsvSource({"1/3 1/3 1/3, 334 333 333", "2/5 1/5 2/5, 400 200 400", "1/2 1/2, 500 500", "1/2, 500"})
    void split(String parts, String earned) {
        String[] part = parts.split(" ", -1);
        String[] right = earned.split(" ", -1);
        String[] shares = new String[part.length];
        Map<String, Long> expected = new TreeMap<>();
        for (int at = 0; at < part.length; at++) {
            shares[at] = share(Integer.toString(at + 1), "").replace("\"part\":\"1\"", "\"part\":\"" + part[at] + "\"");
            expected.put("aff_" + (at + 1) + " base", Long.parseLong(right[at]));
        }
        assertThat(earned(rule("{\"percent\":\"10\"}"), order("100.00", shares)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2026-10-23, 1000", "2026-10-22, 300", "2026-01-31, 300", "2026-11-22, 1000"})
    void stage(String first, long earned) {
        String pay = "{\"stages\":[{\"months\":1,\"percent\":\"10\"},{\"percent\":\"3\"}]}";
        assertThat(earned(rule(pay), order("100.00", share("1", "\"first_charge\":\"" + first + "\""))))
                .containsExactly(Map.entry("aff_1 base", earned));
    }

    @ParameterizedTest
    @CsvSource({"'{\"per_item\":\"0.75 EUR\"}', 75", "'{\"fixed\":\"2.50 EUR\",\"percent\":\"1\"}', 350"})
    void pay(String pay, long earned) {
        assertThat(earned(rule(pay), order("100.00", share("1", "")))).containsExactly(Map.entry("aff_1 base", earned));
    }

    /// A step that pays where the first did not makes no commission of what was rejected meanwhile.
    @ParameterizedTest
    @CsvSource({"approved, true", "rejected, false"})
    void zeroStepOfARejectedOrder_isNoCommission(String status, boolean isThere) {
        String pay = "{\"measure\":\"conversions\",\"period\":\"month\",\"mode\":\"retroactive\",\"steps\":["
                + "{\"from\":0,\"percent\":\"0\"},{\"from\":2,\"percent\":\"5\"}]}";
        String counted = "\"rated\":{\"conversions@2026-11\":1},\"rerated\":{\"conversions@2026-11\":2}";
        String order = order("100.00", share("1", counted))
                .replace("{\"sale\"", "{\"validation\":{\"status\":\"" + status + "\"},\"sale\"");
        assertThat(earned(rule(pay), order).containsKey("aff_1 base")).isEqualTo(isThere);
    }

    private static Map<String, Long> earned(String terms, String order) {
        JsonNode document = Snapshot.json(terms);
        Map<String, Long> amounts = new TreeMap<>();
        new Recomputation(Snapshot.json(order), version -> document)
                .earned()
                .forEach((name, earned) -> amounts.put(name, earned.amount()));
        return amounts;
    }

    private static String tiers(String mode) {
        return "{\"measure\":\"revenue\",\"period\":\"month\",\"mode\":\"" + mode + "\",\"steps\":["
                + "{\"from\":0,\"percent\":\"5\"},{\"from\":100000,\"percent\":\"7\"},"
                + "{\"from\":500000,\"percent\":\"10\"}]}";
    }

    private static String rule(String pay) {
        return "{\"rules\":[{\"id\":\"base\",\"pay\":" + pay + "}]}";
    }

    private static String order(String amount, String... shares) {
        return "{\"sale\":{\"amount\":\"" + amount
                + " EUR\",\"tax\":\"0\",\"shipping\":\"0\",\"fee\":\"0\",\"captured\":["
                + String.join(",", List.of(shares)) + "]}}";
    }

    private static String share(String affiliate, String more) {
        return "{\"share\":{\"affiliate\":\"aff_" + affiliate + "\",\"part\":\"1\"},\"terms_version\":1,"
                + "\"facts\":{\"event\":\"sale\",\"at\":\"2026-11-22T12:00\"}"
                + (more.isEmpty() ? "" : "," + more) + "}";
    }
}
