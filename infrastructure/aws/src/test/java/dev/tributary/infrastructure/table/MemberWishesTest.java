package dev.tributary.infrastructure.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.access.ApiKeyId;
import dev.tributary.domain.access.MailTopic;
import dev.tributary.domain.access.Member;
import dev.tributary.domain.access.Member.Wishes;
import dev.tributary.domain.access.Role;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.mail.MailAddress;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What members wish, as it is kept, and as it was kept before there were topics.
class MemberWishesTest {
    private static final Tenant TENANT = Tenant.parse("aff_0000000000009").orElseThrow();
    private static final Table TABLE = EmbeddedTable.create().connect();
    private static int names;

    private final ItemStore items = new ItemStore(TABLE);

    private static Member member(Wishes wishes) {
        names++;
        return new Member(
                TENANT,
                new MailAddress("m" + names + "@people.example"),
                "M",
                Role.OWNER,
                ApiKeyId.parse("key_0123456789abcdef0123456789abcdef").orElseThrow(),
                Instant.EPOCH,
                Optional.of(Instant.EPOCH),
                wishes);
    }

    private Wishes kept(Member member, Map<String, Object> item) {
        items.create(DynamoMembers.place(member), item);
        return new DynamoMembers(TABLE)
                .find(TENANT, member.person())
                .orElseThrow()
                .value()
                .wishes();
    }

    @Test
    void eachSetOfTopics_isReadAsItWasWritten() {
        for (int number = 0; number < 1 << MailTopic.values().length; number++) {
            Set<MailTopic> muted = EnumSet.noneOf(MailTopic.class);
            for (MailTopic topic : MailTopic.values()) {
                if ((number >> topic.ordinal() & 1) == 1) {
                    muted.add(topic);
                }
            }
            Member member = member(new Wishes(Language.ENGLISH, muted));
            assertThat(kept(member, DynamoMembers.item(member))).isEqualTo(member.wishes());
        }
    }

    @Test
    void rowsOfBefore_areReadAsAllOrNothing() {
        Member member = member(Wishes.NONE);
        Map<String, Object> silent = new HashMap<>(DynamoMembers.item(member));
        silent.put("language", "lv");
        silent.put("mail", false);
        Wishes wishes = kept(member, silent);
        assertThat(wishes.mail()).isFalse();
        assertThat(wishes.muted()).containsExactlyInAnyOrder(MailTopic.values());

        Member other = member(Wishes.NONE);
        Map<String, Object> spoken = new HashMap<>(DynamoMembers.item(other));
        spoken.put("language", "lv");
        spoken.put("mail", true);
        assertThat(kept(other, spoken)).isEqualTo(new Wishes(Language.of("lv").orElseThrow(), true));
        assertThat(kept(member(Wishes.NONE), DynamoMembers.item(other))).isEqualTo(Wishes.NONE);
    }

    /// Of a version that is newer, or was withdrawn.
    @Test
    void topicThatIsNotKnown_isPassedOver() {
        Member member = member(Wishes.NONE);
        Map<String, Object> item = new HashMap<>(DynamoMembers.item(member));
        item.putAll(Map.of("language", "en", "mail", true, "muted_topics", List.of("horoscopes", "payouts")));
        assertThat(kept(member, item).muted()).containsExactly(MailTopic.PAYOUTS);
    }
}
