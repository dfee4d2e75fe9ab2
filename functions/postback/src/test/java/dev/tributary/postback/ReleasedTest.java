package dev.tributary.postback;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.attribution.CouponFacts;
import dev.tributary.domain.attribution.EnrollmentFacts;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.ledger.Hold;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.order.Context;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Orders;
import dev.tributary.domain.order.Outcome;
import dev.tributary.domain.order.ProgramFacts;
import dev.tributary.domain.program.Enrollment.Change;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.terms.TermsHistory;
import dev.tributary.infrastructure.queue.ConversionMessages;
import dev.tributary.infrastructure.table.AccountItems;
import dev.tributary.infrastructure.table.OrderItems;
import dev.tributary.infrastructure.table.TestMarket;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An order is closed to updates and rejection once something of it is released, which its account
/// knows and the order itself does not: 10 %, sold on 22 November at 10:15, held for 30 days, so
/// released on 23 December in Riga.
final class ReleasedTest {
    private static final ZoneId RIGA = ZoneId.of("Europe/Riga");
    private static final AffiliateId ANNA = new AffiliateId(1);
    private static final CouponCode COUPON = new CouponCode("ANNA10");
    private static final String SALE = "\"event\":\"sale\",\"amount\":\"126.00\",\"currency\":\"EUR\"";
    private static final String REFUND =
            "\"event\":\"refund\",\"refund_id\":\"all\",\"amount\":\"126.00\",\"currency\":\"EUR\"";

    private final World world;
    private Optional<OrderState> state = Optional.empty();
    private Optional<Account> account = Optional.empty();

    ReleasedTest() throws IOException {
        world = new World();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    /// `released`: the daily release ran. `refunded`: nothing stood in the day, so none ran.
    @ParameterizedTest(name = "{0}, {1}, {3}")
    @CsvSource(delimiter = '|', textBlock = """
        # when                | account  | status | call
        2026-12-22T21:59:59Z  | held     | 202    | "event":"order_update","update_id":"U","amount":"130.00","currency":"EUR"
        2026-12-22T21:59:59Z  | held     | 202    | "event":"sale","status":"rejected"
        2026-12-22T21:59:59Z  | refunded | 202    | "event":"sale","status":"rejected"
        2026-12-22T22:00:00Z  | released | 409    | "event":"order_update","update_id":"U","amount":"130.00","currency":"EUR"
        2026-12-22T22:00:00Z  | released | 409    | "event":"sale","status":"rejected"
        2026-12-22T22:00:00Z  | released | 409    | "event":"sale","amount":"126.00","currency":"EUR","status":"rejected"
        2026-12-22T22:00:00Z  | released | 200    | "event":"sale","amount":"126.00","currency":"EUR","status":"approved"
        2026-12-22T22:00:00Z  | released | 202    | "event":"refund","refund_id":"R","amount":"1.00","currency":"EUR"
        2026-12-22T22:00:00Z  | refunded | 409    | "event":"sale","status":"rejected"
        2026-12-22T22:00:00Z  | refunded | 409    | "event":"order_update","update_id":"U","amount":"130.00","currency":"EUR"
        """)
    void heldOrder_isClosedByItsRelease(Instant when, String kept, int status, String call) {
        decide(World.NOW, SALE);
        if (kept.equals("refunded")) {
            decide(World.NOW, REFUND);
        }
        if (kept.equals("released")) {
            account = account.map(before -> before.draft()
                    .releaseThrough(Hold.today(when, RIGA))
                    .post(new Cause(new EntryId("release:1"), Cause.Kind.RELEASE, when, when))
                    .account());
        }
        put(OrderItems.of(state.orElseThrow(), 1));
        put(AccountItems.of(account.orElseThrow(), RIGA, 1));
        List<?> before = world.backend.items();

        APIGatewayV2HTTPResponse answer = post(when, call);

        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        if (status == 409) {
            assertThat(answer.getBody()).contains("\"code\":\"closed\"");
        }
        assertThat(world.backend.messages()).hasSize(status == 202 ? 1 : 0);
        assertThat(world.backend.items()).isEqualTo(before);
    }

    /// What commission makes of a call.
    private void decide(Instant at, String call) {
        assertThat(post(at, call).getStatusCode()).isEqualTo(202);
        Postback postback = ConversionMessages.read(world.backend.messages().getFirst());
        AccountKey key = new AccountKey(World.PROGRAM, ANNA, new CurrencyCode("EUR"));
        Map<AccountKey, Account> read = Map.of(key, account.orElseGet(() -> Account.empty(key)));
        Outcome outcome = Orders.decide(state, postback, context(at), read);
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Posted.class, posted -> {
            state = Optional.of(posted.order());
            account = Optional.of(posted.movements().getFirst().after());
        });
    }

    private static Context context(Instant now) {
        ProgramFacts program = new ProgramFacts(
                World.PROGRAM, new CurrencyCode("EUR"), RIGA, new TermsHistory(List.of(TestMarket.terms(1))));
        EnrollmentFacts anna = new EnrollmentFacts(
                ANNA,
                List.of(new Change(EnrollmentState.APPROVED, Instant.EPOCH)),
                Set.of(),
                Set.of(),
                Optional.empty());
        return new Context(
                program, Map.of(ANNA, anna), Map.of(COUPON, new CouponFacts(COUPON, ANNA, Optional.empty())), now);
    }

    private APIGatewayV2HTTPResponse post(Instant at, String call) {
        // With a status alone, a coupon would make a sale without an amount of it.
        String coupons = call.startsWith(SALE) ? "\"coupons\":[\"ANNA10\"]," : "";
        String body = "{\"order_id\":\"A-1\"," + coupons + call + "}";
        PostbackHandler handler =
                new PostbackHandler(world.backend.environment(Clock.fixed(at, ZoneOffset.UTC), Map.of()));
        return handler.handleRequest(Calls.bearer(World.PATH, world.token, body), new World.NoContext());
    }

    private void put(Map<String, Object> plain) {
        world.backend
                .table
                .client()
                .putItem(put -> put.tableName(world.backend.table.name()).item(attributes(plain)));
    }

    private static Map<String, AttributeValue> attributes(Map<String, Object> plain) {
        Map<String, AttributeValue> item = new HashMap<>();
        plain.forEach((name, value) -> item.put(name, attribute(value)));
        return item;
    }

    private static AttributeValue attribute(Object value) {
        return switch (value) {
            case String text -> AttributeValue.fromS(text);
            case byte[] bytes -> AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
            case Map<?, ?> map -> {
                Map<String, AttributeValue> values = new HashMap<>();
                map.forEach((name, one) -> values.put((String) name, attribute(one)));
                yield AttributeValue.fromM(values);
            }
            default -> AttributeValue.fromN(value.toString());
        };
    }
}
