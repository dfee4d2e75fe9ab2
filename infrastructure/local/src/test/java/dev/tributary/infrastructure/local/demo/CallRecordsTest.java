package dev.tributary.infrastructure.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.infrastructure.local.template.Attributes;
import dev.tributary.infrastructure.local.template.Template;
import dev.tributary.infrastructure.local.template.TemplateReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// template.yaml decides what the demo prices: as it is, and with one text of it changed.
class CallRecordsTest {
    private static final Attributes HERE =
            new Attributes("stack", "eu-west-1", Attributes.ACCOUNT, "http://127.0.0.1:3000", "http://127.0.0.1:9324");

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // tracing   | text                 | instead                | bytes | 5 a second | 1 in 10 s
                "PassThrough | SystemLogLevel: WARN | SystemLogLevel: WARN   | 0     | 0.00       | 0",
                "Active      | SystemLogLevel: WARN | SystemLogLevel: WARN   | 0     | 0.24       | 1",
                "PassThrough | SystemLogLevel: WARN | SystemLogLevel: INFO   | 400   | 0.00       | 0",
                "PassThrough | SystemLogLevel: WARN | LogGroup: elsewhere    | 400   | 0.00       | 0",
                "PassThrough | LogGroup: !Ref       | SystemLogLevel: INFO # | 400   | 0.00       | 0",
            })
    void template_decides(String tracing, String text, String instead, int bytes, double many, double few)
            throws IOException {
        for (Template.Function function : read(tracing, text, instead).functions()) {
            CallRecords records = new CallRecords(function.recorded());

            assertThat(records.logBytes()).isEqualTo(bytes);
            assertThat(records.traces(5)).isEqualTo(many);
            assertThat(records.traces(0.1)).isEqualTo(few);
        }
    }

    private Template read(String tracing, String text, String instead) throws IOException {
        String template = Files.readString(Path.of("../../template.yaml"));
        assertThat(template).contains(text);
        Path changed = Files.writeString(folder.resolve("template.yaml"), template.replace(text, instead));
        return TemplateReader.read(changed, Map.of("Tracing", tracing), HERE);
    }
}
