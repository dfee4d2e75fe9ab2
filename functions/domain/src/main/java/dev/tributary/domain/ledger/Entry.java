package dev.tributary.domain.ledger;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Tally;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One line of an account's history: appended, never changed. `sequence` is the account's version
/// after it, `previousHash` the hash of the entry before it (64 hex digits, zeros for the first), so
/// that a changed or missing entry shows in every later one.
///
/// @param counts what tiers and caps count by it; an entry may count and move nothing
/// @param rated by which retroactive tiers its conversion is paid
/// @param tier what it did of a change of tier
/// @param clicks the day whose clicks it pays
public record Entry(
        AccountKey account,
        long sequence,
        Cause cause,
        List<Posting> postings,
        List<Count> counts,
        List<Rated> rated,
        Optional<TierStep> tier,
        Optional<DayClicks> clicks,
        String previousHash) {
    public static final String FIRST = "0".repeat(64);
    private static final String TITLE = "tributary entry 1";
    /// Lines before the postings.
    private static final int FIELDS = 10;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private static final String COUNT = "count";

    public Entry {
        postings = List.copyOf(postings);
        counts = List.copyOf(counts);
        rated = List.copyOf(rated);
        if (postings.isEmpty() && counts.isEmpty() && rated.isEmpty() && tier.isEmpty() && clicks.isEmpty()) {
            throw new IllegalArgumentException("postings and counts are empty: an entry moves or counts something");
        }
        if (tier.isPresent() != (cause.kind() == Cause.Kind.TIER)) {
            throw new IllegalArgumentException("tier is of another cause: " + cause.kind());
        }
        if (clicks.isPresent() != (cause.kind() == Cause.Kind.CLICKS)) {
            throw new IllegalArgumentException("clicks are of another cause: " + cause.kind());
        }
        for (Posting posting : postings) {
            if (!posting.amount().currency().equals(account.currency())) {
                throw new IllegalArgumentException("posting is not in " + account.currency() + ": " + posting.amount());
            }
        }
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence is below 1: " + sequence);
        }
        if (!HASH.matcher(previousHash).matches()) {
            throw new IllegalArgumentException("previousHash is no hash: " + previousHash);
        }
    }

    /// One that has nothing to do with retroactive tiers and clicks.
    public Entry(
            AccountKey account,
            long sequence,
            Cause cause,
            List<Posting> postings,
            List<Count> counts,
            String previousHash) {
        this(account, sequence, cause, postings, counts, List.of(), Optional.empty(), Optional.empty(), previousHash);
    }

    public EntryId id() {
        return cause.id();
    }

    /// Whether it moved something of that commission.
    public boolean moves(CommissionId commission) {
        return postings.stream().anyMatch(posting -> posting.commission().equals(Optional.of(commission)));
    }

    /// The one text of an entry, a field per line; amounts in minor units.
    public byte[] bytes() {
        StringBuilder text = new StringBuilder(TITLE + "\n")
                .append(account.program())
                .append('\n')
                .append(account.affiliate())
                .append('\n')
                .append(account.currency())
                .append('\n')
                .append(sequence)
                .append('\n')
                .append(cause.id())
                .append('\n')
                .append(cause.kind())
                .append('\n')
                .append(cause.occurredAt())
                .append('\n')
                .append(cause.postedAt())
                .append('\n')
                .append(previousHash)
                .append('\n');
        for (Posting posting : postings) {
            text.append(posting.from().text())
                    .append(' ')
                    .append(posting.to().text())
                    .append(' ')
                    .append(posting.amount().minor())
                    .append(' ')
                    .append(posting.commission().map(Object::toString).orElse("-"))
                    .append('\n');
        }
        for (Count count : counts) {
            text.append(COUNT)
                    .append(' ')
                    .append(count.tally().text())
                    .append(' ')
                    .append(count.change())
                    .append('\n');
        }
        rated.forEach(line -> text.append(line.text()).append('\n'));
        tier.ifPresent(line -> text.append(line.text()).append('\n'));
        clicks.ifPresent(line -> text.append(line.text()).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// The entry of a text that `bytes` gave, to the byte.
    /// @throws IllegalArgumentException for any other text
    public static Entry of(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length < FIELDS + 2 || !lines[0].equals(TITLE)) {
            throw new IllegalArgumentException("text is no entry");
        }
        CurrencyCode currency = new CurrencyCode(lines[3]);
        AccountKey account = new AccountKey(ProgramId.of(lines[1]), AffiliateId.of(lines[2]), currency);
        List<Posting> postings = new ArrayList<>();
        List<Count> counts = new ArrayList<>();
        List<Rated> rated = new ArrayList<>();
        Optional<TierStep> tier = Optional.empty();
        Optional<DayClicks> clicks = Optional.empty();
        for (String line : Arrays.asList(lines).subList(FIELDS, lines.length - 1)) {
            switch (line.substring(0, Math.max(0, line.indexOf(' ')))) {
                case COUNT -> counts.add(count(line));
                case Rated.WORD -> rated.add(Rated.parse(line));
                case TierStep.WORD -> tier = Optional.of(TierStep.parse(line));
                case DayClicks.WORD -> clicks = Optional.of(DayClicks.parse(line));
                default -> postings.add(posting(line, currency));
            }
        }
        Cause cause = new Cause(
                new EntryId(lines[5]), Cause.Kind.valueOf(lines[6]), Instant.parse(lines[7]), Instant.parse(lines[8]));
        Entry entry =
                new Entry(account, Long.parseLong(lines[4]), cause, postings, counts, rated, tier, clicks, lines[9]);
        if (!Arrays.equals(entry.bytes(), text.getBytes(StandardCharsets.UTF_8))) {
            throw new IllegalArgumentException("text is no entry: it has another spelling");
        }
        return entry;
    }

    private static Count count(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("text is no entry: a count has 3 parts");
        }
        return new Count(Tally.parse(parts[1]), Long.parseLong(parts[2]));
    }

    private static Posting posting(String line, CurrencyCode currency) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("text is no entry: a posting has 4 parts");
        }
        return new Posting(
                AccountName.of(parts[0]),
                AccountName.of(parts[1]),
                new Money(Long.parseLong(parts[2]), currency),
                parts[3].equals("-") ? Optional.empty() : Optional.of(CommissionId.of(parts[3])));
    }

    /// SHA-256 of the bytes, which hold the hash before: 64 hex digits.
    public String hash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes()));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }
}
