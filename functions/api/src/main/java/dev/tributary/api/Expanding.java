package dev.tributary.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.id.ProgramId;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Puts things beside their ids: the rows are written once into nothing, which tells the ids; what stands behind
/// them is read for all rows together; and then they are written. What an expanded thing holds is not expanded.
final class Expanding {
    private static final JsonFactory JSON = new JsonFactory();

    private Expanding() {}

    /// What is written of one thing.
    @FunctionalInterface
    interface Shown {
        void write(JsonGenerator json) throws IOException;
    }

    /// Reads the things of so many ids, as whoever asks would be shown each by its own path.
    @FunctionalInterface
    interface Finder {
        /// @param ids each with the programs in whose rows it stands
        Map<String, Shown> find(Map<String, Set<ProgramId>> ids);
    }

    /// The rows of an answer.
    /// @param program in which a row stands
    record Rows<T>(List<T> items, Function<T, ProgramId> program, Lists.Writing<T> writing) {}

    /// @param finders one for each thing that is wanted
    static <T> Lists.Writing<T> beside(Rows<T> rows, Map<Noun, Finder> finders) throws IOException {
        if (finders.isEmpty()) {
            return rows.writing();
        }
        Map<Noun, Map<String, Shown>> found = new EnumMap<>(Noun.class);
        ids(rows).forEach((noun, ids) -> {
            Finder finder = finders.get(noun);
            if (finder != null) {
                found.put(noun, finder.find(ids));
            }
        });
        return (row, json) -> rows.writing().write(row, new BesideIds(json, (noun, id) -> {
            if (finders.containsKey(noun)) {
                json.writeFieldName(noun.text());
                Map<String, Shown> behind = found.getOrDefault(noun, Map.of());
                Shown shown = id.flatMap(text -> Optional.ofNullable(behind.get(text)))
                        .orElse(Expanding::nothing);
                shown.write(json);
            }
        }));
    }

    private static <T> Map<Noun, Map<String, Set<ProgramId>>> ids(Rows<T> rows) throws IOException {
        Map<Noun, Map<String, Set<ProgramId>>> ids = new EnumMap<>(Noun.class);
        try (JsonGenerator nowhere = JSON.createGenerator(OutputStream.nullOutputStream())) {
            for (T row : rows.items()) {
                ProgramId program = rows.program().apply(row);
                rows.writing()
                        .write(
                                row,
                                new BesideIds(
                                        nowhere,
                                        (noun, id) -> id.ifPresent(
                                                text -> ids.computeIfAbsent(noun, absent -> new HashMap<>())
                                                        .computeIfAbsent(text, absent -> new HashSet<>())
                                                        .add(program))));
            }
        }
        return ids;
    }

    /// Of no id, of what is gone, and of what whoever asks may not see.
    private static void nothing(JsonGenerator json) throws IOException {
        json.writeNull();
    }
}
