package dev.tributary.domain.conversion;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.token.ClickToken;
import dev.tributary.domain.token.Device;
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
        Device device,
        boolean qualified,
        boolean stale) {
    /// @param token verified already, or out of our own queue or table
    public static VerifiedClick of(String text, ClickToken token) {
        return new VerifiedClick(
                text,
                token.affiliate(),
                token.link(),
                token.channel(),
                token.time(),
                token.termsVersion(),
                token.country(),
                token.device(),
                token.qualified(),
                token.stale());
    }
}
