package dev.tributary.redirect;

import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.program.Program;
import java.util.Base64;
import java.util.Optional;

/// Whether a shopper agreed to be recognised. Any refusal wins; without a signal the program's
/// default for the country holds; without that, none was given.
final class Consent {
    /// Where the consent for purpose 1 ("store and access information on a device") stands in the
    /// core string of the IAB's TCF v2 consent string.
    private static final int PURPOSE_ONE_BIT = 152;

    private Consent() {}

    static boolean given(Shopper shopper, ClickQuery query, Optional<CountryCode> country, Program program) {
        Optional<Boolean> own = query.consent().flatMap(Consent::flag);
        Optional<Boolean> gdpr = query.gdprConsent().flatMap(Consent::gdpr);
        boolean refused =
                shopper.headerIs("sec-gpc", "1") || own.equals(Optional.of(false)) || gdpr.equals(Optional.of(false));
        if (refused) {
            return false;
        }
        return own.or(() -> gdpr)
                .orElseGet(() -> country.isPresent() && program.consentAssumed().contains(country.get()));
    }

    private static Optional<Boolean> flag(String text) {
        return switch (text) {
            case "1" -> Optional.of(true);
            case "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /// A flag, or a TCF v2 string. One that cannot be read is a refusal: it was meant as a signal.
    private static Optional<Boolean> gdpr(String text) {
        if (text.isEmpty() || text.length() == 1) {
            return flag(text);
        }
        int dot = text.indexOf('.');
        try {
            byte[] core = Base64.getUrlDecoder().decode(dot < 0 ? text : text.substring(0, dot));
            boolean version2 = core.length > PURPOSE_ONE_BIT / 8 && (core[0] & 0xff) >>> 2 == 2;
            int octet = version2 ? core[PURPOSE_ONE_BIT / 8] : 0;
            return Optional.of((octet >>> 7 - PURPOSE_ONE_BIT % 8 & 1) == 1);
        } catch (IllegalArgumentException notBase64) {
            return Optional.of(false);
        }
    }
}
