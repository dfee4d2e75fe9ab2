package dev.tributary.infrastructure.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.mail.Mail;
import dev.tributary.domain.mail.MailAddress;
import dev.tributary.domain.mail.MailOut.Handed;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.infrastructure.files.ScriptedServer;
import dev.tributary.infrastructure.files.ScriptedServer.Reply;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SesMailOutTest {
    private static final Mail MAIL =
            new Mail(new MailAddress("anna@shop.example"), "Sign in \"now\"", "a\nb", "<p>a</p>");

    @ParameterizedTest
    @CsvSource(textBlock = """
        500
        503
        429
        0
        """)
    void whatDoesNotAnswer_isUnavailable_andIsNotTriedAgain(int status) throws IOException {
        try (ScriptedServer ses = new ScriptedServer(new Reply(status, "{}"), new Reply(200, "{}"))) {
            assertThatThrownBy(() -> mailOut(ses).send(MAIL))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessage("mail does not answer");
            assertThat(ses.calls()).hasSize(1);
        }
    }

    @Test
    void refusal_isAnOutcome() throws IOException {
        try (ScriptedServer ses = new ScriptedServer(new Reply(400, "{\"message\":\"anna@shop.example\"}"))) {
            assertThat(mailOut(ses).send(MAIL)).isEqualTo(new Handed.Refused("400"));
        }
    }

    @Test
    void withoutSender_nothingIsCalled() throws IOException {
        try (ScriptedServer ses = new ScriptedServer(new Reply(200, "{}"))) {
            SesMailOut mailOut = new SesMailOut(ses.environment("MAIL_SENDER", ""));

            assertThat(mailOut.hasSender()).isFalse();
            assertThat(mailOut.send(MAIL)).isEqualTo(new Handed.NoSender());
            assertThat(mailOut.sendToNobody(MAIL)).isEqualTo(new Handed.NoSender());
            assertThat(ses.calls()).isEmpty();
        }
    }

    @Test
    void mail_isSentAsFields() throws IOException {
        try (ScriptedServer ses = new ScriptedServer(new Reply(200, "{\"MessageId\":\"1\"}"))) {
            assertThat(mailOut(ses).send(MAIL)).isEqualTo(new Handed.Over());
            assertThat(mailOut(ses).sendToNobody(MAIL)).isEqualTo(new Handed.Over());

            String call = "POST /v2/email/outbound-emails {\"FromEmailAddress\":\"no-reply@tributary.example\","
                    + "\"Destination\":{\"ToAddresses\":[\"%s\"]},\"Content\":{\"Simple\":{"
                    + "\"Subject\":{\"Data\":\"Sign in \\\"now\\\"\",\"Charset\":\"UTF-8\"},"
                    + "\"Body\":{\"Text\":{\"Data\":\"a\\nb\",\"Charset\":\"UTF-8\"},"
                    + "\"Html\":{\"Data\":\"<p>a</p>\",\"Charset\":\"UTF-8\"}}}}}";
            assertThat(ses.calls())
                    .containsExactly(
                            call.formatted("anna@shop.example"), call.formatted("success@simulator.amazonses.com"));
        }
    }

    private static SesMailOut mailOut(ScriptedServer ses) {
        return new SesMailOut(ses.environment("MAIL_SENDER", "no-reply@tributary.example"));
    }
}
