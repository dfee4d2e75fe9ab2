package dev.tributary.infrastructure.local.backend;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.infrastructure.local.StartFailure;
import dev.tributary.infrastructure.local.template.Template;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Secrets Manager and the Parameter Store as far as the platform calls them (AWS JSON 1.1):
/// GetSecretValue, PutSecretValue, GetParameter, PutParameter.
public final class SecretsServer implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();
    private static final HeaderName TARGET = HeaderNames.create("X-Amz-Target");

    private record Answer(int status, byte[] body) {}

    private final SecretStore store;
    private final String region;
    private final WebServer server;

    private SecretsServer(SecretStore store, String region, int port) {
        this.store = store;
        this.region = region;
        this.server = WebServer.builder()
                .host("127.0.0.1")
                .port(port)
                .shutdownHook(false)
                .routing(routing -> routing.any(this::serve))
                .build();
    }

    /// @param folder where the values lie; empty keeps them in memory only
    /// @param port 0 takes any
    public static SecretsServer start(Optional<Path> folder, int port, String region, Template template) {
        SecretStore store = new SecretStore(folder);
        template.secrets().forEach(store::prepare);
        template.parameters().forEach(store::prepare);
        SecretsServer secrets = new SecretsServer(store, region, port);
        // Helidon logs a taken port and returns.
        secrets.server.start();
        if (!secrets.server.isRunning()) {
            throw new StartFailure("port " + port + " is taken: secrets cannot listen on it");
        }
        return secrets;
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    private void serve(ServerRequest request, ServerResponse response) {
        Answer answer;
        try {
            Map<String, String> fields = read(request.content().as(byte[].class));
            answer = switch (request.headers().first(TARGET).orElse("")) {
                case "secretsmanager.GetSecretValue" -> getSecret(fields);
                case "secretsmanager.PutSecretValue" -> putSecret(fields);
                case "AmazonSSM.GetParameter" -> getParameter(fields);
                case "AmazonSSM.PutParameter" -> putParameter(fields);
                default -> error("UnknownOperationException");
            };
        } catch (IOException e) {
            answer = error("SerializationException");
        }
        response.status(answer.status());
        response.header(HeaderNames.CONTENT_TYPE, "application/x-amz-json-1.1");
        response.send(answer.body());
    }

    private Answer getSecret(Map<String, String> fields) throws IOException {
        String name = secretName(fields);
        Optional<String> value = store.get("secret", name);
        if (value.isEmpty()) {
            return error("ResourceNotFoundException");
        }
        return ok(json -> {
            json.writeStringField("ARN", "arn:aws:secretsmanager:" + region + ":000000000000:secret:" + name);
            json.writeStringField("Name", name);
            json.writeStringField("SecretString", value.get());
            json.writeStringField("VersionId", "00000000-0000-0000-0000-000000000000");
        });
    }

    private Answer putSecret(Map<String, String> fields) throws IOException {
        String value = fields.get("SecretString");
        if (value == null || store.get("secret", secretName(fields)).isEmpty()) {
            return error("ResourceNotFoundException");
        }
        store.put("secret", secretName(fields), value);
        return ok(json -> json.writeStringField("Name", secretName(fields)));
    }

    private static String secretName(Map<String, String> fields) {
        return fields.getOrDefault("SecretId", "").replaceFirst("^arn:aws:secretsmanager:[^:]*:[^:]*:secret:", "");
    }

    private Answer getParameter(Map<String, String> fields) throws IOException {
        String name = fields.getOrDefault("Name", "");
        Optional<String> value = store.get("parameter", name);
        if (value.isEmpty()) {
            return error("ParameterNotFound");
        }
        return ok(json -> {
            json.writeObjectFieldStart("Parameter");
            json.writeStringField("Name", name);
            json.writeStringField("Type", "String");
            json.writeStringField("Value", value.get());
            json.writeNumberField("Version", 1);
            json.writeEndObject();
        });
    }

    /// As the service does: a value that is there is replaced only by who says so.
    private Answer putParameter(Map<String, String> fields) throws IOException {
        if (store.get("parameter", fields.getOrDefault("Name", "")).isPresent()
                && !fields.getOrDefault("Overwrite", "false").equals("true")) {
            return error("ParameterAlreadyExists");
        }
        store.put("parameter", fields.getOrDefault("Name", ""), fields.getOrDefault("Value", ""));
        return ok(json -> json.writeNumberField("Version", 1));
    }

    /// The request's fields that are plain values.
    private static Map<String, String> read(byte[] body) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                if (parser.nextToken().isScalarValue()) {
                    fields.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        }
        return fields;
    }

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private static Answer ok(Body body) throws IOException {
        return new Answer(200, json(body));
    }

    private static Answer error(String type) {
        return new Answer(
                400,
                ("{\"__type\":\"" + type + "\",\"message\":\"" + type + "\"}")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static byte[] json(Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        server.stop();
    }
}
