package dev.tributary.domain.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Draft;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.ledger.Totals;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.statement.Statements.Outcome;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Months without gap and overlap, whatever the order in which entries were written.
class StatementsTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final AccountKey KEY = new AccountKey(new ProgramId(1), new AffiliateId(2), EUR);
    private static final ZoneId RIGA = ZoneId.of("Europe/Riga");
    private static final YearMonth MARCH = YearMonth.parse("2026-03");
    private static final LocalDate FAR = LocalDate.parse("2030-01-01");

    /// An account whose history is a list.
    private static final class Book implements Ledger {
        private final List<Entry> entries = new ArrayList<>();
        private Account account = Account.empty(KEY);
        private int reads;

        void post(Cause.Kind kind, Instant at, UnaryOperator<Draft> step) {
            Account.Posted posted =
                    step.apply(account.draft()).post(new Cause(new EntryId("test:" + entries.size()), kind, at, at));
            account = posted.account();
            entries.add(posted.entry());
        }

        void earn(Instant at, String amount) {
            post(Cause.Kind.ACCRUE, at, draft -> draft.accrue(FAR, Money.of(amount, EUR), Optional.empty()));
        }

        @Override
        public Optional<Account> account(AccountKey key) {
            return entries.isEmpty() ? Optional.empty() : Optional.of(account);
        }

        @Override
        public Page<Entry> entries(AccountKey key, PageRequest page) {
            reads++;
            int after = page.after().map(Integer::parseInt).orElse(0);
            int to = Math.min(entries.size(), after + page.limit());
            return new Page<>(
                    entries.subList(after, to),
                    to < entries.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
        }
    }

    private static Statement read(Book book, YearMonth month, String now) {
        return ((Outcome.Read) new Statements(book).of(KEY, month, RIGA, Instant.parse(now))).statement();
    }

    @Test
    void beforeTheFirstEntry_allIsZero() {
        Statement statement = read(new Book(), MARCH, "2026-05-01T00:00:00Z");

        assertThat(statement.opening()).isEqualTo(Totals.ZERO).isEqualTo(statement.closing());
        assertThat(statement.entries()).isEmpty();
        assertThat(new Statements(new Book()).months(KEY, RIGA, Instant.parse("2026-05-01T00:00:00Z")))
                .isEmpty();
    }

    /// The first instant of the month is in it, the first one of the next is not; in the program's
    /// zone, also where its clocks change within the month.
    @ParameterizedTest
    @CsvSource({
        "2026-02-28T21:59:59.999999999Z, 2026-02",
        "2026-02-28T22:00:00Z, 2026-03",
        "2026-03-31T20:59:59.999999999Z, 2026-03",
        "2026-03-31T21:00:00Z, 2026-04",
        "2028-02-29T21:59:59Z, 2028-02",
        "2028-02-29T22:00:00Z, 2028-03",
    })
    void entry_isInTheMonthInWhichItWasPosted(String at, YearMonth month) {
        Book book = new Book();
        book.earn(Instant.parse(at), "5.00");
        String later = "2028-06-01T00:00:00Z";

        assertThat(read(book, month, later).entries()).hasSize(1);
        assertThat(read(book, month.minusMonths(1), later).closing()).isEqualTo(Totals.ZERO);
        assertThat(read(book, month.plusMonths(1), later).opening()).isEqualTo(new Totals(500, 0, 0, 0, 0));
        assertThat(read(book, month.plusMonths(1), later).entries()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-31T20:59:59Z, false",
        "2026-03-31T21:00:00Z, false",
        "2026-03-31T21:14:59Z, false",
        "2026-03-31T21:15:00Z, true"
    })
    void month_isFinal_whenNothingCanComeAnyMore(String now, boolean isFinal) {
        assertThat(read(new Book(), MARCH, now).isFinal()).isEqualTo(isFinal);
    }

    @Test
    void debtAndPayout_areSeenInTheirBalances() {
        Book book = new Book();
        Instant at = Instant.parse("2026-03-05T00:00:00Z");
        book.post(
                Cause.Kind.ADJUST,
                at,
                draft -> draft.give(new Draft.Standing.InAvailable(), Money.of("9.00", EUR), Optional.empty()));
        book.post(Cause.Kind.RESERVE, at, draft -> draft.reserve(Money.of("9.00", EUR), 1));
        book.post(
                Cause.Kind.REVERSE,
                at,
                draft -> draft.take(new Draft.Standing.InAvailable(), Money.of("4.00", EUR), Optional.empty()));
        book.post(Cause.Kind.SETTLE, at, draft -> draft.settle(Money.of("9.00", EUR), "csv", Money.zero(EUR)));
        Statement statement = read(book, MARCH, "2026-05-01T00:00:00Z");

        assertThat(statement.closing()).isEqualTo(new Totals(0, 0, 0, 0, 400));
        assertThat(statement.movements().get(Cause.Kind.RESERVE))
                .isEqualTo(new Statement.Movement(1, new Totals(0, 0, -900, 900, 0)));
        assertThat(statement.movements().get(Cause.Kind.REVERSE))
                .isEqualTo(new Statement.Movement(1, new Totals(0, 0, 0, 0, 400)));
    }

    /// Times that lie in another order than the entries, as workers overtake each other: every
    /// entry is in exactly one month, and each month opens with what the one before closed with.
    @Test
    void months_haveNoGapAndNoOverlap_howeverEntriesOvertookEachOther() throws NoSuchAlgorithmException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int overtaken = 0;
        for (int life = 0; life < 50; life++) {
            Book book = new Book();
            Instant at = Instant.parse("2026-01-15T00:00:00Z");
            List<Long> within = new ArrayList<>();
            for (int number = 0; number < 400; number++) {
                at = random.nextInt(10) == 0
                        ? Statements.begin(Statements.month(at, RIGA).plusMonths(1), RIGA)
                                .minusSeconds(random.nextInt(900))
                        : at.plusSeconds(random.nextInt(7_200));
                Instant posted = at.minusSeconds(random.nextInt((int) Statements.DISORDER.toSeconds()));
                overtaken += number > 0
                                && posted.isBefore(
                                        book.entries.getLast().cause().postedAt())
                        ? 1
                        : 0;
                book.earn(posted, "0.0" + (1 + random.nextInt(9)));
            }
            Instant now = at.plus(Duration.ofDays(40));
            Statements statements = new Statements(book);
            Totals before = Totals.ZERO;
            Point signed = new Point(0, 0, Entry.FIRST, Totals.ZERO);
            for (YearMonth month : statements.months(KEY, RIGA, now).reversed()) {
                Statement statement = ((Outcome.Read) statements.of(KEY, month, RIGA, now)).statement();
                assertThat(statement.opening()).as("seed " + seed + " " + month).isEqualTo(before);
                assertThat(pages(statements, month)).as("seed " + seed).isEqualTo(statement.entries());
                statement.entries().forEach(entry -> within.add(entry.sequence()));
                before = statement.closing();
                Proof proof = statements.proof(KEY, month, RIGA, now).orElseThrow();
                assertThat(proof.opening()).as("seed " + seed + " " + month).isEqualTo(signed);
                assertThat(proof.closing().totals()).as("seed " + seed).isEqualTo(before);
                assertThat(proof.entries()).as("seed " + seed).isEqualTo(hashed(statement.entries()));
                signed = proof.closing();
            }
            assertThat(signed)
                    .as("seed " + seed)
                    .isEqualTo(new Point(400, 400, book.account.lastHash(), Totals.of(book.account)));
            assertThat(before).as("seed " + seed).isEqualTo(Totals.of(book.account));
            assertThat(within).as("seed " + seed).hasSize(400).doesNotHaveDuplicates();
        }
        assertThat(overtaken).isPositive();
    }

    /// Wherever the search by halves looks: an entry of the month that stands before one that was begun earlier.
    @Test
    void entryThatOvertookOneOfTheMonthBefore_isInItsOwn() {
        Instant begin = Statements.begin(MARCH, RIGA);
        for (int around = 0; around < 40; around++) {
            Book book = new Book();
            for (int number = 0; number < around; number++) {
                book.earn(begin.minus(Duration.ofDays(2)), "1.00");
            }
            book.earn(begin.plusSeconds(60), "2.00");
            book.earn(begin.minusSeconds(60), "3.00");
            for (int number = 0; number < 40 - around; number++) {
                book.earn(begin.plus(Duration.ofDays(2)), "4.00");
            }
            Statement statement = read(book, MARCH, "2026-03-25T00:00:00Z");

            assertThat(statement.opening().pending()).as("around " + around).isEqualTo(around * 100L + 300);
            assertThat(statement.entries()).hasSize(41 - around);
        }
    }

    /// As docs/ledger.md says it, by other means.
    private static Proof.Entries hashed(List<Entry> entries) throws NoSuchAlgorithmException {
        String lines = entries.stream()
                .map(entry -> entry.sequence() + " " + entry.hash() + "\n")
                .collect(Collectors.joining());
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8));
        return new Proof.Entries(entries.size(), "%064x".formatted(new BigInteger(1, hash)));
    }

    private static List<Entry> pages(Statements statements, YearMonth month) {
        List<Entry> all = new ArrayList<>();
        PageRequest request = PageRequest.first(7);
        while (true) {
            Page<Entry> page = statements.entries(KEY, month, RIGA, request);
            all.addAll(page.items());
            if (page.next().isEmpty()) {
                return all;
            }
            request = request.after(page.next().get());
        }
    }

    /// A month that nothing was posted in, and one before the first entry, are signed too.
    @Test
    void quietMonth_opensAndClosesWithTheEntryBefore() {
        Book book = new Book();
        book.earn(Instant.parse("2026-03-05T00:00:00Z"), "5.00");
        book.earn(Instant.parse("2026-03-06T00:00:00Z"), "6.00");
        Statements statements = new Statements(book);
        Instant now = Instant.parse("2026-05-06T00:00:00Z");
        Point stood = new Point(2, 2, book.account.lastHash(), new Totals(1100, 0, 0, 0, 0));

        Proof april = statements.proof(KEY, MARCH.plusMonths(1), RIGA, now).orElseThrow();
        assertThat(april.opening()).isEqualTo(stood).isEqualTo(april.closing());
        assertThat(april.isFinal()).isTrue();
        Proof may = statements.proof(KEY, MARCH.plusMonths(2), RIGA, now).orElseThrow();
        assertThat(may.isFinal()).isFalse();
        assertThat(may.contentHash()).isNotEqualTo(april.contentHash());
        Proof february = statements.proof(KEY, MARCH.minusMonths(1), RIGA, now).orElseThrow();
        assertThat(february.closing()).isEqualTo(new Point(0, 0, Entry.FIRST, Totals.ZERO));
        assertThat(statements.proof(KEY, MARCH, RIGA, now).map(Proof::closing)).contains(stood);
    }

    /// Whenever a final month is signed, and whatever came since, its lines are the same.
    @Test
    void finalMonth_isSignedTheSameForEver() {
        Book book = new Book();
        book.earn(Instant.parse("2026-03-05T00:00:00Z"), "5.00");
        Statements statements = new Statements(book);
        Proof first = statements
                .proof(KEY, MARCH, RIGA, Instant.parse("2026-04-01T00:00:00Z"))
                .orElseThrow();
        book.earn(Instant.parse("2026-04-05T00:00:00Z"), "7.00");
        Proof later = statements
                .proof(KEY, MARCH, RIGA, Instant.parse("2026-04-06T00:00:00Z"))
                .orElseThrow();

        assertThat(later).isEqualTo(first);
        assertThat(later.signed(Instant.parse("2026-04-06T00:00:00Z")))
                .isEqualTo("tributary-statement-v1\n" + first.contentHash() + "\n2026-04-06T00:00:00.000000Z\n");
    }

    /// The last month of a long history costs a few probes, and its own entries.
    @Test
    void lastMonth_isFoundByHalves() {
        Book book = new Book();
        Instant first = Instant.parse("2025-01-01T00:00:00Z");
        for (int number = 0; number < 10_000; number++) {
            book.earn(first.plus(Duration.ofHours(number)), "1.00");
        }
        Statement statement = read(book, YearMonth.parse("2026-02"), "2026-02-25T00:00:00Z");

        assertThat(statement.entries()).hasSizeGreaterThan(300).hasSizeLessThan(700);
        assertThat(book.reads).isLessThan(25);
    }

    @Test
    void moreThanOneCallCanRead_isSaid() {
        Book book = new Book();
        for (int number = 0; number <= Statements.MOST_ENTRIES; number++) {
            book.earn(Instant.parse("2026-03-05T00:00:00Z"), "0.01");
        }

        assertThat(new Statements(book).of(KEY, MARCH, RIGA, Instant.parse("2026-03-06T00:00:00Z")))
                .isEqualTo(new Outcome.TooLong());
        assertThat(new Statements(book).proof(KEY, MARCH, RIGA, Instant.parse("2026-03-06T00:00:00Z")))
                .isEmpty();
        assertThat(new Statements(book)
                        .entries(KEY, MARCH, RIGA, PageRequest.first(100))
                        .items())
                .hasSize(100);
    }

    /// A page ends where so many were looked at, and the next one goes on there: none is missed, and none shown twice.
    @Test
    void since_findsAllThatIsWanted_pageByPage_whateverTheirSize() {
        Book book = new Book();
        Instant begin = Instant.parse("2026-03-01T00:00:00Z");
        for (int number = 0; number < 3_300; number++) {
            // Each tenth one was begun some minutes before the one before it.
            int late = number % 10 == 9 ? 600 : 0;
            book.earn(begin.plusSeconds(number * 60L - late), number % 7 == 0 ? "7.00" : "1.00");
        }
        Instant from = begin.plusSeconds(1_500 * 60L);
        List<Long> expected = book.entries.stream()
                .filter(entry -> entry.sequence() > 1_500 && isSeven(entry))
                .map(Entry::sequence)
                .toList();
        for (int limit : new int[] {1, 20, 100}) {
            List<Long> found = new ArrayList<>();
            Optional<String> after = Optional.empty();
            int pages = 0;
            do {
                book.reads = 0;
                Page<Entry> page =
                        new Statements(book).since(KEY, from, StatementsTest::isSeven, new PageRequest(limit, after));
                assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
                assertThat(book.reads).isLessThanOrEqualTo(12 + Statements.MOST_LOOKED / PageRequest.MAX_LIMIT);
                page.items().forEach(entry -> found.add(entry.sequence()));
                after = page.next();
            } while (after.isPresent() && ++pages < 1_000);
            assertThat(found.stream().filter(sequence -> sequence > 1_500)).containsExactlyElementsOf(expected);
            // What was posted some minutes earlier may come along.
            assertThat(found).doesNotHaveDuplicates().hasSizeLessThan(expected.size() + 10);
        }
    }

    @Test
    void since_pageMayBeEmpty_andStillHaveANext() {
        Book book = new Book();
        Instant begin = Instant.parse("2026-03-01T00:00:00Z");
        for (int number = 0; number < Statements.MOST_LOOKED + 1; number++) {
            book.earn(begin.plusSeconds(number), "1.00");
        }
        Statements statements = new Statements(book);
        Page<Entry> first = statements.since(KEY, begin, StatementsTest::isSeven, PageRequest.first(20));
        assertThat(first.items()).isEmpty();
        assertThat(first.next()).contains(Integer.toString(Statements.MOST_LOOKED));
        assertThat(statements
                        .since(KEY, begin, StatementsTest::isSeven, new PageRequest(20, first.next()))
                        .next())
                .isEmpty();
        assertThat(new Statements(new Book()).since(KEY, begin, entry -> true, PageRequest.first(20)))
                .isEqualTo(Page.last(List.of()));
    }

    private static boolean isSeven(Entry entry) {
        return entry.postings().getFirst().amount().equals(Money.of("7.00", EUR));
    }
}
