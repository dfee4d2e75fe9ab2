package dev.tributary.domain.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.id.RunId;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What PayPal is told to call batches and items by tells back the place, and no two places share it.
class PayPalIdsTest {
    private static final RunId RUN = new RunId(new Digest128(1, 7));

    @ParameterizedTest
    @CsvSource({"1, 0, 1, 000h", "1, 0, 1000, 0fk1", "1, 63, 1000, vvk1", "2, 1, 1, 0g0i", "17, 0, 1, 000h"})
    void batch_holdsItsPlace(int attempt, int bucket, int number, String tail) {
        PayoutFile.Place place = new PayoutFile.Place(RUN, attempt, bucket, number);
        String batch = PayPalIds.batch(place);

        assertThat(batch).hasSize(30).endsWith(tail).startsWith(RUN.toString().substring(4));
        assertThat(PayPalIds.parse(batch)).contains(new PayPalIds.Batch(RUN, bucket, number));
        PayoutId payout = PayoutId.derive(RUN, new AffiliateId(1));
        String item = PayPalIds.item(payout, place);
        assertThat(item).hasSizeLessThanOrEqualTo(63).startsWith(payout.toString());
        assertThat(PayPalIds.batchOf(item)).contains(new PayPalIds.Batch(RUN, bucket, number));
    }

    @Test
    void placesOfARun_haveIdsOfTheirOwn() {
        Set<String> ids = new HashSet<>();
        for (int bucket = 0; bucket < PayoutRun.Head.MAX_BUCKETS; bucket++) {
            for (int number = 1; number <= 1_000; number++) {
                ids.add(PayPalIds.batch(new PayoutFile.Place(RUN, 1, bucket, number)));
            }
        }
        assertThat(ids).hasSize(PayoutRun.Head.MAX_BUCKETS * 1_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Payouts_1753867886",
                "0000000000000000000000000000000",
                "000000000000000000000000000000",
                "000000000000000000000000070000",
                "00000000000000000000000007wwww",
                "uuuuuuuuuuuuuuuuuuuuuuuuuu000h"
            })
    void whatIsNoneOfOurs_isNone(String text) {
        assertThat(PayPalIds.parse(text)).isEmpty();
        assertThat(PayPalIds.batchOf(text)).isEmpty();
        assertThat(PayPalIds.batchOf("pay_00000000000000000000000009-" + text)).isEmpty();
        assertThat(PayPalIds.batchOf("pay_x-000000000000000000000000070" + "00h"))
                .isEmpty();
    }

    @Test
    void anyText_isReadOrNot() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            int length = 28 + random.nextInt(4);
            for (int at = 0; at < length; at++) {
                text.append((char) ('0' + random.nextInt(75)));
            }
            assertThat(PayPalIds.parse(text.toString()).isEmpty() || length == 30)
                    .as("seed %d: %s", seed, text)
                    .isTrue();
        }
    }

    @Test
    void placeThatNoRunHas_isRefused() {
        assertThatThrownBy(() -> PayPalIds.batch(new PayoutFile.Place(RUN, 1, 64, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PayPalIds.batch(new PayoutFile.Place(RUN, 1, 0, 1_024)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
