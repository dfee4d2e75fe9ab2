package dev.tributary.infrastructure.local.queue;

import dev.tributary.infrastructure.local.StartFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/// Every message that was accepted and not yet deleted, in one file that is only appended to:
/// `kind (1) · length (4) · CRC of both (4) · payload · CRC of the payload (4)`.
/// A record is one write, forced to the disk with its neighbours before the send is confirmed, so it
/// survives kill -9 and a loss of power; a deletion is not forced, and may come back. A record cut
/// short at the end of the file was never confirmed and is dropped; anything else that does not add
/// up is damage.
final class Journal implements AutoCloseable {
    private static final int HEADER = 9;
    private static final int CHECK = 4;
    private static final int LARGEST = 4 << 20;
    private static final long COMPACT_ABOVE = 64L << 20;
    private static final byte ADDED = 1;
    private static final byte RECEIVED = 2;
    private static final byte REMOVED = 3;

    private record Place(long offset, int length, int receiveCount) {}

    private final Path file;
    private final Map<String, Map<String, Place>> live = new LinkedHashMap<>();
    private FileChannel channel;
    private long size;
    private long liveBytes;

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// @throws StartFailure when the file is damaged anywhere but in its last, unconfirmed record
    static Journal open(Path file) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Journal journal = new Journal(file, channel);
            journal.replay();
            journal.compact();
            return journal;
        } catch (IOException e) {
            throw new StartFailure(file + " cannot be opened: " + e, e);
        }
    }

    synchronized void added(StoredMessage message) {
        byte[] payload = message.encode();
        place(message.queue(), message.id(), append(ADDED, payload), payload.length, message.receiveCount());
    }

    synchronized void received(String queue, String id, int receiveCount) {
        Map<String, Place> places = live.getOrDefault(queue, Map.of());
        Place place = places.get(id);
        if (place != null && place.receiveCount() != receiveCount) {
            append(RECEIVED, encode(queue, id, receiveCount));
            places.put(id, new Place(place.offset(), place.length(), receiveCount));
        }
    }

    synchronized void removed(String queue, String id) {
        if (forget(queue, id)) {
            append(REMOVED, encode(queue, id, 0));
            if (size > COMPACT_ABOVE + 2 * liveBytes) {
                try {
                    compact();
                } catch (IOException e) {
                    throw new UncheckedIOException(file + " cannot be compacted", e);
                }
            }
        }
    }

    /// Returns when all that was appended before is on the disk. Others append meanwhile.
    void force() {
        FileChannel appended;
        synchronized (this) {
            appended = channel;
        }
        try {
            appended.force(false);
        } catch (ClosedChannelException compacted) {
            // The new file was forced before it took the old one's place.
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be forced to the disk", e);
        }
    }

    /// What was accepted for this queue and not deleted, oldest first.
    synchronized List<StoredMessage> messages(String queue) {
        List<StoredMessage> messages = new ArrayList<>();
        live.getOrDefault(queue, Map.of()).forEach((id, place) -> {
            try {
                messages.add(StoredMessage.decode(read(place)).receivedTimes(place.receiveCount()));
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read", e);
            }
        });
        return messages;
    }

    private void place(String queue, String id, long offset, int length, int receiveCount) {
        forget(queue, id);
        live.computeIfAbsent(queue, name -> new LinkedHashMap<>()).put(id, new Place(offset, length, receiveCount));
        liveBytes += length;
    }

    private boolean forget(String queue, String id) {
        Map<String, Place> places = live.get(queue);
        Place place = places == null ? null : places.remove(id);
        if (place == null) {
            return false;
        }
        liveBytes -= place.length();
        return true;
    }

    /// Returns where the payload lies.
    private long append(byte kind, byte[] payload) {
        ByteBuffer record = record(kind, payload);
        try {
            long offset = size + HEADER;
            while (record.hasRemaining()) {
                size += channel.write(record, size);
            }
            return offset;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    private static ByteBuffer record(byte kind, byte[] payload) {
        ByteBuffer record = ByteBuffer.allocate(HEADER + payload.length + CHECK);
        record.put(kind).putInt(payload.length);
        record.putInt(crc(record.array(), 0, 5));
        record.put(payload).putInt(crc(payload, 0, payload.length));
        return record.flip();
    }

    private static int crc(byte[] bytes, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    private void replay() throws IOException {
        long end = channel.size();
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        while (size + HEADER <= end) {
            readFully(header.clear(), size);
            byte kind = header.get(0);
            int length = header.getInt(1);
            if (header.getInt(5) != crc(header.array(), 0, 5) || kind < ADDED || kind > REMOVED || length > LARGEST) {
                throw damaged(size);
            }
            if (size + HEADER + length + CHECK > end) {
                break;
            }
            ByteBuffer payload = ByteBuffer.allocate(length + CHECK);
            readFully(payload, size + HEADER);
            if (payload.getInt(length) != crc(payload.array(), 0, length)) {
                throw damaged(size);
            }
            apply(kind, java.util.Arrays.copyOf(payload.array(), length), size + HEADER);
            size += HEADER + length + CHECK;
        }
        channel.truncate(size);
    }

    private StartFailure damaged(long offset) {
        return new StartFailure("data folder is damaged: " + file + " at byte " + offset
                + "; put back a copy, or move the file away and lose the queued messages");
    }

    private void apply(byte kind, byte[] payload, long offset) throws IOException {
        if (kind == ADDED) {
            StoredMessage message = StoredMessage.decode(payload);
            place(message.queue(), message.id(), offset, payload.length, message.receiveCount());
            return;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
            String queue = in.readUTF();
            String id = in.readUTF();
            int receiveCount = in.readInt();
            if (kind == REMOVED) {
                forget(queue, id);
            } else {
                live.getOrDefault(queue, Map.of())
                        .computeIfPresent(id, (k, old) -> new Place(old.offset(), old.length(), receiveCount));
            }
        }
    }

    /// Writes what is live to a new file and puts it in the old one's place.
    private void compact() throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        FileChannel old = channel;
        FileChannel next = FileChannel.open(
                fresh,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        long at = 0;
        for (Map<String, Place> queue : live.values()) {
            for (Map.Entry<String, Place> entry : queue.entrySet()) {
                Place place = entry.getValue();
                byte[] payload = StoredMessage.decode(read(place))
                        .receivedTimes(place.receiveCount())
                        .encode();
                ByteBuffer record = record(ADDED, payload);
                entry.setValue(new Place(at + HEADER, payload.length, place.receiveCount()));
                while (record.hasRemaining()) {
                    at += next.write(record, at);
                }
            }
        }
        next.force(true);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        channel = next;
        size = at;
        old.close();
    }

    private byte[] read(Place place) throws IOException {
        ByteBuffer payload = ByteBuffer.allocate(place.length());
        readFully(payload, place.offset());
        return payload.array();
    }

    private void readFully(ByteBuffer buffer, long offset) throws IOException {
        long at = offset;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                throw new IOException("unexpected end of " + file);
            }
            at += read;
        }
    }

    private static byte[] encode(String queue, String id, int receiveCount) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(queue);
            out.writeUTF(id);
            out.writeInt(receiveCount);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public synchronized void close() {
        try {
            channel.force(true);
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be closed", e);
        }
    }
}
