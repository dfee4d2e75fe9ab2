package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tributary.domain.stored.UnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Certificates come from the address that the configuration names, and from no other machine.
class FetchedCertificatesTest {
    private static final SigningKeys KEYS = SigningKeys.of("RSA", "2026/01/01", 3_650);
    private static final String PATH = "/v1/notifications/certs/";

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private volatile int status = 200;
    private volatile String body = KEYS.pem();
    private HttpServer server;
    private String root;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", call -> {
            asked.add(call.getRequestURI().toString());
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            if (status == 302) {
                call.getResponseHeaders().set("Location", root + PATH + "CERT-other");
            }
            call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            call.getResponseBody().write(bytes);
            call.close();
        });
        server.start();
        root = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void certificate_isFetchedOnce() {
        FetchedCertificates certificates = new FetchedCertificates(root);
        for (int repeat = 0; repeat < 3; repeat++) {
            assertThat(certificates.find(root + PATH + "CERT-360caa42-fca2a594-1d93a270"))
                    .contains(KEYS.certificate());
        }
        assertThat(asked).containsExactly(PATH + "CERT-360caa42-fca2a594-1d93a270");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "https://evil.example/v1/notifications/certs/CERT-1",
                "{root}.evil.example/v1/notifications/certs/CERT-1",
                "{root}@evil.example/v1/notifications/certs/CERT-1",
                "{root}/v1/notifications/certs/",
                "{root}/v1/notifications/certs/../../oauth2/token",
                "{root}/v1/notifications/certs/CERT-1?x=1",
                "{root}/v1/notifications/certs/CERT-1#x",
                "{root}/v1/notifications/certs/CERT-1/more",
                "{root}/v1/notifications/certs/%2e%2e",
                "{root}/other/CERT-1"
            })
    void otherAddress_isNeverAsked(String address) {
        assertThat(new FetchedCertificates(root).find(address.replace("{root}", root)))
                .isEmpty();
        assertThat(asked).isEmpty();
    }

    /// Where certificates are named at another host than the API: nothing else is its neighbour.
    @Test
    void onlyPayPalsOwnHosts_areAllowed() throws Exception {
        Map<String, Boolean> hosts = Map.of(
                "https://api.paypal.example", true,
                "https://api-m.paypal.example", true,
                "https://www.paypal.example", false,
                "https://api.paypal.example.evil.example", false,
                "http://api.paypal.example", false);
        for (Map.Entry<String, Boolean> host : hosts.entrySet()) {
            FetchedCertificates certificates = new FetchedCertificates("https://api-m.paypal.example");
            if (host.getValue()) {
                // It is asked, and there is no such machine.
                assertThatThrownBy(() -> certificates.find(host.getKey() + PATH + "CERT-1"))
                        .isInstanceOf(UnavailableException.class);
            } else {
                assertThat(certificates.find(host.getKey() + PATH + "CERT-1")).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"200, 'no certificate'", "404, ''", "302, ''", "401, ''"})
    void noCertificate_isNone(int answer, String text) {
        status = answer;
        body = text;
        FetchedCertificates certificates = new FetchedCertificates(root);
        assertThat(certificates.find(root + PATH + "CERT-1")).isEmpty();
        assertThat(asked).hasSize(1);
        status = 200;
        body = KEYS.pem();
        assertThat(certificates.find(root + PATH + "CERT-1"))
                .as("what was not there is asked for again")
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429})
    void silence_isNoWord(int answer) {
        status = answer;
        assertThatThrownBy(() -> new FetchedCertificates(root).find(root + PATH + "CERT-1"))
                .isInstanceOf(UnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api.paypal.example", "api.paypal.example", "https://", "ht tp://x", "ftp://x"})
    void address_isTls(String address) {
        assertThatThrownBy(() -> new FetchedCertificates(address))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PAYPAL_URL");
    }
}
