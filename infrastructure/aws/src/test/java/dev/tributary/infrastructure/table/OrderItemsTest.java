package dev.tributary.infrastructure.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.attribution.Attribution;
import dev.tributary.domain.attribution.Attribution.Credit;
import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.base.ContentLine;
import dev.tributary.domain.base.OrderContent;
import dev.tributary.domain.commission.Captured;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.commission.Maturity;
import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.ConversionEvent.ChargebackWon;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.Fingerprint;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.ReasonCode;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.conversion.RefundId;
import dev.tributary.domain.conversion.RefundItem;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.UpdateId;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.OrderFigures;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.ReceiptLine;
import dev.tributary.domain.order.RefundRecord;
import dev.tributary.domain.order.RefundedItem;
import dev.tributary.domain.order.Result;
import dev.tributary.domain.order.Sale;
import dev.tributary.domain.order.Stage;
import dev.tributary.domain.order.UpdateRecord;
import dev.tributary.domain.order.Validation;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.rate.Exchange;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.RuleFacts;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.token.ClickTokens;
import dev.tributary.domain.token.Device;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An order comes back from its item as it went in, and an ordinary one fits into 1 KB.
final class OrderItemsTest {
    private static final String CLICK =
            "AQEBAgAAAAAAAAAABwAAAAAAAAPtAAAAAAAAAAUAAAAAAAAAAAGiAyCiAAAAAQAAAAAAAAABTFYAAAAAAAAAACq6nnVtrJkpLZs0txdemXc";
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:00.000250Z");
    private static final ConversionKey KEY =
            new ConversionKey(new ProgramId(0x1234_5678_9abcL), new OrderId("A-1001"), EventName.SALE);
    private static final AffiliateId ANNA = new AffiliateId(0x0fed_cba9_8765L);

    @Test
    void randomOrders_comeBack() {
        long seed = Long.getLong("seed", 20_261_122L);
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            OrderState state = order(random);
            Map<String, Object> stored = PlainItems.plain(PlainItems.attributes(OrderItems.of(state, round)));
            assertThat(OrderItems.state(KEY, stored))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(state);
        }
    }

    @Test
    void figuresOfRandomOrders_comeBack_andHaveTheCommissionsOfEach() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            OrderState state = order(random);
            Optional<OrderFigures> figures = OrderFigures.of(state);
            String as = "seed %d, round %d".formatted(seed, round);
            assertThat(figures.isPresent()).as(as).isEqualTo(state.sale().isPresent());
            figures.ifPresent(of -> {
                assertThat(OrderFigures.parse(of.text())).as(as).isEqualTo(of);
                for (OrderFigures.Part part : of.parts()) {
                    long net = state.commissions().stream()
                            .filter(one -> one.affiliate().equals(part.affiliate()))
                            .mapToLong(one -> one.net().minor())
                            .sum();
                    assertThat(part.commission().minor()).as(as).isEqualTo(net);
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "C EUR",
                "X EUR 1",
                "C EUR x",
                "C euro 1",
                "C EUR 1 aff_0000000000001:-:1",
                "C EUR 1 aff_0000000000001:-:1:x",
                "C EUR 1 anna:-:1:1"
            })
    void otherText_isNoFigures(String text) {
        assertThatThrownBy(() -> OrderFigures.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ordinaryOrder_fitsIntoOneUnit() {
        Map<String, Object> item = OrderItems.of(ordinary(), 1);
        int bytes = item.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length()
                        + (entry.getValue() instanceof byte[] packed
                                ? packed.length
                                : entry.getValue().toString().length()))
                .sum();
        assertThat(bytes).isLessThan(1024 - 120);
    }

    @Test
    void damagedItem_isSaid() {
        Map<String, Object> item = new HashMap<>(OrderItems.of(ordinary(), 1));
        byte[] packed = ((byte[]) ItemStore.required(item, "order")).clone();
        packed[0] = 9;
        item.put("order", packed);
        assertThatThrownBy(() -> OrderItems.state(KEY, item)).isInstanceOf(IllegalStateException.class);
        item.remove("order");
        assertThatThrownBy(() -> OrderItems.state(KEY, item)).isInstanceOf(IllegalStateException.class);
    }

    private static OrderState ordinary() {
        Random random = new Random(1);
        ReceiptId receipt = receipt(random);
        Credit click =
                new Credit.Click(VerifiedClick.of(CLICK, ClickTokens.read(CLICK).orElseThrow()));
        Share share = new Share(ANNA, click, Fraction.ONE);
        Sale sale = new Sale(
                Fingerprint.of("1:0123456789abcdef,5:fedcba9876543210,6:0f1e2d3c4b5a6978,14:00112233445566aa"),
                receipt,
                NOW,
                NOW,
                new OrderContent(eur(12_600), Fraction.of(2_100), Fraction.of(500), Fraction.ZERO, List.of()),
                Optional.empty(),
                new Attribution.Attributed(List.of(share)),
                List.of(new Captured(
                        share,
                        1,
                        new RuleFacts(
                                EventName.SALE,
                                LocalDate.of(2026, 11, 22).atTime(10, 15),
                                Set.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(new CountryCode("LV")),
                                Optional.of(Device.DESKTOP)),
                        Optional.empty())),
                Optional.empty(),
                Optional.empty());
        return new OrderState(
                KEY,
                Stage.CONVERTED,
                Optional.of(sale),
                Optional.of(new Validation(Status.APPROVED, Optional.empty(), Optional.empty(), NOW, receipt)),
                List.of(commission(random)),
                List.of(),
                List.of(),
                List.of(new ReceiptLine(receipt, NOW, new Result(Result.Kind.CONVERTED, Optional.empty()))),
                List.of(),
                Optional.empty(),
                1);
    }

    private static OrderState order(Random random) {
        boolean sold = random.nextInt(4) > 0;
        List<Commission> commissions = new ArrayList<>();
        List<RefundRecord> refunds = new ArrayList<>();
        List<UpdateRecord> updates = new ArrayList<>();
        List<ReceiptLine> receipts = new ArrayList<>();
        List<Postback> waiting = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            receipts.add(new ReceiptLine(receipt(random), NOW.plusSeconds(i), result(random)));
            ChargebackWon won = new ChargebackWon(KEY, Optional.of(NOW.plusSeconds(i)), new RefundId("C" + i));
            waiting.add(new Postback(won, ReceiptId.derive(won, new byte[32]), NOW));
            if (sold) {
                commissions.add(commission(random));
                refunds.add(refund(random));
                updates.add(new UpdateRecord(
                        new UpdateId("U" + i),
                        fingerprint(random),
                        receipt(random),
                        commissions.stream()
                                .filter(one -> random.nextBoolean())
                                .map(Commission::id)
                                .toList()));
            }
        }
        Stage[] stages = Stage.values();
        return new OrderState(
                KEY,
                stages[random.nextInt(stages.length)],
                sold ? Optional.of(sale(random)) : Optional.empty(),
                sold ? Optional.of(validation(random)) : Optional.empty(),
                commissions,
                refunds,
                updates,
                receipts,
                waiting,
                Optional.empty(),
                random.nextInt(1000));
    }

    private static Sale sale(Random random) {
        Set<Attribution.Flag> flags =
                random.nextBoolean() ? Set.of(Attribution.Flag.TOO_FAST, Attribution.Flag.ONE_TOUCH) : Set.of();
        Share share = new Share(ANNA, credit(random), Fraction.of(1, 1 + random.nextInt(3)), flags);
        boolean attributed = random.nextBoolean();
        Attribution.Reason[] reasons = Attribution.Reason.values();
        Sale.NoPay[] noPays = Sale.NoPay.values();
        return new Sale(
                fingerprint(random),
                receipt(random),
                NOW.minusSeconds(random.nextInt(999)),
                NOW,
                content(random, 10_000),
                random.nextBoolean() ? Optional.of(content(random, 20_000)) : Optional.empty(),
                attributed
                        ? new Attribution.Attributed(List.of(share))
                        : new Attribution.Unattributed(reasons[random.nextInt(reasons.length)]),
                attributed ? List.of(captured(random, share)) : List.of(),
                random.nextBoolean() ? Optional.of(exchange(random)) : Optional.empty(),
                random.nextBoolean() ? Optional.of(noPays[random.nextInt(noPays.length)]) : Optional.empty(),
                attributed
                        ? Optional.empty()
                        : Optional.of(captured(random, share).facts()));
    }

    private static OrderContent content(Random random, long least) {
        List<ContentLine> lines = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            lines.add(new ContentLine(
                    random.nextBoolean() ? Optional.of(new Sku("S\"" + i)) : Optional.empty(),
                    random.nextBoolean() ? Optional.of(new Category("ķ" + i)) : Optional.empty(),
                    1 + random.nextInt(9),
                    Fraction.of(1 + random.nextInt(9_999), 1 + random.nextInt(9))));
        }
        return new OrderContent(
                eur(least + random.nextInt(10_000)),
                Fraction.of(random.nextInt(999), 7),
                Fraction.ZERO,
                Fraction.of(random.nextInt(99)),
                lines);
    }

    private static Captured captured(Random random, Share share) {
        Set<Group> groups = random.nextBoolean() ? Set.of(new Group("gold"), new Group("Blog 1")) : Set.of();
        return new Captured(
                share,
                random.nextInt(99),
                new RuleFacts(
                        EventName.SALE,
                        LocalDate.of(2026, 11, 1 + random.nextInt(28)).atTime(random.nextInt(24), 30),
                        groups,
                        random.nextBoolean() ? Optional.of(new CouponCode("ANNA10")) : Optional.empty(),
                        random.nextBoolean() ? Optional.of(ChannelKind.BROWSER_EXTENSION) : Optional.empty(),
                        random.nextBoolean() ? Optional.of(random.nextBoolean()) : Optional.empty(),
                        random.nextBoolean() ? Optional.of(new CountryCode("LV")) : Optional.empty(),
                        random.nextBoolean() ? Optional.of(Device.MOBILE) : Optional.empty()),
                random.nextBoolean() ? Optional.of(pay(random)) : Optional.empty(),
                tallies(random),
                random.nextBoolean() ? Optional.of(LocalDate.of(2026, 2, 28)) : Optional.empty(),
                tallies(random),
                tallies(random));
    }

    private static SortedMap<Tally, Long> tallies(Random random) {
        SortedMap<Tally, Long> tallies = new TreeMap<>();
        LocalDate day = LocalDate.of(2026, 11, 22);
        if (random.nextBoolean()) {
            tallies.put(Tally.of(Measure.REVENUE, Period.of(Period.Length.QUARTER, day)), 90_000L);
            tallies.put(Tally.of(Measure.CONVERSIONS, Period.of(Period.Length.EVER, day)), 0L);
            tallies.put(Tally.cap(Optional.of("base"), Period.of(Period.Length.DAY, day)), 12L);
        }
        return tallies;
    }

    private static Exchange exchange(Random random) {
        return new Exchange(
                new CurrencyCode("USD"),
                new CurrencyCode("EUR"),
                Fraction.of(10_000, 10_001 + random.nextInt(999)),
                LocalDate.of(2026, 11, 20),
                Exchange.Source.ECB);
    }

    private static Commission commission(Random random) {
        RuleId rule = new RuleId("base" + random.nextInt(9));
        return new Commission(
                Commission.id(KEY.id(), ANNA, rule),
                ANNA,
                rule,
                pay(random),
                List.of(0, random.nextInt(5)),
                eur(1_000),
                eur(random.nextInt(500)),
                eur(random.nextBoolean() ? 0 : random.nextInt(1_000) - 500),
                new Maturity(
                        NOW,
                        LocalDate.of(2026, 12, 23),
                        random.nextBoolean(),
                        random.nextBoolean() ? Optional.of(NOW.plusSeconds(9)) : Optional.empty()),
                eur(random.nextBoolean() ? 0 : random.nextInt(500)));
    }

    private static Pay pay(Random random) {
        BigDecimal percent = BigDecimal.valueOf(random.nextInt(1_000), 1);
        return switch (random.nextInt(3)) {
            case 0 -> new Pay.Percent(percent);
            case 1 -> new Pay.Fixed(eur(500));
            default -> new Pay.FixedAndPercent(eur(50), percent);
        };
    }

    private static RefundRecord refund(Random random) {
        RefundRecord.Kind[] kinds = RefundRecord.Kind.values();
        List<RefundedItem> items = random.nextBoolean()
                ? List.of()
                : List.of(
                        new RefundedItem(
                                new RefundItem(new Sku("S1"), Optional.of(2L), Optional.empty()),
                                Fraction.of(random.nextInt(999), 7)),
                        new RefundedItem(
                                new RefundItem(new Sku("S2"), Optional.empty(), Optional.of(eur(5))), Fraction.of(5)));
        return new RefundRecord(
                kinds[random.nextInt(kinds.length)],
                new RefundId("R" + random.nextInt(9)),
                fingerprint(random),
                receipt(random),
                NOW,
                eur(random.nextInt(999)),
                items,
                random.nextBoolean() ? Optional.of(receipt(random)) : Optional.empty());
    }

    private static Validation validation(Random random) {
        Status[] statuses = Status.values();
        return new Validation(
                statuses[random.nextInt(statuses.length)],
                random.nextBoolean() ? Optional.of(eur(7)) : Optional.empty(),
                random.nextBoolean() ? Optional.of(new ReasonCode("late \\ \"return\"")) : Optional.empty(),
                NOW,
                receipt(random));
    }

    private static Result result(Random random) {
        Result.Kind[] kinds = Result.Kind.values();
        Result.Reason[] reasons = Result.Reason.values();
        return new Result(
                kinds[random.nextInt(kinds.length)],
                random.nextBoolean() ? Optional.of(reasons[random.nextInt(reasons.length)]) : Optional.empty());
    }

    private static Fingerprint fingerprint(Random random) {
        ChargebackWon any = new ChargebackWon(KEY, Optional.of(NOW.plusSeconds(random.nextInt())), new RefundId("C"));
        return Fingerprint.of(any);
    }

    private static ReceiptId receipt(Random random) {
        return ReceiptId.derive(
                new ChargebackWon(KEY, Optional.empty(), new RefundId("C" + random.nextInt())), new byte[32]);
    }

    private static Credit credit(Random random) {
        return switch (random.nextInt(6)) {
            case 0 ->
                new Credit.Click(VerifiedClick.of(CLICK, ClickTokens.read(CLICK).orElseThrow()));
            case 1 -> new Credit.Coupon(new CouponCode("ANNA10"));
            case 2 -> new Credit.Bound(NOW, Optional.empty());
            case 3 -> new Credit.Ruled(new DisputeId(random.nextLong()), Optional.empty());
            case 4 ->
                new Credit.Ruled(
                        new DisputeId(random.nextLong()),
                        Optional.of(
                                VerifiedClick.of(CLICK, ClickTokens.read(CLICK).orElseThrow())));
            default -> new Credit.Bound(NOW, Optional.of(3));
        };
    }

    private static Money eur(long minor) {
        return new Money(minor, EUR);
    }
}
