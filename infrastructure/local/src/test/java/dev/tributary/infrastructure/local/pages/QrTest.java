package dev.tributary.infrastructure.local.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.ResultMetadataType;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The QR codes that the pages draw, read back by a reader that is not ours: what is read is what was said, in a code
/// of the smallest version that holds it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QrTest {
    private static final String MODULE = "/dev/tributary/portal/web/pages/links/qr.js";
    /// Bytes that versions 1 to 40 hold at level M (ISO/IEC 18004, table 7).
    private static final int[] HOLDS = {
        14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666, 711, 779, 857,
        911, 997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331
    };
    /// Modules of light around it, and pixels of a module.
    private static final int QUIET = 4;

    private static final int PIXELS = 3;

    /// Ended by its own text: a module that the script loads as a page would.
    private static final String DRAW = """
        const [module, text, done] = arguments;
        import(`data:text/javascript;base64,${module}`)
          .then(({qr}) => done(qr(text)?.map(row => row.map(isDark => isDark ? '1' : '0').join('')) ?? []),
            failure => done([String(failure)]));
        """;

    private final Chromium chromium = Chromium.start("the QR codes in a browser");
    private String module = "";

    @BeforeAll
    void read() throws IOException {
        try (InputStream script = QrTest.class.getResourceAsStream(MODULE)) {
            module = Base64.getEncoder()
                    .encodeToString(Objects.requireNonNull(script, MODULE).readAllBytes());
        }
        chromium.open("about:blank");
    }

    @AfterAll
    void close() {
        chromium.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # version | text
        1         | ``
        1         | a
        2         | https://shop.example/r/a
        3         | https://go.shop.example/r/4k9x2m7qpz
        4         | https://shop.example/r/4k9x2m7qpz?sub1=newsletter&sub2=may
        3         | קישור לחנות של אנה
        4         | پیوند فروشگاه آنا، با تخفیف
        5         | Ar šo saiti: https://veikals.example/atlaide/ķīsels/šņorītes/žāvētas ābolu
        2         | \ud83d\udc5f\ud83d\udc60 \ud83e\udd7e\ud83d\udc62
        """)
    void text_isReadAsItIs(int version, String text) throws ReaderException {
        List<String> rows = draw(text);
        assertThat(rows).hasSize(17 + 4 * version);
        if (!text.isEmpty()) {
            requireRead(rows, text);
        }
    }

    /// A deep link with sub ids and a campaign: 200 characters and more.
    @Test
    void longLink_isReadAsItIs() throws ReaderException {
        String link = "https://go.shop.example/r/4k9x2m7qpz?url=https%3A%2F%2Fshop.example%2Fshoes%2Fsummer%2Fsandals"
                + "%3Fcolour%3Dred%26size%3D38&sub1=newsletter-2026-05&sub2=hero&sub3=button&sub4=anna&sub5=riga"
                + "&source=mail&consent=1";
        assertThat(link).hasSizeGreaterThan(200);
        requireRead(draw(link), link);
    }

    /// The longest text of each version, and one byte more.
    @Test
    void everyVersion_isReadAtItsLongest_andTheNextOneBeginsThere() throws ReaderException {
        for (int version = 1; version <= HOLDS.length; version++) {
            String longest = text(HOLDS[version - 1]);
            List<String> rows = draw(longest);
            assertThat(rows).as("version " + version).hasSize(17 + 4 * version);
            requireRead(rows, longest);
            int next = version == HOLDS.length ? 0 : 17 + 4 * (version + 1);
            assertThat(draw(longest + "x")).as("after version " + version).hasSize(next);
        }
    }

    /// Level M mends 15 %: a stain on the middle of some 5 % is no harm.
    @Test
    void stainedCode_isReadAllTheSame() throws ReaderException {
        String link = "https://shop.example/r/4k9x2m7qpz?sub1=newsletter&sub2=may&sub3=print";
        List<String> rows = draw(link);
        int from = rows.size() / 2 - rows.size() / 9;
        int to = rows.size() / 2 + rows.size() / 9;
        List<String> stained = rows.stream()
                .map(row -> rows.indexOf(row) < from || rows.indexOf(row) >= to
                        ? row
                        : row.substring(0, from) + "1".repeat(to - from) + row.substring(to))
                .toList();
        assertThat(stained).isNotEqualTo(rows);
        requireRead(stained, link);
    }

    private static String text(int length) {
        String link = "https://shop.example/r/4k9x2m7qpz?sub1=Newsletter-2026_05~";
        return link.repeat(length / link.length() + 1).substring(0, length);
    }

    private List<String> draw(String text) {
        Object drawn = Objects.requireNonNull(chromium.driver().executeAsyncScript(DRAW, module, text));
        return ((List<?>) drawn).stream().map(String::valueOf).toList();
    }

    /// By the bytes: what they spell is the reader's guess.
    private static void requireRead(List<String> rows, String text) throws ReaderException {
        Result result = new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(picture(rows))));
        List<?> segments =
                (List<?>) Optional.ofNullable(result.getResultMetadata().get(ResultMetadataType.BYTE_SEGMENTS))
                        .orElse(List.of());
        assertThat(segments).hasSize(1);
        assertThat(new String((byte[]) segments.getFirst(), StandardCharsets.UTF_8))
                .isEqualTo(text);
        assertThat(result.getText()).isEqualTo(text);
        assertThat(result.getResultMetadata()).containsEntry(ResultMetadataType.ERROR_CORRECTION_LEVEL, "M");
    }

    private static RGBLuminanceSource picture(List<String> rows) {
        int size = (rows.size() + 2 * QUIET) * PIXELS;
        int[] pixels = new int[size * size];
        Arrays.fill(pixels, 0xffffff);
        for (int y = 0; y < rows.size() * PIXELS; y++) {
            for (int x = 0; x < rows.size() * PIXELS; x++) {
                if (rows.get(y / PIXELS).charAt(x / PIXELS) == '1') {
                    pixels[(y + QUIET * PIXELS) * size + x + QUIET * PIXELS] = 0;
                }
            }
        }
        return new RGBLuminanceSource(size, size, pixels);
    }
}
