package dev.tributary.domain.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// The filters of a list as somebody states them, by name: in the query of a call, or in the wish of an export.
/// A list takes those that it knows and notes what is wrong with them; what nobody took is wrong as well. Used
/// once, by one thread.
public final class StatedFilters {
    static final String REQUIRED = "required";

    private final Map<String, String> given;
    private final Set<String> taken = new TreeSet<>();
    private final List<Fault> faults = new ArrayList<>();

    /// What is wrong with a filter.
    public record Fault(String name, String code, String detail) {}

    public StatedFilters(Map<String, String> given) {
        this.given = new TreeMap<>(given);
    }

    /// A filter's value as `read` sees it; noted as malformed where it sees none.
    public <T> Optional<T> take(String name, Function<String, Optional<T>> read) {
        taken.add(name);
        String text = given.get(name);
        if (text == null) {
            return Optional.empty();
        }
        Optional<T> value = read.apply(text);
        if (value.isEmpty()) {
            fault(name, "malformed", "is not of its form");
        }
        return value;
    }

    /// One that has to be stated.
    /// @param why said to whoever does not
    public <T> Optional<T> required(String name, Function<String, Optional<T>> read, String why) {
        if (!has(name)) {
            fault(name, REQUIRED, "is needed: " + why);
        }
        return take(name, read);
    }

    public boolean has(String name) {
        return given.containsKey(name);
    }

    public void fault(String name, String code, String detail) {
        faults.add(new Fault(name, code, detail));
    }

    /// As they were stated, by name.
    public Map<String, String> given() {
        return Map.copyOf(given);
    }

    /// All that is wrong, once everybody has taken what they know.
    public List<Fault> faults() {
        List<Fault> all = new ArrayList<>(faults);
        for (String name : given.keySet()) {
            if (!taken.contains(name)) {
                all.add(new Fault(name, "unknown", "is no parameter of this path"));
            }
        }
        return all;
    }
}
