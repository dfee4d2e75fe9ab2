package dev.tributary.domain.oracle.attribution;

import dev.tributary.domain.oracle.Exact;
import dev.tributary.domain.oracle.attribution.Credit.Share;
import dev.tributary.domain.oracle.attribution.Visit.Click;
import dev.tributary.domain.oracle.attribution.Visit.LateClicks;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Whom the clicks credit: those that count, less what came after the checkout, by the model.
record Clicks(Visit visit, Standings standings, Consumer<String> met) {
    private static final Duration SKEW = Duration.ofSeconds(300);
    private static final Duration DAY = Duration.ofHours(24);

    /// What each affiliate gets, and for which click; who was cut.
    private record Given(Map<Integer, Exact> parts, Map<Integer, Click> by, Set<Integer> cut) {
        Given() {
            this(new LinkedHashMap<>(), new LinkedHashMap<>(), new HashSet<>());
        }

        Exact part(int affiliate) {
            return parts.getOrDefault(affiliate, Exact.ZERO);
        }
    }

    Credit credit() {
        List<Click> count = new ArrayList<>();
        Set<String> faults = new TreeSet<>();
        for (Click click : visit.clicks()) {
            Set<String> own = faults(click);
            faults.addAll(own);
            if (own.isEmpty()) {
                count.add(click);
            }
        }
        List<Click> late = count.stream().filter(this::isLate).toList();
        boolean takenAway = !late.isEmpty() && cuts().isEmpty();
        if (takenAway) {
            met.accept("late click taken away");
            faults.add("AFTER_CHECKOUT");
        }
        Given given = given(count, late);
        List<Share> shares = new ArrayList<>();
        count.stream()
                .filter(click -> !takenAway || !late.contains(click))
                .sorted(Comparator.comparing(Click::at))
                .map(Click::affiliate)
                .distinct()
                .filter(given.parts()::containsKey)
                .forEach(affiliate -> shares.add(share(affiliate, given, count, late)));
        return shares.isEmpty() ? Credit.nobody(why(faults)) : new Credit(shares, Set.of());
    }

    private Set<String> why(Set<String> faults) {
        return visit.clicks().isEmpty() ? Set.of("NO_TOUCH") : faults;
    }

    private Share share(int affiliate, Given given, List<Click> count, List<Click> late) {
        List<Click> own =
                late.stream().filter(click -> click.affiliate() == affiliate).toList();
        // More than if the late clicks of the others had been in time.
        boolean gained = given.part(affiliate)
                        .compareTo(new Clicks(visit, standings, _ -> {})
                                .given(count, own)
                                .part(affiliate))
                > 0;
        Click by = Objects.requireNonNull(given.by().get(affiliate));
        Set<String> flags = flags(by, given.cut().contains(affiliate), gained);
        return new Share(affiliate, "click " + by.number(), given.part(affiliate), flags);
    }

    /// The number of the click that a share is for, else 0.
    static int number(String by) {
        return by.startsWith("click ") ? Integer.parseInt(by.substring(6)) : 0;
    }

    private Set<String> faults(Click click) {
        Set<String> faults = new TreeSet<>(standings.faults(click.affiliate(), click.at()));
        if (!click.qualified()) {
            met.accept("NOT_QUALIFIED");
            faults.add("NOT_QUALIFIED");
        }
        Instant end = click.at().plusSeconds(86_400L * visit.policy().windowDays());
        boolean isOwn = visit.own().equals(Optional.of(click));
        if (!isOwn
                && click.at().isAfter(visit.at())
                && !click.at().isAfter(visit.at().plus(SKEW))) {
            met.accept("another click within the skew");
            return Set.of("NO_TOUCH");
        }
        if (visit.at().isBefore(click.at().minus(SKEW))) {
            // Not yet made: as if it were not there.
            met.accept("click after the conversion");
            return Set.of("NO_TOUCH");
        }
        if (visit.at().isAfter(end)) {
            met.accept("outside the window");
            faults.add("OUTSIDE_WINDOW");
        } else if (visit.at().equals(end)) {
            met.accept("at the window's end");
        } else if (visit.at().isBefore(click.at())) {
            met.accept("clock skew");
        }
        return faults;
    }

    private boolean isLate(Click click) {
        return visit.policy().lateClicks().isPresent()
                && checkout().filter(click.at()::isAfter).isPresent()
                && click.channel()
                        .filter(visit.policy().lateClicks().get().channels()::contains)
                        .isPresent();
    }

    /// Where it is within the day before the conversion.
    private Optional<Instant> checkout() {
        return visit.checkout()
                .filter(start ->
                        !start.isAfter(visit.at()) && !start.isBefore(visit.at().minus(DAY)));
    }

    private Optional<Exact> cuts() {
        return visit.policy().lateClicks().flatMap(LateClicks::cut);
    }

    private Given given(List<Click> count, List<Click> late) {
        Given given = new Given();
        if (cuts().isPresent()) {
            cut(count, late, Exact.ONE, given);
        } else {
            List<Click> inTime = new ArrayList<>(count);
            inTime.removeAll(late);
            given.parts().putAll(byModel(inTime, Exact.ONE, given.by()));
        }
        return given;
    }

    /// Whom the model credits for a late click keeps its part of the share; the rest goes to the touches
    /// that remain, by the model, and is cut again where it credits a late click again.
    private void cut(List<Click> count, List<Click> late, Exact whole, Given given) {
        Exact rest = Exact.ZERO;
        for (Map.Entry<Integer, Exact> share : byModel(count, whole, given.by()).entrySet()) {
            Exact part = share.getValue();
            if (late.contains(given.by().get(share.getKey()))) {
                met.accept(given.cut().isEmpty() ? "late click cut" : "another late click cut");
                given.cut().add(share.getKey());
                part = part.times(cuts().orElseThrow());
                rest = rest.plus(share.getValue().minus(part));
            }
            given.parts().merge(share.getKey(), part, Exact::plus);
        }
        if (rest.signum() > 0) {
            List<Click> others = count.stream()
                    .filter(click -> !given.cut().contains(click.affiliate()))
                    .toList();
            met.accept(others.isEmpty() ? "the rest of a cut to nobody" : "the rest of a cut to others");
            cut(others, late, rest, given);
        }
    }

    /// So much of the conversion by the model; each for the click that it is ordered by.
    private Map<Integer, Exact> byModel(List<Click> clicks, Exact whole, Map<Integer, Click> by) {
        boolean last = visit.policy().model() == Visit.Model.LAST_CLICK;
        Map<Integer, Click> ordering = new LinkedHashMap<>();
        clicks.stream()
                .sorted(last ? Comparator.comparing(Click::at).reversed() : Comparator.comparing(Click::at))
                .forEach(click -> ordering.putIfAbsent(click.affiliate(), click));
        List<Click> touches = List.copyOf(ordering.values());
        Map<Integer, Exact> parts = new LinkedHashMap<>();
        for (int number = 0; number < touches.size(); number++) {
            Exact part = part(number, touches.size()).times(whole);
            if (part.signum() > 0) {
                Click touch = touches.get(number);
                parts.put(touch.affiliate(), part);
                by.put(touch.affiliate(), touch);
            }
        }
        met.accept(visit.policy().model() + " of " + Math.min(touches.size(), 4));
        return parts;
    }

    /// Of so many touches.
    private Exact part(int number, int of) {
        boolean outer = number == 0 || number == of - 1;
        return switch (visit.policy().model()) {
            case LAST_CLICK, FIRST_CLICK -> number == 0 ? Exact.ONE : Exact.ZERO;
            case LINEAR -> percent(100, of);
            case POSITION -> of <= 2 ? percent(100, of) : outer ? percent(40, 1) : percent(20, of - 2);
        };
    }

    private static Exact percent(int hundredths, int among) {
        return new Exact(BigDecimal.valueOf(hundredths), BigDecimal.valueOf(100L * among));
    }

    /// @param gained from the late clicks of others
    private Set<String> flags(Click by, boolean cut, boolean gained) {
        Set<String> flags = new TreeSet<>();
        Duration since = Duration.between(by.at(), visit.at());
        Duration passed = since.isNegative() ? Duration.ZERO : since;
        if (visit.policy()
                .leastSeconds()
                .filter(least -> passed.compareTo(Duration.ofSeconds(least)) < 0)
                .isPresent()) {
            flags.add("TOO_FAST");
        }
        if (cut) {
            flags.add("AFTER_CHECKOUT");
        }
        if (gained) {
            flags.add("OTHERS_AFTER_CHECKOUT");
        }
        if (visit.policy().needsHistory() && !visit.historyKnown()) {
            flags.add("ONE_TOUCH");
        }
        if (visit.policy().lateClicks().isPresent()
                && visit.checkout().isPresent()
                && checkout().isEmpty()) {
            flags.add("CHECKOUT_IGNORED");
        }
        flags.forEach(flag -> met.accept("flag " + flag));
        return flags;
    }
}
