package dev.tributary.api;

import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.token.KeyRing.PurposeKey;
import dev.tributary.domain.token.Purpose;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// Where a list goes on: the position of the last item shown, the key's id before it and a tag
/// behind it. The tag also covers tenant, path and filters, so a cursor serves the list that gave
/// it and no other.
final class Cursors {
    private static final int TAG_BYTES = 16;
    private static final int MAX_TEXT = 1_024;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final Rings ring;
    private final Clock clock;

    Cursors(Rings ring, Clock clock) {
        this.ring = ring;
        this.clock = clock;
    }

    /// Which page a call asks for; it takes `limit` and `cursor`, and checks all parameters.
    /// @throws HttpRefusal 400 for faults in the parameters, then for a cursor that is not this list's
    PageRequest page(Ask ask) throws IOException {
        return page(ask, PageRequest.MAX_LIMIT);
    }

    /// The same, of so many items at most.
    /// @throws HttpRefusal as above
    PageRequest page(Ask ask, int most) throws IOException {
        int limit = ask.parameters().limit(most);
        Optional<String> cursor = ask.parameters().take(Parameters.CURSOR, Optional::of);
        ask.parameters().check();
        if (cursor.isEmpty()) {
            return PageRequest.first(limit);
        }
        return PageRequest.first(limit).after(open(cursor.get(), list(ask)).orElseThrow(Cursors::bad));
    }

    /// The cursor of the page after this one.
    Optional<String> next(Ask ask, Page<?> page) throws IOException {
        return page.next().isEmpty()
                ? Optional.empty()
                : Optional.of(cursor(ask, page.next().get()));
    }

    /// The cursor of a position in the list that was asked for.
    String cursor(Ask ask, String position) throws IOException {
        PurposeKey key = ring.ring().signing(Purpose.CURSOR, clock.instant());
        byte[] text = position.getBytes(StandardCharsets.UTF_8);
        byte[] tag = tag(key, list(ask), text);
        return ENCODER.encodeToString(ByteBuffer.allocate(1 + text.length + TAG_BYTES)
                .put((byte) key.kid())
                .put(text)
                .put(tag)
                .array());
    }

    private Optional<String> open(String cursor, String list) throws IOException {
        if (cursor.length() > MAX_TEXT) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        // One position has one text: what decodes must be what encodes.
        if (bytes.length <= 1 + TAG_BYTES || !ENCODER.encodeToString(bytes).equals(cursor)) {
            return Optional.empty();
        }
        byte[] text = Arrays.copyOfRange(bytes, 1, bytes.length - TAG_BYTES);
        byte[] tag = Arrays.copyOfRange(bytes, bytes.length - TAG_BYTES, bytes.length);
        return ring.ring()
                .verifying(Purpose.CURSOR, bytes[0] & 0xff)
                .filter(key -> MessageDigest.isEqual(tag(key, list, text), tag))
                .map(key -> new String(text, StandardCharsets.UTF_8));
    }

    private static byte[] tag(PurposeKey key, String list, byte[] text) {
        byte[] name = list.getBytes(StandardCharsets.UTF_8);
        byte[] length = ByteBuffer.allocate(Integer.BYTES).putInt(name.length).array();
        return Arrays.copyOf(key.tag(length, name, text), TAG_BYTES);
    }

    private static String list(Ask ask) {
        return ask.tenant() + " " + ask.path() + " " + ask.parameters().filters();
    }

    private static HttpRefusal bad() {
        return HttpRefusal.of(400, "bad_cursor", "The cursor is none that this list gave out.");
    }
}
