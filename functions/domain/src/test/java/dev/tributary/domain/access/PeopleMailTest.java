package dev.tributary.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.mail.Mail;
import dev.tributary.domain.mail.MailAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What others wrote stays a name in every mail, and a link a link.
class PeopleMailTest {
    private static final String URL = "https://tributary.example/sign-in";

    private static final MailAddress ANNA = new MailAddress("anna@shop.example");

    private static Stream<Language> languages() {
        return Language.ALL.stream();
    }

    private static Mail invitation(String name, String tenant, Language language) {
        Member member = new Member(
                new Tenant.OfMerchant(new MerchantId(1)),
                ANNA,
                name,
                Role.VIEWER,
                new PersonId("per_" + "0".repeat(32)),
                Instant.EPOCH,
                Optional.empty());
        return PeopleMail.invitation(member, tenant, URL, language);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void aName_beginsNoHeader_andTurnsNothing(Language language) {
        Mail mail = invitation("Anna", "Shop\r\nBcc: ben@shop.example\u2028\u202Egnp\u2066 <b>&\"", language);

        assertThat(mail.subject().chars().noneMatch(Character::isISOControl)).isTrue();
        assertThat(mail.subject()).doesNotContain("\u2028", "\u202E", "\u2066").contains("Bcc: ben@shop\u2024example");
        assertThat(mail.html()).doesNotContain("<b>", "\u202E").contains("&lt;b&gt;&amp;&quot;");
        assertThat(mail.text()).doesNotContain("\r", "\nBcc");
    }

    @ParameterizedTest
    @MethodSource("languages")
    void aLink_standsOnALineOfItsOwn(Language language) {
        Mail mail = PeopleMail.link(ANNA, URL + "?token=a&b", language);

        assertThat(mail.text().lines()).contains(URL + "?token=a&b");
        assertThat(mail.html()).contains("<p dir=\"ltr\"><a href=\"" + URL + "?token=a&amp;b\">");
        assertThat(mail.html())
                .contains("<html lang=\"" + language.code() + "\" dir=\"" + (language.isRightToLeft() ? "rtl" : "ltr")
                        + "\">");
        assertThat(mail.subject()).contains("Tributary");
    }

    /// From the right, a name is kept apart from what stands around it.
    @ParameterizedTest
    @MethodSource("languages")
    void aName_isIsolated_whereTheLanguageIsWrittenFromTheRight(Language language) {
        String text = invitation("Anna", "Shop 24", language).text();
        assertThat(text.contains("\u2068Shop 24\u2069")).isEqualTo(language.isRightToLeft());
        assertThat(text).contains("Anna", "Shop 24");
    }

    @Test
    void aLongName_isCut() {
        assertThat(invitation("Anna", "x".repeat(1000), Language.ENGLISH)
                        .subject()
                        .length())
                .isLessThan(Mail.MAX_SUBJECT);
    }
}
