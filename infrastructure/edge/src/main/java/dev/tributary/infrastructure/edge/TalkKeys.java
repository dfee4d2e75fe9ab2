package dev.tributary.infrastructure.edge;

import dev.tributary.domain.id.CreativeId;
import dev.tributary.domain.id.ProgramId;
import java.time.Instant;
import java.util.Locale;

/// Key text of creatives, announcements and threads; the table of all items stands in `Keys`. Their ids say by
/// their prefix what each is.
public final class TalkKeys {
    /// What the partition keys of all of them begin with.
    public static final String TALK = "T#";

    /// In a program's partition: from which hosts its images may come.
    public static final String IMAGE_HOSTS = "HOSTS";

    /// What the sort keys of a program's creatives begin with.
    public static final String CREATIVES = "CREATIVE#";

    private TalkKeys() {}

    /// An id of a key of theirs.
    public static String idOf(String pk) {
        return pk.substring(TALK.length());
    }

    public static String creative(CreativeId creative) {
        return TALK + creative;
    }

    /// GSI1 of them all: their program.
    public static String in(ProgramId program) {
        return "P#" + program + "#T";
    }

    /// GSI1 of creatives, within their program: the newest stands first.
    public static String creativeAt(Instant created, CreativeId creative) {
        return CREATIVES + newestFirst(created) + "#" + creative;
    }

    private static String newestFirst(Instant time) {
        return String.format(Locale.ROOT, "%012d", PayoutKeys.LAST_SECOND - time.getEpochSecond());
    }
}
