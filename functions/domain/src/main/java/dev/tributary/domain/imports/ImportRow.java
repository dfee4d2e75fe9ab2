package dev.tributary.domain.imports;

import java.util.Map;
import java.util.Optional;

/// A row of a file, as it was read: its cells by column, without the empty ones. An e-mail address stands in it as
/// its hash only.
///
/// @param line of the file in which it begins; the header is line 1
/// @param fault what was wrong with it as a row of this file, before anybody looked at what is stored
public record ImportRow(int line, Map<String, String> cells, Optional<Fault> fault) {
    /// The merchant's own number of an affiliate.
    public static final String EXTERNAL_ID = "external_id";
    /// Of the column `email`: SHA-256 of the address.
    public static final String EMAIL = "email";
    /// The address as the program's postbacks would name it; stands beside `email`.
    public static final String MEMBER = "member";
    /// Of a past order: what goes the postbacks' way. It stands alone.
    public static final String MESSAGE = "message";

    /// Why a row is refused.
    ///
    /// @param field the column that it lies in
    public record Fault(String field, String code) {}

    public ImportRow {
        cells = Map.copyOf(cells);
    }

    public Optional<String> cell(String column) {
        return Optional.ofNullable(cells.get(column));
    }
}
