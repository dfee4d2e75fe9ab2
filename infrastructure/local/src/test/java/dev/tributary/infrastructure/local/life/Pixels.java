package dev.tributary.infrastructure.local.life;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.tributary.domain.click.Click;
import dev.tributary.domain.click.TestClick;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionEvent.StatusUpdate;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// What browsers tell of the orders of a life, by the image on the merchant's page: often of orders that the merchant
/// tells of too, before or after it, with another amount and another affiliate's click. It changes nothing of how
/// those end. Of orders named `X-...` nobody else ever tells.
final class Pixels {
    static final String ALONE = "X-";
    private static final int TOLD_ONE_IN = 3;

    private final Random random;
    private final List<Reward> coming = new ArrayList<>();
    private final List<Reward> alone = new ArrayList<>();

    /// @param markets of which browsers tell
    /// @param calls of the merchants; where one contradicts itself, or says no more than a status, what a browser
    ///     tells may count, so that nothing is told of those
    Pixels(Random random, List<Market> markets, List<ConversionEvent> calls, Instant start) {
        this.random = random;
        Set<ConversionKey> spoken = new HashSet<>();
        calls.stream().filter(call -> call instanceof StatusUpdate).forEach(call -> spoken.add(call.key()));
        for (ConversionEvent call : calls) {
            boolean fits = call instanceof Reward
                    && !call.key().order().text().startsWith(OrderCalls.QUARREL)
                    && !spoken.contains(call.key());
            for (Market market : fits && random.nextInt(TOLD_ONE_IN) == 0 ? markets : List.<Market>of()) {
                if (market.program().equals(call.key().program())) {
                    coming.add(told(market, call.key(), start));
                }
            }
        }
        for (int order = 0; order < markets.size(); order++) {
            Market market = markets.get(order);
            alone.add(told(
                    market, new ConversionKey(market.program(), new OrderId(ALONE + order), EventName.SALE), start));
        }
        coming.addAll(alone);
        coming.addAll(alone);
        Collections.shuffle(coming, random);
    }

    /// Those of orders that nobody else tells of, each once.
    List<Reward> alone() {
        return List.copyOf(alone);
    }

    boolean isEmpty() {
        return coming.isEmpty();
    }

    Reward next() {
        return coming.removeLast();
    }

    /// As a browser asks for the image.
    APIGatewayV2HTTPEvent event(Reward told) {
        Money amount = told.amounts().orElseThrow().amount();
        APIGatewayV2HTTPEvent event = CallText.http(
                "GET",
                "/pixel/" + told.key().program() + ".gif",
                "event=" + told.key().event().text() + "&order_id="
                        + told.key().order().text() + "&amount=" + amount.amount() + "&currency="
                        + amount.currency().code() + "&click_id="
                        + told.click().orElseThrow().token()
                        + "&status=approved",
                Map.of(),
                "");
        event.getRequestContext().getHttp().setSourceIp("192.0.2." + random.nextInt(250));
        return event;
    }

    private Reward told(Market market, ConversionKey key, Instant start) {
        Click click = TestClick.of(market.program().bits(), random.nextLong())
                .withLink(1 + random.nextInt(OrderCalls.AFFILIATES - 1))
                .withTime(start.minusSeconds(random.nextInt(9_000)))
                .click();
        return new Reward(
                key,
                Optional.empty(),
                Optional.of(VerifiedClick.of(click.clickId(), click.token())),
                List.of(),
                Optional.of(Amounts.of(new Money(40_000 + random.nextInt(1_000_000), market.currency()))),
                List.of(),
                Customer.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }
}
