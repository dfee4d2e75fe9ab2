package dev.tributary.domain.click;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// Counts as items of at most 256 KB. A part is the number of kinds, then rows:
/// ```
/// day, from the epoch, as zigzag | dimension | id 8, where it has one | value, where it has one | a count per kind
/// ```
public final class CountsFormat {
    private static final int FORMAT = 1;
    private static final int KINDS = ClickKind.values().length;

    /// Packed counts. Equal counts give equal parts and an equal digest.
    /// @param digest of all parts together: parts of two results are never taken for one
    public record Packed(List<byte[]> parts, long digest) {
        public Packed {
            parts = List.copyOf(parts);
        }
    }

    private CountsFormat() {}

    /// At least one part, also of no counts.
    public static Packed pack(DayCounts counts) {
        List<byte[]> raw = new ArrayList<>();
        PackedOutput part = newPart();
        for (Map.Entry<LocalDate, SortedMap<CountKey, KindCounts>> day :
                counts.days().entrySet()) {
            for (Map.Entry<CountKey, KindCounts> row : day.getValue().entrySet()) {
                byte[] bytes = bytes(day.getKey(), row.getKey(), row.getValue());
                if (part.size() + bytes.length > PackedOutput.MAX_BYTES) {
                    raw.add(part.toByteArray());
                    part = newPart();
                }
                part.write(bytes);
            }
        }
        raw.add(part.toByteArray());
        List<byte[]> parts =
                raw.stream().map(bytes -> PackedOutput.deflate(FORMAT, bytes)).toList();
        return new Packed(parts, digest(raw));
    }

    /// @param key of the items, for the error's text
    /// @throws DamagedItemException when the parts are not what `pack` gives
    public static DayCounts unpack(String key, List<byte[]> parts) {
        DayCounts.Sum sum = new DayCounts.Sum();
        for (byte[] part : parts) {
            PackedInput input = new PackedInput(key, FORMAT, part);
            int kinds = input.readByte();
            if (kinds > KINDS) {
                throw input.damaged("it has kinds that are unknown");
            }
            while (input.hasMore()) {
                try {
                    readRow(input, kinds, sum);
                } catch (IllegalArgumentException invalid) {
                    throw input.damaged("a row of it is invalid");
                }
            }
        }
        return sum.counts();
    }

    private static PackedOutput newPart() {
        PackedOutput part = new PackedOutput();
        part.writeByte(KINDS);
        return part;
    }

    private static byte[] bytes(LocalDate day, CountKey key, KindCounts counts) {
        PackedOutput output = new PackedOutput();
        long epochDay = day.toEpochDay();
        output.writeVarint(epochDay << 1 ^ epochDay >> 63);
        output.writeByte(key.dimension().ordinal());
        if (key.dimension().hasId()) {
            output.writeLong(key.id());
        }
        if (key.dimension().hasValue()) {
            output.writeText(key.value());
        }
        for (ClickKind kind : ClickKind.values()) {
            output.writeVarint(counts.of(kind));
        }
        return output.toByteArray();
    }

    private static void readRow(PackedInput input, int kinds, DayCounts.Sum sum) {
        long zigzag = input.readVarint();
        long epochDay = zigzag >>> 1 ^ -(zigzag & 1);
        if (Math.abs(epochDay) > 1_000_000) {
            throw input.damaged("a day in it is out of range");
        }
        int ordinal = input.readByte();
        if (ordinal >= Dimension.values().length) {
            throw input.damaged("a dimension in it is unknown: " + ordinal);
        }
        Dimension dimension = Dimension.values()[ordinal];
        long id = dimension.hasId() ? input.readLong() : 0;
        String value = dimension.hasValue() ? input.readText() : "";
        long[] counts = new long[KINDS];
        for (int kind = 0; kind < kinds; kind++) {
            counts[kind] = input.readVarint();
        }
        sum.add(LocalDate.ofEpochDay(epochDay), new CountKey(dimension, id, value), KindCounts.of(counts));
    }

    private static long digest(List<byte[]> raw) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            raw.forEach(sha256::update);
            return ByteBuffer.wrap(sha256.digest()).getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every JDK", impossible);
        }
    }
}
