package dev.tributary.domain.attribution;

import dev.tributary.domain.attribution.Attribution.Attributed;
import dev.tributary.domain.attribution.Attribution.Credit;
import dev.tributary.domain.attribution.Attribution.Flag;
import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.attribution.Attribution.Unattributed;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.PersonTag;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.program.Enrollment.Change;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.AttributionPolicy.AfterCheckout;
import dev.tributary.domain.terms.AttributionPolicy.BindingPolicy;
import dev.tributary.domain.terms.AttributionPolicy.Model;
import dev.tributary.domain.terms.AttributionPolicy.Precedence;
import dev.tributary.domain.terms.AttributionPolicy.Treatment;
import dev.tributary.domain.token.Device;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A conversion at `SALE`, the clicks before it, and how affiliates stand: the fixture of the tables
/// here. Affiliates are letters, times are seconds from the conversion.
final class Visit {
    static final Instant SALE = Instant.parse("2026-11-22T10:00:00Z");
    static final PersonTag CUSTOMER = new PersonTag("customer");
    private static final ChannelId GONE = new ChannelId(99);

    Model model = Model.LAST_CLICK;
    int windowDays = 30;
    Precedence precedence = Precedence.COUPON;
    Optional<AfterCheckout> afterCheckout = Optional.empty();
    Optional<Integer> leastSeconds = Optional.empty();
    Optional<BindingPolicy> binding = Optional.empty();
    Optional<Instant> checkout = Optional.empty();
    Customer customer = Customer.UNKNOWN;
    Optional<AffiliateId> couponOf = Optional.empty();
    List<Bond> bonds = List.of();
    Claim.History history = Claim.History.NOT_ASKED;
    final Map<AffiliateId, EnrollmentFacts> enrollments = new HashMap<>();

    Visit() {
        for (char letter = 'A'; letter <= 'F'; letter++) {
            stands(affiliate("" + letter), List.of(new Change(EnrollmentState.APPROVED, Instant.EPOCH)), Set.of());
        }
    }

    static AffiliateId affiliate(String letter) {
        return new AffiliateId(letter.charAt(0) - 'A' + 1);
    }

    static String letter(AffiliateId affiliate) {
        return "" + (char) ('A' + affiliate.bits() - 1);
    }

    static Instant at(String seconds) {
        return SALE.plusMillis(new BigDecimal(seconds).movePointRight(3).longValueExact());
    }

    /// `A -60, B -5.5 coupon_site, C -9 bot, A -60 #token`.
    static List<VerifiedClick> clicks(@Nullable String text) {
        List<VerifiedClick> clicks = new ArrayList<>();
        for (String click : words(text, ",")) {
            clicks.add(click(Arrays.asList(click.split(" +"))));
        }
        return clicks;
    }

    private static VerifiedClick click(List<String> words) {
        Optional<ChannelId> channel = Optional.empty();
        String token = words.get(0) + words.get(1);
        for (String word : words.subList(2, words.size())) {
            if (word.startsWith("#")) {
                token = word;
            } else if (!word.equals("bot")) {
                channel = Optional.of(
                        word.equals("gone")
                                ? GONE
                                : channel(ChannelKind.parse(word).orElseThrow()));
            }
        }
        return new VerifiedClick(
                token,
                affiliate(words.getFirst()),
                new LinkId(3),
                channel,
                at(words.get(1)),
                1,
                Optional.empty(),
                Device.DESKTOP,
                !words.contains("bot"),
                false);
    }

    private static ChannelId channel(ChannelKind kind) {
        return new ChannelId(kind.ordinal() + 1);
    }

    /// `A paused -99 approved -9; B none; C member`: a standing holds from that time on, before its first
    /// one an affiliate is approved; of a member the conversion's customer is one.
    Visit standing(@Nullable String text) {
        for (String one : words(text, ";")) {
            List<String> words = Arrays.asList(one.split(" +"));
            AffiliateId affiliate = affiliate(words.getFirst());
            if (words.get(1).equals("none")) {
                enrollments.remove(affiliate);
            } else if (words.get(1).equals("member")) {
                stands(affiliate, changes(affiliate), Set.of(CUSTOMER));
            } else {
                List<Change> changes = new ArrayList<>(changes(affiliate));
                for (int index = 1; index < words.size(); index += 2) {
                    changes.add(new Change(
                            EnrollmentState.parse(words.get(index)).orElseThrow(), at(words.get(index + 1))));
                }
                stands(affiliate, changes, Set.of());
            }
        }
        return this;
    }

    private List<Change> changes(AffiliateId affiliate) {
        return Optional.ofNullable(enrollments.get(affiliate)).orElseThrow().changes();
    }

    private void stands(AffiliateId affiliate, List<Change> changes, Set<PersonTag> members) {
        Map<ChannelId, ChannelKind> channels =
                Arrays.stream(ChannelKind.values()).collect(Collectors.toMap(Visit::channel, kind -> kind));
        enrollments.put(
                affiliate,
                new EnrollmentFacts(affiliate, changes, Set.of(), members, channels, Optional.empty(), Map.of()));
    }

    /// `suppress` or `cut 1/4`, for coupon sites and browser extensions.
    Visit afterCheckout(String treatment) {
        Treatment parsed = treatment.equals("suppress")
                ? new Treatment.Suppress()
                : new Treatment.Cut(Fraction.parse(treatment.substring("cut ".length())));
        afterCheckout =
                Optional.of(new AfterCheckout(Set.of(ChannelKind.COUPON_SITE, ChannelKind.BROWSER_EXTENSION), parsed));
        return this;
    }

    AttributionPolicy policy() {
        return new AttributionPolicy(model, windowDays, precedence, afterCheckout, leastSeconds, binding);
    }

    Claim claim() {
        return new Claim(
                EventName.SALE,
                SALE,
                checkout,
                customer,
                couponOf.map(owner -> new Claim.Held<>(
                        new CouponFacts(new CouponCode("CODE"), owner, Optional.empty()),
                        Optional.ofNullable(enrollments.get(owner)))),
                bonds,
                policy(),
                history);
    }

    List<Touch> touches(@Nullable String clicks) {
        return Touch.of(clicks(clicks), enrollments);
    }

    String decide(@Nullable String clicks) {
        return text(Attributor.decide(claim(), touches(clicks)));
    }

    /// `A 1/2 by -60 too_fast, B 1/2 by coupon`: each share with the time of its click, or with what
    /// else credits it; or the reason why nobody is.
    static String text(Attribution attribution) {
        return switch (attribution) {
            case Unattributed nobody -> nobody.reason().text();
            case Attributed somebody ->
                somebody.shares().stream().map(Visit::text).collect(Collectors.joining(", "));
        };
    }

    private static String text(Share share) {
        StringBuilder text = new StringBuilder(letter(share.affiliate()) + " " + share.part() + " by ");
        text.append(
                switch (share.credit()) {
                    case Credit.Click of -> seconds(of.click().clickedAt());
                    case Credit.Coupon _ -> "coupon";
                    case Credit.Bound of ->
                        "bond"
                                + of.termsVersion()
                                        .map(version -> " v" + version)
                                        .orElse("");
                    case Credit.Ruled _ -> "ruling";
                });
        for (Flag flag : new TreeSet<>(share.flags())) {
            text.append(' ').append(flag.text());
        }
        return text.toString();
    }

    static String seconds(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli() - SALE.toEpochMilli(), 3)
                .stripTrailingZeros()
                .toPlainString();
    }

    static List<String> words(@Nullable String text, String separator) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(separator)).map(String::strip).toList();
    }
}
