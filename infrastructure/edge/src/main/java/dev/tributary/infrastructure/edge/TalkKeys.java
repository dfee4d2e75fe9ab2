package dev.tributary.infrastructure.edge;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.AnnouncementId;
import dev.tributary.domain.id.CreativeId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.ThreadId;
import dev.tributary.domain.talk.Side;
import java.time.Instant;
import java.util.Locale;

/// Key text of creatives, announcements and threads; the table of all items stands in `Keys`. Their ids say by
/// their prefix what each is.
public final class TalkKeys {
    /// What the partition keys of all of them begin with, as those of submissions do: what people write. Members stand
    /// under another letter, so that a role that writes here writes no members.
    public static final String TALK = "Y#";

    /// In a program's partition: from which hosts its images may come.
    public static final String IMAGE_HOSTS = "HOSTS";

    /// What the sort keys of a program's creatives begin with.
    public static final String CREATIVES = "CREATIVE#";

    /// What the sort keys of a program's announcements begin with.
    public static final String ANNOUNCEMENTS = "ANNOUNCEMENT#";

    /// What the sort keys of a program's, and of an affiliate's, threads begin with.
    public static final String THREADS = "THREAD#";

    /// In a thread's partition: what the sort keys of its messages begin with, and what lists it for its affiliate.
    public static final String MESSAGES = "MESSAGE#";

    public static final String PARTY = "PARTY";

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

    public static String announcement(AnnouncementId announcement) {
        return TALK + announcement;
    }

    /// In an announcement's partition: that an affiliate has read it.
    public static String reader(AffiliateId affiliate) {
        return affiliate.toString();
    }

    /// GSI1 of announcements, within their program: the one that is published last stands first.
    public static String announcementAt(Instant published, AnnouncementId announcement) {
        return ANNOUNCEMENTS + newestFirst(published) + "#" + announcement;
    }

    public static String thread(ThreadId thread) {
        return TALK + thread;
    }

    /// In a thread's partition; texts stand in the order of the numbers.
    public static String message(int number) {
        return String.format(Locale.ROOT, "%s%06d", MESSAGES, number);
    }

    /// In a thread's partition: how far a side has read.
    public static String readBy(Side side) {
        return "READ#" + side.text();
    }

    /// GSI1 of threads, within their program or affiliate: the newest stands first.
    public static String threadAt(Instant opened, ThreadId thread) {
        return THREADS + newestFirst(opened) + "#" + thread;
    }

    private static String newestFirst(Instant time) {
        return String.format(Locale.ROOT, "%012d", PayoutKeys.LAST_SECOND - time.getEpochSecond());
    }
}
