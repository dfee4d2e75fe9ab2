package dev.tributary.infrastructure.local.queue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/// A batch of messages as the event that Lambda hands to a function ("Using Lambda with SQS").
final class SqsEventWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private SqsEventWriter() {}

    static byte[] write(List<Message> messages, String queueArn, String region) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("Records");
            for (Message message : messages) {
                json.writeStartObject();
                json.writeStringField("messageId", message.messageId());
                json.writeStringField("receiptHandle", message.receiptHandle());
                json.writeStringField("body", message.body());
                json.writeObjectFieldStart("attributes");
                for (Map.Entry<String, String> attribute :
                        message.attributesAsStrings().entrySet()) {
                    json.writeStringField(attribute.getKey(), attribute.getValue());
                }
                json.writeEndObject();
                writeAttributes(json, message.messageAttributes());
                json.writeStringField("md5OfBody", message.md5OfBody());
                json.writeStringField("eventSource", "aws:sqs");
                json.writeStringField("eventSourceARN", queueArn);
                json.writeStringField("awsRegion", region);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeAttributes(JsonGenerator json, Map<String, MessageAttributeValue> attributes)
            throws IOException {
        json.writeObjectFieldStart("messageAttributes");
        for (Map.Entry<String, MessageAttributeValue> entry : attributes.entrySet()) {
            MessageAttributeValue value = entry.getValue();
            json.writeObjectFieldStart(entry.getKey());
            json.writeStringField("dataType", value.dataType());
            if (value.dataType().startsWith("Binary")) {
                String text =
                        Base64.getEncoder().encodeToString(value.binaryValue().asByteArray());
                json.writeStringField("binaryValue", text);
            } else {
                json.writeStringField("stringValue", value.stringValue());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
