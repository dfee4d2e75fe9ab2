package dev.tributary.payout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.Mode;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutResult.Status;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.Planning;
import dev.tributary.domain.stored.Versioned;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
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

    /// Whatever made it one: no run of a test program gets so far by what the platform does.
    @Test
    void runOfATestProgram_paysNobody() {
        treasury.earnAvailable(1, "10.00");
        RunId run = treasury.planned("test");
        treasury.approve(run);
        assertThat(treasury.run(run).state()).isEqualTo(PayoutRun.State.APPLYING);
        treasury.table
                .client()
                .updateItem(update -> update.tableName(treasury.table.name())
                        .key(Map.of("pk", AttributeValue.fromS("R#" + run), "sk", AttributeValue.fromS("-")))
                        .updateExpression("SET #program = :test")
                        .expressionAttributeNames(Map.of("#program", "program"))
                        .expressionAttributeValues(Map.of(
                                ":test",
                                AttributeValue.fromS(ProgramId.of(Mode.TEST, 1).toString()))));

        assertThat(treasury.deliver(new Transfer.RunDue("t", run, 0))).isFalse();

        assertThat(treasury.run(run).fault()).contains("a test program pays nobody");
        assertThat(treasury.balance(1)).isEqualTo("1000/0/0");
        assertThat(treasury.files).isEmpty();
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
                first.totals(),
                Optional.empty());
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

    private void abandon(RunId run) {
        Versioned<PayoutRun> read = treasury.stores.runs().find(run).orElseThrow();
        treasury.stores
                .runs()
                .replace(
                        read.with(read.value().abandon("usr_boss", treasury.now).orElseThrow()));
    }

    /// Reserved, and not one of them submitted.
    private RunId reserved(int affiliates) {
        IntStream.rangeClosed(1, affiliates).forEach(affiliate -> treasury.earnAvailable(affiliate, "10.00"));
        RunId run = treasury.planned("reserved");
        treasury.approve(run);
        for (int call = 1; treasury.rows(run, affiliates).containsValue("planned 1000"); call++) {
            treasury.deliver(treasury.handler(new Crash(call, true)), new Transfer.RunDue("t", run, 0));
        }
        assertThat(treasury.rows(run, affiliates).values()).containsOnly("reserved 1000");
        return run;
    }

    @Test
    void abandonedRun_givesBackWhatIsReserved_butNotWhatTheLedgerDoesNotKnow() {
        RunId run = reserved(3);
        tamper(run, 2);
        assertThat(treasury.deliver(new Transfer.RunDue("t", run, 0))).isFalse();
        assertThat(treasury.run(run).isHalted()).isTrue();

        abandon(run);
        treasury.tick();

        assertThat(treasury.rows(run, 3)).isEqualTo(Map.of(1, "failed 1000", 2, "reserved 1001", 3, "failed 1000"));
        assertThat(treasury.payout(run, 1).reason()).contains(Payout.RUN_ABANDONED);
        assertThat(treasury.balance(1)).isEqualTo("1000/0/0");
        assertThat(treasury.balance(2)).isEqualTo("0/1000/0");
        assertThat(treasury.files).isEmpty();
        treasury.tick();
        assertThat(treasury.queue).as("looked at again in six hours").isEmpty();

        tamper(run, 2, "-1");
        treasury.now = treasury.now.plus(PayoutRun.LOOKS_AGAIN_AFTER);
        treasury.tick();
        assertThat(treasury.balance(2)).isEqualTo("1000/0/0");
        assertThat(treasury.run(run).state()).isEqualTo(PayoutRun.State.DONE);
        RunId next = treasury.submitted("next");
        assertThat(treasury.rows(next, 3).values()).containsOnly("submitted 1000");
    }

    /// Its name is taken, so that a worker who is late cannot write it any more.
    @Test
    void abandonedRun_givesBackWhatWasSubmittedToAFile_thatIsNotThere() {
        treasury.earnAvailable(1, "10.00");
        RunId run = treasury.planned("closed");
        treasury.approve(run);
        treasury.bucketDown = true;
        treasury.tick();
        assertThat(treasury.rows(run, 1)).containsEntry(1, "submitted 1000");
        halt(run);
        treasury.bucketDown = false;
        abandon(run);
        treasury.frozen = true;
        treasury.tick();
        assertThat(treasury.balance(1)).as("a restored table may not know").isEqualTo("0/1000/0");

        treasury.frozen = false;
        treasury.tick();

        assertThat(treasury.rows(run, 1)).containsEntry(1, "failed 1000");
        assertThat(treasury.balance(1)).isEqualTo("1000/0/0");
        assertThat(treasury.file(run)).as("a header").hasSize(1);
        assertThat(treasury.run(run).state()).isEqualTo(PayoutRun.State.DONE);
        assertThat(treasury.deliver(treasury.results(run, Status.PAID, 1))).isFalse();
    }

    /// The worker died between the file and the word that it is written: somebody may have paid by it.
    @Test
    void abandonedRun_waitsForResults_whereAFileIsThere() {
        treasury.earnAvailable(1, "10.00");
        RunId run = treasury.planned("there");
        treasury.approve(run);
        treasury.bucketDown = true;
        treasury.tick();
        halt(run);
        treasury.bucketDown = false;
        treasury.files.put("payouts/" + run + "-0-1.csv", "as it was made".getBytes(StandardCharsets.UTF_8));
        abandon(run);
        treasury.tick();

        assertThat(treasury.rows(run, 1)).containsEntry(1, "submitted 1000");
        assertThat(treasury.deliver(treasury.results(run, Status.PAID, 1))).isTrue();
        assertThat(treasury.balance(1)).isEqualTo("0/0/0");
        treasury.tick();
        assertThat(treasury.run(run).state()).isEqualTo(PayoutRun.State.DONE);
        assertThat(treasury.file(run)).containsExactly("as it was made");
    }

    private void halt(RunId run) {
        Versioned<PayoutRun> read = treasury.stores.runs().find(run).orElseThrow();
        treasury.stores.runs().replace(read.with(read.value().halt("found by a person")));
    }

    /// One cent more than was approved.
    private void tamper(RunId run, int affiliate) {
        tamper(run, affiliate, "1");
    }

    private void tamper(RunId run, int affiliate, String cents) {
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
                        .expressionAttributeValues(Map.of(":cent", AttributeValue.fromN(cents))));
    }
}
