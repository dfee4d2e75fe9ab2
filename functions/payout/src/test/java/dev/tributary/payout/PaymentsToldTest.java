package dev.tributary.payout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.NoticeFact;
import dev.tributary.domain.notice.NoticeId;
import dev.tributary.domain.notice.NoticeType;
import dev.tributary.domain.notice.Notices;
import dev.tributary.domain.payout.PayoutResult.Status;
import dev.tributary.domain.payout.PayoutRun.State;
import dev.tributary.domain.stored.UnavailableException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What is told of payouts: by whoever brings their result, and by whoever finds a run at its end.
class PaymentsToldTest {
    private final Treasury treasury = new Treasury(2);
    private final List<Notice> heard = new ArrayList<>();
    private boolean deaf;

    PaymentsToldTest() {
        treasury.notices = new Notices() {
            @Override
            public boolean isHeard(Tenant tenant) {
                return true;
            }

            @Override
            public boolean asksSubIds(Tenant tenant) {
                return false;
            }

            @Override
            public void send(List<Notice> notices) {
                if (deaf && !notices.isEmpty()) {
                    throw new UnavailableException("queue", new IllegalStateException("deaf"));
                }
                heard.addAll(notices);
            }
        };
    }

    private Set<NoticeId> ids() {
        return heard.stream().map(Notice::id).collect(Collectors.toSet());
    }

    private RunId submitted() {
        treasury.earnAvailable(1, "10.00");
        RunId run = treasury.submitted("told");
        heard.clear();
        return run;
    }

    @Test
    void paid_isToldToBoth_andTheSameAgainWhenTheResultComesAgain() {
        RunId run = submitted();
        Transfer paid = treasury.results(run, Status.PAID, 1);
        assertThat(treasury.deliver(paid)).isTrue();
        assertThat(treasury.deliver(paid)).isTrue();

        assertThat(ids()).hasSize(1);
        Notice notice = heard.getFirst();
        assertThat(notice.type()).isEqualTo(NoticeType.PAYOUT_PAID);
        assertThat(notice.audience()).hasSize(2);
        assertThat(notice.amount()).contains(Treasury.eur("10.00"));
        assertThat(notice.fact(NoticeFact.PAYOUT_ID))
                .contains(treasury.payout(run, 1).id().toString());
        assertThat(notice.facts().toString()).doesNotContain("bank 1");
    }

    @Test
    void queueThatIsDown_failsTheMessage_andThePayoutStaysPaid() {
        RunId run = submitted();
        Transfer paid = treasury.results(run, Status.PAID, 1);
        deaf = true;
        assertThat(treasury.deliver(paid)).isFalse();
        assertThat(treasury.payout(run, 1).state().text()).isEqualTo("paid");
        deaf = false;

        assertThat(treasury.deliver(paid)).isTrue();

        assertThat(heard).extracting(Notice::type).containsExactly(NoticeType.PAYOUT_PAID);
    }

    /// A rail that is asked has no message that would bring its word again: the run's end does.
    @Test
    void runAtItsEnd_tellsWhatStands_beforeItIsDone() {
        RunId run = submitted();
        deaf = true;
        assertThat(treasury.deliver(treasury.results(run, Status.PAID, 1))).isFalse();
        treasury.tick();
        assertThat(treasury.run(run).state()).isEqualTo(State.APPLYING);
        deaf = false;
        assertThat(treasury.deliver(treasury.results(run, Status.PAID, 1))).isTrue();
        heard.clear();
        treasury.tick();
        treasury.tick();

        assertThat(treasury.run(run).state()).isEqualTo(State.DONE);
        assertThat(heard).extracting(Notice::type).contains(NoticeType.PAYOUT_PAID);
        assertThat(ids()).hasSize(1);
    }

    @Test
    void returned_isToldUnderAnIdOfItsOwn() {
        RunId run = submitted();
        treasury.deliver(treasury.results(run, Status.PAID, 1));
        Set<NoticeId> paid = ids();
        treasury.deliver(treasury.results(run, Status.RETURNED, 1));

        assertThat(heard).extracting(Notice::type).endsWith(NoticeType.PAYOUT_RETURNED);
        assertThat(ids()).hasSize(2).containsAll(paid);
    }

    /// The second message finds nothing that is due, and tells what the first one released.
    @Test
    void release_isTold_andAgainWhenItsMessageComesAgain() {
        LocalDate today = LocalDate.parse("2026-12-04");
        treasury.earn(1, "10.00", today);
        treasury.earn(1, "2.00", today);
        treasury.now = today.atStartOfDay(Treasury.RIGA).toInstant();
        treasury.schedule("release", Crash.never());
        List<Transfer> due = List.copyOf(treasury.queue);
        assertThat(due).hasSize(1);
        deaf = true;
        assertThat(treasury.deliver(due.getFirst())).isFalse();
        deaf = false;
        assertThat(treasury.deliver(due.getFirst())).isTrue();
        assertThat(treasury.deliver(due.getFirst())).isTrue();

        assertThat(ids()).hasSize(1);
        Notice notice = heard.getFirst();
        assertThat(notice.type()).isEqualTo(NoticeType.COMMISSION_RELEASED);
        assertThat(notice.amount()).contains(Treasury.eur("12.00"));
        assertThat(notice.fact(NoticeFact.RELEASED_THROUGH)).contains(today.toString());
        assertThat(treasury.causes(1)).containsExactly("ACCRUE", "ACCRUE", "RELEASE");
    }

    @Test
    void failed_isNotTold() {
        RunId run = submitted();
        assertThat(treasury.deliver(treasury.results(run, Status.FAILED, 1))).isTrue();

        assertThat(heard).isEmpty();
    }
}
