package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.ledger.Totals;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.statement.Proof;
import dev.tributary.domain.statement.Statement;
import dev.tributary.domain.statement.Statements;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.edge.Signatures;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// `/v1/statements`: an affiliate's months in a program, in the program's zone: what stood before
/// and after, what each kind of entry changed, and each entry. `format=csv` and `format=pdf` give a month
/// as one file, `/proof` what is signed of it.
final class StatementsResource {
    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");

    private final Visible visible;
    private final Statements statements;
    private final Cursors cursors;
    private final Rings ring;
    private final Clock clock;
    private final Signatures signatures = new Signatures();

    StatementsResource(Visible visible, Ledger ledger, Cursors cursors, Rings ring, Clock clock) {
        this.visible = visible;
        this.statements = new Statements(ledger);
        this.cursors = cursors;
        this.ring = ring;
        this.clock = clock;
    }

    /// Whose account, in which zone.
    private record Books(AccountKey account, ZoneId zone) {}

    private enum Format {
        JSON,
        CSV,
        PDF
    }

    /// Of an answer in bytes: Lambda takes 6 MB, and base64 or escaped line feeds in them.
    private static final int LARGEST = 4_300_000;

    HttpAnswer list(Ask ask) throws IOException {
        OneAccount wanted = OneAccount.of(ask);
        PageRequest request = cursors.page(ask);
        Books books = books(ask, wanted);
        Instant now = clock.instant();
        Page<YearMonth> page = page(statements.months(books.account(), books.zone(), now), request);
        return Lists.of(page, cursors.next(ask, page), (month, json) -> {
            json.writeStartObject();
            head(books, month, now, json);
            json.writeEndObject();
        });
    }

    /// The latest first; a position is the last month that was shown.
    private static Page<YearMonth> page(List<YearMonth> months, PageRequest request) {
        List<YearMonth> left = months.stream()
                .filter(month -> request.after().isEmpty()
                        || month.isBefore(YearMonth.parse(request.after().get())))
                .toList();
        return left.size() <= request.limit()
                ? Page.last(left)
                : new Page<>(
                        left.subList(0, request.limit()),
                        Optional.of(left.get(request.limit() - 1).toString()));
    }

    HttpAnswer get(Ask ask) throws IOException {
        OneAccount wanted = OneAccount.of(ask);
        Format format =
                ask.parameters().take("format", Texts.constant(Format.class)).orElse(Format.JSON);
        ask.parameters().check();
        Instant now = clock.instant();
        Books books = books(ask, wanted);
        YearMonth month = month(ask, books, now);
        Statement statement = switch (statements.of(books.account(), month, books.zone(), now)) {
            case Statements.Outcome.Read(Statement read) -> read;
            case Statements.Outcome.TooLong() -> throw tooLong();
        };
        return switch (format) {
            case JSON -> HttpAnswer.ok(json -> write(statement, books, now, json));
            case CSV -> {
                Language language = Languages.of(ask.call());
                yield Languages.said(fitting(StatementCsv.answer(statement, language)), language);
            }
            case PDF -> {
                Language language = Languages.of(ask.call());
                yield Languages.said(fitting(pdf(statement, books, language)), language);
            }
        };
    }

    /// @throws HttpRefusal 422
    private static HttpAnswer pdf(Statement statement, Books books, Language language) {
        if (statement.entries().size() > StatementPdf.MOST_ENTRIES) {
            throw HttpRefusal.of(
                    422,
                    "statement_too_long",
                    "More than " + StatementPdf.MOST_ENTRIES
                            + " entries are too many for a PDF: take format=csv, or read its entries.");
        }
        return HttpAnswer.file("application/pdf", StatementPdf.bytes(statement, books.zone(), language))
                .with("content-disposition", StatementCsv.attachment(statement, "pdf"));
    }

    /// @throws HttpRefusal 422
    private static HttpAnswer fitting(HttpAnswer answer) {
        long bytes = answer.body().length() / (answer.isBase64() ? 4 : 1) * (answer.isBase64() ? 3L : 1L);
        if (bytes > LARGEST) {
            throw HttpRefusal.of(
                    422, "statement_too_long", "The file is larger than an answer may be: read the month's entries.");
        }
        return answer;
    }

    HttpAnswer entries(Ask ask) throws IOException {
        OneAccount wanted = OneAccount.of(ask);
        PageRequest request = cursors.page(ask);
        Books books = books(ask, wanted);
        YearMonth month = month(ask, books, clock.instant());
        Page<Entry> page = statements.entries(books.account(), month, books.zone(), request);
        Language language = Languages.of(ask.call());
        return Languages.said(
                Lists.of(page, cursors.next(ask, page), (entry, json) -> write(entry, language, json)), language);
    }

    /// A month as the ring signs it; nothing is kept of it.
    HttpAnswer proof(Ask ask) throws IOException {
        OneAccount wanted = OneAccount.of(ask);
        ask.parameters().check();
        Instant now = clock.instant();
        Books books = books(ask, wanted);
        Proof proof = statements
                .proof(books.account(), month(ask, books, now), books.zone(), now)
                .orElseThrow(StatementsResource::tooLong);
        Signatures.Signature signature = signatures.ofStatement(proof.signed(now), ring.ring(), now);
        return HttpAnswer.ok(json -> StatementProof.write(proof, now, signature, json));
    }

    private static HttpRefusal tooLong() {
        return HttpRefusal.of(
                422,
                "statement_too_long",
                "More than " + Statements.MOST_ENTRIES + " entries were posted since: read its entries.");
    }

    /// Of somebody who is enrolled, and no other affiliate's.
    private Books books(Ask ask, OneAccount wanted) {
        Program program = visible.program(ask.tenant(), wanted.program());
        AffiliateId whose = wanted.whose(ask);
        visible.enrollment(ask.tenant(), program.id(), whose);
        return new Books(new AccountKey(program.id(), whose, program.currency()), program.zone());
    }

    private static YearMonth month(Ask ask, Books books, Instant now) {
        String text = ask.variable("month");
        return Optional.of(text)
                .filter(of -> MONTH.matcher(of).matches())
                .flatMap(StatementsResource::parse)
                .filter(month -> !month.isAfter(Statements.month(now, books.zone())))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such month, or it has not begun."));
    }

    private static Optional<YearMonth> parse(String text) {
        try {
            return Optional.of(YearMonth.parse(text));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static void write(Statement statement, Books books, Instant now, JsonGenerator json) throws IOException {
        CurrencyCode currency = books.account().currency();
        json.writeStartObject();
        head(books, statement.month(), now, json);
        totals(json, "opening", statement.opening(), currency);
        json.writeArrayFieldStart("movements");
        for (Map.Entry<Cause.Kind, Statement.Movement> movement :
                statement.movements().entrySet()) {
            json.writeStartObject();
            json.writeStringField("kind", movement.getKey().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("entries", movement.getValue().entries());
            totals(json, "change", movement.getValue().change(), currency);
            json.writeEndObject();
        }
        json.writeEndArray();
        totals(json, "closing", statement.closing(), currency);
        json.writeEndObject();
    }

    private static void head(Books books, YearMonth month, Instant now, JsonGenerator json) throws IOException {
        json.writeStringField("month", month.toString());
        json.writeStringField("program_id", books.account().program().toString());
        json.writeStringField("affiliate_id", books.account().affiliate().toString());
        json.writeStringField("time_zone", books.zone().getId());
        json.writeBooleanField("final", Statements.isFinal(month, books.zone(), now));
    }

    /// With what it is in words.
    static void write(Entry entry, Language language, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("words", language.entry(entry.cause().kind()));
        totals(json, "change", Totals.of(entry), entry.account().currency());
        json.writeFieldName("entry");
        EntriesResource.write(entry, json);
        json.writeEndObject();
    }

    static void totals(JsonGenerator json, String name, Totals totals, CurrencyCode currency) throws IOException {
        json.writeObjectFieldStart(name);
        Amounts.money(json, "pending", new Money(totals.pending(), currency));
        Amounts.money(json, "held", new Money(totals.held(), currency));
        Amounts.money(json, "available", new Money(totals.available(), currency));
        Amounts.money(json, "in_flight", new Money(totals.inFlight(), currency));
        Amounts.money(json, "receivable", new Money(totals.receivable(), currency));
        json.writeEndObject();
    }
}
