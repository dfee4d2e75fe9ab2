package dev.tributary.domain.payout;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.money.CurrencyCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// How far a plan has come. It is stored with each page, so that who goes on after a crash begins where
/// the last page ended; rows of the page that was not finished stand as they were put.
///
/// @param after the last affiliate of the page before; empty before the first page. Of a run that is done, up to which
///     row it is compared
/// @param lease until when nobody else plans on: two at once would not see the same accounts
/// @param buckets one for each bucket of the run
/// @param debtor the account that files are to be paid from, as it was when the plan began
public record Planning(
        Optional<String> after, Instant lease, List<Bucket> buckets, PlanTotals totals, Optional<Debtor> debtor) {
    /// Before the first row.
    public static final String FIRST = "0".repeat(64);
    /// Rows of one bucket: so many fit the memory of whoever carries them out.
    public static final int MOST_ROWS = 100_000;

    public Planning {
        buckets = List.copyOf(buckets);
    }

    /// @param hash of all rows of the bucket, in order, each over the one before
    public record Bucket(String hash, long rows, Progress progress) {}

    /// How far a bucket is with carrying out.
    public enum Progress {
        OPEN,
        /// All that can be sent is sent; results are awaited.
        WAITING,
        /// Each row has come to its end.
        FINAL
    }

    static Planning first(CurrencyCode currency, int buckets, Instant now) {
        return new Planning(
                Optional.empty(),
                now,
                Collections.nCopies(buckets, new Bucket(FIRST, 0, Progress.OPEN)),
                PlanTotals.none(currency),
                Optional.empty());
    }

    /// The bucket that an affiliate's row stands in.
    public static int bucketOf(AffiliateId affiliate, int buckets) {
        // Ids are random; their low bits are as good as a hash.
        return (int) Math.floorMod(affiliate.bits(), (long) buckets);
    }

    /// With one row more, in the order of affiliates.
    public Planning plus(PlanLine line, Payee payee, Instant now) {
        int index = bucketOf(line.affiliate(), buckets.size());
        Bucket before = buckets.get(index);
        return with(index, new Bucket(chain(before.hash(), line), before.rows() + 1, before.progress()))
                .with(totals.plus(line, payee, now));
    }

    /// Why it cannot be carried out: a bucket has more rows than fit.
    public Optional<String> isTooMuch() {
        return buckets.stream().anyMatch(bucket -> bucket.rows() > MOST_ROWS)
                ? Optional.of("a bucket has more than " + MOST_ROWS + " rows: raise DUE_BUCKETS and plan again")
                : Optional.empty();
    }

    /// From which account it pays; one that was fixed stays.
    public Planning from(Optional<Debtor> found) {
        return new Planning(after, lease, buckets, totals, debtor.or(() -> found));
    }

    /// After a page.
    public Planning pageDone(Optional<String> last, Instant until) {
        return new Planning(last, until, buckets, totals, debtor);
    }

    /// Each bucket that only waited is looked at again.
    Planning opened() {
        List<Bucket> others = buckets.stream()
                .map(of -> of.progress() == Progress.WAITING ? new Bucket(of.hash(), of.rows(), Progress.OPEN) : of)
                .toList();
        return new Planning(after, lease, others, totals, debtor);
    }

    Planning with(int index, Bucket bucket) {
        List<Bucket> others = new ArrayList<>(buckets);
        others.set(index, bucket);
        return new Planning(after, lease, others, totals, debtor);
    }

    private Planning with(PlanTotals sums) {
        return new Planning(after, lease, buckets, sums, debtor);
    }

    /// The hash of a row over the one before it.
    public static String chain(String before, PlanLine line) {
        MessageDigest sha = sha256();
        sha.update(HexFormat.of().parseHex(before));
        return HexFormat.of().formatHex(sha.digest(line.bytes()));
    }

    /// What an approver approves: which run it is, all its rows, and what they come to.
    String seal(PayoutRun.Head head) {
        StringBuilder text = new StringBuilder("tributary plan 1\n")
                .append(head.id())
                .append('\n')
                .append(head.program())
                .append('\n')
                .append(head.currency())
                .append('\n')
                .append(head.attempt())
                .append('\n')
                .append(totals.payouts())
                .append(' ')
                .append(totals.gross().minor())
                .append(' ')
                .append(totals.fees().minor())
                .append(' ')
                .append(totals.net().minor())
                .append('\n');
        debtor.ifPresent(from -> text.append("from ").append(from.account()).append('\n'));
        buckets.forEach(bucket ->
                text.append(bucket.rows()).append(' ').append(bucket.hash()).append('\n'));
        return HexFormat.of().formatHex(sha256().digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }
}
