package dev.tributary.infrastructure.edge;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.id.ProgramId;
import java.time.Instant;
import java.util.Locale;

/// Key text of disputes; the table of all items stands in `Keys`. Every letter is another's by now, so they have two.
public final class DisputeKeys {
    /// What the partition keys of disputes begin with, and the sort keys of a program's, and of an affiliate's, list.
    public static final String DISPUTES = "DS#";

    /// In a dispute's partition: what lists it for its affiliate.
    public static final String PARTY = "PARTY";

    private DisputeKeys() {}

    public static String dispute(DisputeId dispute) {
        return DISPUTES + dispute;
    }

    /// The dispute of a key that `dispute` gave.
    public static DisputeId disputeOf(String pk) {
        return DisputeId.of(pk.substring(DISPUTES.length()));
    }

    /// What an affiliate has open in a program.
    public static String open(ProgramId program, AffiliateId affiliate) {
        return DISPUTES + program + "#" + affiliate;
    }

    /// GSI1 of disputes: their program.
    public static String disputesOf(ProgramId program) {
        return "P#" + program + "#D";
    }

    /// GSI1 of disputes, within their program or affiliate: the newest stands first.
    public static String disputeAt(Instant opened, DisputeId dispute) {
        return String.format(
                Locale.ROOT, "%s%012d#%s", DISPUTES, PayoutKeys.LAST_SECOND - opened.getEpochSecond(), dispute);
    }

    /// One bucket: people open them.
    public static String dueDisputes() {
        return "dispute#0";
    }
}
