package dev.tributary.api;

import dev.tributary.domain.stored.UnavailableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// Certificates from PayPal's own address, over TLS, kept while the process lives. Of the address
/// in an event only the last part is taken: where it is asked for is fixed by the configuration, so
/// no event leads to another machine, and no redirect does.
final class FetchedCertificates implements PayPalCertificates {
    private static final String PATH = "/v1/notifications/certs/";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Duration ANSWER = Duration.ofSeconds(4);
    private static final long MOST_BYTES = 64_000;
    private static final int MOST_KEPT = 16;

    private final List<String> roots;
    private final Map<String, X509Certificate> kept = new HashMap<>();

    /// @param address of PayPal's API
    /// @throws IllegalStateException for an address that is none
    FetchedCertificates(String address) {
        String root = root(address);
        // What answers at `api-m.paypal.com` names its certificates at `api.paypal.com`.
        this.roots = List.of(root, root.replaceFirst("^https://api-m\\.", "https://api."));
    }

    @Override
    public Optional<X509Certificate> find(String address) {
        for (String root : roots) {
            if (address.startsWith(root + PATH)
                    && NAME.matcher(address.substring(root.length() + PATH.length()))
                            .matches()) {
                return Optional.ofNullable(kept.get(address)).or(() -> fetch(address));
            }
        }
        return Optional.empty();
    }

    private Optional<X509Certificate> fetch(String address) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address)).timeout(ANSWER).build();
        // One per use: none stands in a snapshot, and no connection outlives a frozen process.
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(ANSWER)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            CompletableFuture<HttpResponse<byte[]>> call =
                    client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
            try {
                HttpResponse<byte[]> response = call.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
                if (response.statusCode() >= 500 || response.statusCode() == 429) {
                    throw new UnavailableException(
                            "PayPal's certificate", new IOException("status " + response.statusCode()));
                }
                Optional<X509Certificate> certificate =
                        response.statusCode() == 200 ? read(response.body()) : Optional.empty();
                certificate.ifPresent(one -> keep(address, one));
                return certificate;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new UnavailableException("PayPal's certificate", stopped);
            } catch (ExecutionException | TimeoutException silent) {
                throw new UnavailableException("PayPal's certificate", silent);
            } finally {
                call.cancel(true);
                client.shutdownNow();
            }
        }
    }

    private void keep(String address, X509Certificate certificate) {
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(address, certificate);
    }

    /// The first one: a chain begins with whose key signs.
    private static Optional<X509Certificate> read(byte[] pem) {
        try {
            return Optional.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
        } catch (CertificateException none) {
            return Optional.empty();
        }
    }

    private static String root(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalStateException("PAYPAL_URL is no address", malformed);
        }
        boolean tls = "https".equals(uri.getScheme()) && uri.getHost() != null;
        boolean own = "http".equals(uri.getScheme()) && "127.0.0.1".equals(uri.getHost());
        if (!tls && !own) {
            throw new IllegalStateException("PAYPAL_URL is no https address");
        }
        return uri.getScheme() + "://" + uri.getAuthority();
    }
}
