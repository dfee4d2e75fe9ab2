package dev.tributary.payout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.RunId;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutLedger;
import dev.tributary.domain.payout.PayoutMethod;
import dev.tributary.domain.payout.PayoutPosting;
import dev.tributary.domain.payout.PayoutResult.Status;
import dev.tributary.domain.payout.PayoutRun.State;
import dev.tributary.domain.payout.PlanRow;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.edge.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A balance becomes a payout, on the real table.
class PayoutHandlerTest {
    private final Treasury treasury = new Treasury(5);

    private RunId planned(String decision) {
        RunId run = treasury.begin(decision, "usr_maker");
        treasury.tick();
        assertThat(treasury.run(run).state()).isEqualTo(State.PLANNED);
        return run;
    }

    private boolean deliver(Transfer transfer) {
        return treasury.deliver(treasury.handler(Crash.never()), transfer);
    }

    @Test
    void tamperedRow_stopsTheRun_beforeAnythingIsReserved() {
        treasury.earnAvailable(1, "10.00");
        treasury.earnAvailable(2, "20.00");
        RunId run = planned("tampered");
        treasury.approve(run);
        String pk = "R#" + run + "#1#0";
        treasury.table
                .client()
                .updateItem(update -> update.tableName(treasury.table.name())
                        .key(Map.of(
                                "pk", AttributeValue.fromS(pk),
                                "sk",
                                        AttributeValue.fromS(
                                                treasury.market.affiliate(2).toString())))
                        .updateExpression("SET gross = :more, net = :more")
                        .expressionAttributeValues(Map.of(":more", AttributeValue.fromN("2001"))));

        assertThat(deliver(new Transfer.RunDue("t", run, 0))).isFalse();

        assertThat(treasury.run(run).fault()).isPresent();
        assertThat(treasury.balance(1)).isEqualTo("1000/0/0");
        assertThat(treasury.balance(2)).isEqualTo("2000/0/0");
        assertThat(treasury.files).isEmpty();
        assertThat(deliver(new Transfer.RunDue("t", run, 0))).isFalse();
        treasury.tick();
        assertThat(treasury.queue).isEmpty();
    }

    @Test
    void removedRow_andAddedRow_stopTheRunToo() {
        treasury.earnAvailable(1, "10.00");
        treasury.earnAvailable(2, "20.00");
        RunId run = planned("removed");
        treasury.approve(run);
        treasury.table
                .client()
                .deleteItem(delete -> delete.tableName(treasury.table.name())
                        .key(Map.of(
                                "pk", AttributeValue.fromS("R#" + run + "#1#0"),
                                "sk",
                                        AttributeValue.fromS(
                                                treasury.market.affiliate(2).toString()))));

        assertThat(deliver(new Transfer.RunDue("t", run, 0))).isFalse();
        assertThat(treasury.run(run).fault()).isPresent();
        assertThat(treasury.balance(1)).isEqualTo("1000/0/0");
    }

    @Test
    void frozen_plansReservesAndSubmitsNothing_andSettlesAllTheSame() {
        treasury.earnAvailable(1, "10.00");
        RunId run = treasury.begin("frozen", "usr_maker");
        treasury.frozen = true;
        treasury.tick();
        assertThat(treasury.run(run).state()).isEqualTo(State.PLANNING);
        treasury.frozen = false;
        treasury.tick();
        treasury.approve(run);
        treasury.frozen = true;
        treasury.tick();
        assertThat(treasury.rows(run, 1)).containsEntry(1, "planned 1000");
        assertThat(treasury.files).isEmpty();
        treasury.frozen = false;
        treasury.tick();
        assertThat(treasury.files).hasSize(2);

        treasury.frozen = true;
        assertThat(deliver(treasury.results(run, Status.PAID, 1))).isTrue();
        assertThat(treasury.balance(1)).isEqualTo("0/0/0");
    }

    @Test
    void whoChangedSinceTheApproval_isDropped_andTheOthersGoOn() {
        IntStream.rangeClosed(1, 5).forEach(affiliate -> treasury.earnAvailable(affiliate, "10.00"));
        RunId run = planned("dropped");
        treasury.approve(run);
        treasury.takeBack(1, "0.01");
        treasury.ban(2);
        treasury.method(3, "Elsewhere");
        treasury.earnAvailable(4, "5.00");
        treasury.tick();

        assertThat(treasury.rows(run, 5))
                .isEqualTo(Map.of(
                        1, "dropped 1000",
                        2, "dropped 1000",
                        3, "dropped 1000",
                        4, "submitted 1000",
                        5, "submitted 1000"));
        assertThat(treasury.payout(run, 1).reason()).contains(Payout.CHANGED_SINCE_APPROVAL);
        assertThat(treasury.balance(1)).isEqualTo("999/0/0");
        // What came after the plan waits for the next run.
        assertThat(treasury.balance(4)).isEqualTo("500/1000/0");
    }

    @Test
    void whatAnotherRunReserved_isNotReservedTwice() {
        treasury.earnAvailable(1, "10.00");
        RunId first = planned("first");
        RunId second = planned("second");
        treasury.approve(first);
        treasury.approve(second);
        treasury.tick();

        List<String> states = List.of(
                treasury.payout(first, 1).state().text(),
                treasury.payout(second, 1).state().text());
        assertThat(states).containsExactlyInAnyOrder("submitted", "dropped");
        assertThat(treasury.balance(1)).isEqualTo("0/1000/0");
    }

    @Test
    void bannedOrChangedAfterTheReserve_isStopped_andNotInTheFile() {
        IntStream.rangeClosed(1, 3).forEach(affiliate -> treasury.earnAvailable(affiliate, "10.00"));
        RunId run = planned("banned");
        treasury.approve(run);
        // Reserves everything, and dies as it looks for a first file.
        Crash clean = Crash.never();
        int call = 0;
        while (!treasury.rows(run, 3).equals(Map.of(1, "reserved 1000", 2, "reserved 1000", 3, "reserved 1000"))) {
            call++;
            treasury.deliver(treasury.handler(new Crash(call, true)), new Transfer.RunDue("t", run, 0));
            assertThat(call).isLessThan(60);
        }
        treasury.ban(1);
        treasury.method(2, "Elsewhere");
        treasury.deliver(treasury.handler(clean), new Transfer.RunDue("t", run, 0));

        assertThat(treasury.rows(run, 3)).isEqualTo(Map.of(1, "failed 1000", 2, "failed 1000", 3, "submitted 1000"));
        assertThat(treasury.payout(run, 1).reason()).contains(Payout.BANNED);
        assertThat(treasury.payout(run, 2).reason()).contains(Payout.METHOD_CHANGED);
        assertThat(treasury.balance(1)).isEqualTo("1000/0/0");
        assertThat(file(run)).hasSize(2);
        assertThat(file(run).get(1)).contains(treasury.market.affiliate(3).toString());
    }

    /// Submitted one by one, and the bytes not fixed: whoever is banned by then is not told to the bank.
    @Test
    void bannedOrChangedAfterTheSubmission_isStopped_whileTheBytesAreNotFixed() {
        IntStream.rangeClosed(1, 3).forEach(affiliate -> treasury.earnAvailable(affiliate, "10.00"));
        RunId run = planned("between");
        treasury.approve(run);
        Map<Integer, String> submitted = Map.of(1, "submitted 1000", 2, "submitted 1000", 3, "submitted 1000");
        for (int call = 1; !treasury.rows(run, 3).equals(submitted); call++) {
            treasury.deliver(treasury.handler(new Crash(call, true)), new Transfer.RunDue("t", run, 0));
            assertThat(call).isLessThan(60);
        }
        assertThat(fixed(run).sha256()).isEmpty();
        treasury.ban(1);
        treasury.method(2, "Elsewhere");
        treasury.tick();

        assertThat(treasury.rows(run, 3)).isEqualTo(Map.of(1, "failed 1000", 2, "failed 1000", 3, "submitted 1000"));
        assertThat(treasury.payout(run, 1).reason()).contains(Payout.BANNED);
        assertThat(treasury.payout(run, 2).reason()).contains(Payout.METHOD_CHANGED);
        assertThat(treasury.balance(1)).isEqualTo("1000/0/0");
        assertThat(file(run)).hasSize(2);
        assertThat(file(run).get(1)).contains(treasury.market.affiliate(3).toString());
        assertThat(fixed(run).stopped()).hasSize(2);
    }

    /// Of a stop and of the bytes that still hold the payout, one is written.
    @Test
    void stopAndFixedBytes_excludeEachOther() {
        treasury.earnAvailable(1, "10.00");
        RunId run = planned("race");
        treasury.approve(run);
        for (int call = 1; treasury.payout(run, 1).state() != Payout.State.SUBMITTED; call++) {
            treasury.deliver(treasury.handler(new Crash(call, true)), new Transfer.RunDue("t", run, 0));
        }
        PayoutFile.Place place = new PayoutFile.Place(run, 1, 0, 1);
        Versioned<PayoutFile> file = treasury.stores.rows().file(place).orElseThrow();
        Versioned<PlanRow> row = treasury.stores
                .rows()
                .find(PlanRow.Place.of(treasury.run(run), treasury.market.affiliate(1)))
                .orElseThrow();
        Versioned<Payout> stopped =
                new Versioned<>(((Payout) row.value()).stopped(Payout.BANNED, treasury.now), row.version());
        PayoutPosting posting = PayoutPosting.of(stopped, treasury.account(1), Treasury.RIGA, treasury.now);
        Versioned<PayoutFile> without = file.with(file.value().without(treasury.market.affiliate(1)));

        treasury.stores.rows().replaceFile(file.with(file.value().with("0".repeat(64))));
        assertThat(treasury.stores.ledger().stop(posting, without)).isInstanceOf(PayoutLedger.Posted.Stale.class);
        assertThat(treasury.balance(1)).isEqualTo("0/1000/0");

        Versioned<PayoutFile> again = new Versioned<>(file.value(), file.version() + 1);
        assertThat(treasury.stores.ledger().stop(posting, again.with(without.value())))
                .isInstanceOf(PayoutLedger.Posted.Committed.class);
        assertThat(treasury.stores.rows().replaceFile(again.with(file.value().with("0".repeat(64)))))
                .isInstanceOf(Replacement.Stale.class);
        assertThat(fixed(run).stopped()).containsExactly(treasury.market.affiliate(1));
    }

    /// The key that its method was sealed under is gone: its money is available again, the others are paid.
    @Test
    void destinationThatDoesNotOpen_stopsItsPayout_andNoOther() {
        IntStream.rangeClosed(1, 3).forEach(affiliate -> treasury.earnAvailable(affiliate, "10.00"));
        treasury.method(1, "Sealed", new KeyRing(List.of(new KeyRing.Key(9, new byte[32], Instant.EPOCH))));
        treasury.now = treasury.now.plus(PayoutMethod.WAIT);
        RunId run = planned("unreadable");
        treasury.approve(run);
        treasury.tick();

        assertThat(treasury.rows(run, 3)).isEqualTo(Map.of(1, "failed 1000", 2, "submitted 1000", 3, "submitted 1000"));
        assertThat(treasury.payout(run, 1).reason()).contains(Payout.DESTINATION_UNREADABLE);
        assertThat(treasury.balance(1)).isEqualTo("1000/0/0");
        assertThat(file(run)).hasSize(3);
    }

    /// An entry stands where the account's next one belongs.
    @Test
    void rowThatFailsAtTheReserve_keepsNobodyElseWaiting_andIsTriedAgain() {
        IntStream.rangeClosed(1, 3).forEach(affiliate -> treasury.earnAvailable(affiliate, "10.00"));
        RunId run = planned("damaged");
        treasury.approve(run);
        Map<String, AttributeValue> inTheWay = entryInTheWay(2, 2);

        assertThat(deliver(new Transfer.RunDue("t", run, 0))).isFalse();

        assertThat(treasury.rows(run, 3))
                .isEqualTo(Map.of(1, "submitted 1000", 2, "planned 1000", 3, "submitted 1000"));
        assertThat(file(run)).hasSize(3);
        treasury.table
                .client()
                .deleteItem(delete -> delete.tableName(treasury.table.name()).key(inTheWay));
        assertThat(deliver(new Transfer.RunDue("t", run, 0))).isTrue();
        assertThat(treasury.payout(run, 2).state()).isEqualTo(Payout.State.SUBMITTED);
        assertThat(treasury.files).containsKey("payouts/" + run + "-0-2.csv");
    }

    @Test
    void lineThatFails_keepsNoOtherFromBeingPosted_andIsTriedAgain() {
        IntStream.rangeClosed(1, 3).forEach(affiliate -> treasury.earnAvailable(affiliate, "10.00"));
        RunId run = treasury.submitted("line");
        Map<String, AttributeValue> inTheWay = entryInTheWay(1, 3);
        Transfer paid = treasury.results(run, Status.PAID, 1, 2, 3);

        assertThat(deliver(paid)).isFalse();

        assertThat(treasury.rows(run, 3)).isEqualTo(Map.of(1, "submitted 1000", 2, "paid 1000", 3, "paid 1000"));
        treasury.table
                .client()
                .deleteItem(delete -> delete.tableName(treasury.table.name()).key(inTheWay));
        assertThat(deliver(paid)).isTrue();
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

    private PayoutFile fixed(RunId run) {
        return treasury.stores
                .rows()
                .file(new PayoutFile.Place(run, 1, 0, 1))
                .orElseThrow()
                .value();
    }

    /// Else the money is available again, the file that comes later pays it, and the next run does so too.
    @Test
    void resultBeforeTheFileIsWritten_postsNothing_andIsTakenAfterwards() {
        treasury.earnAvailable(1, "10.00");
        RunId run = planned("early");
        treasury.approve(run);
        treasury.bucketDown = true;
        treasury.tick();
        assertThat(treasury.rows(run, 1)).containsEntry(1, "submitted 1000");
        Transfer failed = treasury.results(run, Status.FAILED, 1);

        assertThat(deliver(failed)).isFalse();

        assertThat(treasury.rows(run, 1)).containsEntry(1, "submitted 1000");
        assertThat(treasury.balance(1)).isEqualTo("0/1000/0");
        treasury.bucketDown = false;
        treasury.tick();
        assertThat(file(run)).hasSize(2);
        assertThat(deliver(failed)).isTrue();
        assertThat(treasury.balance(1)).isEqualTo("1000/0/0");
    }

    private List<String> file(RunId run) {
        return new String(treasury.files.get("payouts/" + run + "-0-1.csv"), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    @Test
    void returned_isPaidAgainInANewRun() {
        treasury.earnAvailable(1, "10.00");
        RunId first = treasury.submitted("one");
        Transfer paid = treasury.results(first, Status.PAID, 1);
        Transfer returned = treasury.results(first, Status.RETURNED, 1);
        assertThat(deliver(paid)).isTrue();
        assertThat(deliver(paid)).isTrue();
        treasury.tick();
        assertThat(treasury.run(first).state()).isEqualTo(State.DONE);
        assertThat(deliver(returned)).isTrue();
        assertThat(deliver(returned)).isTrue();
        assertThat(treasury.balance(1)).isEqualTo("1000/0/0");

        RunId second = treasury.submitted("two");
        assertThat(deliver(treasury.results(second, Status.PAID, 1))).isTrue();

        assertThat(treasury.balance(1)).isEqualTo("0/0/0");
        assertThat(treasury.causes(1)).containsExactly("ADJUST", "RESERVE", "SETTLE", "RETURN", "RESERVE", "SETTLE");
    }

    @Test
    void returnedAtOnce_isPaidAndReturned() {
        treasury.earnAvailable(1, "10.00");
        RunId run = treasury.submitted("one");
        assertThat(deliver(treasury.results(run, Status.RETURNED, 1))).isTrue();

        assertThat(treasury.causes(1)).containsExactly("ADJUST", "RESERVE", "SETTLE", "RETURN");
    }

    @Test
    void contradictingResult_isNoted_andPostsNothing() {
        treasury.earnAvailable(1, "10.00");
        treasury.earnAvailable(2, "10.00");
        RunId run = treasury.submitted("one");
        assertThat(deliver(treasury.results(run, Status.FAILED, 1))).isTrue();
        assertThat(deliver(treasury.results(run, Status.PAID, 1, 2))).isTrue();
        assertThat(deliver(treasury.results(run, Status.FAILED, 2))).isTrue();

        assertThat(treasury.payout(run, 1).note()).contains("reported paid while failed");
        assertThat(treasury.payout(run, 2).note()).contains("reported failed while paid");
        assertThat(treasury.balance(1)).isEqualTo("1000/0/0");
        assertThat(treasury.balance(2)).isEqualTo("0/0/0");
        treasury.tick();
        assertThat(treasury.run(run).state()).isEqualTo(State.DONE);
    }

    @Test
    void release_movesAllDaysThatAreDue_inOneEntry_once() {
        treasury.earn(1, "1.00", LocalDate.parse("2026-12-03"));
        treasury.earn(1, "2.00", LocalDate.parse("2026-12-04"));
        treasury.earn(1, "4.00", LocalDate.parse("2026-12-09"));
        treasury.schedule("release", Crash.never());
        assertThat(treasury.queue).isEmpty();

        treasury.now = LocalDate.parse("2026-12-04").atStartOfDay(Treasury.RIGA).toInstant();
        treasury.schedule("release", Crash.never());
        assertThat(treasury.queue).hasSize(1);
        assertThat(deliver(treasury.queue.getFirst())).isTrue();
        assertThat(deliver(treasury.queue.getFirst())).isTrue();

        assertThat(treasury.balance(1)).isEqualTo("300/0/0");
        assertThat(treasury.causes(1)).containsExactly("ACCRUE", "ACCRUE", "ACCRUE", "RELEASE");
        treasury.queue.clear();
        treasury.schedule("release", Crash.never());
        assertThat(treasury.queue).isEmpty();
    }

    @Test
    void scheduledRun_isMadeOnce_alsoAfterADowntime_andApprovedByItselfWhenSmall() {
        treasury.policy(Optional.of(Treasury.eur("50.00")), Optional.empty());
        treasury.earnAvailable(1, "10.00");
        treasury.tick();
        assertThat(treasury.queue).isEmpty();

        // Two Mondays later.
        treasury.now =
                Treasury.PERIOD_END.plusDays(8).atStartOfDay(Treasury.RIGA).toInstant();
        treasury.tick();
        treasury.tick();
        RunId late = RunId.scheduled(treasury.market.program, Treasury.PERIOD_END.plusDays(7));
        assertThat(treasury.stores.runs().find(treasury.weekly())).isEmpty();
        assertThat(treasury.run(late).state()).isEqualTo(State.APPLYING);
        assertThat(treasury.run(late).approvals().getFirst().actor()).isEqualTo("automatic");
        assertThat(treasury.payout(late, 1).state()).isEqualTo(Payout.State.SUBMITTED);
    }

    @Test
    void notApproved_expiresAfter72Hours() {
        treasury.earnAvailable(1, "10.00");
        RunId run = planned("late");
        treasury.now = treasury.now.plus(Duration.ofHours(71));
        treasury.tick();
        assertThat(treasury.run(run).state()).isEqualTo(State.PLANNED);
        treasury.now = treasury.now.plus(Duration.ofHours(1));
        treasury.tick();
        assertThat(treasury.run(run).state()).isEqualTo(State.EXPIRED);
    }

    @Test
    void severalBuckets_haveAFileEach_andAreDoneTogether() {
        IntStream.rangeClosed(1, 5).forEach(affiliate -> treasury.earnAvailable(affiliate, "10.00"));
        RunId run = treasury.begin("buckets", "usr_maker", 3);
        treasury.tick();
        treasury.approve(run);
        treasury.tick();
        assertThat(treasury.queue).hasSize(3);
        assertThat(treasury.files).hasSize(6);
        assertThat(deliver(treasury.results(run, Status.PAID, 1, 2, 3, 4))).isTrue();
        treasury.tick();
        assertThat(treasury.run(run).state()).isEqualTo(State.APPLYING);

        assertThat(deliver(treasury.results(run, Status.FAILED, 5))).isTrue();
        treasury.tick();
        assertThat(treasury.run(run).state()).isEqualTo(State.DONE);
        assertThat(treasury.balance(1)).isEqualTo("0/0/0");
        assertThat(treasury.balance(5)).isEqualTo("1000/0/0");
    }

    @Test
    void noTimeLeft_goesOnLater() {
        IntStream.rangeClosed(1, 3).forEach(affiliate -> treasury.earnAvailable(affiliate, "10.00"));
        RunId run = planned("slow");
        treasury.approve(run);
        assertThat(treasury.deliver(treasury.handler(Crash.never()), new Transfer.RunDue("t", run, 0), 5_000))
                .isTrue();
        assertThat(treasury.rows(run, 3).values()).containsOnly("planned 1000");
        treasury.tick();
        assertThat(treasury.rows(run, 3).values()).containsOnly("submitted 1000");
    }

    @Test
    void twoWorkersAtOnce_endWithOneFile_andEachPayoutOnce() throws Exception {
        Treasury crowd = new Treasury(40);
        IntStream.rangeClosed(1, 40).forEach(affiliate -> crowd.earnAvailable(affiliate, "10.00"));
        RunId run = crowd.begin("crowd", "usr_maker");
        crowd.tick();
        crowd.approve(run);
        for (int round = 0; round < 20 && crowd.files.isEmpty(); round++) {
            together(crowd, new Transfer.RunDue("t", run, 0));
        }
        int[] all = IntStream.rangeClosed(1, 40).toArray();
        Transfer paid = crowd.results(run, Status.PAID, all);
        together(crowd, paid);
        assertThat(crowd.deliver(crowd.handler(Crash.never()), paid)).isTrue();

        assertThat(crowd.files.keySet())
                .containsExactly("payouts/" + run + "-0-1.csv", "payouts/" + run + "-0-1.csv.sha256");
        for (int affiliate : all) {
            assertThat(crowd.causes(affiliate)).containsExactly("ADJUST", "RESERVE", "SETTLE");
        }
        System.out.println("two workers: 40 payouts, files " + crowd.files.size() / 2 + ", settled once each");
    }

    private static void together(Treasury crowd, Transfer transfer) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Callable<Boolean>> work = new ArrayList<>();
            for (int worker = 0; worker < 2; worker++) {
                work.add(() -> crowd.deliver(crowd.handler(Crash.never()), transfer));
            }
            for (Future<Boolean> done : threads.invokeAll(work)) {
                done.get();
            }
        }
    }
}
