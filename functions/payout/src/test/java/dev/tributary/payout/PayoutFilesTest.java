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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Who is in a file, and from when on it may be reported on.
class PayoutFilesTest {
    private final Treasury treasury = new Treasury(5);

    @Test
    void bannedOrChangedAfterTheReserve_isStopped_andNotInTheFile() {
        IntStream.rangeClosed(1, 3).forEach(affiliate -> treasury.earnAvailable(affiliate, "10.00"));
        RunId run = treasury.planned("banned");
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
        assertThat(fixed(run).stopped())
                .containsExactlyInAnyOrder(treasury.market.affiliate(1), treasury.market.affiliate(2));
        assertThat(treasury.file(run)).hasSize(2);
        assertThat(treasury.file(run).get(1))
                .contains(treasury.market.affiliate(3).toString());
    }

    /// Submitted one by one, and the bytes not fixed: whoever is banned by then is not told to the bank.
    @Test
    void bannedOrChangedAfterTheSubmission_isStopped_whileTheBytesAreNotFixed() {
        IntStream.rangeClosed(1, 3).forEach(affiliate -> treasury.earnAvailable(affiliate, "10.00"));
        RunId run = treasury.planned("between");
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
        assertThat(treasury.file(run)).hasSize(2);
        assertThat(treasury.file(run).get(1))
                .contains(treasury.market.affiliate(3).toString());
        assertThat(fixed(run).stopped()).hasSize(2);
    }

    /// Whoever goes on a day later finds the time of the first attempt, and gives each row the same.
    @Test
    void timesAndBytes_areThoseOfTheFirstAttempt_howeverOftenItDied() {
        IntStream.rangeClosed(1, 3).forEach(affiliate -> treasury.earnAvailable(affiliate, "10.00"));
        RunId run = treasury.planned("died");
        treasury.approve(run);
        Map<Integer, String> submitted = Map.of(1, "submitted 1000", 2, "submitted 1000", 3, "submitted 1000");
        for (int call = 1; !treasury.rows(run, 3).equals(submitted); call++) {
            treasury.deliver(treasury.handler(new Crash(call, true)), new Transfer.RunDue("t", run, 0));
            treasury.now = treasury.now.plus(Duration.ofHours(1));
            assertThat(call).isLessThan(60);
        }
        Instant first = fixed(run).created();
        List<Payout.Submission> asked = IntStream.rangeClosed(1, 3)
                .mapToObj(affiliate ->
                        treasury.payout(run, affiliate).submission().orElseThrow())
                .toList();
        treasury.now = treasury.now.plus(Duration.ofDays(1));
        treasury.tick();

        assertThat(asked).allMatch(one -> one.firstAttempt().equals(first));
        assertThat(first).isBefore(treasury.now.minus(Duration.ofDays(1)));
        assertThat(IntStream.rangeClosed(1, 3)
                        .mapToObj(affiliate ->
                                treasury.payout(run, affiliate).submission().orElseThrow()))
                .isEqualTo(asked);
        assertThat(treasury.files).hasSize(2);
    }

    /// Of a stop and of the bytes that still hold the payout, one is written.
    @Test
    void stopAndFixedBytes_excludeEachOther() {
        treasury.earnAvailable(1, "10.00");
        RunId run = treasury.planned("race");
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
        RunId run = treasury.planned("unreadable");
        treasury.approve(run);
        treasury.tick();

        assertThat(treasury.rows(run, 3)).isEqualTo(Map.of(1, "failed 1000", 2, "submitted 1000", 3, "submitted 1000"));
        assertThat(treasury.payout(run, 1).reason()).contains(Payout.DESTINATION_UNREADABLE);
        assertThat(treasury.balance(1)).isEqualTo("1000/0/0");
        assertThat(treasury.file(run)).hasSize(3);
    }

    /// Else the money is available again, the file that comes later pays it, and the next run does so too.
    @Test
    void resultBeforeTheFileIsWritten_postsNothing_andIsTakenAfterwards() {
        treasury.earnAvailable(1, "10.00");
        RunId run = treasury.planned("early");
        treasury.approve(run);
        treasury.bucketDown = true;
        treasury.tick();
        assertThat(treasury.rows(run, 1)).containsEntry(1, "submitted 1000");
        Transfer failed = treasury.results(run, Status.FAILED, 1);

        assertThat(treasury.deliver(failed)).isFalse();

        assertThat(treasury.rows(run, 1)).containsEntry(1, "submitted 1000");
        assertThat(treasury.balance(1)).isEqualTo("0/1000/0");
        treasury.bucketDown = false;
        treasury.tick();
        assertThat(treasury.file(run)).hasSize(2);
        assertThat(treasury.deliver(failed)).isTrue();
        assertThat(treasury.balance(1)).isEqualTo("1000/0/0");
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
        assertThat(treasury.deliver(treasury.results(run, Status.PAID, 1, 2, 3, 4)))
                .isTrue();
        treasury.tick();
        assertThat(treasury.run(run).state()).isEqualTo(State.APPLYING);

        assertThat(treasury.deliver(treasury.results(run, Status.FAILED, 5))).isTrue();
        treasury.tick();
        assertThat(treasury.run(run).state()).isEqualTo(State.DONE);
        assertThat(treasury.balance(1)).isEqualTo("0/0/0");
        assertThat(treasury.balance(5)).isEqualTo("1000/0/0");
    }

    private PayoutFile fixed(RunId run) {
        return treasury.stores
                .rows()
                .file(new PayoutFile.Place(run, 1, 0, 1))
                .orElseThrow()
                .value();
    }
}
