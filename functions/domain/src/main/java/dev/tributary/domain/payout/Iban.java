package dev.tributary.domain.payout;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// An account's number, in one piece and in capitals: `LV80BANK0000435195001`. Its check digits are right
/// (ISO 13616, by ISO 7064 MOD 97-10); whether its country has such numbers is asked where it comes in.
public record Iban(String text) {
    private static final Pattern SHAPE = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}");
    private static final BigInteger MODULUS = BigInteger.valueOf(97);
    private static final int HEAD = 4;
    private static final int SHOWN = 4;

    /// Whose banks take part in SEPA credit transfers, by the letters that their account numbers begin with
    /// (European Payments Council, EPC409-09).
    private static final Set<String> SEPA = Set.of(
            "AD", "AL", "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GI", "GR", "HR",
            "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MC", "MD", "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO",
            "RS", "SE", "SI", "SK", "SM", "VA");

    public Iban {
        if (!SHAPE.matcher(text).matches() || !checks(text)) {
            // Never with the number: what is thrown is logged.
            throw new IllegalArgumentException("not an IBAN");
        }
    }

    /// As people write it: with spaces, in small letters.
    public static Optional<Iban> parse(String written) {
        String text = written.replace(" ", "").toUpperCase(Locale.ROOT);
        return SHAPE.matcher(text).matches() && checks(text) ? Optional.of(new Iban(text)) : Optional.empty();
    }

    private static boolean checks(String text) {
        StringBuilder digits = new StringBuilder();
        for (char sign : (text.substring(HEAD) + text.substring(0, HEAD)).toCharArray()) {
            digits.append(Character.digit(sign, Character.MAX_RADIX));
        }
        return new BigInteger(digits.toString()).mod(MODULUS).equals(BigInteger.ONE);
    }

    public boolean isInSepa() {
        return SEPA.contains(text.substring(0, 2));
    }

    /// Its last four signs: enough to tell one account of somebody from another.
    public String ends() {
        return text.substring(text.length() - SHOWN);
    }

    /// Not the number: it may stand in no log.
    @Override
    public String toString() {
        return "Iban[..." + ends() + "]";
    }
}
