package dev.tributary.infrastructure.local.life;

import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.local.check.Invariants;
import dev.tributary.infrastructure.local.check.Leaks;
import dev.tributary.infrastructure.local.check.Outcomes;
import dev.tributary.infrastructure.local.check.Snapshot;
import dev.tributary.infrastructure.table.InMemoryDynamo;
import dev.tributary.infrastructure.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A life on trial: lived with faults, looked at, mended, and compared with the same life in peace.
public final class OrderTrial {
    /// What no conversion pays takes a seventh of a life: every second one has it, and on a server every fifth.
    static final int REWARDED_ONE_IN = 2;

    static final int REWARDED_ON_A_SERVER_ONE_IN = 5;
    private static final int BACK_TESTED_ONE_IN = 10;

    private OrderTrial() {}

    /// Texts only, for a test that has loaded this class beside another version of the platform.
    /// @return what is wrong with the life, lines; empty when all is well
    public static String wrong(long seed, int orders, String mistake) {
        TableFaults faults = new TableFaults();
        OrderMistake planted = OrderMistake.valueOf(mistake);
        Table table = InMemoryDynamo.create();
        try (Logs logs = new Logs()) {
            OrderLife.Tables tables = new OrderLife.Tables(table, InMemoryDynamo.connect(table, faults, planted));
            return wrong(seed, orders, new Setting(planted, faults, logs, REWARDED_ONE_IN), tables);
        }
    }

    /// What a life goes wrong by, and who hears of it.
    /// @param rewardedOneIn so many lives; some of those are back-tested too
    record Setting(OrderMistake mistake, TableFaults faults, Logs logs, int rewardedOneIn) {}

    /// @param tables empty
    static String wrong(long seed, int orders, Setting setting, OrderLife.Tables tables) {
        setting.logs().taken();
        OrderLife life = new OrderLife(seed, tables, setting.faults(), orders, setting.mistake());
        boolean rewarded = seed % setting.rewardedOneIn() == 0;
        List<String> wrong = new ArrayList<>(wrong(life, tables, setting.logs(), rewarded));
        if (wrong.isEmpty() && rewarded && seed % BACK_TESTED_ONE_IN == REWARDED_ONE_IN) {
            wrong.addAll(life.backTest());
        }
        if (wrong.isEmpty()) {
            wrong.addAll(differences(seed, orders, tables.snapshot()));
        }
        return String.join("\n", wrong);
    }

    private static List<String> wrong(OrderLife life, OrderLife.Tables tables, Logs logs, boolean rewarded) {
        List<String> wrong = new ArrayList<>(life.run());
        wrong.addAll(Invariants.broken(tables.snapshot(), life.calls()));
        if (!wrong.isEmpty()) {
            return wrong;
        }
        wrong.addAll(life.mend());
        if (rewarded) {
            wrong.addAll(life.reward());
        }
        Snapshot end = tables.snapshot();
        wrong.addAll(Invariants.broken(end, life.calls()));
        wrong.addAll(notCredited(life, end));
        wrong.addAll(otherwise(life, end));
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("the log", logs.taken());
        life.messages().forEach(body -> texts.put("message " + texts.size(), body));
        wrong.addAll(Leaks.broken(end, texts, life.secrets()));
        return wrong;
    }

    /// The checker sees who was credited, not who was left out: the merchant's calls say that.
    private static List<String> notCredited(OrderLife life, Snapshot end) {
        Map<String, String> stages = Outcomes.orders(end, OrderLife.END);
        List<String> wrong = new ArrayList<>();
        life.credited().forEach((key, credited) -> {
            String stage = stages.getOrDefault(place(key), "missing").split(" ", 2)[0];
            boolean asSaid = stage.equals(credited ? "converted" : "unattributed");
            // Where the merchant contradicts itself, what comes first decides.
            if (!asSaid && !key.order().text().startsWith(OrderCalls.QUARREL)) {
                wrong.add("11 " + place(key) + " is " + stage + ", and credited should be " + credited);
            }
        });
        return wrong;
    }

    /// Whose shares are others than they have to be, and which days of clicks are.
    private static List<String> otherwise(OrderLife life, Snapshot end) {
        List<String> wrong = new ArrayList<>();
        Map<String, String> shares = Outcomes.shares(end);
        life.shares().forEach((key, right) -> {
            String credited = shares.getOrDefault(place(key), "nobody");
            if (!credited.equals(right)) {
                wrong.add("11 " + place(key) + " credits " + credited + ", and should credit " + right);
            }
        });
        Map<String, Long> posted = Outcomes.clickDays(end);
        Map<String, Long> closed = life.closedDays();
        if (!posted.equals(closed)) {
            wrong.add("14 days of clicks are posted as " + posted + ", and closed as " + closed);
        }
        return wrong;
    }

    private static List<String> differences(long seed, int orders, Snapshot end) {
        Table table = InMemoryDynamo.create();
        OrderLife.Tables tables = new OrderLife.Tables(table, table);
        new OrderLife(seed, tables, new TableFaults(), orders, OrderMistake.NONE).runInPeace();
        Map<String, String> left = outcomes(end);
        Map<String, String> inPeace = outcomes(tables.snapshot());
        Map<String, String> difference = new TreeMap<>(inPeace);
        difference.entrySet().removeAll(left.entrySet());
        left.entrySet().removeAll(inPeace.entrySet());
        return left.isEmpty() && difference.isEmpty()
                ? List.of()
                : List.of("12 left " + left, "12 in peace " + difference);
    }

    /// Where the merchant contradicts itself, what came first counts, for the order and for the
    /// affiliate who has all such orders.
    private static Map<String, String> outcomes(Snapshot snapshot) {
        Map<String, String> outcomes = Outcomes.orders(snapshot, OrderLife.END);
        outcomes.keySet().removeIf(order -> order.contains("#" + OrderCalls.QUARREL));
        Map<String, String> accounts = Outcomes.accounts(snapshot, OrderLife.END);
        String quarrels = Market.affiliate(OrderCalls.AFFILIATES).toString();
        accounts.keySet().removeIf(account -> account.contains(quarrels));
        outcomes.putAll(accounts);
        List<Market> others = new ArrayList<>(CountingPrograms.ALL);
        others.add(RewardTerms.MARKET);
        outcomes.keySet()
                .removeIf(place -> others.stream().anyMatch(market -> place.contains("#" + market.program() + "#")));
        return outcomes;
    }

    private static String place(ConversionKey key) {
        return Keys.order(key) + " / " + Keys.orderEvent(key);
    }
}
