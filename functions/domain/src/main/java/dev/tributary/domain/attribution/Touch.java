package dev.tributary.domain.attribution;

import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.party.ChannelKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// An affiliate's known clicks of one visitor, the earliest first, and how that affiliate stands. With
/// history these are its first and its latest ones; without, the token's click alone.
public record Touch(AffiliateId affiliate, List<VerifiedClick> clicks, Optional<EnrollmentFacts> enrollment) {
    /// Clicks in the order in which they count; those of one time in that of their tokens' text.
    static final Comparator<VerifiedClick> BY_TIME =
            Comparator.comparing(VerifiedClick::clickedAt).thenComparing(VerifiedClick::token);

    public Touch {
        clicks = clicks.stream().sorted(BY_TIME).toList();
        if (clicks.isEmpty()) {
            throw new IllegalArgumentException("clicks is empty: a touch is a click at least");
        }
        if (clicks.stream().anyMatch(click -> !click.affiliate().equals(affiliate))) {
            throw new IllegalArgumentException("a click is of another affiliate than " + affiliate);
        }
    }

    /// Of the token's click alone.
    public Touch(VerifiedClick click, Optional<EnrollmentFacts> enrollment) {
        this(click.affiliate(), List.of(click), enrollment);
    }

    /// The touches of a conversion's own click and of what is known of its visitor beside it. Of those only
    /// clicks up to the conversion count: that clocks differ is between the merchant's and ours, and only of
    /// its own click does a merchant know that it came before.
    /// @param until when the conversion happened, or its call arrived where that is earlier
    public static List<Touch> of(
            Optional<VerifiedClick> own,
            Collection<VerifiedClick> history,
            Instant until,
            Map<AffiliateId, EnrollmentFacts> enrollments) {
        List<VerifiedClick> clicks = new ArrayList<>();
        own.ifPresent(clicks::add);
        history.stream().filter(click -> !click.clickedAt().isAfter(until)).forEach(clicks::add);
        return of(clicks, enrollments);
    }

    /// The touches of a visitor's clicks, in any order: one for each affiliate. A click that is there
    /// twice, as the conversion's own and out of the history, is one.
    /// @param enrollments of those of the affiliates that have one
    public static List<Touch> of(Collection<VerifiedClick> clicks, Map<AffiliateId, EnrollmentFacts> enrollments) {
        Map<AffiliateId, SortedMap<String, VerifiedClick>> byAffiliate = new LinkedHashMap<>();
        for (VerifiedClick click : clicks) {
            byAffiliate.computeIfAbsent(click.affiliate(), _ -> new TreeMap<>()).putIfAbsent(click.token(), click);
        }
        List<Touch> touches = new ArrayList<>();
        byAffiliate.forEach((affiliate, own) -> touches.add(
                new Touch(affiliate, List.copyOf(own.values()), Optional.ofNullable(enrollments.get(affiliate)))));
        return List.copyOf(touches);
    }

    VerifiedClick earliest() {
        return clicks.getFirst();
    }

    VerifiedClick latest() {
        return clicks.getLast();
    }

    /// The kind of the channel that a click came over; empty when it came over none, or one that is gone.
    Optional<ChannelKind> channel(VerifiedClick click) {
        return click.channel()
                .flatMap(id -> enrollment.map(facts -> facts.channels().get(id)));
    }

    Touch with(List<VerifiedClick> fewer) {
        return new Touch(affiliate, fewer, enrollment);
    }
}
