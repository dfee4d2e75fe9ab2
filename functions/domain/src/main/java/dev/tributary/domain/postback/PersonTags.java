package dev.tributary.domain.postback;

import dev.tributary.domain.conversion.PersonTag;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.domain.token.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/// Customers as HMACs under a key of their program: the same person has another tag in another
/// program, and nobody without the ring can tell who it is. Made with the ring's oldest key, since
/// a customer must stay the same through rotations.
public final class PersonTags {
    private static final int BYTES = 18;

    private PersonTags() {}

    /// @param id the merchant's own name of a customer; case counts
    public static PersonTag customer(ProgramId program, String id, KeyRing ring) {
        return tag(program, "customer", id, ring);
    }

    /// @param sha256 SHA-256 of the trimmed, lower-case address, in hexadecimal of either case
    public static PersonTag email(ProgramId program, String sha256, KeyRing ring) {
        return tag(program, "email", sha256.toLowerCase(Locale.ROOT), ring);
    }

    private static PersonTag tag(ProgramId program, String kind, String value, KeyRing ring) {
        byte[] text = (program + "|" + kind + "|" + value).getBytes(StandardCharsets.UTF_8);
        byte[] tag = ring.all(Purpose.CUSTOMER).getLast().tag(text);
        return new PersonTag(Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(tag, BYTES)));
    }
}
