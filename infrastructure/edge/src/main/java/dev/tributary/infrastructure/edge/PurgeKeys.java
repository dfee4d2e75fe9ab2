package dev.tributary.infrastructure.edge;

import dev.tributary.domain.id.ProgramId;
import java.util.List;
import java.util.Set;

/// Key text of purges, and which keys belong to a program; the table of all items stands in `Keys`.
public final class PurgeKeys {
    /// In the program's partition: how far its data is purged.
    public static final String PURGE = "PURGE";

    /// In its merchant's partition: how many it has begun on a day.
    public static final String COUNTED = "PURGES";

    private static final String BOARDS = "W#";
    /// Partitions that begin with their program's id.
    private static final List<String> OWN =
            List.of("A#", "B#", "C#", "N#", "O#", "Q#", "S#", "V#", BOARDS, DisputeKeys.DISPUTES, CallLogKeys.CALLS);
    /// Things that name their program in the index of lists.
    private static final List<String> LISTED = List.of(DisputeKeys.DISPUTES, "E#", "G#", "J#", "R#", "Y#", "Z#");
    private static final String PROGRAM = "P#";
    private static final String COUPON = "C#";
    private static final String LINK = "L#";

    private PurgeKeys() {}

    /// One bucket: people start them.
    public static String duePurges() {
        return "purge#0";
    }

    /// GSI1 of purges that run, within their merchant: what the sort keys of those begin with.
    public static final String RUNNING = "PURGE#";

    public static String runningAt(ProgramId program) {
        return RUNNING + program;
    }

    /// The program of a key in its partition.
    public static ProgramId purgedOf(String pk) {
        return ProgramId.of(pk.substring(PROGRAM.length()));
    }

    /// GSI1 of a program's things that have others below them, in the order of these keys.
    public static List<String> lists(ProgramId program) {
        return List.of("D", "E", "G", "I", "R", "T").stream()
                .map(list -> PROGRAM + program + "#" + list)
                .toList();
    }

    /// Whether an item is a link of the program, whose id has an item of its own.
    /// @param list its partition in GSI1; empty where it has none
    public static boolean isLink(ProgramId program, String pk, String list) {
        return pk.startsWith(LINK) && list.equals("N#" + program);
    }

    /// Whether an item belongs to a program by its own key, or stands below one of the heads. Of the program's
    /// partition only coupons and applications do, which name affiliates: what the program is stays, and up to when
    /// the fees of its terms are decided.
    public static boolean isContent(ProgramId program, String pk, String sk, Set<String> heads) {
        String id = program.toString();
        boolean isOwn = OWN.stream().anyMatch(letter -> isOf(pk, letter + id));
        boolean isNamed = pk.equals(PROGRAM + id) && (sk.startsWith(COUPON) || sk.startsWith(JoiningKeys.APPLICATIONS));
        return isOwn && !(pk.startsWith(BOARDS) && isHead(pk, sk))
                || isNamed
                || heads.contains(head(pk)) && !isHead(pk, sk);
    }

    /// Whether an item is a thing of a program's lists.
    public static boolean isListed(ProgramId program, String pk, String sk, String list) {
        return LISTED.stream().anyMatch(pk::startsWith) && isHead(pk, sk) && isOf(list, PROGRAM + program);
    }

    private static boolean isHead(String pk, String sk) {
        return pk.equals(head(pk)) && sk.equals(Keys.SOLE);
    }

    /// `R#run_...` of `R#run_...#1#0`.
    private static String head(String pk) {
        int second = pk.indexOf('#', pk.indexOf('#') + 1);
        return second < 0 ? pk : pk.substring(0, second);
    }

    private static boolean isOf(String key, String owner) {
        return key.equals(owner) || key.startsWith(owner + "#");
    }
}
