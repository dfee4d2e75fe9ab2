package dev.tributary.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.Mode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiKeySecretTest {
    @ParameterizedTest
    @CsvSource({
        // text,                                       is a key
        "trb_live_0123456789ABCDEFGHIJabcdefghijKL,    true",
        "trb_test_0123456789ABCDEFGHIJabcdefghijKL,    true",
        "trb_prod_0123456789ABCDEFGHIJabcdefghijKL,    false",
        "trb_live_0123456789ABCDEFGHIJabcdefghijK,     false",
        "trb_live_0123456789ABCDEFGHIJabcdefghijKLM,   false",
        "trb_live_0123456789ABCDEFGHIJabcdefghijK-,    false",
        "TRB_LIVE_0123456789ABCDEFGHIJabcdefghijKL,    false",
    })
    void text_isAKeyInOneFormOnly(String text, boolean valid) {
        assertThat(ApiKeySecret.parse(text).isPresent()).isEqualTo(valid);
    }

    @Test
    void secret_isReadBackAndNeverPrinted() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = new byte[ApiKeySecret.RANDOM_BYTES];
            random.nextBytes(bytes);
            Mode mode = random.nextBoolean() ? Mode.LIVE : Mode.TEST;
            ApiKeySecret secret = ApiKeySecret.of(bytes, mode);
            assertThat(secret.mode()).isEqualTo(mode);
            assertThat(ApiKeySecret.parse(secret.reveal())).contains(secret);
            assertThat(secret.hash()).matches("[0-9a-f]{64}");
            assertThat(secret.toString()).isEqualTo("ApiKeySecret[trb_" + mode.text() + "_...]");
        }
    }

    @Test
    void hash_isSha256OfTheText() {
        assertThat(ApiKeySecret.of(new byte[ApiKeySecret.RANDOM_BYTES]).reveal())
                .isEqualTo("trb_live_" + "0".repeat(32));
        assertThat(ApiKeySecret.of(new byte[ApiKeySecret.RANDOM_BYTES]).hash())
                .isEqualTo("a7da1fb3c0d255a9550d952fd8bc5ff3aca3cb333fb3effddeb899ba7a4bed9e");
    }
}
