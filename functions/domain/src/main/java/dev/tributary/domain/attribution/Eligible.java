package dev.tributary.domain.attribution;

import dev.tributary.domain.attribution.Attribution.Reason;
import dev.tributary.domain.conversion.VerifiedClick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What counts of a visitor's touches, before any model runs. Clicks are judged one by one: an
/// affiliate that was paused for a week keeps those from before.
///
/// @param touches with the clicks that count, those without one left out
/// @param reason why the latest click that does not count does not; `NO_TOUCH` when there is none
record Eligible(List<Touch> touches, Reason reason) {
    Eligible {
        touches = List.copyOf(touches);
    }

    static Eligible of(Claim claim, List<Touch> touches) {
        List<Touch> counting = new ArrayList<>();
        SortedMap<VerifiedClick, Reason> failed = new TreeMap<>(Touch.BY_TIME);
        for (Touch touch : touches) {
            List<VerifiedClick> left = new ArrayList<>();
            for (VerifiedClick click : known(claim, touch)) {
                fault(claim, touch, click).ifPresentOrElse(reason -> failed.put(click, reason), () -> left.add(click));
            }
            if (!left.isEmpty()) {
                counting.add(touch.with(left));
            }
        }
        return new Eligible(counting, failed.values().stream().reduce(Reason.NO_TOUCH, (_, later) -> later));
    }

    /// A click that came after the conversion is none of its own, and speaks for no reason either: a
    /// shopper who clicks again while the conversion is being decided would hide why it was not credited.
    private static List<VerifiedClick> known(Claim claim, Touch touch) {
        return touch.clicks().stream()
                .filter(click -> !Attributor.isBeforeClick(claim.occurredAt(), click.clickedAt()))
                .toList();
    }

    /// A click that was answered from an old copy of the enrollment needs no case of its own: how the
    /// affiliate stood at the click is asked again for every one.
    private static Optional<Reason> fault(Claim claim, Touch touch, VerifiedClick click) {
        if (!click.qualified()) {
            return Optional.of(Reason.NOT_QUALIFIED);
        }
        Instant end = click.clickedAt().plus(Duration.ofDays(claim.policy().windowDays()));
        return EnrollmentFacts.fault(touch.enrollment(), claim.customer(), click.clickedAt())
                .or(() -> claim.occurredAt().isAfter(end) ? Optional.of(Reason.OUTSIDE_WINDOW) : Optional.empty());
    }
}
