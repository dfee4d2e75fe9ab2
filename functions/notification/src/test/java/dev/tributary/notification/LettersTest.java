package dev.tributary.notification;

import static dev.tributary.notification.Told.AFFILIATE;
import static dev.tributary.notification.Told.MERCHANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.access.ActorId;
import dev.tributary.domain.access.ApiKeyId;
import dev.tributary.domain.access.Member;
import dev.tributary.domain.access.Member.Wishes;
import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.access.Role;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.mail.Mail;
import dev.tributary.domain.mail.MailAddress;
import dev.tributary.domain.message.Notification;
import dev.tributary.domain.notice.AddresseeId;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.notice.Delivery.State;
import dev.tributary.domain.notice.Destination.Mailbox;
import dev.tributary.domain.notice.Mailboxes;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.NoticeFact;
import dev.tributary.domain.notice.NoticeId;
import dev.tributary.domain.notice.NoticeType;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.table.DynamoMembers;
import dev.tributary.notification.ScriptedMail.Next;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Notices as mail to members.
class LettersTest {
    private static final ActorId KEY =
            ApiKeyId.parse("key_0123456789abcdef0123456789abcdef").orElseThrow();
    private final Told told = new Told();

    @AfterEach
    void close() throws IOException {
        told.close();
    }

    private static MailAddress address(String name) {
        return new MailAddress(name + "@people.example");
    }

    private Member member(Tenant tenant, String name, Role role) {
        return new Member(tenant, address(name), name, role, KEY, told.now, Optional.of(told.now.plusSeconds(1)));
    }

    private Member keep(Member member) {
        told.commit(new Change.NewMember(member));
        return member;
    }

    private Notice paid(String cause) {
        return told.notice(NoticeType.PAYOUT_PAID, cause, MERCHANT, AFFILIATE);
    }

    private Delivery letter(String name, Notice notice) {
        return told.deliveries
                .find(new Delivery.Place(AddresseeId.of(PersonId.of(address(name))), notice.id()))
                .map(Versioned::value)
                .orElseThrow();
    }

    @Test
    void notice_isMailedOnce_toThoseWhomItConcerns_whoWantIt() {
        keep(member(AFFILIATE, "olga", Role.OWNER));
        keep(member(AFFILIATE, "vera", Role.VIEWER));
        keep(member(AFFILIATE, "quiet", Role.OWNER).wishing(new Wishes(Language.ENGLISH, false)));
        keep(new Member(AFFILIATE, address("stranger"), "S", Role.OWNER, KEY, told.now, Optional.empty()));
        // A payout that was made is the affiliate's news, not the merchant's.
        keep(member(MERCHANT, "mona", Role.OWNER));
        Notice notice = paid("pay_1");

        assertThat(told.tell(notice)).isEmpty();
        assertThat(told.tell(notice, notice)).isEmpty();

        assertThat(told.mail.to()).containsExactly("olga@people.example");
        assertThat(told.mail.taken.getFirst().text()).contains("12.50 EUR").doesNotContain("://");
        assertThat(letter("olga", notice).state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void personInBothTenants_getsOneMail() {
        keep(member(AFFILIATE, "olga", Role.OWNER));
        keep(member(MERCHANT, "olga", Role.FINANCE));
        Notice notice = told.notice(NoticeType.PAYOUT_RETURNED, "pay_1", MERCHANT, AFFILIATE);

        told.tell(notice);
        told.tell(notice);

        assertThat(told.mail.to()).containsExactly("olga@people.example");
    }

    @Test
    void mailThatIsRefusedOrSilent_isTriedAgainForThreeDays_andNoOtherWaits() {
        keep(member(AFFILIATE, "olga", Role.OWNER));
        Notice first = paid("pay_1");
        told.mail.next.addAll(List.of(Next.SILENT, Next.REFUSED));

        assertThat(told.tell(first)).isEmpty();
        assertThat(letter("olga", first).last().orElseThrow().error()).contains("no_answer");
        assertThat(letter("olga", first).state()).isEqualTo(State.PENDING);
        told.now = told.now.plusSeconds(67);
        told.minute();
        assertThat(letter("olga", first).last().orElseThrow().error()).contains("MessageRejected");
        told.tell(paid("pay_2"));
        assertThat(told.mail.taken).hasSize(1);

        told.now = told.now.plus(Duration.ofMinutes(6));
        told.minute();
        assertThat(told.mail.taken).hasSize(2);
        assertThat(letter("olga", first).state()).isEqualTo(State.DELIVERED);
        assertThat(letter("olga", first).attempts()).isEqualTo(3);
    }

    @Test
    void mailThatIsNeverTaken_endsAfterThreeDays_andStaysSeen() {
        keep(member(AFFILIATE, "olga", Role.OWNER));
        Notice notice = paid("pay_1");
        told.mail.next.addAll(IntStream.rangeClosed(0, Delivery.WAITS.size())
                .mapToObj(attempt -> Next.SILENT)
                .toList());
        told.tell(notice);
        for (Duration wait : Delivery.WAITS) {
            told.now = told.now.plus(wait).plus(wait.dividedBy(10)).plusSeconds(1);
            told.minute();
        }

        assertThat(told.mail.next).isEmpty();
        assertThat(letter("olga", notice).state()).isEqualTo(State.FAILED);
        told.now = told.now.plus(Duration.ofDays(1));
        told.minute();
        assertThat(told.mail.taken).isEmpty();
    }

    /// Nobody knows whether it went out: a second mail does less harm than none.
    @Test
    void answerThatIsLost_sendsAgain() {
        keep(member(AFFILIATE, "olga", Role.OWNER));
        told.mail.next.add(Next.TAKEN_IN_SILENCE);
        told.tell(paid("pay_1"));
        told.now = told.now.plusSeconds(67);
        told.minute();

        assertThat(told.mail.taken).hasSize(2);
    }

    @Test
    void crashAfterTheMail_isNoLostMail() {
        keep(member(AFFILIATE, "olga", Role.OWNER));
        Notice notice = paid("pay_1");
        NotificationHandler failing =
                told.handler(told.endpoints, new FailingDeliveries(told.deliveries, false), told.web);

        assertThat(Told.handle(failing, List.of(new Notification.Told(notice)))).containsExactly("m0");
        assertThat(told.tell(notice)).isEmpty();

        assertThat(told.mail.taken).hasSize(2);
        assertThat(letter("olga", notice).state()).isEqualTo(State.DELIVERED);
    }

    /// As when an account is taken over: the method is changed, and whoever might see it is put out.
    @Test
    void whatStoodInTheChange_goesToTheOldAddress_whoeverIsAMemberByThen() {
        Member olga = keep(member(AFFILIATE, "olga", Role.OWNER));
        Instant at = told.now;
        Notice notice = new Notice(
                NoticeId.of(NoticeType.PAYOUT_METHOD_CHANGED, at, "x"),
                NoticeType.PAYOUT_METHOD_CHANGED,
                at,
                List.of(AFFILIATE),
                Optional.empty(),
                Map.of(NoticeFact.RAIL, "sepa", NoticeFact.VALID_FROM, "2026-12-05T10:00:00Z"));
        Mailboxes mailboxes = new Mailboxes(new DynamoMembers(told.table), true);
        List<Mailbox> then = mailboxes.of(AFFILIATE, notice);
        assertThat(then).containsExactly(new Mailbox(address("olga"), Language.ENGLISH));
        told.commit(new Change.NewDelivery(Delivery.of(notice, AFFILIATE, then.getFirst(), at)));
        told.commit(new Change.RemovedMember(new Versioned<>(olga, 1)));

        told.minute();
        told.minute();

        assertThat(told.mail.to()).containsExactly("olga@people.example");
        assertThat(told.mail.taken.getFirst().text()).contains("sepa", "2026-12-05");
        assertThat(letter("olga", notice).state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void platformWithoutSender_makesNoLetters() {
        keep(member(AFFILIATE, "olga", Role.OWNER));
        told.mail.hasSender = false;

        assertThat(told.tell(paid("pay_1"))).isEmpty();
        told.mail.hasSender = true;
        told.minute();

        assertThat(told.mail.taken).isEmpty();
    }

    @Test
    void eachMailedNotice_isWrittenInEachLanguage_withNamesThatStayNames() {
        for (Language language : Language.ALL) {
            keep(member(AFFILIATE, "aff-" + language.code(), Role.OWNER).wishing(new Wishes(language, true)));
            keep(member(MERCHANT, "mer-" + language.code(), Role.OWNER).wishing(new Wishes(language, true)));
        }
        int mailed = 0;
        for (NoticeType type : NoticeType.values()) {
            Notice notice = new Notice(
                    NoticeId.of(type, told.now, "x"),
                    type,
                    told.now,
                    List.of(MERCHANT, AFFILIATE),
                    told.accrued("c").amount(),
                    Map.of(
                            NoticeFact.REASON, "Rude\nSubject: \u202Eevil <b> https://evil.example/x",
                            NoticeFact.NAME, "An\u202Ena",
                            NoticeFact.ROLE, "viewer",
                            NoticeFact.VALID_FROM, "2026-12-05T10:00:00Z"));
            told.mail.taken.clear();
            assertThat(told.tell(notice)).isEmpty();
            assertThat(Mailboxes.mayGet(notice)).as(type.text()).isEqualTo(!told.mail.taken.isEmpty());
            assertThat(told.mail.taken.size()).isIn(0, 4, 8);
            for (Mail mail : told.mail.taken) {
                mailed++;
                assertThat(mail.subject()).matches("[^\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069]+");
                assertThat(mail.text()).doesNotContain("{", "\u202E", "\nSubject:", "://", "evil.example");
                assertThat(mail.html()).doesNotContain("<b>").contains("dir=");
            }
        }
        assertThat(mailed).isGreaterThan(30);
    }
}
