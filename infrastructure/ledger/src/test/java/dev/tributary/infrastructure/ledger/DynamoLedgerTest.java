package dev.tributary.infrastructure.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.attribution.EnrollmentFacts;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.DamagedLedgerException;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.order.Context;
import dev.tributary.domain.order.OrderGroup;
import dev.tributary.domain.order.OrderLedger.Written;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Orders;
import dev.tributary.domain.order.Outcome;
import dev.tributary.domain.order.ProgramFacts;
import dev.tributary.domain.program.Enrollment.Change;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.TermsHistory;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.table.DynamoDueOrders;
import dev.tributary.infrastructure.table.DynamoOrders;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.EntryItems;
import dev.tributary.infrastructure.table.PlainItems;
import dev.tributary.infrastructure.table.Table;
import dev.tributary.infrastructure.table.TestMarket;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The ledger against the real local server: every condition, and what is read back.
class DynamoLedgerTest {
    private static final EmbeddedTable EMBEDDED = EmbeddedTable.create();
    private static final Table TABLE = EMBEDDED.connect();
    private static final ZoneId RIGA = ZoneId.of("Europe/Riga");

    private final TestMarket market = new TestMarket(TABLE, 1);
    private final DynamoLedger ledger = new DynamoLedger(TABLE, 1);

    @Test
    void orderThatIsThere_isNotWrittenAsNew_norIsAnythingOfItsGroup() {
        assertThat(ledger.write(group(market.sale("A-1", 1, "10.00")))).isEqualTo(new Written.Committed());
        OrderGroup group = group(market.sale("A-2", 1, "10.00"), market.sale("A-1", 1, "20.00"));
        OrderGroup asNew = new OrderGroup(
                group.orders().stream()
                        .map(change -> new OrderGroup.Change(change.order(), 0))
                        .toList(),
                group.movements(),
                RIGA);

        assertThat(ledger.write(asNew)).isEqualTo(new Written.Stale(Set.of(market.key("A-1")), false));
        assertThat(order("A-2")).isEmpty();
        assertThat(account().version()).isEqualTo(1);
    }

    @Test
    void orderAtAnotherVersion_isStale() {
        ledger.write(group(market.sale("A-1", 1, "10.00")));
        OrderGroup refund = group(market.refund("A-1", "R-1", "1.00"));
        assertThat(ledger.write(group(market.refund("A-1", "R-2", "1.00")))).isEqualTo(new Written.Committed());

        assertThat(ledger.write(refund)).isEqualTo(new Written.Stale(Set.of(market.key("A-1")), true));
        assertThat(account().version()).isEqualTo(2);
    }

    @Test
    void accountThatMoved_isStale() {
        OrderGroup first = group(market.sale("A-1", 1, "10.00"));
        OrderGroup second = group(market.sale("A-2", 1, "10.00"));

        assertThat(ledger.write(first)).isEqualTo(new Written.Committed());
        assertThat(ledger.write(second)).isEqualTo(new Written.Stale(Set.of(), true));
        assertThat(order("A-2")).isEmpty();
    }

    @Test
    void orderWithoutMoney_hasItsConditionToo() {
        OrderGroup one = group(market.refund("W-1", "R-1", "1.00"));
        OrderGroup other = group(market.refund("W-1", "R-2", "1.00"));

        assertThat(ledger.write(one)).isEqualTo(new Written.Committed());
        assertThat(ledger.write(other)).isEqualTo(new Written.Stale(Set.of(market.key("W-1")), false));
        assertThat(ledger.write(group(market.refund("W-1", "R-2", "1.00")))).isEqualTo(new Written.Committed());
        assertThat(order("W-1").orElseThrow().value().waiting()).hasSize(2);
    }

    @Test
    void entryThatIsThereAlready_meansDamage() {
        OrderGroup group = group(market.sale("A-1", 1, "10.00"));
        ledger.write(group);
        TABLE.client()
                .deleteItem(delete -> delete.tableName(TABLE.name())
                        .key(Map.of(
                                Keys.PK, AttributeValue.fromS(Keys.account(market.account(1))),
                                Keys.SK, AttributeValue.fromS(Keys.SOLE))));

        assertThatThrownBy(() -> ledger.write(group(market.sale("A-2", 1, "10.00"))))
                .isInstanceOf(DamagedLedgerException.class)
                .hasMessageContaining("is there");
    }

    @Test
    void replyThatIsLost_leavesTheGroupWritten() {
        DynamoLedger deaf = new DynamoLedger(
                EMBEDDED.connect(new ExecutionInterceptor() {
                    @Override
                    public void afterExecution(
                            software.amazon.awssdk.core.interceptor.Context.AfterExecution context,
                            ExecutionAttributes attributes) {
                        throw SdkClientException.create("the reply was lost");
                    }
                }),
                1);
        OrderGroup group = group(market.sale("A-1", 1, "10.00"));

        assertThatThrownBy(() -> deaf.write(group)).isInstanceOf(UnavailableException.class);
        assertThat(ledger.write(group)).isEqualTo(new Written.Stale(Set.of(market.key("A-1")), true));
        assertThat(account().version()).isEqualTo(1);
    }

    @Test
    void mostOrders_shareATransaction_andTheirEntriesAreReadByPages() {
        Postback[] sales = new Postback[OrderGroup.MOST_ORDERS];
        for (int order = 0; order < sales.length; order++) {
            sales[order] = market.sale("M-" + order, 1, "10.00");
        }
        OrderGroup group = group(sales);

        assertThat(ledger.write(group)).isEqualTo(new Written.Committed());

        assertThat(account()).isEqualTo(group.movements().getFirst().after());
        assertThat(entries(10)).isEqualTo(group.movements().getFirst().entries());
        assertThat(entries(49)).hasSize(49);
        for (OrderGroup.Change change : group.orders()) {
            assertThat(order(change.order().key().order().text())).contains(new Versioned<>(change.order(), 1));
        }
    }

    @Test
    void moreThanATransactionTakes_isSaidBeforehand() {
        List<Postback> calls = new ArrayList<>(List.of(market.sale("T-1", 1, "200.00")));
        for (int refund = 0; refund < 99; refund++) {
            calls.add(market.refund("T-1", "R-" + refund, "1.00"));
        }

        assertThat(ledger.write(group(calls.toArray(Postback[]::new)))).isEqualTo(new Written.TooLarge());
        assertThat(order("T-1")).isEmpty();
    }

    @Test
    void changedEntry_isFoundWhenItIsRead() {
        ledger.write(
                group(market.sale("A-1", 1, "10.00"), market.sale("A-2", 1, "20.00"), market.sale("A-3", 1, "30.00")));
        Map<String, AttributeValue> second = item(Keys.entry(2));
        String text = text(second, "entry");

        put(second, "entry", text.replace(" 200 ", " 201 "));
        assertThatThrownBy(() -> entries(10)).hasMessageContaining("has another hash than its text");
        put(second, "entry", text + "x");
        assertThatThrownBy(() -> entries(10)).hasMessageContaining("is no entry");
        Entry first = EntryItems.entry(market.account(1), PlainItems.plain(item(Keys.entry(1))));
        Map<String, AttributeValue> copied = new HashMap<>(PlainItems.attributes(EntryItems.of(first)));
        copied.put(Keys.SK, AttributeValue.fromS(Keys.entry(2)));
        TABLE.client().putItem(put -> put.tableName(TABLE.name()).item(copied));
        assertThatThrownBy(() -> entries(10)).hasMessageContaining("says that it is number 1");
        TABLE.client()
                .deleteItem(delete -> delete.tableName(TABLE.name())
                        .key(Map.of(Keys.PK, second.get(Keys.PK), Keys.SK, second.get(Keys.SK))));
        assertThatThrownBy(() -> entries(10)).hasMessageContaining("does not follow the one before it");
        assertThatThrownBy(() ->
                        ledger.entries(market.account(1), PageRequest.first(1).after("2")))
                .hasMessageContaining("is missing");
    }

    @Test
    void whatIsDueOrListed_standsInTheIndexes() {
        ledger.write(group(market.refund("W-1", "R-1", "1.00")));
        ledger.write(group(market.sale("A-1", 1, "10.00")));

        Map<String, AttributeValue> order = item(Keys.order(market.key("A-1")), "sale");
        assertThat(text(order, Keys.GSI1_PK)).isEqualTo("P#" + market.program + "#202611");
        assertThat(text(order, Keys.GSI1_SK))
                .isEqualTo("2026-11-22T12:10:00.000000000Z#" + market.key("A-1").id());
        assertThat(order).doesNotContainKey(Keys.GSI2_PK);
        Map<String, AttributeValue> account = item(Keys.SOLE);
        assertThat(text(account, Keys.GSI2_PK)).isEqualTo("release#0");
        // 30 days after 14:10 in Riga: the next date there begins at 22:00 UTC.
        assertThat(text(account, Keys.GSI2_SK)).startsWith("2026-12-22T22:00:00Z#A#");
        Instant ended = TestMarket.SALE.plus(Duration.ofDays(30)).plusSeconds(1);
        DynamoDueOrders due = new DynamoDueOrders(TABLE);
        assertThat(due.due(0, ended.minusSeconds(1), Optional.empty()).orders()).doesNotContain(market.key("W-1"));
        assertThat(due.due(0, ended, Optional.empty()).orders()).contains(market.key("W-1"));
    }

    @Test
    void twoWritersAtOnce_loseNothing() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> writers = new ArrayList<>();
            for (String writer : List.of("L-", "R-")) {
                writers.add(threads.submit(() -> {
                    int lost = 0;
                    for (int order = 0; order < 20; order++) {
                        Postback sale;
                        synchronized (market) {
                            sale = market.sale(writer + order, 1, "10.00");
                        }
                        while (!(ledger.write(group(sale)) instanceof Written.Committed)) {
                            lost++;
                        }
                    }
                    return lost;
                }));
            }
            for (Future<Integer> writer : writers) {
                assertThat(writer.get()).isNotNegative();
            }
        }

        assertThat(account().version()).isEqualTo(40);
        assertThat(account().pendingTotal().minor()).isEqualTo(4_000);
        assertThat(entries(7)).hasSize(40);
    }

    /// What the calls ask to be written, on what is committed by now.
    private OrderGroup group(Postback... calls) {
        EnrollmentFacts anna = new EnrollmentFacts(
                market.affiliate(1),
                List.of(new Change(EnrollmentState.APPROVED, Instant.EPOCH)),
                Set.of(),
                Set.of(),
                Optional.empty());
        ProgramFacts program =
                new ProgramFacts(market.program, TestMarket.EUR, RIGA, new TermsHistory(List.of(TestMarket.terms(1))));
        Context context =
                new Context(program, Map.of(anna.affiliate(), anna), Map.of(), TestMarket.SALE.plusSeconds(5));
        Account before = ledger.account(market.account(1)).orElseGet(() -> Account.empty(market.account(1)));
        Account account = before;
        List<Movement> movements = new ArrayList<>();
        Map<String, OrderState> states = new LinkedHashMap<>();
        Map<String, Long> versions = new HashMap<>();
        for (Postback call : calls) {
            String order = call.key().order().text();
            Optional<Versioned<OrderState>> stored = order(order);
            versions.put(order, stored.map(Versioned::version).orElse(0L));
            Optional<OrderState> state = Optional.ofNullable(states.get(order)).or(() -> stored.map(Versioned::value));
            switch (Orders.decide(state, call, context, Map.of(account.key(), account))) {
                case Outcome.Posted posted -> {
                    states.put(order, posted.order());
                    account = posted.movements().getFirst().after();
                    movements.addAll(posted.movements());
                }
                case Outcome.Recorded recorded -> states.put(order, recorded.order());
                case Outcome.AlreadyRecorded again -> throw new AssertionError("was there: " + again);
            }
        }
        return new OrderGroup(
                states.entrySet().stream()
                        .map(state ->
                                new OrderGroup.Change(state.getValue(), versions.getOrDefault(state.getKey(), 0L)))
                        .toList(),
                movements.stream().reduce(Movement::then).stream().toList(),
                RIGA);
    }

    private Optional<Versioned<OrderState>> order(String order) {
        return new DynamoOrders(TABLE).find(market.key(order));
    }

    private Account account() {
        return ledger.account(market.account(1)).orElseThrow();
    }

    private List<Entry> entries(int limit) {
        List<Entry> all = new ArrayList<>();
        Optional<String> from = Optional.empty();
        do {
            Page<Entry> page = ledger.entries(market.account(1), new PageRequest(limit, from));
            all.addAll(page.items());
            from = page.next();
        } while (from.isPresent());
        return all;
    }

    private Map<String, AttributeValue> item(String sk) {
        return item(Keys.account(market.account(1)), sk);
    }

    private static Map<String, AttributeValue> item(String pk, String sk) {
        return TABLE.client()
                .getItem(get -> get.tableName(TABLE.name())
                        .key(Map.of(Keys.PK, AttributeValue.fromS(pk), Keys.SK, AttributeValue.fromS(sk))))
                .item();
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return item.getOrDefault(name, AttributeValue.fromS("none")).s();
    }

    private static void put(Map<String, AttributeValue> item, String name, String value) {
        Map<String, AttributeValue> changed = new HashMap<>(item);
        changed.put(name, AttributeValue.fromS(value));
        TABLE.client().putItem(put -> put.tableName(TABLE.name()).item(changed));
    }
}
