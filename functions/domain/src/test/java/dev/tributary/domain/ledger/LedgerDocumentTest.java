package dev.tributary.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.AccountName.Available;
import dev.tributary.domain.ledger.AccountName.Cash;
import dev.tributary.domain.ledger.AccountName.Held;
import dev.tributary.domain.ledger.AccountName.InFlight;
import dev.tributary.domain.ledger.AccountName.MerchantExpense;
import dev.tributary.domain.ledger.AccountName.RailFee;
import dev.tributary.domain.ledger.AccountName.Receivable;
import dev.tributary.domain.ledger.AccountName.WriteOff;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// docs/ledger.md says what the code does: its example is made here again, byte for byte.
class LedgerDocumentTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final LocalDate DAY = LocalDate.parse("2026-12-23");

    private static String document() throws IOException {
        return Files.readString(Path.of("../../docs/ledger.md"));
    }

    private static String example(int number) throws IOException {
        Matcher block = Pattern.compile("```entry " + number + "\n(.*?)```", Pattern.DOTALL)
                .matcher(document());
        assertThat(block.find()).as("entry " + number).isTrue();
        return block.group(1);
    }

    private static Cause cause(String id, Cause.Kind kind, String occurredAt, String postedAt) {
        return new Cause(new EntryId(id), kind, Instant.parse(occurredAt), Instant.parse(postedAt));
    }

    @Test
    void example_isWhatTheCodeMakes() throws IOException {
        Account empty = Account.empty(new AccountKey(new ProgramId(1), new AffiliateId(2), EUR));
        Account.Posted sale = empty.draft()
                .accrue(DAY, new Money(1260, EUR), Optional.empty())
                .post(cause(
                        "conversion:cnv_example:accrue",
                        Cause.Kind.ACCRUE,
                        "2026-11-22T10:15:00Z",
                        "2026-11-22T10:15:03.000250Z"));
        Account.Posted refund = sale.account()
                .draft()
                .take(new Draft.Standing.InPending(DAY), new Money(333, EUR), Optional.empty())
                .post(cause(
                        "conversion:cnv_example:reverse:1",
                        Cause.Kind.REVERSE,
                        "2026-11-23T08:00:00Z",
                        "2026-11-23T08:00:01Z"));

        assertThat(new String(sale.entry().bytes(), StandardCharsets.UTF_8)).isEqualTo(example(1));
        assertThat(new String(refund.entry().bytes(), StandardCharsets.UTF_8)).isEqualTo(example(2));
        assertThat(document())
                .contains("The second one's hash is `" + refund.entry().hash() + "`.");
    }

    @Test
    void everyAccountName_isNamed() throws IOException {
        for (AccountName name : List.of(
                new AccountName.Pending(DAY),
                new Held(),
                new Available(),
                new InFlight(),
                new Receivable(),
                new MerchantExpense(),
                new RailFee(),
                new WriteOff())) {
            assertThat(document()).contains("`" + name.text() + "`");
            assertThat(AccountName.of(name.text())).isEqualTo(name);
        }
        assertThat(document()).contains("`cash:{rail}`");
        assertThat(AccountName.of("cash:csv")).isEqualTo(new Cash("csv"));
    }
}
