package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Months that are too large for a file: whoever asks is told so, and what to do.
class LargeStatementsTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final AccountKey KEY = new AccountKey(new ProgramId(1), new AffiliateId(1), EUR);
    private static final String MONTH =
            "/v1/statements/2026-11%s?program_id=prg_0000000000001&affiliate_id=aff_0000000000001%s";

    /// An account whose history is a list.
    private static final class Busy implements Ledger {
        private final List<Entry> entries = new ArrayList<>();
        private Account account = Account.empty(KEY);

        /// @param name how long an entry's id is
        Busy(int count, int name) {
            Instant at = Instant.parse("2026-11-02T10:00:00Z");
            for (int number = 0; number < count; number++) {
                EntryId id = new EntryId("test:" + "x".repeat(name) + number);
                Account.Posted posted = account.draft()
                        .accrue(LocalDate.parse("2030-01-01"), Money.of("0.01", EUR), Optional.empty())
                        .post(new Cause(id, Cause.Kind.ACCRUE, at, at));
                account = posted.account();
                entries.add(posted.entry());
            }
        }

        @Override
        public Optional<Account> account(AccountKey key) {
            return Optional.of(account);
        }

        @Override
        public Page<Entry> entries(AccountKey key, PageRequest page) {
            int after = page.after().map(Integer::parseInt).orElse(0);
            int to = Math.min(entries.size(), after + page.limit());
            return new Page<>(
                    entries.subList(after, to),
                    to < entries.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2000,  1, pdf, 200",
        "2001,  1, pdf, 422",
        "2001,  1, csv, 200",
        "2001,  1, json, 200",
        "20000, 1, csv, 200",
        "20000, 180, csv, 422",
        "20000, 180, json, 200",
        "20001, 1, csv, 422",
        "20001, 1, json, 422",
        "20000, 1, proof, 200",
        "20001, 1, proof, 422"
    })
    void file_isGiven_orRefusedWithACode(int entries, int name, String format, int status) {
        ApiFixture api = ApiFixture.filled();
        ApiHandler.Stores stored = ApiHandler.Stores.of(api.table);
        ApiHandler handler = api.handler(
                new ApiHandler.Stores(
                        stored.keys(),
                        stored.programs(),
                        stored.enrollments(),
                        stored.links(),
                        stored.clicks(),
                        stored.chunks(),
                        stored.terms(),
                        stored.orders(),
                        stored.lists(),
                        new Busy(entries, name),
                        stored.clickEntries(),
                        stored.figures()),
                api.table,
                () -> api.ring);
        APIGatewayV2HTTPResponse answer = api.answer(
                handler,
                "merchant 1",
                format.equals("proof") ? MONTH.formatted("/proof", "") : MONTH.formatted("", "&format=" + format));

        assertThat(answer.getStatusCode()).isEqualTo(status);
        if (status == 422) {
            assertThat(answer.getBody()).contains("\"code\":\"statement_too_long\"");
        }
        // As Lambda sees it: line feeds are escaped.
        assertThat(answer.getBody().length() + 2 * answer.getBody().lines().count())
                .isLessThan(6_000_000);
    }
}
