package dev.tributary.domain.listing;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A list that runs through several programs, one after the other. A position is a program's id
/// when that program is done, or its id, a space, and a position within it.
///
/// @param programs the programs by id, whose positions are ids
/// @param within the list of one program
public record ProgramWalk<T>(Function<PageRequest, Page<ProgramId>> programs, Within<T> within) {
    /// How many programs one page looks into: more would make a page of empty programs slow.
    public static final int MAX_PROGRAMS = 25;

    private static final String NEXT = "~";

    @FunctionalInterface
    public interface Within<T> {
        Page<T> page(ProgramId program, PageRequest page);

        /// All of this, and then of another one, whose positions get a sign before them that no position of
        /// this one begins with.
        default Within<T> then(Within<T> next) {
            return (program, page) -> {
                Optional<String> behind = page.after().filter(after -> after.startsWith(NEXT));
                List<T> items = new ArrayList<>();
                if (behind.isEmpty()) {
                    Page<T> first = page(program, page);
                    if (first.next().isPresent()) {
                        return first;
                    }
                    items.addAll(first.items());
                }
                if (items.size() >= page.limit()) {
                    return new Page<>(items, Optional.of(NEXT));
                }
                Optional<String> after =
                        behind.map(text -> text.substring(NEXT.length())).filter(text -> !text.isEmpty());
                Page<T> second = next.page(program, new PageRequest(page.limit() - items.size(), after));
                items.addAll(second.items());
                return new Page<>(items, second.next().map(NEXT::concat));
            };
        }
    }

    public Page<T> page(PageRequest page) {
        List<T> items = new ArrayList<>();
        Optional<String> done = Optional.empty();
        if (page.after().isPresent()) {
            String[] position = page.after().get().split(" ", 2);
            done = Optional.of(position[0]);
            if (position.length == 2) {
                Optional<String> next = fill(items, ProgramId.of(position[0]), page.limit(), Optional.of(position[1]));
                if (next.isPresent()) {
                    return new Page<>(items, next);
                }
            }
        }
        Page<ProgramId> some = programs.apply(new PageRequest(MAX_PROGRAMS, done));
        for (ProgramId program : some.items()) {
            if (items.size() == page.limit()) {
                return new Page<>(items, done);
            }
            Optional<String> next = fill(items, program, page.limit(), Optional.empty());
            if (next.isPresent()) {
                return new Page<>(items, next);
            }
            done = Optional.of(program.toString());
        }
        return new Page<>(items, some.next());
    }

    /// Adds a program's items until the limit; where to go on in it, empty when it is done.
    private Optional<String> fill(List<T> items, ProgramId program, int limit, Optional<String> after) {
        int room = limit - items.size();
        Page<T> part = within.page(program, new PageRequest(room, after));
        items.addAll(part.items());
        return part.next().map(position -> program + " " + position);
    }
}
