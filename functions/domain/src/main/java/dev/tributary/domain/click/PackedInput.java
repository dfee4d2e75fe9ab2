package dev.tributary.domain.click;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Reads what [PackedOutput] wrote. Whatever does not read exactly is damage, named by the item's
/// key.
final class PackedInput {
    private final String key;
    private final ByteBuffer bytes;

    /// @throws DamagedItemException for another format, or bytes that do not inflate to the end
    PackedInput(String key, int format, byte[] packed) {
        this.key = key;
        if (packed.length == 0 || packed[0] != format) {
            throw new DamagedItemException(key, "it is not of format " + format);
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed, 1, packed.length - 1);
            byte[] raw = new byte[PackedOutput.MAX_BYTES + 1];
            int length = 0;
            int count;
            do {
                count = inflater.inflate(raw, length, raw.length - length);
                length += count;
            } while (count > 0 && !inflater.finished());
            if (!inflater.finished() || inflater.getRemaining() > 0) {
                throw new DamagedItemException(key, "its bytes do not end where they should");
            }
            bytes = ByteBuffer.wrap(raw, 0, length);
        } catch (DataFormatException damaged) {
            throw new DamagedItemException(key, "its bytes do not inflate");
        } finally {
            inflater.end();
        }
    }

    boolean hasMore() {
        return bytes.hasRemaining();
    }

    DamagedItemException damaged(String reason) {
        return new DamagedItemException(key, reason);
    }

    int readByte() {
        try {
            return bytes.get() & 0xff;
        } catch (BufferUnderflowException end) {
            throw damaged("it ends early");
        }
    }

    int readInt() {
        return readByte() << 24 | readByte() << 16 | readByte() << 8 | readByte();
    }

    long readLong() {
        return (long) readInt() << 32 | readInt() & 0xffffffffL;
    }

    long readVarint() {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int next = readByte();
            value |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw damaged("a number in it has no end");
    }

    byte[] readBytes(long length) {
        if (length > bytes.remaining()) {
            throw damaged("it ends early");
        }
        byte[] read = new byte[(int) length];
        bytes.get(read);
        return read;
    }

    String readText() {
        try {
            ByteBuffer utf8 = ByteBuffer.wrap(readBytes(readVarint()));
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException notUtf8) {
            throw damaged("a text in it is not UTF-8");
        }
    }
}
