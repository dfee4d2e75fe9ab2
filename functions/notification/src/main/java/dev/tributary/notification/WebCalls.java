package dev.tributary.notification;

import dev.tributary.domain.notice.EndpointUrl;
import dev.tributary.domain.notice.EndpointUrl.Fault;
import dev.tributary.domain.notice.EndpointUrl.Parsed;
import dev.tributary.domain.notice.HostAddresses;
import dev.tributary.notification.OutgoingCall.Reply;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Serial;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.Timeout;

/// Calls addresses that strangers chose. A name is resolved once, by the client itself, and what it resolves to is
/// judged before the client connects to exactly that: a name that resolves to something else a moment later
/// gains nothing. No redirect is followed, no answer's body read, no connection kept.
final class WebCalls implements Calls {
    /// All of a call: the name, the connection, and the head of the answer.
    private static final Duration WHOLE = Duration.ofSeconds(5);

    private static final ContentType JSON = ContentType.create("application/json");
    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_LINE = 8_192;
    /// More than a batch brings: none waits for a connection until its time is over.
    private static final int MOST_AT_ONCE = 256;

    private final boolean own;
    private final Duration whole;
    private final CloseableHttpClient client;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    /// @param own whether this machine's own addresses may be called
    WebCalls(HostAddresses hosts, boolean own) {
        this(hosts, own, WHOLE, SSLContexts.createSystemDefault());
    }

    /// @param trust whose certificates are believed
    WebCalls(HostAddresses hosts, boolean own, Duration whole, SSLContext trust) {
        this.own = own;
        this.whole = whole;
        Timeout each = Timeout.of(whole);
        client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new JudgedHosts(hosts, own))
                        .setTlsSocketStrategy(ClientTlsStrategyBuilder.create()
                                .setSslContext(trust)
                                .buildClassic())
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxHeaderCount(MOST_HEADERS)
                                        .setMaxLineLength(LONGEST_LINE)
                                        .build())
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(each)
                                .setSocketTimeout(each)
                                .build())
                        .setMaxConnTotal(MOST_AT_ONCE)
                        .setMaxConnPerRoute(MOST_AT_ONCE)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(each)
                        .setConnectionRequestTimeout(each)
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent("Tributary-Webhooks/1")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    @Override
    public Reply call(OutgoingCall call) {
        return switch (EndpointUrl.filled(call.url(), own)) {
            case Parsed.Refused(Fault fault) -> new Reply.Failed(fault.code());
            case Parsed.Allowed(EndpointUrl url) -> await(url, request(url, call));
        };
    }

    private static HttpUriRequestBase request(EndpointUrl url, OutgoingCall call) {
        HttpUriRequestBase request =
                new HttpUriRequestBase(call.body().isPresent() ? "POST" : "GET", URI.create(url.toString()));
        call.headers().forEach(request::setHeader);
        call.body().ifPresent(body -> request.setEntity(new ByteArrayEntity(body, JSON)));
        return request;
    }

    private Reply await(EndpointUrl url, HttpUriRequestBase request) {
        Future<Integer> status = calls.submit(() -> status(url, request));
        try {
            return new Reply.Answered(status.get(whole.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            return new Reply.Failed("timeout");
        } catch (ExecutionException failed) {
            return new Reply.Failed(why(Objects.requireNonNull(failed.getCause())));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Reply.Failed("interrupted");
        } finally {
            request.abort();
            status.cancel(true);
        }
    }

    private int status(EndpointUrl url, HttpUriRequestBase request) throws IOException {
        HttpHost host = new HttpHost(url.secure() ? "https" : "http", url.host(), url.port());
        int code = client.executeOpen(host, request, null).getCode();
        // Instead of closing the answer, which would read out a body that may never end.
        request.abort();
        return code;
    }

    private static String why(Throwable cause) {
        return switch (cause) {
            case JudgedHosts.RefusedHostException refused -> refused.fault().code();
            case UnknownHostException unknown -> Fault.NO_SUCH_HOST.code();
            case SSLException untrusted -> "tls_failed";
            case InterruptedIOException late -> "timeout";
            case SocketException refused -> "connection_failed";
            case IOException broken -> "no_answer";
            // Of our client, by what it made of an answer that is none (a status 000), or of ours.
            default -> Attempts.broken(cause);
        };
    }

    @Override
    public void close() throws IOException {
        calls.shutdownNow();
        client.close();
    }

    /// Resolves a name once, and gives nothing that is closed to us.
    private record JudgedHosts(HostAddresses hosts, boolean own) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            List<byte[]> addresses = hosts.of(host);
            EndpointUrl url = new EndpointUrl(true, host, 443, "/");
            if (!own && url.isOwn()) {
                throw new RefusedHostException(Fault.PRIVATE_ADDRESS);
            }
            Optional<Fault> fault = url.judge(addresses);
            if (fault.isPresent()) {
                throw new RefusedHostException(fault.get());
            }
            List<InetAddress> judged = new ArrayList<>();
            for (byte[] address : addresses) {
                // With the name, which TLS is asked for; nothing is resolved again.
                judged.add(InetAddress.getByAddress(host, address));
            }
            return judged.toArray(InetAddress[]::new);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }

        static final class RefusedHostException extends UnknownHostException {
            @Serial
            private static final long serialVersionUID = 1;

            private final Fault fault;

            RefusedHostException(Fault fault) {
                this.fault = fault;
            }

            Fault fault() {
                return fault;
            }
        }
    }
}
