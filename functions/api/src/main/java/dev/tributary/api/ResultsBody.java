package dev.tributary.api;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.tributary.domain.conversion.Text;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.JsonValue;
import dev.tributary.infrastructure.lambda.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What was paid, as JSON or as the file that finance sends back; both become the same fields:
/// ```
/// payout_id,status,reference,reason
/// pay_...,paid,2026-12-03 0001,
/// pay_...,returned,,account closed
/// ```
/// An empty cell says nothing. `results[0]` is the first line below the header. A bank's pain.002 becomes the
/// same lines.
final class ResultsBody {
    private static final Set<String> COLUMNS = Set.of("payout_id", "status", "reference", "reason");
    private static final Set<String> NEEDED = Set.of("payout_id", "status");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ResultsBody() {}

    /// @throws HttpRefusal 400 for a body that cannot be read, 415 for one that is neither
    static JsonValue.Fields read(HttpCall call) {
        Optional<String> type = call.header("content-type");
        if (MediaType.isXml(type)) {
            return fields(Pain002.lines(call.body()));
        }
        return MediaType.isCsv(type) ? fields(lines(text(call.body()))) : Writes.body(call);
    }

    private static JsonValue.Fields fields(List<JsonValue> lines) {
        return new JsonValue.Fields(Map.of("results", new JsonValue.Items(lines)));
    }

    /// By itself the reader takes a file that ends within quotes: one that was cut off.
    static CsvReader.CsvReaderBuilder strict() {
        return CsvReader.builder().allowUnclosedQuote(false);
    }

    private static List<JsonValue> lines(String text) {
        List<JsonValue> lines = new ArrayList<>();
        try (CsvReader<CsvRecord> csv = strict().ofCsvRecord(text)) {
            List<String> header = List.of();
            for (CsvRecord line : csv) {
                if (header.isEmpty()) {
                    header = header(line.getFields());
                } else {
                    lines.add(line(header, line.getFields()));
                }
            }
            if (header.isEmpty()) {
                throw refused("The file is empty.");
            }
            return lines;
        } catch (CsvParseException malformed) {
            throw refused("The file is not CSV as RFC 4180 has it, with as many cells in each line as in the header.");
        } catch (IOException impossible) {
            throw new UncheckedIOException("a String does not fail", impossible);
        }
    }

    private static List<String> header(List<String> names) {
        Set<String> known = new HashSet<>(names);
        if (known.size() != names.size() || !COLUMNS.containsAll(known) || !known.containsAll(NEEDED)) {
            throw refused("The first line is not payout_id,status,reference,reason.");
        }
        return names;
    }

    private static JsonValue line(List<String> header, List<String> cells) {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        for (int at = 0; at < header.size(); at++) {
            if (cells.get(at).codePoints().anyMatch(Character::isISOControl)) {
                throw HttpRefusal.of(400, "control_character", "A cell holds a control character.");
            }
            if (cells.get(at).codePoints().anyMatch(Text::isNoncharacter)) {
                throw HttpRefusal.of(400, "noncharacter", "A cell holds U+FFFE or U+FFFF.");
            }
            if (!cells.get(at).isEmpty()) {
                fields.put(header.get(at), new JsonValue.Text(cells.get(at)));
            }
        }
        return new JsonValue.Fields(fields);
    }

    /// Spreadsheets put a byte order mark before UTF-8.
    static String text(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException malformed) {
            throw HttpRefusal.of(400, "malformed_utf8", "The body is not UTF-8.");
        }
    }

    private static HttpRefusal refused(String detail) {
        return HttpRefusal.of(400, "malformed_csv", detail);
    }
}
