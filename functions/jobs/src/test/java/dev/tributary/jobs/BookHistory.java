package dev.tributary.jobs;

import dev.tributary.domain.books.BookFiles;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.AccountName;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Count;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.ledger.Posting;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.tally.Tally;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// A program's enrollments and ledger in memory, and a bucket: entries of every shape, with any accounts, whose times
/// overtake each other by some minutes, as several workers make them.
final class BookHistory implements Enrollments, Ledger, BookFiles {
    static final CurrencyCode EUR = new CurrencyCode("EUR");
    static final ZoneId RIGA = ZoneId.of("Europe/Riga");
    static final Program PROGRAM = new Program(
            new ProgramId(1),
            new MerchantId(1),
            "Shop",
            EUR,
            RIGA,
            List.of("shop.example"),
            Program.DEFAULT_CLICK_PARAMETER,
            Optional.empty(),
            Optional.empty(),
            1,
            Set.of(),
            List.of());
    private static final List<AccountName> NAMES = List.of(
            new AccountName.MerchantExpense(),
            new AccountName.RailFee(),
            new AccountName.WriteOff(),
            new AccountName.Pending(LocalDate.of(2026, 12, 1)),
            new AccountName.Pending(LocalDate.of(2026, 12, 2)),
            new AccountName.Held(),
            new AccountName.Available(),
            new AccountName.InFlight(),
            new AccountName.Receivable(),
            new AccountName.Cash("csv"),
            new AccountName.Cash("sepa"));
    private static final int DISORDER_SECONDS = 14 * 60;

    final TreeMap<String, AffiliateId> enrolled = new TreeMap<>();
    final Map<AffiliateId, List<Entry>> entries = new TreeMap<>(Comparator.comparing(AffiliateId::toString));
    final TreeMap<String, byte[]> files = new TreeMap<>();
    Runnable beforePut = () -> {};
    Runnable afterPut = () -> {};

    void enroll(long affiliate) {
        AffiliateId id = new AffiliateId(affiliate);
        enrolled.put(id.toString(), id);
    }

    /// @param days after the first of October that entries may lie
    void random(Random random, int affiliates, int most, int days) {
        for (int number = 0; number < affiliates; number++) {
            long affiliate = random.nextLong();
            enroll(affiliate);
            Instant at = Instant.parse("2026-10-01T00:00:00Z");
            int count = random.nextInt(most + 1);
            for (int entry = 0; entry < count; entry++) {
                at = at.plusSeconds(random.nextInt(Math.max(1, days * 2 * 86_400 / (most + 1))));
                post(affiliate, at.minusSeconds(random.nextInt(DISORDER_SECONDS)), postings(random));
            }
        }
    }

    private static List<Posting> postings(Random random) {
        List<Posting> postings = new ArrayList<>();
        // Some count and move nothing.
        for (int count = random.nextInt(5); count > 0; count--) {
            AccountName from = NAMES.get(random.nextInt(NAMES.size()));
            AccountName to = NAMES.get(random.nextInt(NAMES.size()));
            if (!from.equals(to)) {
                postings.add(new Posting(
                        from,
                        to,
                        new Money(1 + random.nextInt(100_000), EUR),
                        random.nextBoolean()
                                ? Optional.empty()
                                : Optional.of(new CommissionId(new Digest128(random.nextLong(), random.nextLong())))));
            }
        }
        return postings;
    }

    void post(long affiliate, Instant at, List<Posting> postings) {
        AffiliateId id = new AffiliateId(affiliate);
        List<Entry> of = entries.computeIfAbsent(id, any -> new ArrayList<>());
        Cause cause = new Cause(
                new EntryId("conversion:cnv_" + Long.toUnsignedString(affiliate, 36) + "_" + of.size() + ":accrue"),
                Cause.Kind.ACCRUE,
                at.minusSeconds(60),
                at);
        of.add(new Entry(
                key(id),
                of.size() + 1,
                cause,
                postings,
                List.of(new Count(Tally.parse("conversions@2026-10"), 1)),
                of.isEmpty() ? Entry.FIRST : of.getLast().hash()));
    }

    static AccountKey key(AffiliateId affiliate) {
        return new AccountKey(PROGRAM.id(), affiliate, EUR);
    }

    @Override
    public Page<Enrollment> in(ProgramId program, PageRequest page) {
        List<AffiliateId> after =
                List.copyOf(enrolled.tailMap(page.after().orElse(""), false).values());
        List<AffiliateId> some = after.subList(0, Math.min(after.size(), page.limit()));
        return new Page<>(
                some.stream().map(BookHistory::enrollment).toList(),
                some.size() < after.size() ? Optional.of(some.getLast().toString()) : Optional.empty());
    }

    private static Enrollment enrollment(AffiliateId affiliate) {
        return new Enrollment(
                PROGRAM.id(),
                affiliate,
                List.of(new Enrollment.Change(EnrollmentState.APPLIED, Instant.EPOCH)),
                Optional.empty());
    }

    @Override
    public Optional<Account> account(AccountKey key) {
        throw new IllegalStateException("not asked");
    }

    @Override
    public List<Account> accounts(Collection<AccountKey> keys) {
        return keys.stream()
                .filter(key -> entries.containsKey(key.affiliate()))
                .map(Account::empty)
                .toList();
    }

    @Override
    public Page<Entry> entries(AccountKey key, PageRequest page) {
        List<Entry> of = entries.getOrDefault(key.affiliate(), List.of());
        int after = page.after().map(Integer::parseInt).orElse(0);
        int to = Math.min(of.size(), after + page.limit());
        return new Page<>(of.subList(after, to), to < of.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
    }

    @Override
    public Put put(String name, byte[] bytes) {
        beforePut.run();
        byte[] there = files.putIfAbsent(name, bytes);
        Put put = there == null || Arrays.equals(there, bytes) ? new Put.There() : new Put.Different();
        afterPut.run();
        return put;
    }

    @Override
    public byte[] read(String name, int atMost) {
        throw new IllegalStateException("not asked");
    }

    @Override
    public Optional<Versioned<Enrollment>> find(ProgramId program, AffiliateId affiliate) {
        throw new IllegalStateException("not asked");
    }

    @Override
    public Page<Enrollment> of(AffiliateId affiliate, PageRequest page) {
        throw new IllegalStateException("not asked");
    }

    @Override
    public Creation create(Enrollment enrollment) {
        throw new IllegalStateException("not asked");
    }

    @Override
    public Replacement replace(Versioned<Enrollment> enrollment) {
        throw new IllegalStateException("not asked");
    }
}
