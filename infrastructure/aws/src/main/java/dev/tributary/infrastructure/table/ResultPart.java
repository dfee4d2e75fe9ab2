package dev.tributary.infrastructure.table;

import dev.tributary.domain.click.CountsFormat.Packed;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// One part of a packed result, as its item holds it.
/// @param digest of all parts together
record ResultPart(long seq, int part, int parts, long digest, byte[] counts) {
    static ResultPart of(long seq, Packed packed, int part) {
        return new ResultPart(
                seq,
                part,
                packed.parts().size(),
                packed.digest(),
                packed.parts().get(part));
    }

    static ResultPart read(Map<String, AttributeValue> item) {
        return new ResultPart(
                Table.number(item, "seq"),
                (int) Table.number(item, "part"),
                (int) Table.number(item, "parts"),
                Table.number(item, "digest"),
                Table.bytes(item, "counts"));
    }

    Map<String, AttributeValue> attributes() {
        return Map.of(
                "seq", Table.number(seq),
                "part", Table.number(part),
                "parts", Table.number(parts),
                "digest", Table.number(digest),
                "counts", Table.bytes(counts));
    }

    boolean isOfOneResultWith(ResultPart that) {
        return seq == that.seq && parts == that.parts && digest == that.digest;
    }
}
