package dev.tributary.notification;

import static dev.tributary.notification.Told.AFFILIATE;
import static dev.tributary.notification.Told.MERCHANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.access.ApiKeyId;
import dev.tributary.domain.access.MailTopic;
import dev.tributary.domain.access.Member;
import dev.tributary.domain.access.Member.Wishes;
import dev.tributary.domain.access.Role;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.mail.MailAddress;
import dev.tributary.domain.notice.Mailboxes;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.NoticeType;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Mail about a topic that somebody has muted, and about what nobody can mute.
class MutedTopicsTest {
    private final Told told = new Told();

    @AfterEach
    void close() throws IOException {
        told.close();
    }

    private void keep(Tenant tenant, String name, Set<MailTopic> muted) {
        told.commit(new Change.NewMember(new Member(
                        tenant,
                        new MailAddress(name + "@people.example"),
                        name,
                        Role.OWNER,
                        ApiKeyId.parse("key_0123456789abcdef0123456789abcdef").orElseThrow(),
                        told.now,
                        Optional.of(told.now.plusSeconds(1)))
                .wishing(new Wishes(Language.ENGLISH, muted))));
    }

    /// In both tenants one who muted this topic, and one who muted all others.
    @ParameterizedTest
    @EnumSource
    void mutedTopic_bringsNoMail_andTheOthersDo(MailTopic topic) {
        Set<MailTopic> others = EnumSet.complementOf(EnumSet.of(topic));
        keep(AFFILIATE, "without", EnumSet.of(topic));
        keep(MERCHANT, "without", EnumSet.of(topic));
        keep(AFFILIATE, "only", others);
        keep(MERCHANT, "only", others);
        int about = 0;
        for (NoticeType type : NoticeType.values()) {
            Notice notice = told.notice(type, "x", MERCHANT, AFFILIATE);
            told.mail.taken.clear();
            assertThat(told.tell(notice)).isEmpty();
            if (!Mailboxes.mayGet(notice)) {
                assertThat(told.mail.taken).as(type.text()).isEmpty();
            } else if (type.topic().isEmpty()) {
                assertThat(told.mail.to())
                        .as(type.text())
                        .containsExactlyInAnyOrder("only@people.example", "without@people.example");
            } else {
                boolean isAbout = type.topic().equals(Optional.of(topic));
                about += isAbout ? 1 : 0;
                assertThat(told.mail.to())
                        .as(type.text())
                        .containsExactly(isAbout ? "only@people.example" : "without@people.example");
            }
        }
        // A topic of which no mail ever comes would be an empty promise.
        assertThat(about).isPositive();
    }

    @Test
    void allMuted_whoGetsInAndWhereMoneyGoesIsMailed_andNothingElse() {
        keep(AFFILIATE, "olga", EnumSet.allOf(MailTopic.class));
        keep(MERCHANT, "mona", EnumSet.allOf(MailTopic.class));
        Set<NoticeType> mailed = EnumSet.noneOf(NoticeType.class);
        for (NoticeType type : NoticeType.values()) {
            told.mail.taken.clear();
            told.tell(told.notice(type, "x", MERCHANT, AFFILIATE));
            if (!told.mail.taken.isEmpty()) {
                mailed.add(type);
            }
        }
        assertThat(mailed)
                .containsExactlyInAnyOrder(
                        NoticeType.PAYOUT_METHOD_CHANGED, NoticeType.MEMBER_CHANGED, NoticeType.MEMBER_REMOVED);
    }
}
