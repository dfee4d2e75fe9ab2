package dev.tributary.domain.click;

import dev.tributary.domain.click.ClickSpan.Slice;
import java.util.List;
import java.util.Optional;

/// The recorded clicks.
public interface ClickChunks {
    /// One more chunk of the slice; putting the same clicks again is harmless, they are counted
    /// once. The slice's mark must be added to after it, never before.
    void put(Slice slice, byte[] chunk);

    /// All clicks of the slice whose chunk was put before this call, as often as they were put.
    /// @throws DamagedItemException naming the chunk that cannot be read
    List<Click> read(Slice slice);

    /// One click of the slice, as far as it is read by then: one page of a megabyte. Empty where it is not recorded
    /// yet, or not any more, or stands behind so many others that nobody looks for it.
    /// @throws DamagedItemException naming the chunk that cannot be read
    /// @throws dev.tributary.domain.stored.UnavailableException when the table does not answer
    Optional<Click> find(Slice slice, String clickId);
}
