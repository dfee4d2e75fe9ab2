package dev.tributary.infrastructure.local.life;

import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.Item;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.RefundId;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.conversion.SubscriptionId;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.token.ClickToken;
import dev.tributary.domain.token.ClickTokens;
import dev.tributary.domain.token.Device;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What is said where it counts who came before: of a turn in any order, of a later turn when the one
/// before is done. With whom each order has to credit, by the field's rule and no word of the platform's.
final class Turns {
    /// Of a first charge the month ends on the day of the second stage.
    private static final int FIRST_CHARGE_DAYS = 70;

    private final Random random;
    private final Instant start;
    private final List<List<ConversionEvent>> turns = new ArrayList<>();
    private final Map<ConversionKey, String> shares = new TreeMap<>(Comparator.comparing(Object::toString));
    private final List<VerifiedClick> visits = new ArrayList<>();
    private final List<ConversionKey> undecided = new ArrayList<>();

    Turns(Random random, Instant start) {
        this.random = random;
        this.start = start;
        for (int turn = 0; turn < 4; turn++) {
            turns.add(new ArrayList<>());
        }
    }

    List<List<ConversionEvent>> all() {
        return turns;
    }

    /// `aff_... 1/3, aff_... 2/3`, in the order of the affiliates, by order.
    Map<ConversionKey, String> shares() {
        return shares;
    }

    /// Clicks of visitors who agreed to be known again, each by its token's tag.
    List<VerifiedClick> visits() {
        return visits;
    }

    /// What the first turn leaves to be decided when a visitor's clicks had time to come.
    List<ConversionKey> undecided() {
        return undecided;
    }

    /// An order of a visitor whom one, two, or three affiliates brought; of some a part is taken back.
    void split(Market market, int number, boolean byPosition) {
        int affiliates = 1 + number % 3;
        Instant at = start.minus(Duration.ofMinutes(30L + random.nextInt(4_000)));
        long visitor = random.nextLong();
        List<VerifiedClick> clicks = new ArrayList<>();
        for (int of = 1; of <= affiliates; of++) {
            clicks.add(click(market, of, at.minus(Duration.ofHours(10L - of)), OptionalLong.of(visitor)));
        }
        // The first one came again: the time of its first click counts.
        clicks.add(click(market, 1, at.minus(Duration.ofHours(1)), OptionalLong.of(visitor)));
        visits.addAll(clicks.subList(0, affiliates));
        long amount = 1_000 + random.nextInt(20_000);
        ConversionKey key = key(market, "V-" + number + ".1", EventName.SALE);
        turns.getFirst().add(reward(key, market, at, Optional.of(clicks.getLast()), amount, number % 2 == 0));
        undecided.add(key);
        shares.put(key, parts(affiliates, byPosition));
        if (number % 2 == 1) {
            turns.get(1).add(refund(key, market, at, amount / 3));
        }
    }

    private static String parts(int affiliates, boolean byPosition) {
        Map<String, String> parts = new TreeMap<>();
        for (int of = 1; of <= affiliates; of++) {
            String part = affiliates == 1
                    ? "1"
                    : !byPosition || affiliates == 2 ? "1/" + affiliates : of == 2 ? "1/5" : "2/5";
            parts.put(Market.affiliate(of).toString(), part);
        }
        return parts.entrySet().stream()
                .map(part -> part.getKey() + " " + part.getValue())
                .collect(Collectors.joining(", "));
    }

    /// A customer of the first affiliate, who buys again without a click, by one that is older than the
    /// binding, and by a new one of the second affiliate.
    void customer(Market market, int number, boolean rebinds) {
        Instant bound = start.minus(Duration.ofDays(3));
        Instant later = start.minus(Duration.ofDays(2));
        Instant again = start.minus(Duration.ofDays(1));
        String name = "K-" + number + ".";
        sale(0, market, name + 1, bound, Optional.of(click(market, 1, bound.minusSeconds(600))), 1);
        sale(1, market, name + 2, later, Optional.empty(), 1);
        sale(1, market, name + 3, later, Optional.of(click(market, 2, bound.minusSeconds(900))), 1);
        sale(2, market, name + 4, again, Optional.of(click(market, 2, again.minusSeconds(60))), rebinds ? 2 : 1);
        sale(3, market, name + 5, start.minusSeconds(900), Optional.empty(), rebinds ? 2 : 1);
    }

    private void sale(int turn, Market market, String order, Instant at, Optional<VerifiedClick> click, int affiliate) {
        ConversionKey key = key(market, order, EventName.SALE);
        turns.get(turn).add(reward(key, market, at, click, 500 + random.nextInt(9_000), false));
        shares.put(key, Market.affiliate(affiliate) + " 1");
    }

    /// Charges on the last day of the first stage and on the first of the second, and one by a new click: all
    /// are of whom the first one was.
    void subscription(Market market, int number) {
        Instant first = start.minus(Duration.ofDays(FIRST_CHARGE_DAYS));
        Instant month = first.atZone(ZoneOffset.UTC).plusMonths(1).toInstant();
        String name = "S-" + number + ".";
        charge(0, market, name + 1, first, Optional.of(click(market, 3, first.minusSeconds(3_600))));
        charge(1, market, name + 2, month.minus(Duration.ofDays(1)), Optional.empty());
        charge(1, market, name + 3, month, Optional.empty());
        charge(2, market, name + 4, month.plus(Duration.ofDays(30)), Optional.of(click(market, 2, month)));
    }

    private void charge(int turn, Market market, String order, Instant at, Optional<VerifiedClick> click) {
        ConversionKey key = key(market, order, EventName.SUBSCRIPTION);
        turns.get(turn).add(reward(key, market, at, click, 1_000 + random.nextInt(500), false));
        shares.put(key, Market.affiliate(3) + " 1");
    }

    static ConversionKey key(Market market, String order, EventName event) {
        return new ConversionKey(market.program(), new OrderId(order), event);
    }

    static Reward reward(
            ConversionKey key, Market market, Instant at, Optional<VerifiedClick> click, long amount, boolean items) {
        Money whole = new Money(amount, market.currency());
        List<Item> lines = items
                ? List.of(new Item(
                        Optional.of(new Sku("S1")),
                        Optional.of(new Category("shoes")),
                        2,
                        new Money(amount / 3, market.currency())))
                : List.of();
        Optional<SubscriptionId> subscription = key.event().equals(EventName.SUBSCRIPTION)
                ? SubscriptionId.parse("sub-" + CallText.buyer(key.order()))
                : Optional.empty();
        return new Reward(
                key,
                Optional.of(at),
                click,
                List.of(),
                Optional.of(Amounts.of(whole)),
                lines,
                Customer.UNKNOWN,
                subscription,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    static Refund refund(ConversionKey key, Market market, Instant at, long amount) {
        return new Refund(
                key,
                Optional.of(at),
                new RefundId("R-1"),
                Refund.Kind.REFUND,
                Optional.of(new Money(amount, market.currency())),
                List.of(),
                Optional.empty());
    }

    VerifiedClick click(Market market, int affiliate, Instant at) {
        return click(market, affiliate, at, OptionalLong.empty());
    }

    private VerifiedClick click(Market market, int affiliate, Instant at, OptionalLong visitor) {
        ClickToken token = new ClickToken(
                market.program(),
                Market.affiliate(affiliate),
                new LinkId(affiliate),
                Optional.empty(),
                at,
                1,
                random.nextLong(),
                0,
                Optional.empty(),
                Device.OTHER,
                visitor,
                true,
                visitor.isPresent(),
                false);
        return VerifiedClick.of(ClickTokens.sign(token, Market.RING), token);
    }
}
