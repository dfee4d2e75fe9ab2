package dev.tributary.payout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.RunId;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.payout.PayoutResult.Status;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.Planning;
import dev.tributary.domain.stored.Versioned;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Rows that are not those that were approved stop their run.
class HaltedRunsTest {
    private final Treasury treasury = new Treasury(5);

    @Test
    void tamperedRow_stopsTheRun_beforeAnythingIsReserved() {
        treasury.earnAvailable(1, "10.00");
        treasury.earnAvailable(2, "20.00");
        RunId run = treasury.planned("tampered");
        treasury.approve(run);
        tamper(run, 2);

        assertThat(treasury.deliver(new Transfer.RunDue("t", run, 0))).isFalse();

        assertThat(treasury.run(run).fault()).isPresent();
        assertThat(treasury.balance(1)).isEqualTo("1000/0/0");
        assertThat(treasury.balance(2)).isEqualTo("2000/0/0");
        assertThat(treasury.files).isEmpty();
        assertThat(treasury.deliver(new Transfer.RunDue("t", run, 0))).isFalse();
        treasury.tick();
        assertThat(treasury.queue).isEmpty();
    }

    @Test
    void removedRow_andAddedRow_stopTheRunToo() {
        treasury.earnAvailable(1, "10.00");
        treasury.earnAvailable(2, "20.00");
        RunId run = treasury.planned("removed");
        treasury.approve(run);
        treasury.table
                .client()
                .deleteItem(delete -> delete.tableName(treasury.table.name())
                        .key(Map.of(
                                "pk", AttributeValue.fromS("R#" + run + "#1#0"),
                                "sk",
                                        AttributeValue.fromS(
                                                treasury.market.affiliate(2).toString()))));

        assertThat(treasury.deliver(new Transfer.RunDue("t", run, 0))).isFalse();
        assertThat(treasury.run(run).fault()).isPresent();
        assertThat(treasury.balance(1)).isEqualTo("1000/0/0");
    }

    /// Found out when it is planned, and not when it was approved and some of it is paid.
    @Test
    void moreRowsThanABucketHolds_haltThePlan_whichMayBeCancelled() {
        treasury.earnAvailable(1, "10.00");
        RunId run = treasury.begin("many", "usr_maker");
        Versioned<PayoutRun> read = treasury.stores.runs().find(run).orElseThrow();
        Planning first = read.value().planning();
        Planning full = new Planning(
                Optional.empty(),
                first.lease(),
                List.of(new Planning.Bucket(Planning.FIRST, Planning.MOST_ROWS, Planning.Progress.OPEN)),
                first.totals());
        treasury.stores.runs().replace(read.with(read.value().planned(full)));

        assertThat(treasury.deliver(new Transfer.RunDue("t", run, 0))).isFalse();

        assertThat(treasury.run(run).state()).isEqualTo(PayoutRun.State.PLANNING);
        assertThat(treasury.run(run).fault().orElseThrow()).contains("raise DUE_BUCKETS");
        assertThat(treasury.run(run).due()).isEmpty();
        assertThat(treasury.run(run).cancel()).isPresent();
    }

    /// Its file lies at the bank: what comes of it is posted, and nobody is called each minute from then on.
    @Test
    void resultOfAHaltedRun_isPosted_andTheRunIsNotDueAgain() {
        treasury.earnAvailable(1, "10.00");
        treasury.earnAvailable(2, "20.00");
        RunId run = treasury.submitted("late");
        tamper(run, 2);
        assertThat(treasury.deliver(new Transfer.RunDue("t", run, 0))).isFalse();

        assertThat(treasury.deliver(treasury.results(run, Status.PAID, 1))).isTrue();

        assertThat(treasury.balance(1)).isEqualTo("0/0/0");
        assertThat(treasury.run(run).due()).isEmpty();
        treasury.tick();
        assertThat(treasury.queue).isEmpty();
    }

    /// One cent more than was approved.
    private void tamper(RunId run, int affiliate) {
        treasury.table
                .client()
                .updateItem(update -> update.tableName(treasury.table.name())
                        .key(Map.of(
                                "pk", AttributeValue.fromS("R#" + run + "#1#0"),
                                "sk",
                                        AttributeValue.fromS(treasury.market
                                                .affiliate(affiliate)
                                                .toString())))
                        .updateExpression("ADD gross :cent, net :cent")
                        .expressionAttributeValues(Map.of(":cent", AttributeValue.fromN("1"))));
    }
}
