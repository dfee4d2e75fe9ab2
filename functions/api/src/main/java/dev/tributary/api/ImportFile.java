package dev.tributary.api;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.tributary.domain.imports.Import;
import dev.tributary.domain.imports.ImportKind;
import dev.tributary.domain.imports.ImportRow;
import dev.tributary.domain.imports.ImportRow.Fault;
import dev.tributary.domain.party.CsvCell;
import dev.tributary.domain.party.EmailAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The rows of a file that is imported: RFC 4180 with a header, a byte order mark and either line end allowed. What is
/// wrong with the file as a whole refuses it; what is wrong with a row is that row's, and waits for its report.
/// An address becomes a hash here and goes no further.
final class ImportFile {
    /// Of all cells of a row.
    static final int MOST_ROW_LENGTH = 3_000;

    private final ImportKind kind;
    /// The tag of a person whose address has this hash.
    private final Function<String, String> tags;
    private final Map<String, Set<String>> seen = new HashMap<>();

    ImportFile(ImportKind kind, Function<String, String> tags) {
        this.kind = kind;
        this.tags = tags;
    }

    /// Why a file is none, with the line where that is known.
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1;
        private final String code;

        MalformedException(String code, String detail) {
            super(detail);
            this.code = code;
        }

        String code() {
            return code;
        }

        String detail() {
            return String.valueOf(getMessage());
        }
    }

    List<ImportRow> read(String file) throws MalformedException {
        String text = file.startsWith("\uFEFF") ? file.substring(1) : file;
        List<ImportRow> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> csv = ResultsBody.strict().ofCsvRecord(text)) {
            List<String> header = List.of();
            for (CsvRecord record : csv) {
                if (header.isEmpty()) {
                    header = header(record.getFields());
                } else if (rows.size() == Import.MOST_ROWS) {
                    throw new MalformedException("too_many_rows", "A file has " + Import.MOST_ROWS + " rows at most.");
                } else {
                    rows.add(row(header, record));
                }
            }
        } catch (CsvParseException malformed) {
            throw new MalformedException(
                    "malformed_csv",
                    "It is not CSV as RFC 4180 has it, with as many cells in each line as in the header.");
        } catch (IOException impossible) {
            throw new UncheckedIOException("a String does not fail", impossible);
        }
        if (rows.isEmpty()) {
            throw new MalformedException("no_rows", "It has a header at most.");
        }
        return rows;
    }

    private List<String> header(List<String> names) throws MalformedException {
        Set<String> known = new HashSet<>();
        for (String name : names) {
            if (!kind.columns().contains(name)) {
                throw new MalformedException(
                        "unknown_column",
                        "Columns of " + kind.text() + " are " + String.join(", ", kind.columns()) + ".");
            }
            if (!known.add(name)) {
                throw new MalformedException("duplicate_column", "The header names " + name + " twice.");
            }
        }
        for (String needed : kind.needed()) {
            if (!known.contains(needed)) {
                throw new MalformedException("missing_column", "The header does not name " + needed + ".");
            }
        }
        return names;
    }

    private ImportRow row(List<String> header, CsvRecord record) {
        int line = Math.toIntExact(record.getStartingLineNumber());
        Map<String, String> cells = new HashMap<>();
        Optional<Fault> fault = Optional.empty();
        int length = 0;
        for (int at = 0; at < header.size(); at++) {
            String column = header.get(at);
            String cell = record.getField(at).strip();
            length += cell.length();
            if (cell.isEmpty()) {
                continue;
            }
            fault = fault.or(() -> fault(column, cell));
            cells.put(column, cell);
        }
        if (length > MOST_ROW_LENGTH) {
            // What is kept of it is kept for nothing.
            return new ImportRow(line, Map.of(), Optional.of(new Fault(header.getFirst(), "too_long")));
        }
        return new ImportRow(line, hashed(cells), fault.or(() -> repeated(cells)));
    }

    private Optional<Fault> fault(String column, String cell) {
        if (cell.codePoints().anyMatch(Character::isISOControl)) {
            return Optional.of(new Fault(column, "control_character"));
        }
        if (kind.prose().contains(column) && !CsvCell.safe(cell).equals(cell)) {
            return Optional.of(new Fault(column, "formula"));
        }
        return column.equals(ImportRow.EMAIL) && EmailAddress.parse(cell).isEmpty()
                ? Optional.of(new Fault(column, "malformed"))
                : Optional.empty();
    }

    private Map<String, String> hashed(Map<String, String> cells) {
        Map<String, String> hashed = new HashMap<>(cells);
        Optional.ofNullable(hashed.remove(ImportRow.EMAIL))
                .flatMap(EmailAddress::parse)
                .map(EmailAddress::hash)
                .ifPresent(hash -> {
                    hashed.put(ImportRow.EMAIL, hash);
                    hashed.put(ImportRow.MEMBER, tags.apply(hash));
                });
        return hashed;
    }

    private Optional<Fault> repeated(Map<String, String> cells) {
        Optional<Fault> fault = Optional.empty();
        for (String column : kind.unique()) {
            String cell = cells.getOrDefault(column, "");
            // Addresses and codes of coupons are compared without case; codes of links are not.
            // One order may have several events.
            String whole = kind == ImportKind.CONVERSIONS ? cells.getOrDefault("event", "sale") + " " + cell : cell;
            String compared = kind == ImportKind.COUPONS || column.equals(ImportRow.EMAIL)
                    ? cell.toLowerCase(Locale.ROOT)
                    : whole;
            boolean fresh = cell.isEmpty()
                    || seen.computeIfAbsent(column, absent -> new HashSet<>()).add(compared);
            if (!fresh && fault.isEmpty()) {
                fault = Optional.of(new Fault(column, "repeated"));
            }
        }
        return fault;
    }
}
