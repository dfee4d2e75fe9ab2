package dev.tributary.infrastructure.local.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.mail.Mail;
import dev.tributary.domain.mail.MailAddress;
import dev.tributary.domain.mail.MailOut.Handed;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.local.StartFailure;
import dev.tributary.infrastructure.mail.SesMailOut;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailboxTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T12:05:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void mail_staysBetweenStarts_theNewestFirst() {
        try (MailServer server = MailServer.start(Optional.of(folder), CLOCK)) {
            assertThat(send(server, "One")).isEqualTo(new Handed.Over());
            send(server, "Two");
        }
        try (MailServer server = MailServer.start(Optional.of(folder), CLOCK)) {
            send(server, "Three");

            assertThat(server.mailbox().messages())
                    .extracting(Mailbox.Message::subject)
                    .containsExactly("Three", "Two", "One");
            Mailbox.Message first = server.mailbox().messages().getLast();
            assertThat(first.to()).isEqualTo("anna@shop.example");
            assertThat(first.from()).isEqualTo("tributary@localhost");
            assertThat(first.text()).isEqualTo("See http://127.0.0.1/x?a=1&b=2 <b>\nagain");
            assertThat(first.at()).isEqualTo(CLOCK.instant());
        }
    }

    @Test
    void mailToTheSimulator_isDropped() {
        try (MailServer server = MailServer.start(Optional.empty(), CLOCK)) {
            assertThat(mailOut(server).sendToNobody(mail("One"))).isEqualTo(new Handed.Over());
            assertThat(server.mailbox().messages()).isEmpty();
        }
    }

    @Test
    void oldMail_leaves() throws IOException {
        Mailbox box = Mailbox.open(Optional.of(folder), CLOCK);
        for (int i = 0; i < Mailbox.KEPT + 3; i++) {
            box.keep("a", "b", "s" + i, "t", "h");
        }
        assertThat(box.messages()).hasSize(Mailbox.KEPT);
        assertThat(box.messages().getLast().subject()).isEqualTo("s3");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(Mailbox.KEPT);
        }
    }

    @Test
    void aDamagedMessage_isOneLine() throws IOException {
        Files.writeString(folder.resolve("000000000001.json"), "{");
        assertThatThrownBy(() -> Mailbox.open(Optional.of(folder), CLOCK)).isInstanceOf(StartFailure.class);
    }

    @Test
    void page_showsTextAsText_underItsOwnNamesOnly() throws Exception {
        try (MailServer server = MailServer.start(Optional.empty(), CLOCK)) {
            send(server, "<script>");
            MailboxPage page = new MailboxPage(server.mailbox());

            assertThat(ask(page, "/mailbox", "127.0.0.1:3000"))
                    .contains("&lt;script&gt;", "x?a=1&amp;b=2\\\">", "&lt;b&gt;")
                    .doesNotContain("<script>", "<b>");
            assertThat(ask(page, "/mailbox/messages", "localhost:3000")).contains("\\\"subject\\\":\\\"<script>\\\"");
            for (String foreign : new String[] {"evil.example", "evil.example:3000", "127.0.0.1.evil.example", ""}) {
                assertThat(ask(page, "/mailbox", foreign))
                        .contains("\"statusCode\":403")
                        .doesNotContain("script&gt;");
            }
        }
    }

    private static String ask(MailboxPage page, String path, String host) throws Exception {
        String event = "{\"rawPath\":\"%s\",\"headers\":{\"host\":\"%s\"}}".formatted(path, host);
        return new String(page.invoke(event.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private static Handed send(MailServer server, String subject) {
        return mailOut(server).send(mail(subject));
    }

    private static Mail mail(String subject) {
        return new Mail(
                new MailAddress("anna@shop.example"), subject, "See http://127.0.0.1/x?a=1&b=2 <b>\nagain", "<p>");
    }

    private static SesMailOut mailOut(MailServer server) {
        return new SesMailOut(new Environment(
                Map.of(
                        "AWS_REGION", "eu-west-1",
                        "AWS_ACCESS_KEY_ID", "local",
                        "AWS_SECRET_ACCESS_KEY", "local",
                        "AWS_ENDPOINT_URL_SESV2", server.url(),
                        "MAIL_SENDER", "tributary@localhost"),
                CLOCK));
    }
}
