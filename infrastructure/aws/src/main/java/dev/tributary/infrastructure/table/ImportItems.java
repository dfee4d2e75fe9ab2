package dev.tributary.infrastructure.table;

import static dev.tributary.infrastructure.table.BackTestItems.number;
import static dev.tributary.infrastructure.table.BackTestItems.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.access.ActorId;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.imports.Import;
import dev.tributary.domain.imports.Import.Progress;
import dev.tributary.domain.imports.Import.State;
import dev.tributary.domain.imports.Import.Wish;
import dev.tributary.domain.imports.ImportKind;
import dev.tributary.domain.imports.ImportRow;
import dev.tributary.domain.imports.ImportRow.Fault;
import dev.tributary.domain.imports.RowOutcome;
import dev.tributary.infrastructure.edge.ImportKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The items of an import, both directions:
/// ```
/// pk E#{import} | sk - | version 7 | merchant_id mer_... | program_id prg_... | kind links | dry_run false
/// | actor mer_... | by key_... | rows 940 | state running | done 300 | created 280 | unchanged 0 | refused 20
/// | attempts 0 | due 2026-12-01T10:17:00Z | started_at 2026-12-01T10:15:00Z | ttl 1782123456
/// | gsi1pk P#{program}#I | gsi1sk I#{time, the later the less}#{import}
/// pk E#{import} | sk ROWS#0000 | lines <packed [{"line":2,"cells":{"code":"anna"}}, ...]> | ttl 1782123456
/// pk E#{import} | sk REPORT#0000 | lines <packed [{"line":2,"result":"created","object":"lnk_..."}, ...]> | ttl ...
/// ```
final class ImportItems {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LINES = "lines";
    private static final String LINE = "line";
    private static final String FIELD = "field";
    private static final String OBJECT = "object";

    private ImportItems() {}

    /// All of it but its keys.
    static Map<String, Object> item(Import of) {
        Map<String, Object> item = new HashMap<>();
        Wish wish = of.wish();
        item.put("merchant_id", wish.merchant().toString());
        item.put("program_id", wish.program().toString());
        item.put("kind", wish.kind().text());
        item.put("dry_run", wish.dryRun());
        item.put("actor", wish.by().actor().toString());
        item.put("by", wish.by().id().text());
        item.put("rows", (long) wish.rows());
        Progress progress = of.progress();
        item.put("state", progress.state().name().toLowerCase(Locale.ROOT));
        item.put("done", (long) progress.done());
        item.put("created", (long) progress.created());
        item.put("unchanged", (long) progress.unchanged());
        item.put("refused", (long) progress.refused());
        item.put("attempts", (long) progress.attempts());
        item.put("due", progress.due().toString());
        item.put("started_at", progress.startedAt().toString());
        progress.finishedAt().ifPresent(finished -> item.put("finished_at", finished.toString()));
        item.put(Keys.TTL, expires(of));
        if (of.isRunning()) {
            item.put(Keys.GSI2_PK, ImportKeys.dueImports());
            item.put(
                    Keys.GSI2_SK,
                    Keys.due(progress.due().truncatedTo(ChronoUnit.SECONDS), ImportKeys.of(of.id()), Keys.SOLE));
        }
        return item;
    }

    /// @throws IllegalStateException when an attribute is missing
    static Import of(Map<String, Object> item) {
        return new Import(
                ImportKeys.importOf(text(item, Keys.PK)),
                new Wish(
                        MerchantId.of(text(item, "merchant_id")),
                        ProgramId.of(text(item, "program_id")),
                        ImportKind.parse(text(item, "kind")).orElseThrow(),
                        (Boolean) ItemStore.required(item, "dry_run"),
                        new AuditEvent.By(
                                Tenant.parse(text(item, "actor")).orElseThrow(),
                                ActorId.parse(text(item, "by")).orElseThrow()),
                        whole(item, "rows")),
                new Progress(
                        State.valueOf(text(item, "state").toUpperCase(Locale.ROOT)),
                        whole(item, "done"),
                        whole(item, "created"),
                        whole(item, "unchanged"),
                        whole(item, "refused"),
                        whole(item, "attempts"),
                        Instant.parse(text(item, "due")),
                        Instant.parse(text(item, "started_at")),
                        Optional.ofNullable((String) item.get("finished_at")).map(Instant::parse)));
    }

    static Map<String, Object> rows(Import of, List<ImportRow> rows) {
        ArrayNode lines = JSON.createArrayNode();
        for (ImportRow row : rows) {
            ObjectNode line = lines.addObject().put(LINE, row.line());
            ObjectNode cells = line.putObject("cells");
            row.cells().forEach(cells::put);
            fault(line, row.fault());
        }
        return packed(of, lines);
    }

    static List<ImportRow> rows(Map<String, Object> item) {
        List<ImportRow> rows = new ArrayList<>();
        for (JsonNode line : unpacked(item)) {
            Map<String, String> cells = new HashMap<>();
            line.path("cells")
                    .properties()
                    .forEach(cell -> cells.put(cell.getKey(), cell.getValue().asText()));
            rows.add(new ImportRow(line.path(LINE).asInt(), cells, fault(line)));
        }
        return rows;
    }

    static Map<String, Object> report(Import of, List<RowOutcome> outcomes) {
        ArrayNode lines = JSON.createArrayNode();
        for (RowOutcome outcome : outcomes) {
            ObjectNode line = lines.addObject()
                    .put(LINE, outcome.line())
                    .put("result", outcome.result().text());
            fault(line, outcome.fault());
            JsonParts.put(line, OBJECT, outcome.object());
        }
        return packed(of, lines);
    }

    static List<RowOutcome> report(Map<String, Object> item) {
        List<RowOutcome> outcomes = new ArrayList<>();
        for (JsonNode line : unpacked(item)) {
            outcomes.add(new RowOutcome(
                    line.path(LINE).asInt(),
                    RowOutcome.Result.valueOf(JsonParts.text(line, "result").toUpperCase(Locale.ROOT)),
                    fault(line),
                    JsonParts.optional(line, OBJECT, object -> object)));
        }
        return outcomes;
    }

    private static void fault(ObjectNode line, Optional<Fault> fault) {
        fault.ifPresent(of -> line.put(FIELD, of.field()).put("code", of.code()));
    }

    private static Optional<Fault> fault(JsonNode line) {
        return JsonParts.optional(line, FIELD, field -> new Fault(field, JsonParts.text(line, "code")));
    }

    private static Map<String, Object> packed(Import of, ArrayNode lines) {
        return Map.of(LINES, Packing.pack(lines.toString().getBytes(StandardCharsets.UTF_8)), Keys.TTL, expires(of));
    }

    private static JsonNode unpacked(Map<String, Object> item) {
        byte[] lines = Packing.unpack((byte[]) ItemStore.required(item, LINES));
        try {
            return JSON.readTree(new String(lines, StandardCharsets.UTF_8));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("rows of a stored import are no JSON", broken);
        }
    }

    private static long expires(Import of) {
        return of.progress().startedAt().plus(Import.KEPT).getEpochSecond();
    }

    private static int whole(Map<String, Object> item, String name) {
        return Math.toIntExact(number(item, name));
    }
}
