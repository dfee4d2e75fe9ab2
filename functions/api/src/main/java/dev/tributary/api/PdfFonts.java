package dev.tributary.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.openpdf.text.Font;
import org.openpdf.text.pdf.BaseFont;

/// One face in three sizes, which has Latin with Latvia's signs, Hebrew, and Arabic with Persia's letters.
record PdfFonts(Font title, Font plain, Font small) {
    static final String FILE = "/net/sf/jasperreports/fonts/dejavu/DejaVuSansCondensed.ttf";

    /// Read when a statement is printed, and by nothing before: some 100 ms, once in a while.
    static PdfFonts load() {
        BaseFont face = face();
        return new PdfFonts(new Font(face, 16), new Font(face, 8), new Font(face, 6));
    }

    static BaseFont face() {
        try (InputStream file = PdfFonts.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("the font of statements is not in the jar");
            }
            return BaseFont.createFont(
                    "DejaVuSansCondensed.ttf",
                    BaseFont.IDENTITY_H,
                    BaseFont.EMBEDDED,
                    BaseFont.CACHED,
                    file.readAllBytes(),
                    null);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
