package dev.tributary.domain.listing;

import dev.tributary.domain.money.Money;
import dev.tributary.domain.party.CsvCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The cells of one row, in the order of the columns.
final class Cells {
    private final List<String> cells = new ArrayList<>();

    /// What the platform itself made: an id, a time, a word of its own.
    Cells plain(Object value) {
        cells.add(value.toString());
        return this;
    }

    Cells plain(Optional<?> value) {
        return plain(value.map(Object::toString).orElse(""));
    }

    /// What somebody chose.
    Cells text(String text) {
        return plain(CsvCell.safe(text));
    }

    Cells text(Optional<String> text) {
        return text(text.orElse(""));
    }

    Cells amount(Money money) {
        return plain(money.amount());
    }

    /// Several in one cell, none of which holds a blank.
    Cells several(List<?> values) {
        return plain(String.join(" ", values.stream().map(Object::toString).toList()));
    }

    List<String> row(ListKind kind) {
        if (cells.size() != kind.columns().size()) {
            throw new IllegalStateException(cells.size() + " cells of " + kind);
        }
        return List.copyOf(cells);
    }
}
