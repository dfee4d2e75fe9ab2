package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.access.ApiKey;
import dev.tributary.domain.access.ApiKeySecret;
import dev.tributary.domain.access.Scope;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.click.DayCounts;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkCode;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.LandingUrl;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.table.DynamoAccounts;
import dev.tributary.infrastructure.table.DynamoApiKeys;
import dev.tributary.infrastructure.table.DynamoClickChunks;
import dev.tributary.infrastructure.table.DynamoClickEntries;
import dev.tributary.infrastructure.table.DynamoEnrollments;
import dev.tributary.infrastructure.table.DynamoLinks;
import dev.tributary.infrastructure.table.DynamoMonthFigures;
import dev.tributary.infrastructure.table.DynamoOrderLists;
import dev.tributary.infrastructure.table.DynamoOrders;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.DynamoTerms;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.Table;
import dev.tributary.infrastructure.table.TestMarket;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// An API on a table of its own. Merchant 1 has programs 1 and 2, merchant 2 has program 3.
/// Affiliate 1 is in programs 1 and 2, affiliate 2 in 1, affiliate 3 in 3; link n1 is in program 1.
final class ApiFixture {
    static final Instant NOW = Instant.parse("2026-11-22T22:30:00Z");
    private static final Instant BEFORE = Instant.parse("2026-11-01T08:00:00Z");
    final EmbeddedTable embedded = EmbeddedTable.create();
    final Table table = embedded.connect();
    final DynamoPrograms programs = new DynamoPrograms(table);
    final DynamoEnrollments enrollments = new DynamoEnrollments(table);
    final DynamoLinks links = new DynamoLinks(table);
    final DynamoApiKeys keys = new DynamoApiKeys(table);
    final DayCounts.Sum clicks = new DayCounts.Sum();
    private final Map<String, String> secrets = new HashMap<>();
    final KeyRing ring;
    /// How often a single order was read.
    int orderReads;
    private final ApiHandler handler;

    static KeyRing.Key firstKey() {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) 7);
        return new KeyRing.Key(0, secret, Instant.EPOCH);
    }

    ApiFixture() {
        ring = new KeyRing(List.of(firstKey()));
        ApiHandler.Stores stores = new ApiHandler.Stores(
                keys,
                programs,
                enrollments,
                links,
                (program, zone, first, last, dimension) -> clicks.counts()
                        .only(day -> !day.isBefore(first) && !day.isAfter(last), key -> key.dimension() == dimension),
                new DynamoClickChunks(table),
                new DynamoTerms(table),
                key -> {
                    orderReads++;
                    return new DynamoOrders(table).find(key);
                },
                new DynamoOrderLists(table),
                new DynamoAccounts(table),
                new DynamoClickEntries(table),
                new DynamoMonthFigures(table));
        handler = handler(stores, table, () -> ring);
        key("merchant 1", new Tenant.OfMerchant(new MerchantId(1)), Set.of(Scope.READ, Scope.WRITE));
        key("merchant 2", new Tenant.OfMerchant(new MerchantId(2)), Set.of(Scope.READ));
        key("affiliate 1", new Tenant.OfAffiliate(new AffiliateId(1)), Set.of(Scope.READ));
        key("affiliate 3", new Tenant.OfAffiliate(new AffiliateId(3)), Set.of(Scope.READ));
        key("nobody", new Tenant.OfMerchant(new MerchantId(9)), Set.of(Scope.READ));
        key("writer", new Tenant.OfMerchant(new MerchantId(1)), Set.of(Scope.WRITE));
        key("revoked", new Tenant.OfMerchant(new MerchantId(1)), Set.of(Scope.READ));
        keys.revoke(ApiKeySecret.parse(secret("revoked")).orElseThrow().hash(), BEFORE);
    }

    /// With the programs, enrollments and links of the class's comment.
    static ApiFixture filled() {
        ApiFixture api = new ApiFixture();
        api.program(1, 1);
        api.program(2, 1);
        api.program(3, 2);
        api.enroll(1, 1, EnrollmentState.APPROVED);
        api.enroll(2, 1, EnrollmentState.PAUSED);
        api.enroll(1, 2, EnrollmentState.APPROVED);
        api.enroll(3, 3, EnrollmentState.APPROVED);
        api.link(11, "one", 1, 1);
        api.link(12, "two", 2, 1);
        api.link(21, "three", 1, 2);
        api.link(33, "four", 3, 3);
        return api;
    }

    void program(long id, long merchant) {
        programs.create(new Program(
                new ProgramId(id),
                new MerchantId(merchant),
                "Program " + id,
                new CurrencyCode("EUR"),
                ZoneId.of("Europe/Riga"),
                List.of("shop.example"),
                Program.DEFAULT_CLICK_PARAMETER,
                Optional.of("utm_source=tributary"),
                Optional.empty(),
                1,
                Set.of(),
                List.of(new Program.TermsVersion(1, Instant.EPOCH))));
        new DynamoTerms(table).create(new ProgramId(id), TestMarket.terms(1));
    }

    void enroll(long program, long affiliate, EnrollmentState state) {
        enrollments.create(new Enrollment(
                new ProgramId(program),
                new AffiliateId(affiliate),
                List.of(new Enrollment.Change(EnrollmentState.APPLIED, BEFORE), new Enrollment.Change(state, BEFORE)),
                Optional.empty()));
    }

    void link(long id, String code, long program, long affiliate) {
        links.create(new Link(
                new LinkId(id),
                new LinkCode(code),
                new ProgramId(program),
                new AffiliateId(affiliate),
                Optional.empty(),
                Optional.empty(),
                LandingUrl.of("https://shop.example/" + code),
                true));
    }

    private void key(String owner, Tenant tenant, Set<Scope> scopes) {
        byte[] random = Arrays.copyOf(owner.getBytes(StandardCharsets.UTF_8), ApiKeySecret.RANDOM_BYTES);
        ApiKeySecret secret = ApiKeySecret.of(random);
        secrets.put(owner, secret.reveal());
        keys.create(ApiKey.of(secret, tenant, scopes, owner, BEFORE));
    }

    String secret(String owner) {
        return Objects.requireNonNull(secrets.get(owner), owner);
    }

    List<String> routes() {
        return handler.routes().stream()
                .map(route -> route.method() + " " + route.path())
                .toList();
    }

    /// Those without a permission, but for the pages.
    List<String> personalRoutes() {
        return handler.personal().stream()
                .map(route -> route.method() + " " + route.path())
                .filter(route -> route.contains(" /v1/"))
                .toList();
    }

    /// A call by an owner's key; the answer has been held against the document.
    APIGatewayV2HTTPResponse call(String owner, String method, String target) {
        return call(method, target, Map.of("authorization", "Bearer " + secret(owner)), "");
    }

    APIGatewayV2HTTPResponse get(String owner, String target) {
        return call(owner, "GET", target);
    }

    /// @param written where its writes go
    ApiHandler handler(ApiHandler.Stores stores, Table written, Rings signing) {
        MoneyStores money = MoneyStores.of(written, name -> Optional.empty(), 1, decisions -> {}, transfers -> {});
        return new ApiHandler(
                stores,
                ApiHandler.WriteStores.of(written),
                money,
                ExportRoutes.Stores.of(written, new KeptFiles()),
                PeopleStores.of(written, new KeptMail()),
                WebhookRoutes.Stores.closed(written),
                signing,
                address -> Optional.empty(),
                CallLimits.none(Clock.fixed(NOW, ZoneOffset.UTC)),
                PublicOrigin.OF_THE_GATEWAY,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /// What another handler than the fixture's own answers to a GET.
    APIGatewayV2HTTPResponse answer(ApiHandler other, String owner, String target) {
        return answer(other, "GET", target, Map.of("authorization", "Bearer " + secret(owner)), "");
    }

    APIGatewayV2HTTPResponse call(String method, String target, Map<String, String> headers, String body) {
        return answer(handler, method, target, headers, body);
    }

    private APIGatewayV2HTTPResponse answer(
            ApiHandler answering, String method, String target, Map<String, String> headers, String body) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        APIGatewayV2HTTPEvent event = APIGatewayV2HTTPEvent.builder()
                .withRawPath(path)
                .withRawQueryString(mark < 0 ? "" : target.substring(mark + 1))
                .withHeaders(headers)
                .withBody(body)
                .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                        .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                                .withMethod(method)
                                .withPath(path)
                                .build())
                        .build())
                .build();
        APIGatewayV2HTTPResponse answer = answering.handleRequest(event, context());
        if (!answer.getBody().isEmpty()) {
            assertThat(OpenApi.faults(isServed(path) ? path : "/v1/programs", answer))
                    .as(method + " " + target + ": " + answer.getBody())
                    .isEmpty();
        }
        secrets.values().forEach(secret -> assertThat(answer.toString()).doesNotContain(secret));
        return answer;
    }

    private boolean isServed(String path) {
        return handler.routes().stream()
                .anyMatch(route -> path.matches(route.path().replaceAll("\\{[a-z_]+}", "[^/]+")));
    }

    private static Context context() {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> "request");
    }
}
