package dev.tributary.api;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// The names of the fields in which something differs from what it was, for its audit event.
final class ChangedFields {
    private final Set<String> names = new TreeSet<>();

    ChangedFields note(String name, Object before, Object after) {
        if (!before.equals(after)) {
            names.add(name);
        }
        return this;
    }

    /// By name.
    Set<String> names() {
        return Collections.unmodifiableSet(names);
    }
}
