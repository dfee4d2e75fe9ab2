package dev.tributary.commission;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.click.ClicksClosed;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.Limits;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.ValidationPolicy;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.queue.ClicksClosedMessages;
import dev.tributary.infrastructure.queue.DecisionMessages;
import dev.tributary.infrastructure.table.DynamoDecisions;
import dev.tributary.infrastructure.table.TestMarket;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A change of tier that is more than one delivery can do: 5 % from 0, 7 % from 1,000.00, by the month.
class LargeTierChangeTest {
    private static final int SALES = 400;
    /// What the function may take, and what it keeps for the rest of the batch.
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Till till = new Till(new TestMarket(Till.TABLE, 1, terms()));

    @Test
    void changeThatTakesLong_goesBackInTime_withAllThatWaitsForIt() {
        sales();
        List<SQSMessage> batch = List.of(
                till.message(till.market.sale("T-" + SALES, 1, "10.00")),
                till.message(DecisionMessages.write(gift())),
                till.message(ClicksClosedMessages.write(
                        new ClicksClosed(till.market.program, till.market.affiliate(1), LocalDate.EPOCH, 3))));
        Instant begin = till.now;

        assertThat(till.deliver(till.handler(new Slow()), batch)).hasSize(batch.size());

        assertThat(Duration.between(begin, till.now)).isLessThan(TIMEOUT.dividedBy(2));
        assertThat(till.delays).containsOnlyKeys("r400", "r401", "r402");
        assertThat(till.account(1).change()).isPresent();
        assertThat(till.causes(1).filter("TIER"::equals).count()).isBetween(2L, 4L);
        for (int delivery = 0; delivery < 5 && till.account(1).change().isPresent(); delivery++) {
            till.deliver(till.handler(new Slow()), batch);
        }
        assertThat(till.deliver(till.handler(), batch)).isEmpty();
        IntStream.range(1, SALES).forEach(order -> assertThat(amount(order)).isEqualTo("0.17"));
        assertThat(till.causes(1).dropWhile("ACCRUE"::equals))
                .startsWith("TIER", "TIER", "TIER", "TIER", "TIER")
                .endsWith("TIER", "ADJUST");
    }

    @Test
    void orderThatIsGone_keepsWhatItWasPaid_andKeepsNobodyWaiting() {
        till.deliver(till.market.sale("T-1", 1, "400.00"), till.market.sale("T-2", 1, "500.00"));
        Till.TABLE
                .client()
                .deleteItem(delete -> delete.tableName(Till.TABLE.name())
                        .key(Map.of(
                                Keys.PK, AttributeValue.fromS(Keys.order(till.market.key("T-1"))),
                                Keys.SK, AttributeValue.fromS("sale"))));
        assertThat(till.order("T-1")).isEmpty();

        assertThat(till.deliver(till.market.sale("T-3", 1, "200.00"))).isEmpty();

        assertThat(amount(2)).isEqualTo("35.00");
        assertThat(till.account(1).pendingTotal()).isEqualTo(Money.of("69.00", TestMarket.EUR));
        assertThat(till.account(1).change()).isEmpty();
    }

    /// Below the step, to the cent.
    private void sales() {
        List<SQSMessage> sales = new ArrayList<>(IntStream.range(1, SALES)
                .mapToObj(order -> till.message(till.market.sale("T-" + order, 1, "2.49")))
                .toList());
        while (!sales.isEmpty()) {
            List<SQSMessage> batch = sales.subList(0, Math.min(48, sales.size()));
            assertThat(till.deliver(till.handler(), batch)).isEmpty();
            batch.clear();
        }
    }

    /// Each transaction takes six seconds.
    private final class Slow extends TableFault {
        Slow() {
            super(Integer.MAX_VALUE);
        }

        @Override
        void before() {
            till.now = till.now.plusSeconds(6);
        }
    }

    private Adjustment gift() {
        Adjustment gift = new Adjustment(
                new AdjustmentId(900_000_001L),
                till.market.account(1),
                Money.of("3.00", TestMarket.EUR),
                "a gift",
                "key_1",
                till.now,
                Optional.empty());
        new DynamoDecisions(Till.TABLE).create(gift);
        return gift;
    }

    private String amount(int order) {
        OrderState state = till.order("T-" + order).orElseThrow();
        return state.commissions().getFirst().amount().amount();
    }

    private static TermsDocument terms() {
        Pay.Tiered tiers = new Pay.Tiered(
                Measure.REVENUE,
                Period.Length.MONTH,
                Pay.Tiered.Mode.RETROACTIVE,
                List.of(step(0, "5"), step(100_000, "7")));
        return new TermsDocument(
                1,
                Instant.EPOCH,
                new AttributionPolicy(AttributionPolicy.Model.LAST_CLICK, 30, AttributionPolicy.Precedence.COUPON),
                TermsDocument.PaidUnder.CLICK,
                List.of(new Rule(new RuleId("base"), List.of(), tiers, Optional.empty())),
                Limits.NONE,
                List.of(),
                Optional.empty(),
                30,
                ValidationPolicy.AUTO,
                Money.zero(TestMarket.EUR),
                65,
                List.of());
    }

    private static Pay.Step step(long from, String percent) {
        return new Pay.Step(from, new Pay.Percent(new BigDecimal(percent)));
    }
}
