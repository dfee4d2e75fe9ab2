package dev.tributary.api;

import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.link.LandingUrl;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.program.Program;
import dev.tributary.infrastructure.lambda.FieldReader;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The fields of a program in a body, those that are there.
///
/// @param cleared the names of those that are there as null, which takes their value away
record ProgramFields(
        Optional<String> name,
        Optional<CurrencyCode> currency,
        Optional<ZoneId> zone,
        Optional<List<String>> landingDomains,
        Optional<String> clickParameter,
        Optional<String> utmTemplate,
        Optional<LandingUrl> fallbackUrl,
        Optional<Set<CountryCode>> consentAssumed,
        Optional<Set<Category>> categories,
        Optional<Boolean> listed,
        Set<String> cleared) {
    static final String NAME = "name";
    static final String CURRENCY = "currency";
    static final String ZONE = "time_zone";
    static final String LANDING_DOMAINS = "landing_domains";
    static final String CLICK_PARAMETER = "click_parameter";
    static final String UTM_TEMPLATE = "utm_template";
    static final String FALLBACK_URL = "fallback_url";
    static final String CONSENT_ASSUMED = "consent_assumed";
    static final String CATEGORIES = "categories";
    static final String LISTED = "listed";
    private static final int MOST_COUNTRIES = 249;
    /// What may stand in a query (RFC 3986, 3.4) and macros.
    private static final Pattern UTM = Pattern.compile("(?:[A-Za-z0-9._~!$'()*+,;:@/?&={}-]|%[0-9A-Fa-f]{2}){1,500}");

    ProgramFields {
        cleared = Set.copyOf(cleared);
    }

    static ProgramFields read(FieldReader body) {
        Set<String> cleared = new TreeSet<>();
        for (String name : List.of(UTM_TEMPLATE, FALLBACK_URL)) {
            if (body.isNull(name)) {
                cleared.add(name);
            }
        }
        Texts.refuseNull(
                body, NAME, CURRENCY, ZONE, LANDING_DOMAINS, CLICK_PARAMETER, CONSENT_ASSUMED, CATEGORIES, LISTED);
        return new ProgramFields(
                body.text(NAME, Texts.name(Program.MAX_NAME_LENGTH)),
                body.text(CURRENCY, CurrencyCode::parse),
                body.text(ZONE, Texts::zone),
                body.has(LANDING_DOMAINS) ? Optional.of(domains(body)) : Optional.empty(),
                body.text(CLICK_PARAMETER, text -> Program.isParameter(text) ? Optional.of(text) : Optional.empty()),
                body.text(UTM_TEMPLATE, text -> UTM.matcher(text).matches() ? Optional.of(text) : Optional.empty()),
                body.text(FALLBACK_URL, LandingUrl::parse),
                body.has(CONSENT_ASSUMED)
                        ? Optional.of(Set.copyOf(body.texts(CONSENT_ASSUMED, MOST_COUNTRIES, CountryCode::parse)))
                        : Optional.empty(),
                body.has(CATEGORIES)
                        ? Optional.of(Set.copyOf(body.texts(CATEGORIES, Program.MAX_CATEGORIES, Category::parse)))
                        : Optional.empty(),
                body.truth(LISTED),
                cleared);
    }

    private static List<String> domains(FieldReader body) {
        List<String> domains = body.texts(
                LANDING_DOMAINS,
                Program.MAX_LANDING_DOMAINS,
                text -> Program.isHost(text) ? Optional.of(text) : Optional.empty());
        if (domains.isEmpty()) {
            body.fault(LANDING_DOMAINS, FieldReader.MISSING, "A program has at least one landing domain.");
        }
        return List.copyOf(new LinkedHashSet<>(domains));
    }

    Program on(Program program) {
        return new Program(
                program.id(),
                program.merchant(),
                name.orElse(program.name()),
                currency.orElse(program.currency()),
                zone.orElse(program.zone()),
                landingDomains.orElse(program.landingDomains()),
                clickParameter.orElse(program.clickParameter()),
                utmTemplate.or(() -> cleared.contains(UTM_TEMPLATE) ? Optional.empty() : program.utmTemplate()),
                fallbackUrl.or(() -> cleared.contains(FALLBACK_URL) ? Optional.empty() : program.fallbackUrl()),
                program.clickShards(),
                consentAssumed.orElse(program.consentAssumed()),
                program.terms(),
                categories.orElse(program.categories()),
                listed.orElse(program.listed()));
    }

    /// The names of the fields in which two programs differ.
    static Set<String> differing(Program one, Program other) {
        return new ChangedFields()
                .note(NAME, one.name(), other.name())
                .note(CURRENCY, one.currency(), other.currency())
                .note(ZONE, one.zone(), other.zone())
                .note(LANDING_DOMAINS, one.landingDomains(), other.landingDomains())
                .note(CLICK_PARAMETER, one.clickParameter(), other.clickParameter())
                .note(UTM_TEMPLATE, one.utmTemplate(), other.utmTemplate())
                .note(FALLBACK_URL, one.fallbackUrl(), other.fallbackUrl())
                .note(CONSENT_ASSUMED, one.consentAssumed(), other.consentAssumed())
                .note(CATEGORIES, one.categories(), other.categories())
                .note(LISTED, one.listed(), other.listed())
                .names();
    }
}
