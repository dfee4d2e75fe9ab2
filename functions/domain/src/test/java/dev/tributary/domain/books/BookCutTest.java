package dev.tributary.domain.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.books.BookExport.Mark;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files of a journal depend on its lines alone, however it was read.
class BookCutTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> files(List<String> sections, int most) {
        List<String> files = new ArrayList<>();
        Mark mark = Mark.START;
        while (mark.section() < sections.size()) {
            BookCut cut = BookCut.of(mark, sections.size(), section -> bytes(sections.get(section)), most);
            assertThat(cut.last()).isEqualTo(cut.next().section() == sections.size());
            files.add(new String(cut.bytes(), StandardCharsets.UTF_8));
            mark = cut.next();
        }
        return files;
    }

    /// Some lines a section, and now and then none.
    private static List<String> sections(List<String> lines, Random random) {
        List<String> sections = new ArrayList<>();
        for (int from = 0; from < lines.size(); ) {
            int to = Math.min(lines.size(), from + random.nextInt(6));
            sections.add(String.join("", lines.subList(from, to)));
            from = to;
        }
        return sections;
    }

    @Test
    void files_areTheSame_howeverItWasRead() {
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            List<String> lines = new ArrayList<>();
            int count = 1 + random.nextInt(60);
            for (int line = 0; line < count; line++) {
                lines.add("x".repeat(random.nextInt(18)) + "\r\n");
            }
            int most = 20 + random.nextInt(100);
            List<String> files = files(sections(lines, random), most);

            assertThat(String.join("", files)).as("seed " + seed).isEqualTo(String.join("", lines));
            assertThat(files).allMatch(file -> file.endsWith("\n") && file.length() <= most);
            int line = 0;
            for (int file = 0; file < files.size() - 1; file++) {
                line += (int)
                        files.get(file).chars().filter(sign -> sign == '\n').count();
                // The next line would not have fitted.
                assertThat(files.get(file).length() + lines.get(line).length()).isGreaterThan(most);
            }
            assertThat(files(sections(lines, random), most)).isEqualTo(files);
        }
    }

    @ParameterizedTest
    @CsvSource({"4, 2", "8, 1", "7, 2", "5, 2"})
    void boundary_isIncluded(int most, int expected) {
        assertThat(files(List.of("abc\n", "def\n"), most)).hasSize(expected);
    }

    @Test
    void lineLongerThanAFile_isNoJournal() {
        assertThatThrownBy(() -> files(List.of("abcdef\n"), 5)).isInstanceOf(IllegalStateException.class);
    }
}
