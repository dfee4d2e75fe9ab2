package dev.tributary.domain.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.Fingerprint.Field;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final ConversionKey KEY = new ConversionKey(new ProgramId(7), new OrderId("A-1"), EventName.SALE);
    private static final byte[] SECRET = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // first: amount, tax, coupon, status | again: amount, tax, coupon, status | what differs
                "10.00, -,    -,      -,       10.01, -,    -,        -,        AMOUNT",
                "10.00, 1.00, -,      -,       10.00, 2.00, -,        -,        TAX",
                "10.00, -,    ANNA10, -,       10.00, -,    BERT10,   -,        COUPONS",
                "10.00, -,    -,      -,       10.00, -,    -,        -,        -",
                "10.00, 1.00, -,      -,       10.00, -,    -,        -,        -",
                "10.00, -,    -,      -,       10.00, 1.00, -,        -,        -",
                "10.00, -,    ANNA10, -,       10.00, -,    ' anna10',-,        -",
                "10.00, -,    -,      pending, 10.00, -,    -,        approved, -",
            })
    void differences_areThoseOfFieldsThatBothHave(
            String amount,
            @Nullable String tax,
            @Nullable String coupon,
            @Nullable String status,
            String amount2,
            @Nullable String tax2,
            @Nullable String coupon2,
            @Nullable String status2,
            @Nullable Field expected) {
        Fingerprint first = Fingerprint.of(reward(amount, tax, coupon, status));
        Fingerprint again = Fingerprint.of(reward(amount2, tax2, coupon2, status2));
        if (expected == null) {
            assertThat(first.sameAs(again)).isTrue();
        } else {
            assertThat(first.differences(again)).containsExactly(expected);
        }
        assertThat(Fingerprint.of(first.toString())).isEqualTo(first);
    }

    @Test
    void aMissingTime_isNoDifference() {
        Postback first = new Postback(reward("1.00", null, null, null), receipt("1.00"), Instant.EPOCH);
        Postback later = new Postback(first.event(), first.receipt(), Instant.EPOCH.plusSeconds(9));
        assertThat(Fingerprint.of(first.event()).sameAs(Fingerprint.of(later.event())))
                .isTrue();
        assertThat(later.occurredAt()).isEqualTo(Instant.EPOCH.plusSeconds(9));
    }

    @Test
    void theOrderOfLines_isNoDifference() {
        Item shoes = new Item(Optional.of(new Sku("S1")), Optional.empty(), 1, Money.of("4.00", EUR));
        Item hat = new Item(Optional.of(new Sku("H1")), Optional.empty(), 1, Money.of("6.00", EUR));
        UnaryOperator<Item> two = item -> new Item(item.sku(), item.category(), 2, item.amount());
        assertThat(lines(List.of(shoes, hat)).sameAs(lines(List.of(hat, shoes))))
                .isTrue();
        assertThat(lines(List.of(shoes, hat)).differences(lines(List.of(shoes, two.apply(hat)))))
                .containsExactly(Field.ITEMS);
    }

    @Test
    void refundAndChargeback_differ() {
        assertThat(Fingerprint.of(refund(Refund.Kind.REFUND))
                        .differences(Fingerprint.of(refund(Refund.Kind.CHARGEBACK))))
                .containsExactly(Field.KIND);
    }

    @Test
    void receipt_followsFromTheContentAndFindsItsConversion() {
        ReceiptId receipt = receipt("10.00");
        assertThat(receipt).isEqualTo(receipt("10.00")).isNotEqualTo(receipt("10.01"));
        assertThat(ReceiptId.parse(receipt.text())).contains(receipt);
        assertThat(receipt.key()).isEqualTo(KEY);
        assertThat(receipt.isGenuine(SECRET)).isTrue();
        assertThat(receipt.isGenuine("another key, 16+".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        char[] forged = receipt.text().toCharArray();
        forged[20] = forged[20] == 'A' ? 'B' : 'A';
        assertThat(ReceiptId.parse(new String(forged)).orElseThrow().isGenuine(SECRET))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rcp_", "rcp_AAAA", "rcp_!!!!", "cnv_AAAA"})
    void receipt_refusesWhatIsNone(String text) {
        assertThat(ReceiptId.parse(text)).isEmpty();
    }

    @Test
    void amounts_refusePartsAboveTheTotal() {
        assertThatThrownBy(() -> new Amounts(
                        Money.of("1.00", EUR),
                        Optional.of(Money.of("0.60", EUR)),
                        Optional.of(Money.of("0.41", EUR)),
                        Optional.empty()))
                .hasMessageContaining("more than the amount");
    }

    @ParameterizedTest
    @ValueSource(strings = {"refund", "chargeback", "order_update", "Sale", "1st", ""})
    void eventName_refuses(String text) {
        assertThat(EventName.parse(text)).isEmpty();
    }

    private static ReceiptId receipt(String amount) {
        return ReceiptId.derive(reward(amount, null, null, null), SECRET);
    }

    private static Reward reward(
            String amount, @Nullable String tax, @Nullable String coupon, @Nullable String status) {
        Amounts amounts = new Amounts(
                Money.of(amount, EUR),
                Optional.ofNullable(tax).map(text -> Money.of(text, EUR)),
                Optional.empty(),
                Optional.empty());
        return new Reward(
                KEY,
                Optional.empty(),
                Optional.empty(),
                coupon == null ? List.of() : List.of(new CouponCode(coupon)),
                Optional.of(amounts),
                List.of(),
                Customer.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(status)
                        .map(text -> Verdict.of(Status.parse(text).orElseThrow())),
                false);
    }

    private static Fingerprint lines(List<Item> items) {
        return Fingerprint.of(new ConversionEvent.OrderUpdate(
                KEY, Optional.empty(), new UpdateId("U-1"), Amounts.of(Money.of("10.00", EUR)), items));
    }

    private static Refund refund(Refund.Kind kind) {
        return new Refund(
                KEY, Optional.empty(), new RefundId("R-1"), kind, Optional.empty(), List.of(), Optional.empty());
    }
}
