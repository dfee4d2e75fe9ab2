package dev.tributary.commission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.Item;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.RefundId;
import dev.tributary.domain.conversion.RefundItem;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.conversion.UpdateId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.Result.Kind;
import dev.tributary.domain.order.Result.Reason;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.table.TestMarket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An order with as many lines, refunds and waiting calls as there may be, of the longest words that pack
/// worst. What does not fit is refused by itself, and the orders beside it are none the worse.
class LargeOrdersTest {
    private static final int BATCH = 10;

    private final Till till = new Till();
    private final Random random = new Random(20_261_128);

    @Test
    void refundsThatWaitAndThatCome_areRefusedBeforeTheItemIsFull() {
        List<Item> items = items();
        deliver("L-1", calls(90, number -> refund("L-1", "W-" + number, strange())));
        deliver("L-1", List.of(sale("L-1", items)));
        deliver("L-1", calls(100, number -> refund("L-1", "R-" + number, of(items))));
        deliver("L-1", calls(100, number -> refund("L-1", "S-" + number, strange())));

        assertThat(reasons("L-1")).contains(Reason.TOO_MANY);
        assertThat(till.results("L-1")).contains(Kind.CONVERTED, Kind.REVERSED);
        System.out.println("largest item " + bytes("L-1") + " bytes");
        assertThat(bytes("L-1")).isLessThan(400 * 1_024);
    }

    /// Each update scales what was not sent: numerators and denominators grow.
    @Test
    void updates_areRefusedBeforeTheItemIsFull() {
        deliver("L-2", List.of(sale("L-2", items())));
        deliver(
                "L-2",
                calls(
                        90,
                        number -> till.market.call(new ConversionEvent.OrderUpdate(
                                till.market.key("L-2"),
                                Optional.empty(),
                                new UpdateId("U-" + number),
                                Amounts.of(new Money(1_000_000_007L - number * 7_919L, TestMarket.EUR)),
                                List.of()))));

        assertThat(till.results("L-2")).contains(Kind.UPDATED);
        assertThat(bytes("L-2")).isLessThan(400 * 1_024);
    }

    private void deliver(String order, List<Postback> calls) {
        for (int from = 0; from < calls.size(); from += BATCH) {
            List<Postback> some = new ArrayList<>(calls.subList(from, Math.min(from + BATCH, calls.size())));
            String innocent = order + "-beside-" + random.nextLong();
            some.add(till.market.sale(innocent, 1, "1.00"));
            assertThat(till.deliver(some.toArray(Postback[]::new))).as("failed").isEmpty();
            assertThat(till.results(innocent)).containsExactly(Kind.CONVERTED);
        }
    }

    private static List<Postback> calls(int many, IntFunction<Postback> call) {
        return IntStream.range(0, many).mapToObj(call).toList();
    }

    /// 128 letters that have three bytes each.
    private String word() {
        return random.ints(128, 0x4E00, 0x9FA5)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private List<Item> items() {
        return IntStream.range(0, Item.MOST)
                .mapToObj(number -> new Item(
                        Optional.of(new Sku(word())),
                        Optional.of(new Category(word())),
                        1,
                        Money.of("100.00", TestMarket.EUR)))
                .toList();
    }

    /// What a refund may name where the lines are less than the order.
    private List<RefundItem> strange() {
        return IntStream.range(0, Item.MOST)
                .mapToObj(number -> item(new Sku(word())))
                .toList();
    }

    private static List<RefundItem> of(List<Item> items) {
        return items.stream().map(item -> item(item.sku().orElseThrow())).toList();
    }

    private static RefundItem item(Sku sku) {
        return new RefundItem(sku, Optional.empty(), Optional.of(Money.of("0.01", TestMarket.EUR)));
    }

    private Postback refund(String order, String id, List<RefundItem> items) {
        return till.market.call(new Refund(
                till.market.key(order),
                Optional.of(TestMarket.SALE.plusSeconds(60)),
                new RefundId(id),
                Refund.Kind.REFUND,
                Optional.of(Money.of("2.00", TestMarket.EUR)),
                items,
                Optional.empty()));
    }

    private Postback sale(String order, List<Item> items) {
        Reward plain = (Reward) till.market.sale(order, 1, "30000.00").event();
        return till.market.call(new Reward(
                plain.key(),
                plain.statedAt(),
                plain.click(),
                plain.coupons(),
                plain.amounts(),
                items,
                plain.customer(),
                plain.subscription(),
                plain.checkoutStartedAt(),
                plain.verdict(),
                plain.test()));
    }

    private List<Reason> reasons(String order) {
        return till.order(order).orElseThrow().receipts().stream()
                .flatMap(line -> line.result().reason().stream())
                .toList();
    }

    private int bytes(String order) {
        AttributeValue packed = Till.TABLE
                .client()
                .getItem(request -> request.tableName(Till.TABLE.name())
                        .key(Map.of(
                                Keys.PK,
                                AttributeValue.fromS(Keys.order(till.market.key(order))),
                                Keys.SK,
                                AttributeValue.fromS("sale"))))
                .item()
                .get("order");
        return Objects.requireNonNull(packed).b().asByteArrayUnsafe().length;
    }
}
