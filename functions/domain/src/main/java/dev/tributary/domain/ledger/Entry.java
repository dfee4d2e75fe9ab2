package dev.tributary.domain.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/// One line of an account's history: appended, never changed. `sequence` is the account's version
/// after it, `previousHash` the hash of the entry before it (64 hex digits, zeros for the first), so
/// that a changed or missing entry shows in every later one.
public record Entry(AccountKey account, long sequence, Cause cause, List<Posting> postings, String previousHash) {
    public static final String FIRST = "0".repeat(64);
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public Entry {
        postings = List.copyOf(postings);
        if (postings.isEmpty()) {
            throw new IllegalArgumentException("postings is empty: an entry moves money");
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

    public EntryId id() {
        return cause.id();
    }

    /// The one text of an entry, a field per line; amounts in minor units.
    public byte[] bytes() {
        StringBuilder text = new StringBuilder("tributary entry 1\n")
                .append(account.program()).append('\n')
                .append(account.affiliate()).append('\n')
                .append(account.currency()).append('\n')
                .append(sequence).append('\n')
                .append(cause.id()).append('\n')
                .append(cause.kind()).append('\n')
                .append(cause.occurredAt()).append('\n')
                .append(cause.postedAt()).append('\n')
                .append(previousHash).append('\n');
        for (Posting posting : postings) {
            text.append(posting.from().text()).append(' ')
                    .append(posting.to().text()).append(' ')
                    .append(posting.amount().minor()).append(' ')
                    .append(posting.commission().map(Object::toString).orElse("-")).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
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
