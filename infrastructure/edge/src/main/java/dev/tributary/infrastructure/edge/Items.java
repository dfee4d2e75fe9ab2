package dev.tributary.infrastructure.edge;

import dev.tributary.domain.conversion.PersonTag;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.id.CreativeId;
import dev.tributary.domain.id.LinkCode;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.LandingUrl;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The items that the redirect reads and the API writes, as plain attributes (text, Long, Boolean,
/// List, Map): one mapping for the lean reader here and for the SDK's in `table`.
public final class Items {
    private Items() {}

    public static Map<String, Object> of(Link link) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("id", link.id().toString());
        item.put("code", link.code().toString());
        item.put("program", link.program().toString());
        item.put("affiliate", link.affiliate().toString());
        link.channel().ifPresent(channel -> item.put("channel", channel.toString()));
        link.creative().ifPresent(creative -> item.put("creative", creative.toString()));
        item.put("destination", link.destination().toString());
        item.put("enabled", link.enabled());
        return item;
    }

    public static Link link(Map<String, Object> item) {
        return new Link(
                LinkId.of(text(item, "id")),
                new LinkCode(text(item, "code")),
                ProgramId.of(text(item, "program")),
                AffiliateId.of(text(item, "affiliate")),
                optional(item, "channel").map(ChannelId::of),
                optional(item, "creative").map(CreativeId::of),
                LandingUrl.of(text(item, "destination")),
                (Boolean) required(item, "enabled"));
    }

    public static Map<String, Object> of(Enrollment enrollment) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("program", enrollment.program().toString());
        item.put("affiliate", enrollment.affiliate().toString());
        item.put("state", enrollment.state().text());
        item.put("history", enrollment.history().stream().map(Items::of).toList());
        enrollment.group().ifPresent(group -> item.put("group", group));
        if (!enrollment.members().isEmpty()) {
            item.put(
                    "members",
                    enrollment.members().stream().map(PersonTag::text).sorted().toList());
        }
        enrollment.minimumPayout().ifPresent(minimum -> item.put("minimum_payout", minimum.toString()));
        return item;
    }

    private static Map<String, Object> of(Enrollment.Change change) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("state", change.state().text());
        item.put("from", change.from().toString());
        change.reason().ifPresent(reason -> item.put("reason", reason));
        return item;
    }

    public static Enrollment enrollment(Map<String, Object> item) {
        List<Enrollment.Change> history = list(item, "history").stream()
                .map(Items::map)
                .map(change -> new Enrollment.Change(
                        EnrollmentState.parse(text(change, "state")).orElseThrow(),
                        Instant.parse(text(change, "from")),
                        optional(change, "reason")))
                .toList();
        return new Enrollment(
                ProgramId.of(text(item, "program")),
                AffiliateId.of(text(item, "affiliate")),
                history,
                optional(item, "group"),
                item.containsKey("members")
                        ? list(item, "members").stream()
                                .map(member -> new PersonTag((String) member))
                                .collect(Collectors.toUnmodifiableSet())
                        : Set.of(),
                optional(item, "minimum_payout").map(Items::money));
    }

    /// `12.50 EUR`
    private static Money money(String text) {
        int space = text.indexOf(' ');
        return Money.of(text.substring(0, space), new CurrencyCode(text.substring(space + 1)));
    }

    public static Map<String, Object> of(Program program) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("id", program.id().toString());
        item.put("merchant", program.merchant().toString());
        item.put("name", program.name());
        item.put("currency", program.currency().code());
        item.put("zone", program.zone().getId());
        item.put("landing_domains", program.landingDomains());
        item.put("click_parameter", program.clickParameter());
        program.utmTemplate().ifPresent(template -> item.put("utm_template", template));
        program.fallbackUrl().ifPresent(url -> item.put("fallback_url", url.toString()));
        item.put("click_shards", (long) program.clickShards());
        item.put(
                "consent_assumed",
                program.consentAssumed().stream()
                        .map(CountryCode::text)
                        .sorted()
                        .toList());
        item.put("terms", program.terms().stream().map(Items::termsVersion).toList());
        return item;
    }

    private static Map<String, Object> termsVersion(Program.TermsVersion terms) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("version", (long) terms.version());
        item.put("from", terms.from().toString());
        if (terms.historyDays() > 0) {
            item.put("history_days", (long) terms.historyDays());
        }
        return item;
    }

    public static Program program(Map<String, Object> item) {
        return new Program(
                ProgramId.of(text(item, "id")),
                MerchantId.of(text(item, "merchant")),
                text(item, "name"),
                new CurrencyCode(text(item, "currency")),
                ZoneId.of(text(item, "zone")),
                list(item, "landing_domains").stream().map(String.class::cast).toList(),
                text(item, "click_parameter"),
                optional(item, "utm_template"),
                optional(item, "fallback_url").map(LandingUrl::of),
                Math.toIntExact((Long) required(item, "click_shards")),
                list(item, "consent_assumed").stream()
                        .map(country -> new CountryCode((String) country))
                        .collect(Collectors.toUnmodifiableSet()),
                list(item, "terms").stream()
                        .map(Items::map)
                        .map(terms -> new Program.TermsVersion(
                                Math.toIntExact((Long) required(terms, "version")),
                                Instant.parse(text(terms, "from")),
                                terms.get("history_days") instanceof Long days ? Math.toIntExact(days) : 0))
                        .toList());
    }

    private static Object required(Map<String, Object> item, String name) {
        Object value = item.get(name);
        if (value == null) {
            throw new IllegalArgumentException("attribute " + name + " is missing");
        }
        return value;
    }

    private static String text(Map<String, Object> item, String name) {
        return (String) required(item, name);
    }

    private static Optional<String> optional(Map<String, Object> item, String name) {
        return Optional.ofNullable((String) item.get(name));
    }

    private static List<?> list(Map<String, Object> item, String name) {
        return (List<?>) required(item, name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
