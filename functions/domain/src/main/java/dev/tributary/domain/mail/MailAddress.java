package dev.tributary.domain.mail;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A person's address, as we compare and keep it: `anna@shop.example`, in small letters. ASCII only (a
/// domain of other letters is written `xn--...`): no two texts that look alike are one, and none becomes
/// another by being made small. It never prints itself whole.
public record MailAddress(String text) {
    public static final int MAX_LENGTH = 254;
    private static final Set<String> GMAIL = Set.of("gmail.com", "googlemail.com");
    private static final int MAX_LOCAL = 64;
    /// A dot-atom (RFC 5322, 3.2.3): no quotes, comments or route, which no mailbox of a person has.
    private static final String ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern SHAPE = Pattern.compile(
            ATOM + "(\\." + ATOM + ")*@" + LABEL + "(\\." + LABEL + ")*\\.[a-z][a-z0-9-]{0,61}[a-z0-9]");

    public MailAddress {
        if (!isAddress(text)) {
            throw new IllegalArgumentException("text is no e-mail address in small letters");
        }
    }

    /// The address of a text in any case, blanks around it left out; empty when it is none.
    public static Optional<MailAddress> parse(String text) {
        String stripped = text.strip();
        // Before letters are made small: the Kelvin sign is none of ASCII, and its small letter is.
        if (stripped.length() > MAX_LENGTH || !stripped.chars().allMatch(sign -> sign > ' ' && sign < 0x7F)) {
            return Optional.empty();
        }
        String small = stripped.toLowerCase(Locale.ROOT);
        return isAddress(small) ? Optional.of(new MailAddress(small)) : Optional.empty();
    }

    /// Whose mailbox it is, as far as it shows: without what follows a `+`, and at Gmail without dots. For counting
    /// only.
    public MailAddress mailbox() {
        int at = text.indexOf('@');
        String local = text.substring(0, at);
        String domain = text.substring(at + 1);
        int plus = local.indexOf('+');
        String box = plus > 0 ? local.substring(0, plus) : local;
        if (GMAIL.contains(domain)) {
            return parse(box.replace(".", "") + "@gmail.com").orElse(this);
        }
        // `a.+b` leaves a dot, which ends no local part.
        return parse((box.endsWith(".") ? box.substring(0, box.length() - 1) : box) + "@" + domain)
                .orElse(this);
    }

    private static boolean isAddress(String text) {
        return text.length() <= MAX_LENGTH
                && text.indexOf('@') <= MAX_LOCAL
                && SHAPE.matcher(text).matches();
    }

    @Override
    public String toString() {
        return "MailAddress[" + text.charAt(0) + "...]";
    }
}
