package dev.tributary.infrastructure.local.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every Java file is as palantir-java-format leaves it; `mvn test -pl infrastructure/local -am
/// -Dtest=FormatTest -Dformat=write` rewrites those that are not.
class FormatTest {
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    @Test
    void canary_isReformatted() throws FormatterException {
        assertThat(formatted("class  A{int a;}")).isEqualTo("class A {\n    int a;\n}\n");
    }

    @Test
    void everyFile_isFormatted() throws FormatterException, IOException {
        boolean write = System.getProperty("format", "").equals("write");
        List<Path> sources = Tree.files(Tree.ROOT, ".java");
        assertThat(sources).isNotEmpty();
        List<String> different = new ArrayList<>();
        for (Path source : sources) {
            String text = Tree.text(source);
            String formatted = formatted(text);
            if (!formatted.equals(text) && write) {
                Files.writeString(source, formatted);
            } else if (!formatted.equals(text)) {
                different.add(Tree.name(source));
            }
        }
        assertThat(different)
                .as("not formatted; run this test with -Dformat=write")
                .isEmpty();
    }

    private static String formatted(String text) throws FormatterException {
        return FORMATTER.formatSourceAndFixImports(text);
    }
}
