package dev.tributary.infrastructure.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One JSON line per outcome on standard output, which Lambda keeps as the function's log. Ids and
/// counts only, never what a message says.
public final class Log {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String OURS = "dev.tributary.";

    private Log() {}

    /// @param fields texts and whole numbers
    public static void line(String event, Map<String, ?> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("event", event);
            for (Map.Entry<String, ?> field : fields.entrySet()) {
                if (field.getValue() instanceof Number number) {
                    json.writeNumberField(field.getKey(), number.longValue());
                } else {
                    json.writeStringField(field.getKey(), String.valueOf(field.getValue()));
                }
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException("a StringWriter does not fail", impossible);
        }
        System.out.println(text);
    }

    /// A failure of work on these messages, by its type and by where in our code it came up. Its text only where the
    /// exception is ours: texts of libraries may quote what they were reading.
    static void failure(List<String> messageIds, Exception failure) {
        Map<String, Object> fields = new TreeMap<>();
        fields.put("message_id", messageIds.getFirst());
        fields.put("messages", messageIds.size());
        fields.put("type", failure.getClass().getName());
        if (failure.getClass().getName().startsWith(OURS)) {
            fields.put("detail", String.valueOf(failure.getMessage()));
        }
        if (failure.getCause() != null) {
            fields.put("cause", failure.getCause().getClass().getName());
        }
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (frame.getClassName().startsWith(OURS)) {
                fields.put("at", frame.getFileName() + ":" + frame.getLineNumber());
                break;
            }
        }
        line("messages_failed", fields);
    }
}
