package dev.tributary.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// docs/openapi.yaml, and whether an answer keeps to it.
final class OpenApi {
    static final String TEXT = read();
    private static final OpenApiInteractionValidator VALIDATOR =
            OpenApiInteractionValidator.createForInlineApiSpecification(TEXT).build();

    private OpenApi() {}

    /// What an answer to GET does against the document; empty when it keeps to it.
    static List<String> faults(String path, APIGatewayV2HTTPResponse answer) {
        return faults("GET", path, answer);
    }

    static List<String> faults(String method, String path, APIGatewayV2HTTPResponse answer) {
        SimpleResponse.Builder response = SimpleResponse.Builder.status(answer.getStatusCode());
        answer.getHeaders().forEach(response::withHeader);
        if (!answer.getBody().isEmpty()) {
            response.withBody(answer.getBody());
        }
        return VALIDATOR.validateResponse(path, Request.Method.valueOf(method), response.build()).getMessages().stream()
                .map(ValidationReport.Message::getMessage)
                .toList();
    }

    private static String read() {
        // Tests run in their module's folder, two below the tree's root.
        try {
            return Files.readString(Path.of("../../docs/openapi.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
