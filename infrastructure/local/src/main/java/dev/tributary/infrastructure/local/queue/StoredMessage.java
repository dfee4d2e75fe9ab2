package dev.tributary.infrastructure.local.queue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A message as the journal keeps it.
/// @param sentMillis when it was accepted; an age survives restarts
/// @param dueMillis when it may be delivered for the first time (its delay)
/// @param receiveCount deliveries so far; they count towards the dead-letter queue
record StoredMessage(
        String queue,
        String id,
        String body,
        List<StoredAttribute> attributes,
        long sentMillis,
        long dueMillis,
        int receiveCount) {

    /// @param type as SQS names it: `String`, `Number`, `Binary`, with an optional suffix after a dot
    record StoredAttribute(String name, String type, byte[] value) {}

    StoredMessage receivedTimes(int count) {
        return new StoredMessage(queue, id, body, attributes, sentMillis, dueMillis, count);
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length() + 128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(queue);
            out.writeUTF(id);
            writeBytes(out, body.getBytes(StandardCharsets.UTF_8));
            out.writeLong(sentMillis);
            out.writeLong(dueMillis);
            out.writeInt(receiveCount);
            out.writeByte(attributes.size());
            for (StoredAttribute attribute : attributes) {
                out.writeUTF(attribute.name());
                out.writeUTF(attribute.type());
                writeBytes(out, attribute.value());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static StoredMessage decode(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            String queue = in.readUTF();
            String id = in.readUTF();
            String body = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
            long sentMillis = in.readLong();
            long dueMillis = in.readLong();
            int receiveCount = in.readInt();
            int count = in.readByte();
            List<StoredAttribute> attributes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                attributes.add(new StoredAttribute(in.readUTF(), in.readUTF(), in.readNBytes(in.readInt())));
            }
            return new StoredMessage(queue, id, body, attributes, sentMillis, dueMillis, receiveCount);
        }
    }

    private static void writeBytes(DataOutputStream out, byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
    }
}
