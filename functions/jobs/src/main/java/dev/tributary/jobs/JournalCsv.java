package dev.tributary.jobs;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.tributary.domain.books.BookAccount;
import dev.tributary.domain.books.JournalLine;
import dev.tributary.domain.money.Money;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// Lines of a journal, RFC 4180 with CRLF in UTF-8:
/// ```
/// line,date,posted_at,occurred_at,entry_id,affiliate_id,kind,account,ledger_account,commission_id,debit,credit,currency
/// opening,,,,,,,payable_available,,,0.00,12.50,EUR
/// entry,2026-11-22,2026-11-22T10:15:03Z,...,conversion:cnv_...:accrue,aff_...,accrue,commission_expense,...,5.00,0.00,EUR
/// closing,,,,,,,payable_available,,,0.00,17.50,EUR
/// ```
/// No cell is a text that somebody chose, and no amount is below zero: nothing in it is taken for a formula.
final class JournalCsv {
    static final List<String> HEADER = List.of(
            "line",
            "date",
            "posted_at",
            "occurred_at",
            "entry_id",
            "affiliate_id",
            "kind",
            "account",
            "ledger_account",
            "commission_id",
            "debit",
            "credit",
            "currency");

    private JournalCsv() {}

    static byte[] header() {
        return bytes(List.of(HEADER));
    }

    static byte[] lines(List<JournalLine> lines) {
        return bytes(lines.stream().map(JournalCsv::cells).toList());
    }

    private static byte[] bytes(List<List<String>> lines) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            lines.forEach(csv::writeRecord);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> cells(JournalLine line) {
        return switch (line) {
            case JournalLine.Opening(BookAccount account, Money balance) -> balance("opening", account, balance);
            case JournalLine.Closing(BookAccount account, Money balance) -> balance("closing", account, balance);
            case JournalLine.Side side -> {
                String amount = side.amount().amount();
                String none = Money.zero(side.amount().currency()).amount();
                yield List.of(
                        "entry",
                        side.date().toString(),
                        side.cause().postedAt().toString(),
                        side.cause().occurredAt().toString(),
                        side.cause().id().text(),
                        side.affiliate().toString(),
                        side.cause().kind().name().toLowerCase(Locale.ROOT),
                        side.account().name(),
                        side.ledger().text(),
                        side.commission().map(Object::toString).orElse(""),
                        side.isDebit() ? amount : none,
                        side.isDebit() ? none : amount,
                        side.currency().code());
            }
        };
    }

    private static List<String> balance(String line, BookAccount account, Money balance) {
        Money none = Money.zero(balance.currency());
        Money debit = balance.isPositive() ? balance : none;
        Money credit = balance.isPositive() ? none : none.minus(balance);
        return List.of(
                line,
                "",
                "",
                "",
                "",
                "",
                "",
                account.name(),
                "",
                "",
                debit.amount(),
                credit.amount(),
                balance.currency().code());
    }
}
