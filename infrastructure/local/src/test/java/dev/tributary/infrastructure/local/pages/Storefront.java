package dev.tributary.infrastructure.local.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// The sites of a shop on one port of this machine, over https: shop.example with its pages, the checkouts
/// pay.example and other.example, and platform.example, which serves a script and takes what it sends, or refuses. It
/// notes each call. A browser finds it by `rules` and takes its certificate, which nobody has signed.
final class Storefront implements AutoCloseable {
    static final String SHOP = "https://shop.example";
    static final String PLATFORM = "https://platform.example";

    /// What breaks a connection off.
    static final String GONE = "prg_gone";

    private static final String PASSWORD = "for-tests-only";

    /// @param address with its query: `/order?a=b`
    record Seen(String method, String host, String address, String body) {
        @Override
        public String toString() {
            return method + " " + host + address + (body.isEmpty() ? "" : " " + body);
        }
    }

    private record File(String type, String text, Map<String, String> headers) {}

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, File> files = new ConcurrentHashMap<>();
    private volatile int status = 200;
    private volatile CountDownLatch door = new CountDownLatch(0);
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    private Storefront(HttpsServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
    }

    /// @param folder for the certificate
    static Storefront start(Path folder) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Storefront shop = new Storefront(server);
        server.setHttpsConfigurator(new HttpsConfigurator(certified(folder.resolve("shop.p12"))) {
            @Override
            public void configure(HttpsParameters parameters) {
                shop.waitUntilOpen();
                super.configure(parameters);
            }
        });
        server.start();
        return shop;
    }

    private static SSLContext certified(Path store) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "shop",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=shop.example",
                        "-ext",
                        "san=dns:shop.example,dns:pay.example",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool: " + said);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /// What the browser is started with.
    String[] rules() {
        return new String[] {
            "--host-resolver-rules=MAP *.example 127.0.0.1:"
                    + server.getAddress().getPort(),
            "--ignore-certificate-errors",
            // A page that is left is gone, and is not kept for coming back.
            "--disable-features=BackForwardCache",
            // Without a head it calls itself a robot, and is believed.
            "--user-agent=Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36"
        };
    }

    void page(String path, String html, Map<String, String> headers) {
        files.put(path, new File("text/html; charset=utf-8", html, headers));
    }

    void script(String path, String text) {
        files.put(path, new File("text/javascript; charset=utf-8", text, Map.of()));
    }

    /// From now on whoever connects waits, until `open`.
    void shut() {
        door = new CountDownLatch(1);
    }

    void open() {
        door.countDown();
    }

    private void waitUntilOpen() {
        try {
            assertThat(door.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// All calls but for pages and scripts that were put here.
    List<Seen> seen() {
        return List.copyOf(seen);
    }

    /// What the platform answers to an order, until all is forgotten.
    void tell(int answer) {
        status = answer;
    }

    void forget() {
        seen.clear();
        status = 200;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.contains(GONE)) {
                return;
            }
            if (path.equals("/favicon.ico")) {
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            Headers headers = exchange.getResponseHeaders();
            headers.add("connection", "close");
            File file = files.get(path);
            int answer = 200;
            if (file == null) {
                if (path.startsWith("/pixel/")) {
                    // As the platform lets any page read it.
                    headers.add("access-control-allow-origin", "*");
                    answer = status;
                }
                seen.add(new Seen(
                        exchange.getRequestMethod(),
                        String.valueOf(exchange.getRequestHeaders().getFirst("host")),
                        exchange.getRequestURI().toString(),
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
                file = new File("text/html; charset=utf-8", "<!doctype html><h1>Thanks</h1>", Map.of());
            }
            headers.add("content-type", file.type);
            headers.add("cache-control", "no-store");
            file.headers.forEach(headers::add);
            byte[] body = file.text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
