package dev.tributary.api;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Posting;
import dev.tributary.domain.ledger.Totals;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.statement.Statement;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A statement as one file, RFC 4180 with CRLF in UTF-8: what stood before, a line per entry with what it
/// changed, and what stood after, which is the sum of the lines above. No cell is a text that somebody chose.
/// ```
/// posted_at,occurred_at,kind,words,entry_id,commission_ids,pending,held,available,in_flight,receivable,currency
/// ,,opening,,,,0.00,0.00,12.50,0.00,0.00,EUR
/// 2026-12-02T10:00:00Z,2026-12-02T09:58:11Z,accrue,Commission earned,conversion:cnv_...:accrue,com_...,5.00,...
/// ,,closing,,,,5.00,0.00,12.50,0.00,0.00,EUR
/// ```
final class StatementCsv {
    private static final List<String> HEADER = List.of(
            "posted_at",
            "occurred_at",
            "kind",
            "words",
            "entry_id",
            "commission_ids",
            "pending",
            "held",
            "available",
            "in_flight",
            "receivable",
            "currency");

    private StatementCsv() {}

    static HttpAnswer answer(Statement statement, Language language) throws IOException {
        CurrencyCode currency = statement.account().currency();
        StringWriter text = new StringWriter();
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(HEADER);
            csv.writeRecord(line(List.of("", "", "opening", "", "", ""), statement.opening(), currency));
            for (Entry entry : statement.entries()) {
                csv.writeRecord(line(cells(entry, language), Totals.of(entry), currency));
            }
            csv.writeRecord(line(List.of("", "", "closing", "", "", ""), statement.closing(), currency));
        }
        return new HttpAnswer(200, Map.of("content-type", "text/csv; charset=utf-8"), text.toString())
                .with("content-disposition", attachment(statement, "csv"));
    }

    static String attachment(Statement statement, String kind) {
        String name = "statement-" + statement.account().program() + "-"
                + statement.account().affiliate() + "-" + statement.month() + "." + kind;
        return "attachment; filename=\"" + name + "\"";
    }

    private static List<String> cells(Entry entry, Language language) {
        String commissions = entry.postings().stream()
                .map(Posting::commission)
                .flatMap(of -> of.stream())
                .map(Object::toString)
                .distinct()
                .collect(Collectors.joining(" "));
        return List.of(
                entry.cause().postedAt().toString(),
                entry.cause().occurredAt().toString(),
                entry.cause().kind().name().toLowerCase(Locale.ROOT),
                language.entry(entry.cause().kind()),
                entry.id().text(),
                commissions);
    }

    private static List<String> line(List<String> cells, Totals totals, CurrencyCode currency) {
        List<String> line = new ArrayList<>(cells);
        for (long minor :
                new long[] {totals.pending(), totals.held(), totals.available(), totals.inFlight(), totals.receivable()
                }) {
            line.add(new Money(minor, currency).amount());
        }
        line.add(currency.code());
        return line;
    }
}
