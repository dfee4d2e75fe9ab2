package dev.tributary.payout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.RunId;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutResult.Status;
import dev.tributary.infrastructure.edge.Keys;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What is wrong with one row keeps no other one waiting.
class BadRowsTest {
    private final Treasury treasury = new Treasury(5);

    /// An entry stands where the account's next one belongs.
    @Test
    void rowThatFailsAtTheReserve_keepsNobodyElseWaiting_andIsTriedAgain() {
        IntStream.rangeClosed(1, 3).forEach(affiliate -> treasury.earnAvailable(affiliate, "10.00"));
        RunId run = treasury.planned("damaged");
        treasury.approve(run);
        Map<String, AttributeValue> inTheWay = entryInTheWay(2, 2);

        assertThat(treasury.deliver(new Transfer.RunDue("t", run, 0))).isFalse();

        assertThat(treasury.rows(run, 3))
                .isEqualTo(Map.of(1, "submitted 1000", 2, "planned 1000", 3, "submitted 1000"));
        assertThat(treasury.file(run)).hasSize(3);
        treasury.table
                .client()
                .deleteItem(delete -> delete.tableName(treasury.table.name()).key(inTheWay));
        assertThat(treasury.deliver(new Transfer.RunDue("t", run, 0))).isTrue();
        assertThat(treasury.payout(run, 2).state()).isEqualTo(Payout.State.SUBMITTED);
        assertThat(treasury.files).containsKey("payouts/" + run + "-0-2.csv");
    }

    @Test
    void lineThatFails_keepsNoOtherFromBeingPosted_andIsTriedAgain() {
        IntStream.rangeClosed(1, 3).forEach(affiliate -> treasury.earnAvailable(affiliate, "10.00"));
        RunId run = treasury.submitted("line");
        Map<String, AttributeValue> inTheWay = entryInTheWay(1, 3);
        Transfer paid = treasury.results(run, Status.PAID, 1, 2, 3);

        assertThat(treasury.deliver(paid)).isFalse();

        assertThat(treasury.rows(run, 3)).isEqualTo(Map.of(1, "submitted 1000", 2, "paid 1000", 3, "paid 1000"));
        treasury.table
                .client()
                .deleteItem(delete -> delete.tableName(treasury.table.name()).key(inTheWay));
        assertThat(treasury.deliver(paid)).isTrue();
        assertThat(treasury.causes(1)).containsExactly("ADJUST", "RESERVE", "SETTLE");
        assertThat(treasury.causes(2)).containsExactly("ADJUST", "RESERVE", "SETTLE");
    }

    /// @return its key
    private Map<String, AttributeValue> entryInTheWay(int affiliate, long sequence) {
        Map<String, AttributeValue> key = Map.of(
                "pk", AttributeValue.fromS(Keys.account(treasury.market.account(affiliate))),
                "sk", AttributeValue.fromS(Keys.entry(sequence)));
        treasury.table
                .client()
                .putItem(put -> put.tableName(treasury.table.name()).item(key));
        return key;
    }
}
