package dev.tributary.domain.party;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An address in the form in which addresses are compared: trimmed and in lower case. It lives in
/// memory only; what is kept is its hash, and it never prints itself.
public record EmailAddress(String text) {
    /// RFC 5321, 4.5.3.1.3, less the brackets.
    private static final int MAX_LENGTH = 254;

    private static final Pattern SHAPE = Pattern.compile("[^@\\s]{1,64}@[^@\\s]+\\.[^@\\s.]+");

    public EmailAddress {
        if (!isAddress(text)) {
            throw new IllegalArgumentException("text is no e-mail address: " + text.length() + " characters");
        }
    }

    public static Optional<EmailAddress> parse(String text) {
        String normal = text.strip().toLowerCase(Locale.ROOT);
        return isAddress(normal) ? Optional.of(new EmailAddress(normal)) : Optional.empty();
    }

    /// SHA-256 in hexadecimal, as merchants send it of their customers.
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every JDK", impossible);
        }
    }

    private static boolean isAddress(String text) {
        return text.length() <= MAX_LENGTH
                && SHAPE.matcher(text).matches()
                && text.equals(text.toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return "EmailAddress[...]";
    }
}
