package dev.tributary.domain.click;

import dev.tributary.domain.click.ClickSpan.Slice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The recorded clicks.
public interface ClickChunks {
    /// One more chunk of the slice; putting the same clicks again is harmless, they are counted
    /// once. The slice's mark must be added to after it, never before.
    void put(Slice slice, byte[] chunk);

    /// All clicks of the slice whose chunk was put before this call, as often as they were put.
    /// @throws DamagedItemException naming the chunk that cannot be read
    List<Click> read(Slice slice);

    /// Some clicks of the slice, by their ids, as far as they are recorded by then. It reads page by page, a megabyte
    /// each, until all are found, until the slice ends, or until `most` pages are read.
    /// @param most 1 or more
    /// @throws DamagedItemException naming the chunk that cannot be read
    /// @throws dev.tributary.domain.stored.UnavailableException when the table does not answer
    Looked find(Slice slice, Set<String> clickIds, int most);

    /// One click of the slice, as far as its first page goes. Empty where it is not recorded yet, or not any more, or
    /// stands behind so many others that nobody looks for it.
    /// @throws DamagedItemException naming the chunk that cannot be read
    /// @throws dev.tributary.domain.stored.UnavailableException when the table does not answer
    default Optional<Click> find(Slice slice, String clickId) {
        return Optional.ofNullable(find(slice, Set.of(clickId), 1).found().get(clickId));
    }

    /// What a look found.
    ///
    /// @param found by click id
    /// @param pages that were read
    /// @param isWhole whether all were found or the slice was read to its end: what is not among them is not there
    record Looked(Map<String, Click> found, int pages, boolean isWhole) {
        public Looked {
            found = Map.copyOf(found);
        }
    }
}
