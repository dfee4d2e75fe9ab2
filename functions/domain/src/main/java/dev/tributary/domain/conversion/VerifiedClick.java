package dev.tributary.domain.conversion;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.id.LinkId;
import java.time.Instant;
import java.util.Optional;

/// What a click's token certified, after its MAC and its program were checked at the edge, and the
/// token's own text. A qualified click is a person's visit by what the request showed; a stale one
/// was answered from an old copy of the enrollment and is judged again.
public record VerifiedClick(
        String token,
        AffiliateId affiliate,
        LinkId link,
        Optional<ChannelId> channel,
        Instant clickedAt,
        int termsVersion,
        Optional<CountryCode> country,
        boolean qualified,
        boolean stale) {}
