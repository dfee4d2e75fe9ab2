package dev.tributary.infrastructure.mail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.mail.Mail;
import dev.tributary.domain.mail.MailAddress;
import dev.tributary.domain.mail.MailOut;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.SignedHttp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

/// SendEmail of SES v2, in the name of `MAIL_SENDER`; without the SDK's client, for the reason
/// that `S3Bucket` has. Tried once: a repeat could be a second mail, and who waits for one
/// asks again. No header is made by hand: SES takes subject and addresses as fields of JSON.
public final class SesMailOut implements MailOut {
    /// SES's own mailbox, which takes mail and reads none ("Using the mailbox simulator").
    static final MailAddress NOBODY = new MailAddress("success@simulator.amazonses.com");

    private static final String PATH = "/v2/email/outbound-emails";
    private static final JsonFactory JSON = new JsonFactory();
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration READ = Duration.ofSeconds(5);
    private static final int LONGEST_ANSWER = 16 * 1024;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Environment environment;
    private final Optional<String> sender;
    private final SignedHttp http;

    public SesMailOut(Environment environment) {
        this.environment = environment;
        this.sender = environment.optional("MAIL_SENDER");
        this.http = new SignedHttp(environment, CONNECT, READ);
    }

    @Override
    public boolean hasSender() {
        return sender.isPresent();
    }

    @Override
    public Handed send(Mail mail) {
        return send(mail, mail.to());
    }

    @Override
    public Handed sendToNobody(Mail mail) {
        return send(mail, NOBODY);
    }

    private Handed send(Mail mail, MailAddress to) {
        if (sender.isEmpty()) {
            return new Handed.NoSender();
        }
        try {
            SignedHttp.Answer answer = call(body(sender.get(), mail, to));
            int status = answer.status();
            if (status / 100 == 2) {
                return new Handed.Over();
            }
            if (status >= 500 || status == TOO_MANY_REQUESTS) {
                throw new IOException("SendEmail answered " + status);
            }
            return new Handed.Refused(answer.head()
                    .firstMatchingHeader("x-amzn-ErrorType")
                    .map(type -> type.replaceFirst("[^A-Za-z].*", ""))
                    .orElse(Integer.toString(status)));
        } catch (IOException failed) {
            throw new UnavailableException("mail", failed);
        }
    }

    private SignedHttp.Answer call(byte[] body) throws IOException {
        SdkHttpFullRequest.Builder request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(address())
                .putHeader("Content-Type", "application/json")
                .putHeader("Content-Length", Integer.toString(body.length));
        return http.send("ses", request, Optional.of(body), LONGEST_ANSWER);
    }

    private URI address() {
        String base = environment
                .endpointOverride("sesv2")
                .map(own -> own.toString().replaceFirst("/$", ""))
                .orElseGet(() -> "https://email." + SignedHttp.hostSuffix(environment));
        return URI.create(base + PATH);
    }

    private static byte[] body(String sender, Mail mail, MailAddress to) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("FromEmailAddress", sender);
            json.writeObjectFieldStart("Destination");
            json.writeArrayFieldStart("ToAddresses");
            json.writeString(to.text());
            json.writeEndArray();
            json.writeEndObject();
            json.writeObjectFieldStart("Content");
            json.writeObjectFieldStart("Simple");
            part(json, "Subject", mail.subject());
            json.writeObjectFieldStart("Body");
            part(json, "Text", mail.text());
            part(json, "Html", mail.html());
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void part(JsonGenerator json, String name, String text) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("Data", text);
        json.writeStringField("Charset", "UTF-8");
        json.writeEndObject();
    }
}
