package dev.tributary.infrastructure.edge;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkCode;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.MerchantId;

/// The one place with key text: every item of the table, and who finds it how.
///
/// | pk | sk | item | read by |
/// | --- | --- | --- | --- |
/// | `L#{code}` | `-` | link | redirect (GetItem), api |
/// | `P#{program}` | `-` | program | redirect, api, postback, jobs (GetItem) |
/// | `N#{program}` | `{affiliate}` | enrollment | redirect, api, commission (GetItem), api (Query) |
/// | `M#{merchant}` | `-` | merchant | api (GetItem) |
/// | `I#{key hash}` | `-` | API key: its tenant and scopes | api (GetItem) |
/// | `C#{program}#{minute}#{shard}` | `{uuid}` | chunk of clicks | jobs (Query) |
/// | `Q#{program}` | `S{minute}#{shard}` | mark of a slice | jobs (GetItem); GSI2 while something is to roll up |
/// | `Q#{program}` | `H{hour}` | mark of an hour | jobs (GetItem); GSI2 while it is to be merged |
/// | `S#{program}#{hour}` | `M{minute}#{shard}#{part}` | counts of one slice | jobs, api (Query) |
/// | `S#{program}#{hour}` | `D{dimension}#{part}` | the hour's merged counts | api (Query) |
///
/// | index | pk | sk | finds |
/// | --- | --- | --- | --- |
/// | GSI1 | `N#{program}#{affiliate}` | `L#{code}` | links of an enrollment |
/// | GSI1 | `M#{merchant}` | `P#{program}` | programs of a merchant |
/// | GSI2 | `slice#{bucket}`, `hour#{bucket}` | due instant, then the item's own key | what is due |
public final class Keys {
    public static final String PK = "pk";
    public static final String SK = "sk";
    public static final String GSI1 = "gsi1";
    public static final String GSI1_PK = "gsi1pk";
    public static final String GSI1_SK = "gsi1sk";
    public static final String GSI2 = "gsi2";
    public static final String GSI2_PK = "gsi2pk";
    public static final String GSI2_SK = "gsi2sk";
    /// Seconds since the epoch; DynamoDB deletes the item some time after.
    public static final String TTL = "ttl";
    /// Sort key of an item that stands alone in its partition.
    public static final String SOLE = "-";

    private Keys() {}

    public static String link(LinkCode code) {
        return "L#" + code;
    }

    public static String program(ProgramId program) {
        return "P#" + program;
    }

    public static String enrollments(ProgramId program) {
        return "N#" + program;
    }

    public static String enrollment(AffiliateId affiliate) {
        return affiliate.toString();
    }

    /// GSI1 of links, by enrollment.
    public static String linksOf(ProgramId program, AffiliateId affiliate) {
        return "N#" + program + "#" + affiliate;
    }

    public static String merchant(MerchantId merchant) {
        return "M#" + merchant;
    }

    public static String apiKey(String hash) {
        return "I#" + hash;
    }

    /// @param minute counted from the epoch
    public static String chunks(ProgramId program, long minute, int shard) {
        return "C#" + program + "#" + minute + "#" + shard;
    }

    public static String marks(ProgramId program) {
        return "Q#" + program;
    }

    public static String sliceMark(long minute, int shard) {
        return "S" + minute + "#" + shard;
    }

    /// @param hour counted from the epoch
    public static String hourMark(long hour) {
        return "H" + hour;
    }

    public static String counts(ProgramId program, long hour) {
        return "S#" + program + "#" + hour;
    }

    public static String sliceCounts(long minute, int shard, int part) {
        return "M" + minute + "#" + shard + "#" + part;
    }

    public static String hourCounts(String dimension, int part) {
        return "D" + dimension + "#" + part;
    }

    public static String dueSlices(int bucket) {
        return "slice#" + bucket;
    }

    public static String dueHours(int bucket) {
        return "hour#" + bucket;
    }
}
