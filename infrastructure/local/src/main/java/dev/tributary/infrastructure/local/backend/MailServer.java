package dev.tributary.infrastructure.local.backend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.infrastructure.local.StartFailure;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// SES v2 as far as the platform calls it, SendEmail with simple content: nothing leaves this machine,
/// each message goes into the mailbox. What is for SES's own mailbox simulator is taken and dropped, as
/// there.
public final class MailServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/v2/email/outbound-emails";
    private static final String SIMULATOR = "@simulator.amazonses.com";
    private static final HeaderName ERROR = HeaderNames.create("x-amzn-ErrorType");

    private record Answer(int status, String error, String body) {}

    private final Mailbox mailbox;
    private final WebServer server;

    private MailServer(Mailbox mailbox) {
        this.mailbox = mailbox;
        this.server = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .shutdownHook(false)
                .routing(routing -> routing.any(this::serve))
                .build();
    }

    /// @param folder where the messages lie; empty keeps them in memory
    public static MailServer start(Optional<Path> folder, Clock clock) {
        MailServer mail = new MailServer(Mailbox.open(folder, clock));
        mail.server.start();
        if (!mail.server.isRunning()) {
            throw new StartFailure("the mailbox cannot listen");
        }
        return mail;
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    public Mailbox mailbox() {
        return mailbox;
    }

    private void serve(ServerRequest request, ServerResponse response) {
        Answer answer;
        try {
            answer = request.prologue().uriPath().rawPath().equals(PATH)
                            && request.prologue().method().text().equals("POST")
                    ? take(JSON.readTree(request.content().as(byte[].class)))
                    : refused("NotFoundException", "only SendEmail is known here");
        } catch (JsonProcessingException malformed) {
            answer = refused("BadRequestException", "the body is no JSON");
        } catch (IOException failed) {
            answer = new Answer(500, "InternalFailure", "{\"message\":\"the mailbox cannot be written\"}");
        }
        response.status(Status.create(answer.status()));
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        if (!answer.error().isEmpty()) {
            response.header(ERROR, answer.error());
        }
        response.send(answer.body());
    }

    private Answer take(JsonNode call) throws IOException {
        JsonNode simple = call.path("Content").path("Simple");
        List<String> to = call.path("Destination")
                .path("ToAddresses")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
        String from = call.path("FromEmailAddress").asText();
        String subject = simple.path("Subject").path("Data").asText();
        String text = simple.path("Body").path("Text").path("Data").asText();
        if (from.isEmpty() || to.isEmpty() || subject.isEmpty() || text.isEmpty()) {
            return refused("BadRequestException", "a message has a sender, a destination, a subject and a text");
        }
        if (to.stream().allMatch(address -> address.endsWith(SIMULATOR))) {
            return new Answer(200, "", "{\"MessageId\":\"simulated\"}");
        }
        Mailbox.Message kept = mailbox.keep(
                from,
                String.join(", ", to),
                subject,
                text,
                simple.path("Body").path("Html").path("Data").asText());
        return new Answer(200, "", "{\"MessageId\":\"local-" + kept.id() + "\"}");
    }

    private static Answer refused(String error, String message) {
        return new Answer(400, error, "{\"message\":\"" + message + "\"}");
    }

    @Override
    public void close() {
        server.stop();
    }
}
