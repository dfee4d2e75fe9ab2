package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.id.ExportId;
import dev.tributary.domain.listing.ListExport;
import dev.tributary.domain.listing.ListKind;
import dev.tributary.domain.listing.ListRows;
import dev.tributary.domain.listing.ListedClicks;
import dev.tributary.domain.listing.ListedCommissions;
import dev.tributary.domain.listing.ListedPayouts;
import dev.tributary.domain.party.CsvCell;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.table.DynamoAccounts;
import dev.tributary.infrastructure.table.DynamoAffiliates;
import dev.tributary.infrastructure.table.DynamoAuditEvents;
import dev.tributary.infrastructure.table.DynamoClickEntries;
import dev.tributary.infrastructure.table.DynamoClickReports;
import dev.tributary.infrastructure.table.DynamoCoupons;
import dev.tributary.infrastructure.table.DynamoDecisions;
import dev.tributary.infrastructure.table.DynamoListExports;
import dev.tributary.infrastructure.table.DynamoOrderLists;
import dev.tributary.infrastructure.table.DynamoPayoutRows;
import dev.tributary.infrastructure.table.DynamoPayoutRuns;
import dev.tributary.infrastructure.table.DynamoTerms;
import dev.tributary.infrastructure.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Exports of lists, as they are asked for, as the job reads them, and beside the list's own call.
final class Exported {
    private final WriteApi api;
    final DynamoListExports stored;

    Exported(WriteApi api) {
        this.api = api;
        this.stored = new DynamoListExports(api.stored.table);
    }

    /// @param filters as in a query, `a=b&c=d`
    APIGatewayV2HTTPResponse ask(String who, String kind, String filters, String... headers) {
        String fields = filters.isEmpty()
                ? ""
                : List.of(filters.split("&")).stream()
                        .map(filter -> "\"" + filter.replace("=", "\":\"") + "\"")
                        .collect(Collectors.joining(","));
        return api.post(who, "/v1/exports", "{\"kind\":\"" + kind + "\",\"filter\":{" + fields + "}}", headers);
    }

    ListExport asked(APIGatewayV2HTTPResponse answer) {
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(202);
        ExportId id = ExportId.of(Json.tree(answer.getBody()).path("id").asText());
        ListExport export = stored.find(id).orElseThrow().value();
        // The next one may run.
        write(id, export.failed(ListExport.Failure.BROKEN, api.now));
        return export;
    }

    void write(ExportId id, ListExport next) {
        Versioned<ListExport> there = stored.find(id).orElseThrow();
        assertThat(stored.write(there.with(next), Optional.empty())).isInstanceOf(Replacement.Replaced.class);
    }

    /// As the job reads them, some rows at a time.
    List<List<String>> rows(ListExport export, int limit) {
        Table table = api.stored.table;
        ListRows rows = new ListRows(new ListRows.Sources(
                api.stored.enrollments,
                new DynamoAffiliates(table),
                api.stored.links,
                new DynamoCoupons(table),
                new DynamoOrderLists(table),
                new ListedCommissions.Sources(
                        new DynamoAccounts(table),
                        new DynamoClickEntries(table),
                        new DynamoTerms(table),
                        api.stored.programs),
                new ListedPayouts(new DynamoPayoutRuns(table, 1), new DynamoPayoutRows(table)),
                new DynamoDecisions(table),
                new DynamoAuditEvents(table),
                new ListedClicks(new DynamoClickReports(table), api.stored.links, 1)));
        List<List<String>> all = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(PageRequest.first(limit));
        while (next.isPresent()) {
            // Each page by another worker.
            Page<List<String>> page = rows.open(export.wish(), export.wish().read(api.now), api.now)
                    .page(next.get());
            all.addAll(page.items());
            next = page.next().map(PageRequest.first(limit)::after);
        }
        return all;
    }

    List<JsonNode> listed(String who, String list) {
        List<JsonNode> rows = new ArrayList<>();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            JsonNode page =
                    Json.tree(api.get(who, list + "limit=2" + cursor.get()).getBody());
            for (JsonNode row : page.path("data")) {
                // A report says once what it is of.
                if (list.startsWith("/v1/clicks")) {
                    ((ObjectNode) row).set("program_id", page.path("program_id"));
                    ((ObjectNode) row).set("group_by", page.path("group_by"));
                }
                rows.add(row);
            }
            JsonNode next = page.path("next_cursor");
            cursor = next.isNull() ? Optional.empty() : Optional.of("&cursor=" + next.asText());
        }
        return rows;
    }

    /// In pages of several sizes, cell by cell.
    void hasTheRowsOfTheList(String who, String list, String filters, int count) {
        ListExport export = asked(ask(who, list, filters));
        List<JsonNode> expected = listed(who, "/v1/" + list + "?" + filters + (filters.isEmpty() ? "" : "&"));
        List<String> columns = ListKind.parse(list).orElseThrow().columns();
        for (int limit : new int[] {1, 3, 50}) {
            List<List<String>> rows = rows(export, limit);
            assertThat(rows).hasSize(count).hasSameSizeAs(expected);
            for (int at = 0; at < count; at++) {
                for (int column = 0; column < columns.size(); column++) {
                    assertThat(rows.get(at).get(column))
                            .as(columns.get(column) + " of " + expected.get(at))
                            .isEqualTo(safe(columns.get(column), cell(list, columns.get(column), expected.get(at))));
                }
            }
            assertThat(rows.stream().flatMap(List::stream))
                    .noneMatch(cell -> cell.matches("[=+@\\t\\r-].*") && !cell.matches("-[0-9]+[.][0-9]+"));
        }
    }

    /// What is taken is a number, whatever it begins with.
    private static String safe(String column, String cell) {
        return column.equals("amount") ? cell : CsvCell.safe(cell);
    }

    /// Where the list has what a column holds.
    private static String cell(String list, String column, JsonNode row) {
        JsonNode last = row.path("history").path(row.path("history").size() - 1);
        return switch (column) {
            case "amount", "refunded", "reversed", "net", "approved_amount", "minimum_payout", "gross", "withholding" ->
                text(row.path(column).path("amount"));
            case "rail_fee" -> text(row.path(column).path("amount"));
            case "currency" -> text(row.path(moneyOf(list)).path("currency"));
            case "fields" -> joined(" ", row.path(column));
            case "exchange_currency" -> text(row.path("exchange").path("to"));
            case "exchange_rate" -> text(row.path("exchange").path("rate"));
            case "exchange_date" -> text(row.path("exchange").path("date"));
            case "shares" -> joined(" ", row.path(column), "affiliate_id", ":", "part");
            case "commission_ids" -> joined(" ", row.path(column));
            case "receipt_ids" -> joined(" ", row.path("receipts"), "receipt_id");
            case "terms_version", "rule_id" -> text(row.path("explanation").path(column));
            case "explanation" -> text(row.path(column).path("sentence"));
            case "since" -> text(last.path("from"));
            case "reason" -> text((list.equals("enrollments") ? last : row).path(column));
            case "tags" -> joined("; ", row.path(column));
            case "channels" -> joined("; ", row.path(column), "kind", ": ", "name");
            default -> {
                assertThat(row.has(column)).as(column).isTrue();
                yield text(row.path(column));
            }
        };
    }

    /// What is beside the one currency of a row.
    private static String moneyOf(String list) {
        return switch (list) {
            case "enrollments" -> "minimum_payout";
            case "payouts" -> "gross";
            default -> "amount";
        };
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "" : value.asText("");
    }

    /// @param parts names of fields, and what stands between them
    private static String joined(String between, JsonNode values, String... parts) {
        List<String> all = new ArrayList<>();
        for (JsonNode value : values) {
            StringBuilder one = new StringBuilder(parts.length == 0 ? value.asText() : "");
            for (int part = 0; part < parts.length; part++) {
                one.append(part % 2 == 0 ? value.path(parts[part]).asText() : parts[part]);
            }
            all.add(one.toString());
        }
        return String.join(between, all);
    }
}
