package dev.tributary.redirect;

import dev.tributary.domain.click.AdClick;
import dev.tributary.domain.click.Click;
import dev.tributary.domain.link.PercentEncoding;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The query of a click, read from the raw string (API Gateway joins repeated parameters with
/// commas). Of a repeated parameter the first counts, but for consent, where all do; what cannot be
/// decoded counts as absent, but for `url`, where it is refused.
///
/// @param deepLink the wanted landing page, if one was asked for
/// @param deepLinkBroken `url` was given twice, or could not be decoded
/// @param consent the texts of `consent`
/// @param gdprConsent the texts of `gdpr_consent`
/// @param asJson `as=json`: the shop's own page asks, where the shopper is already
/// @param referrer where the shopper came from, as that page says; empty when it does not
record ClickQuery(
        List<String> subIds,
        String source,
        Optional<String> deepLink,
        boolean deepLinkBroken,
        List<String> consent,
        List<String> gdprConsent,
        List<AdClick> adClicks,
        boolean asJson,
        String referrer) {
    private static final int MAX_PARAMETERS = 100;

    static ClickQuery read(String raw) {
        Draft draft = new Draft();
        int from = 0;
        for (int i = 0; i < MAX_PARAMETERS && from <= raw.length(); i++) {
            int to = raw.indexOf('&', from);
            if (to < 0) {
                to = raw.length();
            }
            if (to > from) {
                draft.read(raw.substring(from, to));
            }
            from = to + 1;
        }
        if (from < raw.length()) {
            // What is not read may be a refusal.
            draft.consent.add(Consent.REFUSED);
        }
        return new ClickQuery(
                draft.subIds,
                draft.source,
                draft.deepLink,
                draft.deepLinkBroken,
                draft.consent,
                draft.gdprConsent,
                draft.adClicks,
                draft.asJson,
                draft.referrer);
    }

    /// At most 64 bytes, cut between two characters, without control characters: SQS refuses them.
    static String shortText(String text) {
        StringBuilder kept = new StringBuilder(Math.min(text.length(), Click.MAX_TEXT_BYTES));
        int bytes = 0;
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            int size = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
            if (bytes + size > Click.MAX_TEXT_BYTES) {
                break;
            }
            boolean sendable = !Character.isISOControl(character)
                    && Character.getType(character) != Character.SURROGATE
                    && character != 0xFFFE
                    && character != 0xFFFF;
            if (sendable) {
                kept.appendCodePoint(character);
                bytes += size;
            }
        }
        return kept.toString();
    }

    private static final class Draft {
        private final List<String> subIds = new ArrayList<>(Collections.nCopies(Click.SUB_IDS, ""));
        private String source = "";
        private Optional<String> deepLink = Optional.empty();
        private boolean deepLinkBroken;
        private final List<String> consent = new ArrayList<>();
        private final List<String> gdprConsent = new ArrayList<>();
        private final List<AdClick> adClicks = new ArrayList<>();
        private boolean asJson;
        private String referrer = "";

        void read(String pair) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            Optional<String> value = equals < 0 ? Optional.of("") : PercentEncoding.decode(pair.substring(equals + 1));
            switch (name) {
                case "sub1", "sub2", "sub3", "sub4", "sub5" -> {
                    int index = name.charAt(3) - '1';
                    if (subIds.get(index).isEmpty()) {
                        subIds.set(index, shortText(value.orElse("")));
                    }
                }
                case "source" -> source = source.isEmpty() ? shortText(value.orElse("")) : source;
                case "url" -> {
                    deepLinkBroken |= deepLink.isPresent() || value.isEmpty();
                    deepLink = value;
                }
                case "consent" -> value.ifPresent(consent::add);
                case "gdpr_consent" -> value.ifPresent(gdprConsent::add);
                case "as" -> asJson |= value.equals(Optional.of("json"));
                case "referrer" -> referrer = referrer.isEmpty() ? value.orElse("") : referrer;
                default -> readAd(name, value.orElse(""));
            }
        }

        private void readAd(String name, String value) {
            if (value.isEmpty() || !AD_PARAMETERS.contains(name)) {
                return;
            }
            AdClick.Kind kind = AdClick.Kind.valueOf(name.toUpperCase(Locale.ROOT));
            if (adClicks.stream().noneMatch(ad -> ad.kind() == kind)) {
                adClicks.add(new AdClick(kind, hash(value)));
            }
        }

        private static long hash(String value) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
                return ByteBuffer.wrap(digest).getLong();
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("SHA-256 is part of every JDK", impossible);
            }
        }
    }

    private static final List<String> AD_PARAMETERS = Arrays.stream(AdClick.Kind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .toList();
}
