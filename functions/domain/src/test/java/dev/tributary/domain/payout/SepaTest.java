package dev.tributary.domain.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.domain.token.SealedField;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What banks of SEPA are told: numbers, names, days and ids.
class SepaTest {
    private static final RunId RUN = RunId.byHand(new ProgramId(1), "sepa");
    private static final Instant NOW = Instant.parse("2026-12-02T10:00:00Z");
    private static final KeyRing RING = new KeyRing(List.of(
            new KeyRing.Key(0, "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8), Instant.EPOCH)));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # written                          | number
        DE89370400440532013000             | DE89370400440532013000
        de89 3704 0044 0532 0130 00        | DE89370400440532013000
        LV80BANK0000435195001              | LV80BANK0000435195001
        GB82 WEST 1234 5698 7654 32        | GB82WEST12345698765432
        DE88370400440532013000             | none
        DE89370400440532031000             | none
        DE8937040044053201300              | none
        DE89-3704-0044-0532-0130-00        | none
        89DE370400440532013000             | none
        DE00                               | none
        """)
    void iban_isReadAsPeopleWriteIt_andItsCheckDigitsHold(String written, String number) {
        assertThat(Iban.parse(written).map(Iban::text).orElse("none")).isEqualTo(number);
    }

    @Test
    void iban_ofTheWholeWorld_isInSepaOrNot_andShowsItsEndOnly() {
        assertThat(new Iban("DE89370400440532013000").isInSepa()).isTrue();
        Iban brazil = Iban.parse("BR1800360305000010009795493C1").orElseThrow();
        assertThat(brazil.isInSepa()).isFalse();
        assertThat(brazil).hasToString("Iban[...93C1]");
        assertThatThrownBy(() -> new Receiver.BankAccount("Ana", brazil)).hasMessageContaining("outside SEPA");
        assertThatThrownBy(() -> new Iban("DE88370400440532013000"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not an IBAN");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # written              | told to a bank
        Anna Müller            | Anna Muller
        Jānis Bērziņš          | Janis Berzins
        Łukasz Żółć            | Lukasz Zolc
        Straße & Söhne GmbH    | Strasse + Sohne GmbH
        Ægir Þórsson           | AEgir THorsson
        Νίκος Παπαδόπουλος     | Nikos Papadopoylos
        Юрий Щербаков          | Iurii Shcherbakov
        O'Neill, Ltd. (UK)     | O'Neill, Ltd. (UK)
        a//b/ /c/              | a/b/ /c
        =2+3_x                 | 2+3 x
        ﬁnance ①               | finance 1
        אנה                    | ``
        """)
    void name_isWrittenInTheSignsThatBanksTake(String written, String told) {
        assertThat(SepaText.of(written, 70)).isEqualTo(told);
        assertThat(SepaText.isWritable(written)).isEqualTo(!told.isEmpty());
    }

    @Test
    void nameThatGrows_isCut_andEndsInNoSlashNorSpace() {
        assertThat(SepaText.of("ß".repeat(70), 70)).isEqualTo("s".repeat(70));
        assertThat(SepaText.of("abc def", 4)).isEqualTo("abc");
        assertThat(SepaText.of("abc/def", 4)).isEqualTo("abc");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # day      | first open one
        2026-12-24 | 2026-12-24
        2026-12-25 | 2026-12-28
        2026-12-31 | 2026-12-31
        2027-01-01 | 2027-01-04
        2027-03-26 | 2027-03-30
        2027-03-29 | 2027-03-30
        2027-05-01 | 2027-05-03
        2026-11-28 | 2026-11-30
        2024-05-01 | 2024-05-02
        """)
    void bankDay_isThatOne_orTheNext(LocalDate day, LocalDate open) {
        assertThat(TargetDays.from(day)).isEqualTo(open);
    }

    /// As almanacs print it.
    @ParameterizedTest
    @CsvSource(textBlock = """
        1961-04-02
        2000-04-23
        2008-03-23
        2011-04-24
        2019-04-21
        2024-03-31
        2026-04-05
        2027-03-28
        2038-04-25
        """)
    void easter_isWhereTheAlmanacHasIt(LocalDate easter) {
        assertThat(TargetDays.easter(Year.from(easter))).isEqualTo(easter);
    }

    @Test
    void ids_haveNoUnderscore_fit_andComeBack_alsoInCapitals() {
        PayoutId payout = PayoutId.derive(RUN, new AffiliateId(7));
        String told = SepaIds.endToEnd(payout);
        String file = SepaIds.message(new PayoutFile.Place(RUN, 1, 63, 1000));

        assertThat(List.of(told, file)).allMatch(id -> id.matches("[a-z0-9-]{1,35}"));
        assertThat(SepaIds.payout(told.toUpperCase(Locale.ROOT))).contains(payout);
        assertThat(SepaIds.payout("NOTPROVIDED")).isEmpty();
    }

    @Test
    void receiver_opensForItsOwnerAndItsRailOnly() {
        Receiver account = new Receiver.BankAccount("Anna Müller", new Iban("DE89370400440532013000"));
        SealedField sealed = account.sealed("aff_1", new byte[SealedField.NONCE_BYTES], RING, NOW);

        assertThat(Receiver.open(Rail.SEPA, sealed, "aff_1", RING)).contains(account);
        assertThat(Receiver.open(Rail.SEPA, sealed, "aff_2", RING)).isEmpty();
        SealedField reference =
                new Receiver.Reference("Vendor 1").sealed("aff_1", new byte[SealedField.NONCE_BYTES], RING, NOW);
        assertThat(Receiver.open(Rail.SEPA, reference, "aff_1", RING)).isEmpty();
        assertThat(account.toString() + new Receiver.Reference("Vendor 1")).doesNotContain("DE89", "Müller", "Vendor");
    }

    @Test
    void debtor_opensForItsMerchantOnly() {
        MerchantId merchant = new MerchantId(1);
        Debtor.Account account = new Debtor.Account(new Iban("DE89370400440532013000"), Optional.of("COBADEFFXXX"));
        Debtor debtor = Debtor.sealed("Shoes", account, merchant, new byte[SealedField.NONCE_BYTES], RING, NOW);

        assertThat(debtor.open(merchant, RING)).contains(account);
        assertThat(debtor.ends()).isEqualTo("3000");
        assertThat(debtor.open(new MerchantId(2), RING)).isEmpty();
        assertThat(debtor.toString()).doesNotContain("3704");
    }
}
