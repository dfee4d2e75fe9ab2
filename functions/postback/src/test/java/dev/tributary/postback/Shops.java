package dev.tributary.postback;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.attribution.CouponFacts;
import dev.tributary.domain.attribution.EnrollmentFacts;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.ChargebackWon;
import dev.tributary.domain.conversion.ConversionEvent.OrderUpdate;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionEvent.StatusUpdate;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Item;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.RefundItem;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.order.Context;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Orders;
import dev.tributary.domain.order.Outcome;
import dev.tributary.domain.order.ProgramFacts;
import dev.tributary.domain.postback.Sender;
import dev.tributary.domain.postback.SenderSecret;
import dev.tributary.domain.program.Enrollment.Change;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.terms.TermsHistory;
import dev.tributary.infrastructure.queue.ConversionMessages;
import dev.tributary.infrastructure.table.OrderItems;
import dev.tributary.infrastructure.table.TestMarket;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A program with a secret of each sender, and behind its queue what commission makes of the calls: 10 % for
/// whoever owns the coupon ANNA10.
final class Shops implements AutoCloseable {
    static final SenderSecret SECRET = new SenderSecret("whsec_0123456789abcdef");
    private static final AffiliateId ANNA = new AffiliateId(1);
    private static final CouponCode COUPON = new CouponCode("ANNA10");
    private static final AccountKey ACCOUNT = new AccountKey(World.PROGRAM, ANNA, new CurrencyCode("EUR"));

    final World world = new World();
    private final Map<ConversionKey, OrderState> orders = new HashMap<>();
    private Account account = Account.empty(ACCOUNT);

    Shops() throws IOException {
        for (Sender sender : Sender.values()) {
            world.credentials.give(World.PROGRAM, sender, SECRET, world.ring, World.NOW);
        }
    }

    /// A sample of src/test/resources, with changes `from -> to`, each of which is found in it.
    static String sample(String name, String... changes) throws IOException {
        try (InputStream in = Shops.class.getResourceAsStream(name + ".json")) {
            assertThat(in).as(name).isNotNull();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String change : changes) {
                String[] sides = change.split(" -> ", 2);
                assertThat(text).contains(sides[0]);
                text = text.replace(sides[0], sides[1]);
            }
            return text;
        }
    }

    APIGatewayV2HTTPResponse call(String dialect, Map<String, String> headers, String body) {
        Map<String, String> all = new HashMap<>(headers);
        all.putIfAbsent("content-type", "application/json");
        return world.call(Calls.bytes(all, World.PATH + "/" + dialect, body.getBytes(StandardCharsets.UTF_8)));
    }

    /// What was sent to the queue, in short; it stays undecided.
    List<String> sent() {
        return world.backend.messages().stream()
                .map(message -> words(ConversionMessages.read(message).event()))
                .toList();
    }

    /// What commission makes of what was sent.
    List<String> decided() {
        List<String> results = new ArrayList<>();
        for (String message : world.backend.messages()) {
            Postback postback = ConversionMessages.read(message);
            Outcome outcome = Orders.decide(
                    Optional.ofNullable(orders.get(postback.key())), postback, context(), Map.of(ACCOUNT, account));
            Optional<OrderState> order = switch (outcome) {
                case Outcome.Posted posted -> {
                    account = posted.movements().getFirst().after();
                    yield Optional.of(posted.order());
                }
                case Outcome.Recorded recorded -> Optional.of(recorded.order());
                case Outcome.AlreadyRecorded _ -> Optional.empty();
            };
            order.ifPresent(state -> {
                orders.put(postback.key(), state);
                put(OrderItems.of(state, 1));
            });
            results.add(outcome.result().kind().text());
        }
        return results;
    }

    /// What Anna has: `10.00 EUR`.
    String earned() {
        return account.pendingTotal().toString();
    }

    @Override
    public void close() {
        world.close();
    }

    private static Context context() {
        ProgramFacts program = new ProgramFacts(
                World.PROGRAM,
                new CurrencyCode("EUR"),
                ZoneId.of("Europe/Riga"),
                new TermsHistory(List.of(TestMarket.terms(1))));
        EnrollmentFacts anna = new EnrollmentFacts(
                ANNA,
                List.of(new Change(EnrollmentState.APPROVED, Instant.EPOCH)),
                Set.of(),
                Set.of(),
                Optional.empty());
        return new Context(
                program,
                Map.of(ANNA, anna),
                Map.of(COUPON, new CouponFacts(COUPON, ANNA, Optional.empty())),
                World.NOW);
    }

    private static String words(ConversionEvent event) {
        String head = event.key().event().text() + " " + event.key().order().text();
        return switch (event) {
            case Reward reward ->
                head
                        + reward.amounts().map(Shops::words).orElse("")
                        + list(" of ", reward.items().stream().map(Shops::words).toList())
                        + list(
                                " by ",
                                reward.coupons().stream().map(CouponCode::text).toList())
                        + reward.click().map(click -> " with click").orElse("")
                        + reward.subscription().map(id -> " " + id.text()).orElse("")
                        + reward.verdict()
                                .map(word -> " " + word.status().text())
                                .orElse("")
                        + (reward.test() ? " test" : "");
            case Refund refund ->
                head + " " + refund.kind().name().toLowerCase(Locale.ROOT) + " "
                        + refund.refund().text() + " "
                        + refund.amount().map(Object::toString).orElse("all that is left")
                        + list(" of ", refund.items().stream().map(Shops::words).toList())
                        + refund.reason().map(reason -> " for " + reason.text()).orElse("");
            case ChargebackWon won -> head + " won " + won.chargeback().text();
            case OrderUpdate update ->
                head + " now" + words(update.amounts())
                        + list(" of ", update.items().stream().map(Shops::words).toList());
            case StatusUpdate update -> head + " " + update.verdict().status().text();
        };
    }

    private static String words(Amounts amounts) {
        return " " + amounts.amount()
                + amounts.tax().map(part -> " tax " + part).orElse("")
                + amounts.shipping().map(part -> " shipping " + part).orElse("")
                + amounts.fee().map(part -> " fee " + part).orElse("");
    }

    private static String words(Item item) {
        return item.quantity() + " " + item.sku().map(Sku::text).orElse("?") + " " + item.amount();
    }

    private static String words(RefundItem item) {
        return item.quantity().map(Object::toString).orElse("?") + " "
                + item.sku().text() + item.amount().map(amount -> " " + amount).orElse("");
    }

    private static String list(String name, List<String> words) {
        return words.isEmpty() ? "" : name + words;
    }

    private void put(Map<String, Object> plain) {
        Map<String, AttributeValue> item = new HashMap<>();
        plain.forEach((name, value) -> item.put(
                name,
                switch (value) {
                    case String text -> AttributeValue.fromS(text);
                    case byte[] bytes -> AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
                    default -> AttributeValue.fromN(value.toString());
                }));
        world.backend
                .table
                .client()
                .putItem(put -> put.tableName(world.backend.table.name()).item(item));
    }
}
