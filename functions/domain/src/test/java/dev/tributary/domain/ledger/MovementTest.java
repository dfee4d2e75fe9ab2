package dev.tributary.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MovementTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final AccountKey KEY = new AccountKey(new ProgramId(1), new AffiliateId(2), EUR);
    private static final AccountKey OTHER = new AccountKey(new ProgramId(1), new AffiliateId(3), EUR);
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:00.000250Z");

    private static Account.Posted accrue(Account account, long minor) {
        EntryId id = new EntryId("conversion:cnv_" + account.version() + ":accrue");
        return account.draft()
                .accrue(LocalDate.parse("2026-12-23"), new Money(minor, EUR), Optional.empty())
                .post(new Cause(id, Cause.Kind.ACCRUE, NOW, NOW));
    }

    @Test
    void entriesThatDoNotLeadToTheAccount_areRefused() {
        Account empty = Account.empty(KEY);
        Account.Posted first = accrue(empty, 100);
        Account.Posted second = accrue(first.account(), 200);
        Account.Posted otherSecond = accrue(first.account(), 300);
        Account.Posted elsewhere = accrue(Account.empty(OTHER), 100);

        refused(first.account(), second.account(), List.of(first.entry()), "does not follow the account");
        refused(empty, second.account(), List.of(second.entry()), "does not follow the account");
        refused(empty, elsewhere.account(), List.of(elsewhere.entry()), "is of another account");
        refused(empty, second.account(), List.of(first.entry(), first.entry()), "does not follow the one before it");
        refused(empty, second.account(), List.of(first.entry()), "the account does not end with it");
        refused(
                empty,
                otherSecond.account(),
                List.of(first.entry(), second.entry()),
                "the account does not end with it");
        Account tampered = new Account(
                KEY,
                1,
                first.account().pending(),
                0,
                1,
                0,
                0,
                Optional.empty(),
                0,
                0,
                0,
                new TreeMap<>(),
                first.account().lastHash());
        refused(empty, tampered, List.of(first.entry()), "the balances are not those of the entries");
        assertThatThrownBy(() -> new Movement(empty, empty, List.of())).hasMessageContaining("entries is empty");

        Movement right = new Movement(empty, second.account(), List.of(first.entry(), second.entry()));
        assertThat(right.after().pendingTotal().minor()).isEqualTo(300);
    }

    private static void refused(Account before, Account after, List<Entry> entries, String fault) {
        assertThatThrownBy(() -> new Movement(before, after, entries))
                .isInstanceOf(DamagedLedgerException.class)
                .hasMessageEndingWith(fault);
    }

    @Test
    void entry_isReadBackFromItsText() {
        Entry entry = accrue(accrue(Account.empty(KEY), 100).account(), 5).entry();

        assertThat(Entry.of(text(entry))).isEqualTo(entry);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tributary entry 1", "tributary entry 2\n", "\n\n\n\n\n\n\n\n\n\n\n\n"})
    void otherTexts_areNoEntry(String text) {
        assertThatThrownBy(() -> Entry.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anotherSpelling_isNoEntry() {
        String text = text(accrue(Account.empty(KEY), 100).entry());

        assertThatThrownBy(() -> Entry.of(text.replace(" 100 ", " +100 "))).hasMessageContaining("another spelling");
        assertThatThrownBy(() -> Entry.of(text + "\n")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Entry.of(text.replace(" -\n", "\n"))).hasMessageContaining("4 parts");
    }

    private static String text(Entry entry) {
        return new String(entry.bytes(), StandardCharsets.UTF_8);
    }
}
