package dev.tributary.domain.talk;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.ThreadId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Where threads are read, and how far each side has come is noted.
public interface Threads {
    Optional<Versioned<MessageThread>> find(ThreadId id);

    /// Those of a program, the newest first.
    Page<MessageThread> in(ProgramId program, PageRequest page);

    /// Those of an affiliate with whatever merchant, the newest first.
    Page<MessageThread> of(AffiliateId affiliate, PageRequest page);

    /// In the order in which they were sent.
    /// @param behind only those after this number
    Page<Message> messages(ThreadId thread, int behind, PageRequest page);

    Optional<Message> message(ThreadId thread, int number);

    /// How far a side has read them; one that is not there is unread.
    /// @param threads 100 at most
    Map<ThreadId, ReadMark> marks(Side reader, Collection<ThreadId> threads);

    /// Notes it where no mark is further on.
    void mark(ThreadId thread, Side reader, ReadMark mark);
}
