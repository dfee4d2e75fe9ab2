package dev.tributary.domain.stored;

import java.util.Optional;

/// Which page of a list: at most so many items, after a position that an earlier page named. The
/// position is the last item's own place in the order, so items that come or go in between make no
/// other item appear twice or vanish.
public record PageRequest(int limit, Optional<String> after) {
    public static final int MAX_LIMIT = 100;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit is not within 1 and " + MAX_LIMIT + ": " + limit);
        }
    }

    public static PageRequest first(int limit) {
        return new PageRequest(limit, Optional.empty());
    }

    public PageRequest after(String position) {
        return new PageRequest(limit, Optional.of(position));
    }
}
