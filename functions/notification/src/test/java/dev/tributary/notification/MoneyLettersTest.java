package dev.tributary.notification;

import static dev.tributary.notification.Told.AFFILIATE;
import static dev.tributary.notification.Told.MERCHANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.access.ApiKeyId;
import dev.tributary.domain.access.Member;
import dev.tributary.domain.access.Member.Wishes;
import dev.tributary.domain.access.Role;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.mail.Mail;
import dev.tributary.domain.mail.MailAddress;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.NoticeFact;
import dev.tributary.domain.notice.NoticeId;
import dev.tributary.domain.notice.NoticeType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What mail says of adjustments, bonuses and fees, and to whom.
class MoneyLettersTest {
    private final Told told = new Told();

    @AfterEach
    void close() throws IOException {
        told.close();
    }

    private void keep(Tenant tenant, String name, Role role, Language language) {
        told.commit(new Change.NewMember(new Member(
                        tenant,
                        new MailAddress(name + "@people.example"),
                        name,
                        role,
                        ApiKeyId.parse("key_0123456789abcdef0123456789abcdef").orElseThrow(),
                        told.now,
                        Optional.of(told.now.plusSeconds(1)))
                .wishing(new Wishes(language, true))));
    }

    private Mail only(NoticeType type, String amount, Map<NoticeFact, String> facts) {
        return only(type, Optional.of(Money.of(amount, new CurrencyCode("EUR"))), facts);
    }

    private Mail only(NoticeType type, Optional<Money> amount, Map<NoticeFact, String> facts) {
        Notice notice = new Notice(
                NoticeId.of(type, told.now, amount.toString(), facts.toString()),
                type,
                told.now,
                List.of(MERCHANT, AFFILIATE),
                amount,
                facts);
        told.mail.taken.clear();
        assertThat(told.tell(notice)).isEmpty();
        assertThat(told.mail.taken).hasSize(1);
        return told.mail.taken.getFirst();
    }

    @Test
    void adjustment_goesToTheAffiliatesOwner_andSaysWhetherItGivesOrTakes() {
        keep(AFFILIATE, "olga", Role.OWNER, Language.ENGLISH);
        keep(AFFILIATE, "mike", Role.MANAGER, Language.ENGLISH);
        keep(MERCHANT, "mona", Role.OWNER, Language.ENGLISH);
        Map<NoticeFact, String> facts = Map.of(NoticeFact.REASON, "see https://evil.example/x");

        Mail taken = only(NoticeType.ADJUSTMENT_POSTED, "-4.00", facts);
        assertThat(taken.to()).isEqualTo(new MailAddress("olga@people.example"));
        assertThat(taken.subject()).contains("4.00 EUR taken off your balance").doesNotContain("-");
        assertThat(taken.text()).contains("4.00 EUR was taken off").doesNotContain("://", "evil.example", "-4.00");

        Mail given = only(NoticeType.ADJUSTMENT_POSTED, "12.50", facts);
        assertThat(given.subject()).contains("12.50 EUR credited");
        assertThat(given.text()).contains("12.50 EUR was added");
    }

    @Test
    void bonusAndFee_nameWhatTheyAreFor() {
        keep(AFFILIATE, "mike", Role.MANAGER, Language.ENGLISH);
        Map<NoticeFact, String> facts = Map.of(NoticeFact.BONUS_ID, "m100", NoticeFact.PERIOD, "2026-11");
        assertThat(only(NoticeType.BONUS_AWARDED, "50.00", facts).text()).contains("50.00 EUR", "(m100, 2026-11)");
        assertThat(only(NoticeType.BONUS_REVERSED, "50.00", facts).text()).contains("taken back", "(m100, 2026-11)");
        assertThat(only(
                                NoticeType.BONUS_AWARDED,
                                "20.00",
                                Map.of(NoticeFact.BONUS_ID, "hello", NoticeFact.PERIOD, "ever"))
                        .text())
                .contains("(hello)");
        keep(AFFILIATE, "omar", Role.OWNER, Language.of("he").orElseThrow());
        Mail fee = only(NoticeType.FLAT_FEE_POSTED, "300.00", facts);
        assertThat(fee.to()).isEqualTo(new MailAddress("omar@people.example"));
        assertThat(fee.text()).contains("תשלום קבוע", "300.00");
    }

    /// A title is a person's text: no link of it comes through, and it stands in no subject.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        en | you have won a prize  | the gift           | taken back
        he | זכית בפרס             | המתנה              | בוטל
        fa | برندهٔ جایزه‌ای شدید    | هدیهٔ               | پس گرفته شد
        lv | jūs esat ieguvis balvu | dāvana             | atsaukta
        """)
    void prizeWithoutCash_isNamedInItsWords_andNoAmountIs(String language, String subject, String gift, String lost) {
        keep(AFFILIATE, "olga", Role.OWNER, Language.of(language).orElseThrow());
        keep(MERCHANT, "mona", Role.OWNER, Language.ENGLISH);
        Map<NoticeFact, String> facts = Map.of(
                NoticeFact.PROGRAM_ID,
                "prg_0000000000001",
                NoticeFact.BONUS_ID,
                "bag",
                NoticeFact.PERIOD,
                "2026-11",
                NoticeFact.PRIZE,
                "A bag of https://evil.example/x",
                NoticeFact.PRIZE_KIND,
                "gift");

        Mail won = only(NoticeType.BONUS_AWARDED, Optional.empty(), facts);
        assertThat(won.to()).isEqualTo(new MailAddress("olga@people.example"));
        assertThat(won.subject()).contains(subject).doesNotContain("bag", "?");
        assertThat(won.text()).contains(gift, "A bag of", "bag, 2026-11").doesNotContain("EUR", "€", "://", "evil.");
        assertThat(won.text()).doesNotContain("?", "{");

        Mail gone = only(NoticeType.BONUS_REVERSED, Optional.empty(), facts);
        assertThat(gone.subject() + gone.text())
                .contains(gift, lost, "bag, 2026-11")
                .doesNotContain("EUR", "€", "{");
    }
}
