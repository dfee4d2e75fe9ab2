package dev.tributary.infrastructure.local.life;

import dev.tributary.domain.attribution.Visitor;
import dev.tributary.domain.attribution.VisitorClicks;
import dev.tributary.domain.attribution.VisitorHistory;
import dev.tributary.domain.click.ClicksClosed;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.ClickToken;
import dev.tributary.domain.token.ClickTokens;
import dev.tributary.infrastructure.table.DynamoVisitorHistory;
import dev.tributary.infrastructure.table.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// The programs of a life in which it counts what came before, and what is told of them beside orders.
final class CountingPrograms {
    static final Market COUNTED = counting(7_004, Market.Kind.COUNTED);
    private static final Market LINEAR = counting(7_005, Market.Kind.LINEAR);
    private static final Market POSITION = counting(7_006, Market.Kind.POSITION);
    private static final Market KEPT = counting(7_007, Market.Kind.KEPT);
    private static final Market RENEWED = counting(7_008, Market.Kind.RENEWED);
    /// Their end depends on the order in which calls come: the committed one is replayed by the checker.
    static final List<Market> ALL = List.of(COUNTED, LINEAR, POSITION, KEPT, RENEWED);

    private CountingPrograms() {}

    private static Market counting(long program, Market.Kind kind) {
        return new Market(new ProgramId(program), new CurrencyCode("EUR"), 30, kind);
    }

    /// Those whose terms give the same in whatever order orders come, and with whatever stands counted, are
    /// paid by a back-test what they were paid; where a slice, a cap's room or a count is first come, first
    /// served, it goes through the orders by their own times, and not as they came.
    static Map<ProgramId, Boolean> backTested(Market... plain) {
        Map<ProgramId, Boolean> tested = new LinkedHashMap<>();
        for (Market market : plain) {
            tested.put(market.program(), true);
        }
        tested.put(KEPT.program(), true);
        tested.put(RENEWED.program(), true);
        tested.put(RewardTerms.MARKET.program(), true);
        List.of(COUNTED, LINEAR, POSITION).forEach(market -> tested.put(market.program(), false));
        return tested;
    }

    /// With the clicks of their visitors recorded.
    static Turns turns(Random chance, Table table) {
        Turns told = new Turns(chance, OrderLife.START);
        for (int number = 0; number < 3; number++) {
            told.split(LINEAR, number, false);
            told.split(POSITION, number + 3, true);
        }
        told.customer(KEPT, 1, false);
        told.customer(RENEWED, 2, true);
        told.subscription(KEPT, 3);
        told.visits().forEach(click -> visit(table, click));
        return told;
    }

    private static void visit(Table table, VerifiedClick click) {
        ClickToken token = ClickTokens.read(click.token()).orElseThrow();
        Visitor visitor = new Visitor(token.program(), token.visitorTag().orElseThrow());
        VisitorHistory history = new DynamoVisitorHistory(table);
        Optional<Versioned<VisitorClicks>> known = history.find(visitor);
        VisitorClicks clicks = known.map(Versioned::value).orElse(VisitorClicks.NONE);
        history.put(
                visitor,
                clicks.with(List.of(click), Instant.EPOCH),
                known.map(Versioned::version).orElse(0L),
                OrderLife.END);
    }

    /// Of each affiliate of the counted program some clicks of two days, which are closed.
    static List<ClicksClosed> clickDays() {
        List<ClicksClosed> days = new ArrayList<>();
        LocalDate last = LocalDate.ofInstant(OrderLife.START, ZoneOffset.UTC);
        for (int affiliate = 1; affiliate <= OrderCalls.AFFILIATES; affiliate++) {
            for (int ago = 1; ago <= 3; ago++) {
                days.add(new ClicksClosed(
                        COUNTED.program(), Market.affiliate(affiliate), last.minusDays(ago), 17L * affiliate * ago));
            }
        }
        return days;
    }

    /// How many qualified clicks were closed, by entry.
    static Map<String, Long> closedDays() {
        Map<String, Long> closed = new TreeMap<>();
        clickDays()
                .forEach(day -> closed.put(
                        "clicks:" + day.program() + ":" + day.affiliate() + ":" + day.day(), day.qualified()));
        return closed;
    }
}
