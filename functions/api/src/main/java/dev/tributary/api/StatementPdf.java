package dev.tributary.api;

import dev.tributary.domain.language.Language;
import dev.tributary.domain.language.StatementWord;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Totals;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.statement.Statement;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.PdfLiteral;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/// A statement to print: the lines of its CSV, with times in the program's zone, in the reader's language and from
/// its side. The same statement gives the same bytes.
///
/// Whatever is of Latin signs (ids, times, amounts) stands in cells of its own that run from the left, so that no
/// sign changes its side in a line from the right.
final class StatementPdf {
    /// A page holds some 30 lines; so many are laid out in a part of the time that an answer has, and fit into it.
    static final int MOST_ENTRIES = 2_000;
    private static final float[] WIDTHS = {15, 41, 10, 10, 10, 10, 10};
    private static final int MARGIN = 36;
    private static final int FOOT = 48;
    private static final float SHADE = 0.92f;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    /// A subset of a font is named by six letters, which the library draws by chance.
    private static final Pattern SUBSET = Pattern.compile("[A-Z]{6}\\+(?=DejaVu)");

    private final Statement statement;
    private final ZoneId zone;
    private final Language language;
    private final PdfFonts fonts;

    private StatementPdf(Statement statement, ZoneId zone, Language language, PdfFonts fonts) {
        this.statement = statement;
        this.zone = zone;
        this.language = language;
        this.fonts = fonts;
    }

    /// @throws IllegalArgumentException for more entries than `MOST_ENTRIES`
    static byte[] bytes(Statement statement, ZoneId zone, Language language) {
        if (statement.entries().size() > MOST_ENTRIES) {
            throw new IllegalArgumentException("statement has more than " + MOST_ENTRIES + " entries");
        }
        return new StatementPdf(statement, zone, language, PdfFonts.load()).bytes();
    }

    private byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Document document = new Document(PageSize.A4.rotate(), MARGIN, MARGIN, MARGIN, FOOT);
        PdfWriter writer = PdfWriter.getInstance(document, out);
        // What every reader of the last ten years reads.
        writer.setPdfVersion(PdfWriter.VERSION_1_7);
        // Neither when nor by chance: what it is made of names it.
        writer.getInfo().remove(PdfName.CREATIONDATE);
        String id = UUID.nameUUIDFromBytes(identity().getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        writer.getInfo().put(PdfName.FILEID, new PdfLiteral("[<" + id + "><" + id + ">]"));
        writer.setPageEvent(new PageNumbers(fonts.small()));
        document.open();
        document.add(title());
        document.add(head());
        document.add(lines());
        document.close();
        String text = out.toString(StandardCharsets.ISO_8859_1);
        return SUBSET.matcher(text).replaceAll("TRBTRY+").getBytes(StandardCharsets.ISO_8859_1);
    }

    private String identity() {
        String last = statement.entries().isEmpty()
                ? ""
                : statement.entries().getLast().hash();
        return String.join(
                "\n", statement.account().toString(), statement.month().toString(), last, language.code());
    }

    private String word(StatementWord word) {
        return language.statement(word);
    }

    private PdfPTable title() {
        PdfPTable table = table(new float[] {1});
        PdfPCell cell = new PdfPCell(new Phrase(word(StatementWord.STATEMENT), fonts.title()));
        table.addCell(plain(cell));
        return table;
    }

    private PdfPTable head() {
        PdfPTable table = table(new float[] {14, 30, 14, 42});
        table.setSpacingAfter(12);
        fact(table, StatementWord.PROGRAM, statement.account().program().toString());
        fact(table, StatementWord.MONTH, statement.month().toString());
        fact(table, StatementWord.AFFILIATE, statement.account().affiliate().toString());
        fact(table, StatementWord.TIME_ZONE, zone.getId());
        fact(table, StatementWord.CURRENCY, statement.account().currency().code());
        table.addCell(
                plain(text(word(statement.isFinal() ? StatementWord.FINAL : StatementWord.NOT_FINAL), fonts.plain())));
        table.addCell(plain(text("", fonts.plain())));
        return table;
    }

    private void fact(PdfPTable table, StatementWord name, String value) {
        table.addCell(plain(text(word(name), fonts.plain())));
        PdfPCell cell = plain(latin(value));
        cell.setHorizontalAlignment(start());
        table.addCell(cell);
    }

    private PdfPTable lines() {
        PdfPTable table = table(WIDTHS);
        table.setHeaderRows(1);
        for (StatementWord column : List.of(
                StatementWord.POSTED,
                StatementWord.ENTRY,
                StatementWord.PENDING,
                StatementWord.HELD,
                StatementWord.AVAILABLE,
                StatementWord.IN_FLIGHT,
                StatementWord.RECEIVABLE)) {
            PdfPCell cell = text(word(column), fonts.plain());
            cell.setGrayFill(SHADE);
            boolean words = column == StatementWord.POSTED || column == StatementWord.ENTRY;
            if (!words && !language.isRightToLeft()) {
                cell.setHorizontalAlignment(Element.ALIGN_RIGHT);
            }
            table.addCell(cell);
        }
        balances(table, StatementWord.OPENING, statement.opening());
        for (Entry entry : statement.entries()) {
            PdfPCell time = latin(TIME.format(entry.cause().postedAt().atZone(zone)));
            time.setHorizontalAlignment(start());
            table.addCell(time);
            table.addCell(entry(entry));
            amounts(table, Totals.of(entry), false);
        }
        balances(table, StatementWord.CLOSING, statement.closing());
        return table;
    }

    private PdfPCell entry(Entry entry) {
        PdfPCell cell = cell();
        cell.addElement(paragraph(language.entry(entry.cause().kind()), fonts.plain()));
        String commissions = entry.postings().stream()
                .flatMap(posting -> posting.commission().stream())
                .map(Object::toString)
                .distinct()
                .collect(Collectors.joining(" "));
        cell.addElement(paragraph(entry.id().text(), fonts.small()));
        if (!commissions.isEmpty()) {
            cell.addElement(paragraph(commissions, fonts.small()));
        }
        return cell;
    }

    /// Where a line begins, in a cell that runs from the left.
    private int start() {
        return language.isRightToLeft() ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT;
    }

    private Paragraph paragraph(String text, Font font) {
        Paragraph paragraph = new Paragraph(font.getSize() + 2, text, font);
        // The library turns it round where the cell runs from the right.
        paragraph.setAlignment(Element.ALIGN_LEFT);
        return paragraph;
    }

    private void balances(PdfPTable table, StatementWord name, Totals totals) {
        PdfPCell empty = text("", fonts.plain());
        empty.setGrayFill(SHADE);
        table.addCell(empty);
        PdfPCell cell = text(word(name), fonts.plain());
        cell.setGrayFill(SHADE);
        table.addCell(cell);
        amounts(table, totals, true);
    }

    private void amounts(PdfPTable table, Totals totals, boolean shaded) {
        for (long minor :
                new long[] {totals.pending(), totals.held(), totals.available(), totals.inFlight(), totals.receivable()
                }) {
            PdfPCell cell = latin(new Money(minor, statement.account().currency()).amount());
            cell.setHorizontalAlignment(Element.ALIGN_RIGHT);
            if (shaded) {
                cell.setGrayFill(SHADE);
            }
            table.addCell(cell);
        }
    }

    private PdfPTable table(float[] widths) {
        PdfPTable table = new PdfPTable(language.isRightToLeft() ? reversed(widths) : widths);
        table.setWidthPercentage(100);
        table.setRunDirection(direction());
        return table;
    }

    /// The library counts widths from the left, whatever the direction is.
    private static float[] reversed(float[] widths) {
        float[] reversed = new float[widths.length];
        for (int at = 0; at < widths.length; at++) {
            reversed[at] = widths[widths.length - 1 - at];
        }
        return reversed;
    }

    private int direction() {
        return language.isRightToLeft() ? PdfWriter.RUN_DIRECTION_RTL : PdfWriter.RUN_DIRECTION_LTR;
    }

    private PdfPCell cell() {
        PdfPCell cell = new PdfPCell();
        cell.setRunDirection(direction());
        return padded(cell);
    }

    private PdfPCell text(String text, Font font) {
        PdfPCell cell = new PdfPCell(new Phrase(text, font));
        cell.setRunDirection(direction());
        return padded(cell);
    }

    private PdfPCell latin(String text) {
        PdfPCell cell = new PdfPCell(new Phrase(text, fonts.plain()));
        cell.setRunDirection(PdfWriter.RUN_DIRECTION_LTR);
        return padded(cell);
    }

    private static PdfPCell padded(PdfPCell cell) {
        cell.setPadding(3);
        cell.setPaddingBottom(5);
        cell.setBorderWidth(0.5f);
        return cell;
    }

    private static PdfPCell plain(PdfPCell cell) {
        cell.setBorder(PdfPCell.NO_BORDER);
        return cell;
    }
}
