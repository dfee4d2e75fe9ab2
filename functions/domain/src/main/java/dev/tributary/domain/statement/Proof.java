package dev.tributary.domain.statement;

import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Entry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/// A statement in the few lines that are signed: where the account stood before and after, and one hash for all
/// entries between. Whoever has the statement and its entries can make the same lines (docs/ledger.md), and no other
/// statement gives them. The opening of a month is the closing of the one before, to the last sign.
///
/// @param isFinal whether no entry can come to it any more; else it is as of `closing`
public record Proof(AccountKey account, Period period, boolean isFinal, Point opening, Entries entries, Point closing) {
    /// @param from begin of the month in the program's zone
    /// @param to its end, which is not in it
    public record Period(YearMonth month, ZoneId zone, Instant from, Instant to) {}

    /// Those that were posted in the month.
    /// @param hash SHA-256 over `{sequence} {hash}` of each, by sequence, each with a line feed; 64 hex digits
    public record Entries(long count, String hash) {}

    private static final String TITLE = "tributary statement 1";
    private static final String SIGNED = "tributary-statement-v1";
    /// Six decimals, as receipts have them.
    public static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    public Proof {
        if (opening.entries() + entries.count() != closing.entries()) {
            throw new IllegalArgumentException("opening and entries do not come to closing");
        }
    }

    /// Each line ends with one line feed, the last one too.
    public String content() {
        return String.join(
                "\n",
                TITLE,
                account.program().toString(),
                account.affiliate().toString(),
                account.currency().code(),
                period.month().toString(),
                period.zone().getId(),
                period.from().toString(),
                period.to().toString(),
                isFinal ? "final" : "open",
                "opening " + opening.text(),
                "entries " + entries.count() + " " + entries.hash(),
                "closing " + closing.text(),
                "");
    }

    /// SHA-256 of `content`: 64 hex digits. A final month has the same one for ever.
    public String contentHash() {
        return hex(sha256().digest(content().getBytes(StandardCharsets.UTF_8)));
    }

    /// What is signed, in ASCII, each line with its line feed.
    public String signed(Instant at) {
        return SIGNED + "\n" + contentHash() + "\n" + TIME.format(at) + "\n";
    }

    /// The hash over entries as they come; nothing of them is kept.
    static final class Running {
        private final MessageDigest digest = sha256();

        void take(Entry entry) {
            digest.update((entry.sequence() + " " + entry.hash() + "\n").getBytes(StandardCharsets.US_ASCII));
        }

        String end() {
            return hex(digest.digest());
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }
}
