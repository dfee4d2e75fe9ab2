package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.access.ApiKey;
import dev.tributary.domain.access.ApiKeySecret;
import dev.tributary.domain.access.Scope;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.table.DynamoDeliveries;
import dev.tributary.infrastructure.table.DynamoEndpoints;
import dev.tributary.infrastructure.table.Table;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The programs and enrollments of `ApiFixture`, keys that may write, and a clock that is set:
/// merchants 1, 2 and 9, affiliates 1, 2, 3 and 9, who is enrolled nowhere.
final class WriteApi {
    final ApiFixture stored = ApiFixture.filled();
    KeyRing ring = stored.ring;
    Instant now = ApiFixture.NOW;
    final List<Adjustment> sent = new ArrayList<>();
    final List<Transfer> transfers = new ArrayList<>();
    final KeptFiles files = new KeptFiles();
    /// What stands in the bucket of payout files, by name.
    final Map<String, byte[]> payoutFiles = new HashMap<>();
    final KeptMail mail = new KeptMail();
    boolean queueDown;
    /// From where calls come.
    String address = "192.0.2.7";
    private boolean limited;
    private PublicOrigin publicOrigin = PublicOrigin.OF_THE_GATEWAY;
    /// The gateway's name, where a call says another.
    Optional<String> domain = Optional.empty();
    /// What names resolve to.
    final Map<String, List<byte[]>> hosts =
            new HashMap<>(Map.of("hooks.example.com", List.of(new byte[] {8, 8, 8, 8})));
    PayPalCertificates certificates = address -> Optional.empty();
    private final Map<String, String> secrets = new HashMap<>();
    private ApiHandler handler;

    WriteApi() {
        handler = handler(stored.table);
        for (long merchant : new long[] {1, 2, 9}) {
            key("merchant " + merchant, new Tenant.OfMerchant(new MerchantId(merchant)));
        }
        key("keeper 1", new Tenant.OfMerchant(new MerchantId(1)));
        for (long affiliate : new long[] {1, 2, 3, 9}) {
            key("affiliate " + affiliate, new Tenant.OfAffiliate(new AffiliateId(affiliate)));
        }
    }

    /// Something stands before it from here on, and this is its address.
    void behind(String origin) {
        publicOrigin = PublicOrigin.of(new Environment(Map.of("PUBLIC_ORIGIN", origin), new SetClock()));
        handler = handler(stored.table);
    }

    /// What happens to calls of the table from here on.
    void withFaults(ExecutionInterceptor... faults) {
        handler = handler(stored.embedded.connect(faults));
    }

    /// As in the cloud, where nobody calls as often as tests do; and what happens to calls of the table.
    void withLimits(ExecutionInterceptor... faults) {
        limited = true;
        withFaults(faults);
    }

    APIGatewayV2HTTPResponse get(String who, String target) {
        return call(who, "GET", target, "");
    }

    APIGatewayV2HTTPResponse post(String who, String target, String body, String... headers) {
        return call(who, "POST", target, body, headers);
    }

    /// Of a key that was made by a call, or of a person the cookie.
    void use(String who, String secret) {
        secrets.put(who, secret);
    }

    APIGatewayV2HTTPResponse patch(String who, String target, String body, String... headers) {
        return call(who, "PATCH", target, body, headers);
    }

    /// @param who an owner of a key, a person who has signed in, or `nobody`
    /// @param headers name, value, name, value
    APIGatewayV2HTTPResponse call(String who, String method, String target, String body, String... headers) {
        Map<String, String> all = new TreeMap<>(Map.of("host", "tributary.example"));
        if (!who.equals("nobody")) {
            String secret = Objects.requireNonNull(secrets.get(who), who);
            if (secret.startsWith("trb_")) {
                all.put("authorization", "Bearer " + secret);
            } else {
                all.putAll(Map.of("cookie", secret, "sec-fetch-site", "same-origin", "tributary-request", "1"));
            }
        }
        if (!body.isEmpty()) {
            all.putIfAbsent("content-type", "application/json");
        }
        for (int at = 0; at < headers.length; at += 2) {
            all.put(headers[at], headers[at + 1]);
        }
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        APIGatewayV2HTTPEvent event = APIGatewayV2HTTPEvent.builder()
                .withRawPath(path)
                .withRawQueryString(mark < 0 ? "" : target.substring(mark + 1))
                .withHeaders(all)
                .withBody(body)
                .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                        .withDomainName(domain.orElse(all.get("host")))
                        .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                                .withMethod(method)
                                .withPath(path)
                                .withSourceIp(address)
                                .build())
                        .build())
                .build();
        APIGatewayV2HTTPResponse answer = handler.handleRequest(event, context());
        // A page is no part of the document.
        if (!path.equals("/sign-in")) {
            assertThat(OpenApi.faults(method, path, answer))
                    .as(method + " " + target + ": " + answer.getBody())
                    .isEmpty();
        }
        return answer;
    }

    /// Every item by its key, but for the day of a key's last use, which a refused call sets too.
    Map<String, Map<String, AttributeValue>> items() {
        Map<String, Map<String, AttributeValue>> items = new TreeMap<>();
        stored.table
                .client()
                .scanPaginator(scan -> scan.tableName(stored.table.name()).consistentRead(true))
                .items()
                .forEach(item -> {
                    String pk = Objects.requireNonNull(item.get("pk")).s();
                    if (!pk.startsWith("I#")) {
                        items.put(
                                pk + " / "
                                        + Objects.requireNonNull(item.get("sk")).s(),
                                item);
                    }
                });
        return items;
    }

    /// How many items begin with a text.
    long count(String prefix) {
        return items().keySet().stream().filter(key -> key.startsWith(prefix)).count();
    }

    ApiHandler handler() {
        return handler;
    }

    List<String> routes() {
        return handler.routes().stream()
                .map(route -> route.method() + " " + route.path())
                .toList();
    }

    private ApiHandler handler(Table table) {
        return new ApiHandler(
                ApiHandler.Stores.of(table),
                ApiHandler.WriteStores.of(table),
                MoneyStores.of(table, name -> Optional.ofNullable(payoutFiles.get(name)), 1, this::send, this::move),
                ExportRoutes.Stores.of(table, files),
                PeopleStores.of(table, mail),
                new WebhookRoutes.Stores(
                        new DynamoEndpoints(table),
                        new DynamoDeliveries(table),
                        host -> hosts.getOrDefault(host, List.of()),
                        false),
                () -> ring,
                address -> certificates.find(address),
                limited ? CallLimits.usual(new SetClock()) : CallLimits.none(new SetClock()),
                publicOrigin,
                new SetClock());
    }

    private void send(List<Adjustment> decisions) {
        if (queueDown) {
            throw new UnavailableException("queue", new IllegalStateException("down"));
        }
        sent.addAll(decisions);
    }

    private void move(List<Transfer> some) {
        if (queueDown) {
            throw new UnavailableException("queue", new IllegalStateException("down"));
        }
        transfers.addAll(some);
    }

    private void key(String owner, Tenant tenant) {
        byte[] random = Arrays.copyOf(("w " + owner).getBytes(StandardCharsets.UTF_8), ApiKeySecret.RANDOM_BYTES);
        ApiKeySecret secret = ApiKeySecret.of(random);
        secrets.put(owner, secret.reveal());
        stored.keys.create(ApiKey.of(secret, tenant, scopes(owner), owner, now));
    }

    /// A `keeper` of keys has no scope beside; everybody else has them all.
    private static Set<Scope> scopes(String owner) {
        return owner.startsWith("keeper") ? Set.of(Scope.KEYS) : Set.of(Scope.values());
    }

    private static Context context() {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> "request");
    }

    private final class SetClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
