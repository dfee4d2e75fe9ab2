package dev.tributary.domain.click;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/// Bytes as our items hold them: a format byte, then a zlib stream (RFC 1950, whose checksum shows
/// damage) of fixed numbers, varints (7 bits a byte, the lowest first) and texts with their length.
final class PackedOutput {
    /// Of the bytes before they are deflated, so that an item always stays under DynamoDB's 400 KB.
    static final int MAX_BYTES = 256 * 1024;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);

    int size() {
        return bytes.size();
    }

    void write(byte[] raw) {
        bytes.writeBytes(raw);
    }

    void writeByte(int value) {
        bytes.write(value);
    }

    void writeInt(int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes.write(value >>> shift);
        }
    }

    void writeLong(long value) {
        writeInt((int) (value >>> 32));
        writeInt((int) value);
    }

    void writeVarint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    void writeText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        writeVarint(utf8.length);
        bytes.writeBytes(utf8);
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }

    /// The item's bytes.
    static byte[] deflate(int format, byte[] raw) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(raw);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream(raw.length / 2 + 16);
            packed.write(format);
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
