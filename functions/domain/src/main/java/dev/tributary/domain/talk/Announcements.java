package dev.tributary.domain.talk;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.AnnouncementId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Where announcements are read, and who has read them is noted.
public interface Announcements {
    Optional<Versioned<Announcement>> find(AnnouncementId id);

    /// Those of a program, the one that was or will be published last first.
    Page<Announcement> in(ProgramId program, PageRequest page);

    /// Notes that an affiliate has read one. A later call changes nothing.
    void note(AnnouncementId id, AffiliateId affiliate, Instant now);

    /// When an affiliate has read them; one that is not there is unread.
    /// @param ids 100 at most
    Map<AnnouncementId, Instant> read(AffiliateId affiliate, Collection<AnnouncementId> ids);
}
