package dev.tributary.infrastructure.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.domain.click.Click;
import dev.tributary.domain.click.ClickKind;
import dev.tributary.domain.id.LinkCode;
import dev.tributary.domain.token.ClickToken;
import dev.tributary.domain.token.ClickTokens;
import dev.tributary.domain.token.KeyRing;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// The last resort of a click while the queue is down: one line in the function's log, with nothing
/// personal in it, which `./tributary replay-clicks FILE` feeds back.
/// ```json
/// {"fallback_click":1,"click_id":"AQ...","code":"demo","time":"2026-11-22T10:15:00Z","kind":"qualified","sub1":"mail"}
/// ```
public final class FallbackLog {
    private static final String MARK = "fallback_click";
    private static final JsonFactory JSON = new JsonFactory();

    private final PrintStream out;

    public FallbackLog(PrintStream out) {
        this.out = out;
    }

    public void write(Click click, LinkCode code) {
        StringWriter line = new StringWriter(384);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeNumberField(MARK, 1);
            json.writeStringField("click_id", click.clickId());
            json.writeStringField("code", code.toString());
            json.writeStringField("time", click.token().time().toString());
            json.writeStringField("kind", click.kind().text());
            for (int i = 0; i < Click.SUB_IDS; i++) {
                if (!click.subIds().get(i).isEmpty()) {
                    json.writeStringField("sub" + (i + 1), click.subIds().get(i));
                }
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException("a StringWriter does not fail", impossible);
        }
        byte[] bytes = line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        // In one piece, so that the lines of two requests never mix.
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    /// The click of a log line; empty for a line that is something else. CloudWatch's exports put a time
    /// before the line, and Lambda may put fields of its own beside ours, in any order.
    /// @throws IOException for a line with our mark that is damaged, or whose click_id this ring did not sign
    public static Optional<Click> read(String line, KeyRing keys) throws IOException {
        if (!line.contains(MARK)) {
            return Optional.empty();
        }
        boolean marked = false;
        String clickId = "";
        ClickKind kind = ClickKind.NOT_QUALIFIED;
        List<String> subIds = new ArrayList<>(Collections.nCopies(Click.SUB_IDS, ""));
        try (JsonParser json = JSON.createParser(line.substring(Math.max(0, line.indexOf('{'))))) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case MARK -> marked = true;
                    case "click_id" -> clickId = json.getText();
                    case "kind" -> kind = ClickKind.of(json.getText());
                    case "sub1", "sub2", "sub3", "sub4", "sub5" -> subIds.set(name.charAt(3) - '1', json.getText());
                    default -> json.skipChildren();
                }
            }
            if (!marked) {
                // Passed over, a click that somebody's export has wrapped would be lost without a word.
                throw new IOException("fallback line is wrapped in something else");
            }
            ClickToken token =
                    ClickTokens.verify(clickId, keys).orElseThrow(() -> new IOException("click_id is forged"));
            return Optional.of(new Click(clickId, token, kind, subIds, "", Optional.empty(), "", "", List.of(), 0, 0));
        } catch (IllegalArgumentException invalid) {
            throw new IOException("fallback line is invalid: " + invalid.getMessage(), invalid);
        }
    }
}
