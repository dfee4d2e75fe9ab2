package dev.tributary.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.tributary.domain.notice.HostAddresses;
import dev.tributary.domain.notice.NoticeId;
import dev.tributary.domain.notice.NoticeType;
import dev.tributary.domain.notice.WebhookSignature;
import dev.tributary.domain.postback.PostbackSecret;
import dev.tributary.infrastructure.web.SystemHosts;
import dev.tributary.notification.OutgoingCall.Reply;
import dev.tributary.notification.OutgoingCall.Reply.Answered;
import dev.tributary.notification.OutgoingCall.Reply.Failed;
import dev.tributary.notification.Receiver.Manner;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls to receivers of every kind, over real sockets.
class WebCallsTest {
    /// For receivers that are silent.
    private static final Duration SHORT = Duration.ofMillis(700);
    /// For all others: a busy machine is no failure of theirs.
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final byte[] BODY = "{\"type\":\"webhook.test\"}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private static OutgoingCall post(String url) {
        return new OutgoingCall(url, Map.of("webhook-id", "evt_1"), Optional.of(BODY));
    }

    private static Reply call(String url, boolean own) throws IOException {
        return call(url, own, new SystemHosts(), SSLContexts.createSystemDefault());
    }

    private static Reply call(String url, boolean own, HostAddresses hosts, SSLContext trust) throws IOException {
        return call(url, own, hosts, trust, LONG);
    }

    private static Reply call(String url, boolean own, HostAddresses hosts, SSLContext trust, Duration whole)
            throws IOException {
        try (WebCalls calls = new WebCalls(hosts, own, whole, trust)) {
            return calls.call(post(url));
        }
    }

    private static Reply shortCall(String url, HostAddresses hosts) throws IOException {
        return call(url, true, hosts, SSLContexts.createSystemDefault(), SHORT);
    }

    @Test
    void receiver_getsTheCallAsItIs() throws IOException {
        try (Receiver receiver = new Receiver(Manner.status(204))) {
            assertThat(call(receiver.url() + "?a=%7B&b=c", true)).isEqualTo(new Answered(204));

            Receiver.Call came = receiver.calls().getFirst();
            assertThat(came.line()).isEqualTo("POST /in?a=%7B&b=c HTTP/1.1");
            assertThat(came.text()).isEqualTo(new String(BODY, StandardCharsets.UTF_8));
            assertThat(came.header("host")).isEqualTo("127.0.0.1:" + receiver.port());
            assertThat(came.header("content-type")).isEqualTo("application/json");
            assertThat(came.header("webhook-id")).isEqualTo("evt_1");
            assertThat(came.header("user-agent")).isEqualTo("Tributary-Webhooks/1");
            assertThat(came.headers()).doesNotContainKeys("authorization", "cookie", "accept-encoding");
        }
    }

    @Test
    void postbackUrl_isGotWithoutABody() throws IOException {
        try (Receiver receiver = new Receiver(Manner.status(200));
                WebCalls calls = new WebCalls(new SystemHosts(), true)) {
            assertThat(calls.call(new OutgoingCall(receiver.url(), Map.of(), Optional.empty())))
                    .isEqualTo(new Answered(200));

            assertThat(receiver.calls().getFirst().line()).isEqualTo("GET /in HTTP/1.1");
            assertThat(receiver.calls().getFirst().body()).isEmpty();
        }
    }

    @Test
    void redirect_isAnAnswer_andIsNotFollowed() throws IOException {
        try (Receiver secret = new Receiver(Manner.status(200))) {
            for (int status : List.of(301, 302, 303, 307, 308)) {
                try (Receiver receiver = new Receiver(Manner.text(
                        "HTTP/1.1 " + status + " x\r\nlocation: " + secret.url() + "\r\ncontent-length: 0\r\n\r\n"))) {
                    assertThat(call(receiver.url(), true)).isEqualTo(new Answered(status));
                }
            }

            assertThat(secret.calls()).isEmpty();
        }
    }

    @Test
    void silentReceiver_isGivenUpOn_howeverItIsSilent() throws IOException {
        for (Manner manner : List.of(
                Manner.hang(),
                Manner.drip(),
                Manner.endless("HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n"))) {
            try (Receiver receiver = new Receiver(manner)) {
                long start = System.nanoTime();

                assertThat(shortCall(receiver.url(), new SystemHosts())).isEqualTo(new Failed("timeout"));

                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SHORT.plusSeconds(3));
            }
        }
    }

    @Test
    void silentResolver_isGivenUpOn() throws IOException {
        HostAddresses silent = host -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        };

        assertThat(shortCall("https://hooks.example.com/", silent)).isEqualTo(new Failed("timeout"));
    }

    @Test
    void brokenReceiver_hasNotAnswered() throws IOException {
        for (Manner manner : List.of(
                Manner.close(),
                Manner.text("what?\r\n\r\n"),
                Manner.text("HTTP/1.1 000 x\r\ncontent-length: 0\r\n\r\n"),
                Manner.text("HTTP/1.1 099 x\r\ncontent-length: 0\r\n\r\n"),
                Manner.endless("HTTP/1.1 200 OK\r\n", "x-filler: 1\r\n"),
                Manner.endless("HTTP/1.1 200 OK\r\nx: ", "a"))) {
            try (Receiver receiver = new Receiver(manner)) {
                assertThat(call(receiver.url(), true)).isIn(new Failed("no_answer"), new Failed("connection_failed"));
            }
        }
    }

    @Test
    void endlessBody_isNotRead() throws IOException {
        try (Receiver receiver = new Receiver(
                Manner.endless("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", "5\r\nhello\r\n"))) {
            long start = System.nanoTime();

            assertThat(call(receiver.url(), true)).isEqualTo(new Answered(200));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG);
        }
    }

    @Test
    void nobodyListens_isAFailedConnection() throws IOException {
        String url;
        try (Receiver receiver = new Receiver(Manner.status(200))) {
            url = receiver.url();
        }

        assertThat(call(url, true)).isEqualTo(new Failed("connection_failed"));
    }

    @Test
    void ownMachine_isNotCalled_unlessItLetsItself() throws IOException {
        try (Receiver receiver = new Receiver(Manner.status(200))) {
            assertThat(call(receiver.url(), false)).isEqualTo(new Failed("not_https"));
            assertThat(call("https://localhost/", false)).isEqualTo(new Failed("closed_name"));
            assertThat(call("https://127.0.0.1/", false)).isEqualTo(new Failed("address_as_host"));

            assertThat(receiver.calls()).isEmpty();
        }
    }

    @Test
    void name_thatResolvesToAClosedAddress_isNotCalled() throws IOException {
        try (Receiver receiver = new Receiver(Manner.status(200))) {
            Map<String, List<String>> names = Map.of(
                    "inside.example.com", List.of("127.0.0.1"),
                    "both.example.com", List.of("8.8.8.8", "10.0.0.1"),
                    "cloud.example.com", List.of("169.254.169.254"),
                    "six.example.com", List.of("::1"));
            for (String name : names.keySet()) {
                HostAddresses hosts = host -> addresses(names.getOrDefault(host, List.of()));

                assertThat(call("https://" + name + "/", true, hosts, SSLContexts.createSystemDefault()))
                        .as(name)
                        .isEqualTo(new Failed("private_address"));
            }
            assertThat(call("https://gone.example.com/", true, host -> List.of(), SSLContexts.createSystemDefault()))
                    .isEqualTo(new Failed("no_such_host"));
            assertThat(receiver.calls()).isEmpty();
        }
    }

    /// The rebinding attack: the first answer is judged, the next one would be another.
    @Test
    void name_isResolvedOnce_andWhatWasJudgedIsCalled() throws IOException {
        try (Receiver receiver = new Receiver(Manner.status(200))) {
            AtomicInteger asked = new AtomicInteger();
            HostAddresses rebinding =
                    host -> addresses(List.of(asked.incrementAndGet() == 1 ? "127.0.0.1" : "10.0.0.1"));

            assertThat(call(
                            "http://localhost:" + receiver.port() + "/in",
                            true,
                            rebinding,
                            SSLContexts.createSystemDefault()))
                    .isEqualTo(new Answered(200));

            assertThat(asked).hasValue(1);
            assertThat(receiver.calls()).hasSize(1);
        }
    }

    @Test
    void certificate_mustBeOfTheName_andBelieved() throws Exception {
        SSLContext rightName = context("localhost");
        SSLContext wrongName = context("hooks.example.com");
        try (Receiver right = new Receiver(
                        rightName.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                        Manner.status(200));
                Receiver wrong = new Receiver(
                        wrongName.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                        Manner.status(200))) {
            assertThat(call("https://localhost:" + right.port() + "/", true, new SystemHosts(), rightName))
                    .isEqualTo(new Answered(200));
            assertThat(call("https://localhost:" + wrong.port() + "/", true, new SystemHosts(), wrongName))
                    .isEqualTo(new Failed("tls_failed"));
            assertThat(call("https://localhost:" + right.port() + "/", true)).isEqualTo(new Failed("tls_failed"));
            assertThat(wrong.calls()).isEmpty();
            assertThat(right.calls()).hasSize(1);
        }
    }

    @Test
    void manyCalls_atOnce_eachGetItsOwnAnswer() throws Exception {
        try (Receiver good = new Receiver(Manner.status(200));
                Receiver bad = new Receiver(Manner.status(500));
                Receiver silent = new Receiver(Manner.hang());
                WebCalls calls = new WebCalls(
                        new SystemHosts(), true, Duration.ofSeconds(3), SSLContexts.createSystemDefault())) {
            Map<String, Reply> replies = new ConcurrentHashMap<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                Receiver to = List.of(good, bad, silent).get(i % 3);
                int number = i;
                threads.add(Thread.ofVirtual()
                        .start(() ->
                                replies.put(to.port() + "#" + number, calls.call(post(to.url() + "?n=" + number)))));
            }
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(replies.entrySet().stream()
                            .collect(Collectors.groupingBy(Map.Entry::getValue, Collectors.counting())))
                    .isEqualTo(Map.of(new Answered(200), 10L, new Answered(500), 10L, new Failed("timeout"), 10L));
        }
    }

    @Test
    void signature_isTheOneOfTheOfficialLibrary_byEachOfTwoSecrets() {
        PostbackSecret first = new PostbackSecret(new byte[32]);
        PostbackSecret second = new PostbackSecret("0123456789abcdefghijklmnopqrstuv".getBytes(StandardCharsets.UTF_8));
        Instant now = Instant.now();
        NoticeId id = NoticeId.of(NoticeType.WEBHOOK_TEST, now, "whk_1");
        Map<String, List<String>> headers =
                WebhookSignature.headers(id, now, BODY, List.of(first, second)).entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        String body = new String(BODY, StandardCharsets.UTF_8);

        for (PostbackSecret secret : List.of(first, second)) {
            assertThatCode(() -> library(secret, body, headers)).doesNotThrowAnyException();
            assertThatThrownBy(() -> library(secret, body + " ", headers))
                    .isInstanceOf(WebhookVerificationException.class);
        }
        assertThatThrownBy(() -> library(
                        new PostbackSecret("another secret of many bytes".getBytes(StandardCharsets.UTF_8)),
                        body,
                        headers))
                .isInstanceOf(WebhookVerificationException.class);
    }

    private static void library(PostbackSecret secret, String body, Map<String, List<String>> headers)
            throws WebhookVerificationException, EmptyWebhookSecretException {
        new Webhook(secret.reveal()).verify(body, headers);
    }

    private static List<byte[]> addresses(List<String> literals) {
        List<byte[]> addresses = new ArrayList<>();
        try {
            for (String literal : literals) {
                addresses.add(InetAddress.getByName(literal).getAddress());
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("a literal resolves", impossible);
        }
        return Collections.unmodifiableList(addresses);
    }

    /// Its own certificate for that name, which whoever has the context believes.
    private SSLContext context(String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "a",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        made.getInputStream().readAllBytes();
        assertThat(made.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        return SSLContexts.custom()
                .loadKeyMaterial(keys, "changeit".toCharArray())
                .loadTrustMaterial(keys, null)
                .build();
    }
}
