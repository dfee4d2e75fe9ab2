package dev.tributary.domain.stored;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One page of a list in a fixed order.
///
/// @param next the position to ask for next; empty after the last page. A page may be short, even
///     empty, and still have a next one
public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
    }

    public static <T> Page<T> last(List<T> items) {
        return new Page<>(items, Optional.empty());
    }

    public <R> Page<R> map(Function<? super T, ? extends R> each) {
        return new Page<>(items.stream().<R>map(each).toList(), next);
    }
}
