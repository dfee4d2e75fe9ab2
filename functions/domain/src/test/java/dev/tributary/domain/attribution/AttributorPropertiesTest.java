package dev.tributary.domain.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.attribution.Attribution.Attributed;
import dev.tributary.domain.attribution.Attribution.Credit;
import dev.tributary.domain.attribution.Attribution.Flag;
import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.terms.AttributionPolicy.BindingPolicy;
import dev.tributary.domain.terms.AttributionPolicy.Model;
import dev.tributary.domain.terms.AttributionPolicy.Precedence;
import dev.tributary.domain.terms.AttributionPolicy.Rebind;
import dev.tributary.domain.terms.AttributionPolicy.Treatment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Random visits, and what must hold of every decision.
class AttributorPropertiesTest {
    private static final int VISITS = 20_000;
    private static final List<String> CHANNELS = List.of("", "", " coupon_site", " browser_extension", " website");

    @Test
    void everyDecision_keepsWhatIsPromised() {
        long first = new Random().nextInt();
        System.out.println("attribution: " + VISITS + " visits from seed " + first);
        Map<Flag, Integer> seen = new EnumMap<>(Flag.class);
        int split = 0;
        for (long seed = first; seed < first + VISITS; seed++) {
            Attribution decided = check(seed);
            if (decided instanceof Attributed somebody) {
                somebody.shares().forEach(share -> share.flags().forEach(flag -> seen.merge(flag, 1, Integer::sum)));
                split += somebody.shares().size() > 1 ? 1 : 0;
            }
        }
        // What never came up was not tested.
        assertThat(seen.keySet()).as("seed %s", first).contains(Flag.values());
        assertThat(split).as("seed %s", first).isPositive();
    }

    private static Attribution check(long seed) {
        Random random = new Random(seed);
        Visit visit = visit(random);
        String clicks = clicks(random);
        Claim claim = visit.claim();
        List<Touch> touches = new ArrayList<>(visit.touches(clicks));
        Attribution decided = Attributor.decide(claim, touches);
        String about = "seed " + seed + ": " + clicks + " -> " + Visit.text(decided);
        for (int shuffle = 0; shuffle < 3; shuffle++) {
            Collections.shuffle(touches, random);
            assertThat(Attributor.decide(claim, touches)).as(about).isEqualTo(decided);
        }
        if (decided instanceof Attributed somebody) {
            checkShares(visit, claim, somebody.shares(), about);
        }
        return decided;
    }

    private static void checkShares(Visit visit, Claim claim, List<Share> shares, String about) {
        for (Share share : shares) {
            EnrollmentFacts facts = Optional.ofNullable(visit.enrollments.get(share.affiliate()))
                    .orElseThrow(() -> new AssertionError(about));
            assertThat(facts.refusal(claim.customer())).as(about).isEmpty();
            assertThat(share.part()).as(about).isGreaterThan(Fraction.ZERO);
        }
        Fraction sum = shares.stream().map(Share::part).reduce(Fraction.ZERO, Fraction::plus);
        boolean cut = shares.stream().anyMatch(share -> share.flags().contains(Flag.AFTER_CHECKOUT));
        boolean bound = shares.getFirst().credit() instanceof Credit.Bound;
        if (cut || bound) {
            assertThat(sum).as(about).isLessThanOrEqualTo(Fraction.ONE);
        } else {
            assertThat(sum).as(about).isEqualTo(Fraction.ONE);
        }
        if (shares.getFirst().credit() instanceof Credit.Click) {
            checkClicks(claim, shares, about);
        }
    }

    /// Nobody is paid in full for a late click, and with `suppress` nobody at all.
    private static void checkClicks(Claim claim, List<Share> shares, String about) {
        Optional<Checkout> checkout = Checkout.of(claim);
        for (Share share : shares) {
            boolean late = checkout.filter(of -> isLate(of, share)).isPresent();
            assertThat(share.flags().contains(Flag.AFTER_CHECKOUT)).as(about).isEqualTo(late);
            assertThat(late && checkout.orElseThrow().rule().treatment() instanceof Treatment.Suppress)
                    .as(about)
                    .isFalse();
        }
        if (claim.policy().model() == Model.LINEAR
                && shares.stream().noneMatch(share -> share.flags().contains(Flag.AFTER_CHECKOUT))) {
            assertThat(shares.stream().map(Share::part).distinct()).as(about).hasSize(1);
        }
    }

    /// Told apart from the channels' ids themselves, not as the attributor does.
    private static boolean isLate(Checkout checkout, Share share) {
        return share.credit() instanceof Credit.Click of
                && of.click().clickedAt().isAfter(checkout.startedAt())
                && Set.of("coupon_site", "browser_extension").stream()
                        .anyMatch(kind -> of.click()
                                .channel()
                                .equals(Visit.clicks("A 0 " + kind).getFirst().channel()));
    }

    private static Visit visit(Random random) {
        Visit visit = new Visit();
        for (String letter : List.of("A", "B", "C", "D", "E")) {
            if (random.nextInt(5) == 0) {
                visit.standing(letter + any(random, " none", " banned -9", " paused -70", " ended -40", " member"));
            }
        }
        visit.model = any(random, Model.values());
        visit.precedence = any(random, Precedence.values());
        visit.history = any(random, Claim.History.values());
        visit.leastSeconds = any(random, Optional.empty(), Optional.of(20));
        visit.couponOf = random.nextInt(10) == 0 ? Optional.of(Visit.affiliate("B")) : Optional.empty();
        visit.customer = new Customer(
                any(random, Optional.of(Visit.CUSTOMER), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        if (random.nextBoolean()) {
            visit.afterCheckout(any(random, "suppress", "cut 1/4", "cut 9/10"));
        }
        visit.checkout = any(
                random,
                Optional.empty(),
                Optional.of(Visit.at("-50")),
                Optional.of(Visit.at("-30")),
                Optional.of(Visit.at("-99999")));
        visit.binding = any(
                random,
                Optional.empty(),
                Optional.of(BindingPolicy.ENDLESS),
                Optional.of(new BindingPolicy(Optional.empty(), Optional.empty(), Rebind.NEW_CLICK)));
        if (random.nextInt(8) == 0
                && Attributor.decide(visit.claim(), visit.touches(clicks(random))) instanceof Attributed first) {
            if (visit.enrollments.containsKey(Visit.affiliate("A")) && random.nextBoolean()) {
                visit.standing("A banned -9");
            }
            boolean subscription = random.nextBoolean();
            List<Integer> versions =
                    subscription ? Collections.nCopies(first.shares().size(), 7) : List.of();
            Binding binding = new Binding(Visit.at("-60"), first.shares(), 1, versions);
            visit.bonds = List.of(new Bond(binding, subscription, visit.enrollments));
        }
        return visit;
    }

    /// Ties and the edges of the window come up often.
    private static String clicks(Random random) {
        List<String> clicks = new ArrayList<>();
        int count = 1 + random.nextInt(7);
        for (int number = 0; number < count; number++) {
            String at = any(
                    random,
                    "" + (-10 * random.nextInt(10)),
                    "-" + random.nextInt(100),
                    any(random, "-2592000", "-2592001", "300", "301"));
            clicks.add(any(random, "A", "B", "C", "D", "E") + " " + at + any(random, "", "", "", " bot")
                    + CHANNELS.get(random.nextInt(CHANNELS.size())) + " #" + random.nextInt(1_000) + "." + number);
        }
        return clicks.stream().collect(Collectors.joining(", "));
    }

    @SafeVarargs
    private static <T> T any(Random random, T... of) {
        return of[random.nextInt(of.length)];
    }
}
