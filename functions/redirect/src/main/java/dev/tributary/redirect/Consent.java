package dev.tributary.redirect;

import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.program.Program;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Whether a shopper agreed to be recognised. Any refusal wins, wherever it stands; without a signal
/// the program's default for the country holds; without that, none was given.
final class Consent {
    static final String REFUSED = "0";

    /// Where the consent for purpose 1 ("store and access information on a device") stands in the
    /// core string of the IAB's TCF v2 consent string.
    private static final int PURPOSE_ONE_BIT = 152;

    private Consent() {}

    static boolean given(Shopper shopper, ClickQuery query, Optional<CountryCode> country, Program program) {
        List<Boolean> signals = new ArrayList<>();
        query.consent().forEach(text -> flag(text).ifPresent(signals::add));
        query.gdprConsent().forEach(text -> gdpr(text).ifPresent(signals::add));
        if (shopper.headerIs("sec-gpc", "1") || signals.contains(false)) {
            return false;
        }
        return !signals.isEmpty()
                || country.isPresent() && program.consentAssumed().contains(country.get());
    }

    private static Optional<Boolean> flag(String text) {
        return switch (text) {
            case "1" -> Optional.of(true);
            case REFUSED -> Optional.of(false);
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
