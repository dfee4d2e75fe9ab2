package dev.tributary.domain.link;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.CreativeId;
import dev.tributary.domain.id.LinkCode;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import java.util.Objects;
import java.util.Optional;

/// A short code that leads to a destination, for one enrollment.
public record Link(
        LinkId id,
        LinkCode code,
        ProgramId program,
        AffiliateId affiliate,
        Optional<ChannelId> channel,
        Optional<CreativeId> creative,
        LandingUrl destination,
        boolean enabled) {
    public Link {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(code, "code");
    }
}
