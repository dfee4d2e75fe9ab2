package dev.tributary.infrastructure.local.backend;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The body that SDKs send in chunks of their own (SigV4, "Signature calculations for the Authorization
/// header: transferring payload in multiple chunks"): `5;chunk-signature=...`, the bytes, and at the end
/// a chunk of none with trailers behind it. Signatures and trailers are not looked at here.
final class AwsChunks {
    private static final int LONGEST_LINE = 1024;

    private final byte[] body;
    private int at;

    private AwsChunks(byte[] body) {
        this.body = body;
    }

    /// The bytes of all chunks.
    /// @throws IOException when the body ends early or is no such body
    static byte[] decode(byte[] body) throws IOException {
        AwsChunks chunks = new AwsChunks(body);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length);
        for (int size = chunks.size(); size > 0; size = chunks.size()) {
            if (size > body.length - chunks.at) {
                throw new IOException("a chunk ends early");
            }
            bytes.write(body, chunks.at, size);
            chunks.at += size;
            if (!chunks.line().isEmpty()) {
                throw new IOException("a chunk is longer than it says");
            }
        }
        return bytes.toByteArray();
    }

    private int size() throws IOException {
        String head = line();
        int end = head.indexOf(';');
        try {
            int size = Integer.parseInt(end < 0 ? head : head.substring(0, end), 16);
            if (size >= 0) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw new IOException("a chunk without a size", e);
        }
        throw new IOException("a chunk of a negative size");
    }

    private String line() throws IOException {
        for (int end = at; end + 1 < body.length && end - at < LONGEST_LINE; end++) {
            if (body[end] == '\r' && body[end + 1] == '\n') {
                String line = new String(body, at, end - at, StandardCharsets.US_ASCII);
                at = end + 2;
                return line;
            }
        }
        throw new IOException("a chunk without an end of line");
    }
}
