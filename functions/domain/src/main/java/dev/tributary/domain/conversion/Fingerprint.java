package dev.tributary.domain.conversion;

import dev.tributary.domain.id.Digest128;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The identity of a call: its business content, a hash for each field that was sent. A field that
/// one of two calls does not have is no difference between them, which one hash over everything
/// could not say. How the call came here (webhook-id, dialect) and its status are not in it.
public record Fingerprint(SortedMap<Field, Long> hashes) {
    /// In the order of these names; a new one goes to the end.
    public enum Field {
        KIND,
        AMOUNT,
        TAX,
        SHIPPING,
        FEE,
        CURRENCY,
        CLICK,
        COUPONS,
        ITEMS,
        CUSTOMER,
        EMAIL,
        NEW,
        COUNTRY,
        SUBSCRIPTION,
        OCCURRED_AT,
        CHECKOUT_STARTED_AT,
        REASON,
        TEST,
        VERDICT
    }

    public Fingerprint {
        hashes = Collections.unmodifiableSortedMap(new TreeMap<>(hashes));
    }

    public static Fingerprint of(ConversionEvent event) {
        SortedMap<Field, Long> hashes = new TreeMap<>();
        Canonical.fields(event)
                .forEach((field, text) ->
                        hashes.put(field, Digest128.of(field.name(), text).high()));
        return new Fingerprint(hashes);
    }

    /// The fields in which two calls contradict each other; empty means the same content.
    public Set<Field> differences(Fingerprint other) {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        hashes.forEach((field, hash) -> {
            Long theirs = other.hashes.get(field);
            if (theirs != null && !theirs.equals(hash)) {
                fields.add(field);
            }
        });
        return fields;
    }

    public boolean sameAs(Fingerprint other) {
        return differences(other).isEmpty();
    }

    /// SHA-256 over the canonical text of a call, its key, id and status included: 32 bytes. A
    /// receipt certifies it.
    public static byte[] contentHash(ConversionEvent event) {
        StringBuilder text = new StringBuilder();
        line(text, "program", event.key().program().toString());
        line(text, "order", event.key().order().text());
        line(text, "event", event.key().event().text());
        line(text, "id", Canonical.id(event));
        for (Map.Entry<Field, String> field : Canonical.fields(event).entrySet()) {
            line(text, field.getKey().name(), field.getValue());
        }
        Canonical.verdict(event).ifPresent(verdict -> line(text, "status", verdict));
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name)
                .append(' ')
                .append(value.length())
                .append(' ')
                .append(value)
                .append('\n');
    }

    /// `0:00ff...,1:...`: field number and 16 hex digits each, as an item keeps it.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        hashes.forEach((field, hash) -> text.append(text.isEmpty() ? "" : ",")
                .append(field.ordinal())
                .append(':')
                .append(HexFormat.of().toHexDigits(hash)));
        return text.toString();
    }

    /// @throws IllegalArgumentException for a text that `toString` did not write
    public static Fingerprint of(String text) {
        SortedMap<Field, Long> hashes = new TreeMap<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int colon = part.indexOf(':');
            int field = colon < 1 ? -1 : Integer.parseInt(part, 0, colon, 10);
            if (field < 0 || field >= Field.values().length) {
                throw new IllegalArgumentException("no fingerprint: " + text);
            }
            hashes.put(Field.values()[field], HexFormat.fromHexDigitsToLong(part, colon + 1, part.length()));
        }
        return new Fingerprint(hashes);
    }
}
