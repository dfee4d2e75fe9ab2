package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.language.StatementWord;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.AccountName;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.ledger.Posting;
import dev.tributary.domain.ledger.Totals;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.statement.Statement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is printed, read back by another library than the one that writes it.
class StatementPdfTest {
    private static final int FIRST_HEBREW = 0x590;
    /// The column of a page from the right, in points from its left edge.
    private static final float ENTRIES_FROM = 400;
    private static final float ENTRIES_TO = 697;
    private static final ZoneId RIGA = ZoneId.of("Europe/Riga");
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final AccountKey KEY = new AccountKey(new ProgramId(1), new AffiliateId(2), EUR);
    private static final Pattern AMOUNT = Pattern.compile("(?<![0-9.])-?[0-9]+\\.[0-9]{2}(?![0-9])");
    private static final AccountName PENDING = new AccountName.Pending(LocalDate.of(2026, 12, 23));
    private static final List<List<AccountName>> MOVES = List.of(
            List.of(new AccountName.MerchantExpense(), PENDING),
            List.of(PENDING, new AccountName.Available()),
            List.of(new AccountName.Available(), new AccountName.InFlight()),
            List.of(PENDING, new AccountName.Held()),
            List.of(new AccountName.Receivable(), new AccountName.MerchantExpense()));

    private static Statement statement(int entries) {
        Random random = new Random(entries);
        List<Cause.Kind> kinds = Arrays.stream(Cause.Kind.values())
                .filter(kind -> kind != Cause.Kind.TIER && kind != Cause.Kind.CLICKS)
                .toList();
        List<Entry> all = new ArrayList<>();
        Totals opening = new Totals(0, 0, 1250, 0, 0);
        Totals closing = opening;
        for (int number = 0; number < entries; number++) {
            Instant at = Instant.parse("2026-11-02T10:00:00.000250Z").plusSeconds(number * 600L);
            List<AccountName> move = MOVES.get(number % MOVES.size());
            Posting posting = new Posting(
                    move.getFirst(),
                    move.getLast(),
                    new Money(1 + random.nextInt(500_000), EUR),
                    Optional.of(new CommissionId(new Digest128(random.nextLong(), number))));
            all.add(new Entry(
                    KEY,
                    number + 1,
                    new Cause(
                            new EntryId("conversion:cnv_" + number + ":accrue"),
                            kinds.get(number % kinds.size()),
                            at,
                            at),
                    List.of(posting),
                    List.of(),
                    all.isEmpty() ? Entry.FIRST : all.getLast().hash()));
            closing = closing.plus(Totals.of(all.getLast()));
        }
        return new Statement(KEY, YearMonth.of(2026, 11), opening, all, closing, true);
    }

    private static String text(byte[] pdf, int page) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            if (page > 0) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
            }
            return stripper.getText(document);
        }
    }

    private static List<String> amounts(String text) {
        return AMOUNT.matcher(text).results().map(found -> found.group()).toList();
    }

    /// From the left, or as they stand in a line from the right.
    private static void add(List<String> amounts, Totals totals, boolean rightToLeft) {
        List<String> five = new ArrayList<>();
        for (long minor :
                new long[] {totals.pending(), totals.held(), totals.available(), totals.inFlight(), totals.receivable()
                }) {
            five.add(new Money(minor, EUR).amount());
        }
        amounts.addAll(rightToLeft ? five.reversed() : five);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "he", "fa", "lv"})
    void everyAmount_standsInItsLineAndColumn(String code) throws IOException {
        Language language = Language.of(code).orElseThrow();
        Statement statement = statement(60);
        byte[] pdf = StatementPdf.bytes(statement, RIGA, language);
        String text = text(pdf, 0);

        List<String> expected = new ArrayList<>();
        add(expected, statement.opening(), language.isRightToLeft());
        statement.entries().forEach(entry -> add(expected, Totals.of(entry), language.isRightToLeft()));
        add(expected, statement.closing(), language.isRightToLeft());
        assertThat(amounts(text)).isEqualTo(expected);
        assertThat(text)
                .contains("prg_0000000000001", "aff_0000000000002", "2026-11", "Europe/Riga", "EUR")
                // Noon in Riga; the entry's own time is 10:00 UTC.
                .contains("2026-11-02 12:00:00");
        for (Entry entry : statement.entries()) {
            assertThat(text).contains(entry.id().text());
            assertThat(text)
                    .contains(entry.postings()
                            .getFirst()
                            .commission()
                            .orElseThrow()
                            .toString());
        }
    }

    /// Letters of Persian change their form with their neighbours, and are read back as they were written.
    @ParameterizedTest
    @ValueSource(strings = {"en", "he", "fa", "lv"})
    void words_areTheReaders(String code) throws IOException {
        Language language = Language.of(code).orElseThrow();
        Statement statement = statement(40);
        String text = plain(text(StatementPdf.bytes(statement, RIGA, language), 0));
        for (StatementWord word : StatementWord.values()) {
            if (word != StatementWord.NOT_FINAL) {
                assertThat(text).as(word.name()).contains(plain(language.statement(word)));
            }
        }
        for (Entry entry : statement.entries()) {
            assertThat(text).contains(plain(language.entry(entry.cause().kind())));
        }
    }

    /// On the second page, which has lines and the names of columns alone.
    @ParameterizedTest
    @ValueSource(strings = {"he", "fa"})
    void words_beginAtTheRight(String code) throws IOException {
        List<Float> begins = new ArrayList<>();
        PDFTextStripper stripper = new PDFTextStripper() {
            @Override
            protected void writeString(String text, List<TextPosition> signs) {
                signs.stream()
                        .filter(sign -> sign.getUnicode().codePointAt(0) >= FIRST_HEBREW)
                        .map(sign -> sign.getXDirAdj() + sign.getWidthDirAdj())
                        .filter(end -> end > ENTRIES_FROM && end < ENTRIES_TO)
                        .max(Float::compare)
                        .ifPresent(begins::add);
            }
        };
        stripper.setStartPage(2);
        stripper.setEndPage(2);
        try (PDDocument document = Loader.loadPDF(
                StatementPdf.bytes(statement(60), RIGA, Language.of(code).orElseThrow()))) {
            stripper.getText(document);
        }
        assertThat(begins).hasSizeGreaterThan(10).allMatch(end -> end > ENTRIES_TO - 10);
    }

    /// Without blanks, and without what only joins or parts letters.
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s\\u200c\\u200e\\u200f]", "");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 60})
    void pages_areNumbered_andEachHasItsColumns(int entries) throws IOException {
        byte[] pdf = StatementPdf.bytes(statement(entries), RIGA, Language.ENGLISH);
        int pages;
        try (PDDocument document = Loader.loadPDF(pdf)) {
            pages = document.getNumberOfPages();
        }
        assertThat(pages).isEqualTo(entries == 60 ? pages : 1);
        for (int page = 1; page <= pages; page++) {
            assertThat(text(pdf, page)).contains(page + " / " + pages, "Available", "In flight");
        }
        assertThat(text(pdf, pages)).contains("Closing balance");
        assertThat(entries == 60 ? pages : 2).isGreaterThan(1);
    }

    /// Neither the time of printing nor chance is in it.
    @ParameterizedTest
    @ValueSource(strings = {"en", "he", "fa", "lv"})
    void sameStatement_givesTheSameBytes(String code) {
        Language language = Language.of(code).orElseThrow();
        byte[] first = StatementPdf.bytes(statement(10), RIGA, language);
        assertThat(StatementPdf.bytes(statement(10), RIGA, language)).isEqualTo(first);
        assertThat(new String(first, StandardCharsets.ISO_8859_1))
                .doesNotContain("CreationDate", "ModDate")
                .contains("/TRBTRY+DejaVuSansCondensed");
        assertThat(StatementPdf.bytes(statement(11), RIGA, language)).isNotEqualTo(first);
    }

    @Test
    void font_hasEverySignOfEveryLanguage() {
        var face = PdfFonts.face();
        for (Language language : Language.ALL) {
            List<String> words = new ArrayList<>();
            Arrays.stream(StatementWord.values()).map(language::statement).forEach(words::add);
            Arrays.stream(Cause.Kind.values()).map(language::entry).forEach(words::add);
            String.join("", words)
                    .codePoints()
                    .forEach(sign -> assertThat(face.charExists(sign))
                            .as(language.code() + " U+" + Integer.toHexString(sign))
                            .isTrue());
        }
    }

    @Test
    void longerThanAnAnswerTakes_isNotBegun() throws IOException {
        byte[] longest = StatementPdf.bytes(statement(StatementPdf.MOST_ENTRIES), RIGA, Language.ENGLISH);
        assertThat(longest.length).isLessThan(4_300_000);
        assertThat(amounts(text(longest, 0))).hasSize(5 * (StatementPdf.MOST_ENTRIES + 2));
        Statement more = statement(StatementPdf.MOST_ENTRIES + 1);
        assertThatThrownBy(() -> StatementPdf.bytes(more, RIGA, Language.ENGLISH))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
