package dev.tributary.domain.attribution;

import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.party.ChannelKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// An affiliate's known clicks of one visitor, the earliest first, and how that affiliate stands. With
/// history these are its first and its latest ones; without, the token's click alone.
public record Touch(AffiliateId affiliate, List<VerifiedClick> clicks, Optional<EnrollmentFacts> enrollment) {
    public Touch {
        clicks = clicks.stream()
                .sorted(Comparator.comparing(VerifiedClick::clickedAt).thenComparing(VerifiedClick::token))
                .toList();
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

    /// The kind of the channel that a click came over; empty when it came over none, or one that is gone.
    Optional<ChannelKind> channel(VerifiedClick click) {
        return click.channel().flatMap(id -> enrollment.map(facts -> facts.channels().get(id)));
    }

    Touch with(List<VerifiedClick> fewer) {
        return new Touch(affiliate, fewer, enrollment);
    }
}
