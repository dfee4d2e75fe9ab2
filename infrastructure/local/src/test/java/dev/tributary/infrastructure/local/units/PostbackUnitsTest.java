package dev.tributary.infrastructure.local.units;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.tributary.domain.access.ApiKey;
import dev.tributary.domain.access.ApiKeySecret;
import dev.tributary.domain.access.Scope;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.lambda.NoContext;
import dev.tributary.infrastructure.local.meter.MeterProxy;
import dev.tributary.infrastructure.local.meter.TableMeter;
import dev.tributary.infrastructure.table.DynamoApiKeys;
import dev.tributary.infrastructure.table.DynamoPostbackCredentials;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.Table;
import dev.tributary.postback.PostbackEdge;
import dev.tributary.postback.PostbackHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Write units of a postback before it is decided: one for its line in the log of calls, none for a stranger's and
/// for one that only asks how it is read.
class PostbackUnitsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:00Z");
    private static final ProgramId PROGRAM = new ProgramId(7);
    private static final String SALE = "event=sale&order_id=A-1&currency=EUR&amount=";

    private final KeyRing ring = new KeyRing(
            List.of(new KeyRing.Key(0, "0123456789".repeat(6).getBytes(StandardCharsets.UTF_8), Instant.EPOCH)));

    @Test
    void call_costsOneUnitForItsLine() throws IOException {
        EmbeddedTable embedded = EmbeddedTable.create();
        Table table = embedded.connect();
        new DynamoPrograms(table)
                .create(new Program(
                        PROGRAM,
                        new MerchantId(1),
                        "Shop",
                        new CurrencyCode("EUR"),
                        ZoneId.of("Europe/Riga"),
                        List.of("shop.example"),
                        Program.DEFAULT_CLICK_PARAMETER,
                        Optional.empty(),
                        Optional.empty(),
                        1,
                        Set.of(),
                        List.of()));
        String token = new DynamoPostbackCredentials(table, new SecureRandom())
                .create(PROGRAM, ring, NOW)
                .token()
                .reveal();
        ApiKeySecret key = ApiKeySecret.of(new byte[ApiKeySecret.RANDOM_BYTES]);
        new DynamoApiKeys(table)
                .create(ApiKey.of(key, new Tenant.OfMerchant(new MerchantId(1)), Set.of(Scope.READ), "Tester", NOW));
        TableMeter meter = new TableMeter(Clock.systemUTC());
        try (MeterProxy proxy = MeterProxy.before(URI.create(embedded.url()), meter);
                DynamoDbClient client = DynamoDbClient.builder()
                        .region(Region.EU_CENTRAL_1)
                        .endpointOverride(proxy.endpoint("postback"))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build()) {
            PostbackHandler handler = PostbackEdge.of(
                    new Table(client, embedded.name()), ring, postback -> {}, Clock.fixed(NOW, ZoneOffset.UTC));
            String asks = "Bearer " + key.reveal();

            assertThat(units(meter, handler, SALE + "1.00&token=" + token, "", 202))
                    .isEqualTo(1);
            assertThat(units(meter, handler, SALE + "-1.00&token=" + token, "", 422))
                    .isEqualTo(1);
            assertThat(units(meter, handler, SALE + "1.00&token=x", "", 401)).isZero();
            assertThat(units(meter, handler, SALE + "1.00&explain=1&token=" + token, asks, 200))
                    .isZero();
        }
    }

    private static long units(
            TableMeter meter, PostbackHandler handler, String query, String authorization, int status) {
        APIGatewayV2HTTPEvent event = APIGatewayV2HTTPEvent.builder()
                .withRawPath("/postbacks/" + PROGRAM)
                .withRawQueryString(query)
                .withHeaders(authorization.isEmpty() ? Map.of() : Map.of("authorization", authorization))
                .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                        .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                                .withMethod("GET")
                                .withSourceIp("192.0.2.7")
                                .build())
                        .build())
                .build();
        meter.reset();
        assertThat(handler.handleRequest(event, new NoContext()).getStatusCode())
                .isEqualTo(status);
        return meter.report().writeUnits();
    }
}
