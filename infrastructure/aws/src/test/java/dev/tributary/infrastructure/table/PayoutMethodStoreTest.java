package dev.tributary.infrastructure.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.payout.PayoutMethod;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.domain.token.SealedField;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayoutMethodStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:00Z");
    private static final KeyRing RING = new KeyRing(List.of(new KeyRing.Key(0, new byte[32], Instant.EPOCH)));

    private final DynamoPayoutMethods methods =
            new DynamoPayoutMethods(EmbeddedTable.create().connect());

    @Test
    void method_isReadAsItWasWritten_andSealed() {
        PayoutMethod method = method(1, "IBAN of Anna");

        assertThat(methods.find(method.affiliate())).isEmpty();
        assertThat(methods.create(method)).isEqualTo(new Creation.Created());
        assertThat(methods.create(method)).isEqualTo(new Creation.AlreadyThere());
        assertThat(methods.find(method.affiliate())).contains(new Versioned<>(method, 1));
        assertThat(method.destination().open("aff_0000000000001", RING))
                .map(plain -> new String(plain, StandardCharsets.UTF_8))
                .contains("IBAN of Anna");
        assertThat(method.destination().open("aff_0000000000002", RING)).isEmpty();
    }

    @Test
    void change_hasTheVersionThatWasRead_asItsCondition() {
        PayoutMethod first = method(1, "one");
        methods.create(first);
        PayoutMethod second = first.changed(Rail.CSV, first.destination(), NOW.plusSeconds(60), "key_2");

        assertThat(methods.replace(new Versioned<>(second, 2))).isEqualTo(new Replacement.Stale());
        assertThat(methods.replace(new Versioned<>(second, 1))).isEqualTo(new Replacement.Replaced());
        assertThat(methods.find(first.affiliate())).contains(new Versioned<>(second, 2));
        assertThat(second.isValid(NOW.plusSeconds(59).plus(Duration.ofDays(7)))).isFalse();
        assertThat(second.isValid(NOW.plusSeconds(60).plus(Duration.ofDays(7)))).isTrue();
    }

    @Test
    void methodsOfMany_areThoseThatThereAre() {
        PayoutMethod one = method(1, "one");
        PayoutMethod three = method(3, "three");
        methods.create(one);
        methods.create(three);

        assertThat(methods.find(List.of())).isEmpty();
        assertThat(methods.find(
                        List.of(new AffiliateId(1), new AffiliateId(2), new AffiliateId(3), new AffiliateId(1))))
                .hasSize(2)
                .containsEntry(one.affiliate(), new Versioned<>(one, 1))
                .containsEntry(three.affiliate(), new Versioned<>(three, 1));
    }

    private static PayoutMethod method(long affiliate, String reference) {
        AffiliateId id = new AffiliateId(affiliate);
        SealedField destination =
                SealedField.seal(reference.getBytes(StandardCharsets.UTF_8), id.toString(), new byte[12], RING, NOW);
        return PayoutMethod.first(id, Rail.CSV, destination, NOW, "key_1");
    }
}
