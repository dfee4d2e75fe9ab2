package dev.tributary.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "anna",
                "@shop.example",
                "anna@",
                "anna@shop",
                "anna@@shop.example",
                "anna@shop.example, bob@shop.example",
                "anna@shop.example\r\nBcc: bob@shop.example",
                "anna@shop.example\n",
                "\nanna@shop.exam ple",
                "anna\u0000@shop.example",
                "anna @shop.example",
                "<anna@shop.example>",
                "\"anna\"@shop.example",
                "anna(x)@shop.example",
                ".anna@shop.example",
                "anna.@shop.example",
                "an..na@shop.example",
                "anna@-shop.example",
                "anna@shop-.example",
                "anna@.example",
                "anna@shop.example.",
                "anna@127.0.0.1",
                "anna@[127.0.0.1]",
                // The Kelvin sign, whose small letter is k; a full-width a; a dotless i; a Cyrillic a.
                "\u212Aate@shop.example",
                "\uFF41nna@shop.example",
                "\u0131rma@shop.example",
                "\u0430nna@shop.example",
                "anna@sh\u00F6p.example",
                "anna\u200B@shop.example",
                "\u202Eanna@shop.example"
            })
    void whatIsNoAddress_isNone(String text) {
        // A line's end at the end alone is a blank, which is left out.
        if (text.equals("anna@shop.example\n")) {
            assertThat(MailAddress.parse(text)).contains(new MailAddress("anna@shop.example"));
        } else {
            assertThat(MailAddress.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void tooLong_isNone() {
        String label = "a".repeat(63);
        String longest = "a".repeat(64) + "@" + (label + ".").repeat(2) + "a".repeat(55) + ".ex";

        assertThat(MailAddress.parse(longest)).isPresent();
        assertThat(MailAddress.parse("a" + longest)).isEmpty();
        assertThat(MailAddress.parse("a@" + (label + ".").repeat(4) + "example"))
                .isEmpty();
        assertThat(MailAddress.parse("a@" + "a".repeat(64) + ".example")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        Anna@Shop.Example,           anna@shop.example
        '  anna@shop.example ',      anna@shop.example
        anna+tag@shop.example,       anna+tag@shop.example
        a.n'na_1@mail.shop.example,  a.n'na_1@mail.shop.example
        IRMA@SHOP.EXAMPLE,           irma@shop.example
        anna@xn--shp-sna.example,    anna@xn--shp-sna.example
        """)
    void address_isKeptInSmallLetters(String text, String kept) {
        assertThat(MailAddress.parse(text).map(MailAddress::text)).contains(kept);
    }

    @Test
    void onlySmallLetters_areAnAddress_andItDoesNotPrintItself() {
        assertThatThrownBy(() -> new MailAddress("Anna@shop.example")).isInstanceOf(IllegalArgumentException.class);
        assertThat(new MailAddress("anna@shop.example").toString()).doesNotContain("anna", "shop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Hello\r\nBcc: bob@shop.example", "a\nb", "a\u2028b", "a\u0000b", "a\u0085b"})
    void subject_isOneLine(String subject) {
        MailAddress to = new MailAddress("anna@shop.example");
        assertThatThrownBy(() -> new Mail(to, subject, "text", "<p>")).hasMessageStartingWith("subject");
        assertThat(new Mail(to, "Hello", "secret", "<p>").toString()).doesNotContain("secret", "Hello");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        anna@shop.example,             anna@shop.example
        anna+one+two@shop.example,     anna@shop.example
        an.na@shop.example,            an.na@shop.example
        anna.+b@shop.example,          anna@shop.example
        +b@shop.example,               +b@shop.example
        a.n.na+x@gmail.com,            anna@gmail.com
        an.na@googlemail.com,          anna@gmail.com
        """)
    void mailbox_isOne_howeverItsAddressIsWritten(String written, String mailbox) {
        assertThat(new MailAddress(written).mailbox().text()).isEqualTo(mailbox);
    }
}
