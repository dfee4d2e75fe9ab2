package dev.tributary.commission;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.message.OrdersDue;
import dev.tributary.domain.message.Redelivery;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.notice.Notices;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Result;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.NoContext;
import dev.tributary.infrastructure.ledger.DynamoLedger;
import dev.tributary.infrastructure.queue.ConversionMessages;
import dev.tributary.infrastructure.queue.OrdersDueMessages;
import dev.tributary.infrastructure.table.DynamoOrders;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.Table;
import dev.tributary.infrastructure.table.TestMarket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// A market in the embedded table, and handlers that take batches from a test's hand.
final class Till {
    static final EmbeddedTable EMBEDDED = EmbeddedTable.create();
    static final Table TABLE = EMBEDDED.connect();
    private static final AtomicLong IDS = new AtomicLong(500);

    final TestMarket market;
    final DynamoLedger ledger = new DynamoLedger(TABLE, 2);
    final Map<String, Duration> delays = new ConcurrentHashMap<>();
    Instant now = TestMarket.SALE.plusSeconds(5);
    private int messages;

    Till() {
        this(new TestMarket(TABLE, 3));
    }

    Till(TestMarket market) {
        this.market = market;
    }

    CommissionHandler handler(ExecutionInterceptor... interceptors) {
        return handler(EMBEDDED.connect(interceptors), delays::putAll);
    }

    CommissionHandler handler(Notices notices) {
        InstantSource source = () -> now;
        return new CommissionHandler(
                TABLE,
                new DynamoLedger(TABLE, 2),
                delays::putAll,
                notices,
                new Random(1),
                source.withZone(ZoneOffset.UTC));
    }

    CommissionHandler handler(Table table, Redelivery redelivery) {
        InstantSource source = () -> now;
        Clock clock = source.withZone(ZoneOffset.UTC);
        return new CommissionHandler(table, new DynamoLedger(table, 2), redelivery, new Random(1), clock);
    }

    SQSMessage message(String body) {
        SQSMessage message = new SQSMessage();
        messages++;
        message.setMessageId("m" + messages);
        message.setReceiptHandle("r" + messages);
        message.setBody(body);
        return message;
    }

    SQSMessage message(Postback postback) {
        return message(ConversionMessages.write(postback));
    }

    /// That something is due of an order.
    SQSMessage due(String order) {
        return message(OrdersDueMessages.write(new OrdersDue("due_1", List.of(market.key(order)))));
    }

    /// An id that no other test of the table has.
    static AdjustmentId anotherAdjustment() {
        return new AdjustmentId(IDS.incrementAndGet());
    }

    /// Of the merchant's goodwill, under an id of its own.
    Adjustment adjustment(int affiliate, String amount, Optional<Adjustment.About> about) {
        return new Adjustment(
                anotherAdjustment(),
                market.account(affiliate),
                Money.of(amount, TestMarket.EUR),
                "goodwill",
                "key_1",
                TestMarket.SALE,
                about);
    }

    /// @return the ids of the messages that failed
    List<String> deliver(CommissionHandler handler, List<SQSMessage> messages) {
        SQSEvent event = new SQSEvent();
        event.setRecords(new ArrayList<>(messages));
        return handler.handleRequest(event, new NoContext()).getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    List<String> deliver(Postback... postbacks) {
        return deliver(handler(), Arrays.stream(postbacks).map(this::message).toList());
    }

    Optional<OrderState> order(String order) {
        return new DynamoOrders(TABLE).find(market.key(order)).map(Versioned::value);
    }

    /// What became of each call about an order, in the order of their receipts' lines.
    List<Result.Kind> results(String order) {
        return order(order).orElseThrow().receipts().stream()
                .map(line -> line.result().kind())
                .toList();
    }

    /// `version pending/available/receivable` of an affiliate, minor units.
    String balance(int affiliate) {
        return ledger.account(market.account(affiliate))
                .map(account -> account.version() + " " + account.pendingTotal().minor() + "/" + account.available()
                        + "/" + account.receivable())
                .orElse("none");
    }

    List<Entry> entries(int affiliate) {
        List<Entry> all = new ArrayList<>();
        Optional<String> from = Optional.empty();
        do {
            var page = ledger.entries(market.account(affiliate), new PageRequest(100, from));
            all.addAll(page.items());
            from = page.next();
        } while (from.isPresent());
        return all;
    }

    Stream<String> causes(int affiliate) {
        return entries(affiliate).stream().map(entry -> entry.cause().kind().name());
    }

    Account account(int affiliate) {
        return ledger.account(market.account(affiliate)).orElseThrow();
    }
}
