package dev.tributary.infrastructure.local.queue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// Which messages of a batch failed, by Lambda's rules ("Reporting batch item failures"): nothing,
/// null, `{}` or an empty list is success; a reply that cannot be read, an empty or null id, or an id
/// that was not in the batch fails the whole batch.
final class BatchReply {
    private static final JsonFactory JSON = new JsonFactory();

    private BatchReply() {}

    /// The ids of the messages that stay in the queue.
    static Set<String> failed(byte[] reply, Set<String> batch) {
        try {
            Set<String> failed = read(reply);
            return batch.containsAll(failed) ? failed : batch;
        } catch (IOException e) {
            return batch;
        }
    }

    private static Set<String> read(byte[] reply) throws IOException {
        Set<String> failed = new HashSet<>();
        try (JsonParser parser = JSON.createParser(reply)) {
            JsonToken first = parser.nextToken();
            if (first == null || first == JsonToken.VALUE_NULL) {
                return failed;
            }
            expect(first, JsonToken.START_OBJECT);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                if (!field.equals("batchItemFailures")) {
                    parser.skipChildren();
                } else if (value != JsonToken.VALUE_NULL) {
                    expect(value, JsonToken.START_ARRAY);
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        failed.add(identifier(parser));
                    }
                }
            }
            if (parser.nextToken() != null) {
                throw new IOException("text after the reply");
            }
        }
        return failed;
    }

    private static String identifier(JsonParser parser) throws IOException {
        expect(parser.currentToken(), JsonToken.START_OBJECT);
        String identifier = "";
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            boolean wanted = parser.currentName().equals("itemIdentifier");
            JsonToken value = parser.nextToken();
            if (wanted) {
                expect(value, JsonToken.VALUE_STRING);
                identifier = parser.getText();
            } else {
                parser.skipChildren();
            }
        }
        if (identifier.isEmpty()) {
            throw new IOException("an item without identifier");
        }
        return identifier;
    }

    private static void expect(JsonToken token, JsonToken wanted) throws IOException {
        if (token != wanted) {
            throw new IOException(wanted + " is wanted, not " + token);
        }
    }
}
