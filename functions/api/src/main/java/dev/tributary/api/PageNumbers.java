package dev.tributary.api;

import java.util.Optional;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/// `1 / 3` below each page. How many there are is known when the last one is closed: it is drawn once, and all
/// pages show it.
final class PageNumbers extends PdfPageEventHelper {
    private static final float BASELINE = 28;
    private static final float WIDTH = 60;
    private static final float HEIGHT = 14;
    private static final float SPACE = 2;

    private final Font font;
    private Optional<PdfTemplate> total = Optional.empty();

    PageNumbers(Font font) {
        this.font = font;
    }

    @Override
    public void onOpenDocument(PdfWriter writer, Document document) {
        total = Optional.of(writer.getDirectContent().createTemplate(WIDTH, HEIGHT));
    }

    @Override
    public void onEndPage(PdfWriter writer, Document document) {
        Rectangle page = document.getPageSize();
        float middle = (page.getLeft() + page.getRight()) / 2;
        Phrase number = new Phrase(writer.getPageNumber() + " /", font);
        ColumnText.showTextAligned(writer.getDirectContent(), Element.ALIGN_RIGHT, number, middle, BASELINE, 0);
        writer.getDirectContent().addTemplate(total.orElseThrow(), middle, BASELINE - 4);
    }

    @Override
    public void onCloseDocument(PdfWriter writer, Document document) {
        // The page that would come next.
        Phrase pages = new Phrase(Integer.toString(writer.getPageNumber() - 1), font);
        ColumnText.showTextAligned(total.orElseThrow(), Element.ALIGN_LEFT, pages, SPACE, 4, 0);
    }
}
