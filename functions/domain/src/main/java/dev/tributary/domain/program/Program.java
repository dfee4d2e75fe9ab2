package dev.tributary.domain.program;

import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.Mode;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.LandingUrl;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.token.ClickToken;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// One affiliate program of a merchant.
///
/// @param landingDomains hosts, lower case, that its links and deep links may lead to; at least one
/// @param clickParameter the query parameter of the landing page that carries the click_id
/// @param utmTemplate query parameters added to the landing URL, with macros: `utm_source={affiliate_id}`
/// @param fallbackUrl where a shopper of a disabled link goes instead of 410
/// @param clickShards 1 to 64: how many slices a minute's clicks are spread over
/// @param consentAssumed countries in which a click without a signal counts as consented
/// @param terms published versions, by the time from which each is in force
/// @param categories those that its shop has, for terms to name; none: terms may name any. Whoever
///     only leads shoppers does without them
/// @param listed whether anybody reads of it in the directory, and may apply there; never a test
public record Program(
        ProgramId id,
        MerchantId merchant,
        String name,
        CurrencyCode currency,
        ZoneId zone,
        List<String> landingDomains,
        String clickParameter,
        Optional<String> utmTemplate,
        Optional<LandingUrl> fallbackUrl,
        int clickShards,
        Set<CountryCode> consentAssumed,
        List<TermsVersion> terms,
        Set<Category> categories,
        boolean listed) {
    public static final String DEFAULT_CLICK_PARAMETER = "click_id";
    public static final int MAX_NAME_LENGTH = 200;
    public static final int MAX_LANDING_DOMAINS = 50;
    public static final int MAX_CATEGORIES = 500;
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final int MAX_HOST_LENGTH = 253;
    private static final int MAX_LABEL_LENGTH = 63;

    /// A published version, the time from which it is in force, and for how many days it asks for a
    /// visitor's clicks beside the last one; 0 when it does not.
    public record TermsVersion(int version, Instant from, int historyDays) {
        /// One that asks for the last click only.
        public TermsVersion(int version, Instant from) {
            this(version, from, 0);
        }
    }

    /// One that lists no categories.
    public Program(
            ProgramId id,
            MerchantId merchant,
            String name,
            CurrencyCode currency,
            ZoneId zone,
            List<String> landingDomains,
            String clickParameter,
            Optional<String> utmTemplate,
            Optional<LandingUrl> fallbackUrl,
            int clickShards,
            Set<CountryCode> consentAssumed,
            List<TermsVersion> terms) {
        this(
                id,
                merchant,
                name,
                currency,
                zone,
                landingDomains,
                clickParameter,
                utmTemplate,
                fallbackUrl,
                clickShards,
                consentAssumed,
                terms,
                Set.of(),
                false);
    }

    public Program {
        Objects.requireNonNull(id, "id");
        landingDomains = List.copyOf(landingDomains);
        consentAssumed = Set.copyOf(consentAssumed);
        terms = List.copyOf(terms);
        categories = Set.copyOf(categories);
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("name is empty or longer than " + MAX_NAME_LENGTH);
        }
        if (landingDomains.isEmpty() || landingDomains.size() > MAX_LANDING_DOMAINS) {
            throw new IllegalArgumentException("landingDomains are not 1 to " + MAX_LANDING_DOMAINS);
        }
        for (String domain : landingDomains) {
            if (!isHost(domain)) {
                throw new IllegalArgumentException("landingDomains holds no host name: " + domain);
            }
        }
        if (!isParameter(clickParameter)) {
            throw new IllegalArgumentException("clickParameter is not of A-Z a-z 0-9 _ . -: " + clickParameter);
        }
        if (categories.size() > MAX_CATEGORIES) {
            throw new IllegalArgumentException("categories are more than " + MAX_CATEGORIES);
        }
        if (listed && id.mode() != Mode.LIVE) {
            throw new IllegalArgumentException("a test is not listed");
        }
        if (clickShards < 1 || clickShards > ClickToken.MAX_SHARDS) {
            throw new IllegalArgumentException("clickShards is not within 1 and 64: " + clickShards);
        }
    }

    /// A DNS name of at least two labels, lower case; IDNs in their ASCII form (RFC 5890). In one walk
    /// without a pattern, since the redirect asks it of each referrer.
    public static boolean isHost(String text) {
        int labels = 0;
        int start = 0;
        for (int at = 0; at <= text.length(); at++) {
            char letter = at < text.length() ? text.charAt(at) : '.';
            if (letter == '.') {
                if (!isLabel(text, start, at)) {
                    return false;
                }
                labels++;
                start = at + 1;
            } else if ((letter < 'a' || letter > 'z') && (letter < '0' || letter > '9') && letter != '-') {
                return false;
            }
        }
        return labels >= 2 && text.length() <= MAX_HOST_LENGTH;
    }

    private static boolean isLabel(String text, int start, int end) {
        return end > start
                && end - start <= MAX_LABEL_LENGTH
                && text.charAt(start) != '-'
                && text.charAt(end - 1) != '-';
    }

    /// A name that a query parameter may have here.
    public static boolean isParameter(String text) {
        return PARAMETER.matcher(text).matches();
    }

    /// The version of its terms that has taken effect last; empty before the first one.
    public Optional<TermsVersion> inForce(Instant at) {
        return terms.stream()
                .filter(version -> !version.from().isAfter(at))
                .max(Comparator.comparing(TermsVersion::from).thenComparing(TermsVersion::version));
    }

    /// The same with other published versions.
    public Program with(List<TermsVersion> published) {
        return with(published, categories, listed);
    }

    /// The same with other categories.
    public Program with(Set<Category> others) {
        return with(terms, others, listed);
    }

    /// The same in the directory, or not.
    public Program with(boolean inDirectory) {
        return with(terms, categories, inDirectory);
    }

    private Program with(List<TermsVersion> published, Set<Category> others, boolean inDirectory) {
        return new Program(
                id,
                merchant,
                name,
                currency,
                zone,
                landingDomains,
                clickParameter,
                utmTemplate,
                fallbackUrl,
                clickShards,
                consentAssumed,
                published,
                others,
                inDirectory);
    }

    /// For how many days visitors' clicks are kept for the terms; 0 when no version asks for them.
    public int historyDays() {
        return terms.stream().mapToInt(TermsVersion::historyDays).max().orElse(0);
    }

    /// The version in force at a time; 0 when none is.
    public int termsVersionAt(Instant time) {
        int version = 0;
        Instant since = Instant.MIN;
        for (TermsVersion candidate : terms) {
            if (!candidate.from().isAfter(time) && !candidate.from().isBefore(since)) {
                version = candidate.version();
                since = candidate.from();
            }
        }
        return version;
    }
}
