package dev.tributary.postback;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.attribution.Attribution;
import dev.tributary.domain.base.OrderContent;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.Fingerprint;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Sale;
import dev.tributary.domain.order.Stage;
import dev.tributary.domain.order.Validation;
import dev.tributary.domain.postback.CallLog;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.token.ClickToken;
import dev.tributary.domain.token.ClickTokens;
import dev.tributary.domain.token.Device;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.queue.SqsConversions;
import dev.tributary.infrastructure.table.DynamoAccounts;
import dev.tributary.infrastructure.table.DynamoOrders;
import dev.tributary.infrastructure.table.DynamoPostbackAccess;
import dev.tributary.infrastructure.table.DynamoPostbackCredentials;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.OrderItems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Two programs, one in EUR with credentials and one in JPY, and the handler in front of them.
final class World implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-22T10:15:00Z");
    static final ProgramId PROGRAM = new ProgramId(7);
    static final ProgramId YEN = new ProgramId(8);
    static final String PATH = "/postbacks/" + PROGRAM;
    static final String YEN_PATH = "/postbacks/" + YEN;

    static final KeyRing RING = new KeyRing(List.of(
            new KeyRing.Key(
                    0,
                    "0123456789012345678901234567890123456789012345678901234567890123".getBytes(StandardCharsets.UTF_8),
                    Instant.EPOCH),
            new KeyRing.Key(
                    1,
                    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz".getBytes(StandardCharsets.UTF_8),
                    Instant.parse("2026-11-01T00:00:00Z"))));

    final Backend backend = new Backend();
    final KeyRing ring = RING;
    final DynamoPostbackCredentials credentials = new DynamoPostbackCredentials(backend.table, new SecureRandom());
    final DynamoPostbackCredentials.Plain plain;
    final DynamoPostbackCredentials.Plain yen;
    final String token;
    final PostbackHandler handler = handler(Map.of());

    World() throws IOException {
        DynamoPrograms programs = new DynamoPrograms(backend.table);
        programs.create(program(PROGRAM, "EUR"));
        programs.create(program(YEN, "JPY"));
        plain = credentials.create(PROGRAM, ring, NOW);
        yen = credentials.create(YEN, ring, NOW);
        token = plain.token().reveal();
    }

    PostbackHandler handler(Map<String, String> changes) {
        return new PostbackHandler(backend.environment(Clock.fixed(NOW, ZoneOffset.UTC), changes));
    }

    /// With another log of calls.
    PostbackHandler handler(CallLog log) {
        return new PostbackHandler(
                new PostbackHandler.Ports(
                        new DynamoPostbackAccess(backend.table),
                        new DynamoOrders(backend.table),
                        new DynamoAccounts(backend.table),
                        new SqsConversions(backend.environment(Clock.fixed(NOW, ZoneOffset.UTC), Map.of())),
                        log,
                        ExplainReads.of(backend.table)),
                () -> ring,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    APIGatewayV2HTTPResponse call(APIGatewayV2HTTPEvent event) {
        return handler.handleRequest(event, new NoContext());
    }

    String click(ProgramId program, Instant time) {
        return ClickTokens.sign(
                new ClickToken(
                        program,
                        new AffiliateId(5),
                        new LinkId(6),
                        Optional.empty(),
                        time,
                        1,
                        99,
                        0,
                        Optional.empty(),
                        Device.DESKTOP,
                        OptionalLong.empty(),
                        true,
                        false,
                        false),
                ring);
    }

    /// As an unattributed sale that was approved at once.
    static OrderState committed(Postback postback) {
        Reward reward = (Reward) postback.event();
        return new OrderState(
                postback.key(),
                Stage.UNATTRIBUTED,
                Optional.of(new Sale(
                        Fingerprint.of(reward),
                        postback.receipt(),
                        postback.occurredAt(),
                        postback.receivedAt(),
                        OrderContent.of(
                                reward.amounts(),
                                reward.items(),
                                reward.amounts().orElseThrow().currency()),
                        Optional.empty(),
                        new Attribution.Unattributed(Attribution.Reason.NO_TOUCH),
                        List.of(),
                        Optional.empty(),
                        Optional.of(Sale.NoPay.UNATTRIBUTED))),
                Optional.of(
                        new Validation(Status.APPROVED, Optional.empty(), Optional.empty(), NOW, postback.receipt())),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                0);
    }

    /// The same, in the table.
    void commit(Postback postback) {
        Map<String, AttributeValue> item = new HashMap<>();
        OrderItems.of(committed(postback), 1)
                .forEach((name, value) -> item.put(
                        name,
                        switch (value) {
                            case String text -> AttributeValue.fromS(text);
                            case byte[] bytes -> AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
                            default -> AttributeValue.fromN(value.toString());
                        }));
        backend.table
                .client()
                .putItem(put -> put.tableName(backend.table.name()).item(item));
    }

    static Program program(ProgramId id, String currency) {
        return new Program(
                id,
                new MerchantId(1),
                "Shop",
                new CurrencyCode(currency),
                ZoneId.of("Europe/Riga"),
                List.of("shop.example"),
                Program.DEFAULT_CLICK_PARAMETER,
                Optional.empty(),
                Optional.empty(),
                1,
                Set.of(),
                List.of());
    }

    @Override
    public void close() {
        backend.close();
    }

    /// What Lambda would tell.
    static final class NoContext implements Context {
        @Override
        public String getAwsRequestId() {
            return "request-1";
        }

        @Override
        public String getLogGroupName() {
            return "";
        }

        @Override
        public String getLogStreamName() {
            return "";
        }

        @Override
        public String getFunctionName() {
            return "postback";
        }

        @Override
        public String getFunctionVersion() {
            return "1";
        }

        @Override
        public String getInvokedFunctionArn() {
            return "";
        }

        @Override
        public CognitoIdentity getIdentity() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ClientContext getClientContext() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int getRemainingTimeInMillis() {
            return 30_000;
        }

        @Override
        public int getMemoryLimitInMB() {
            return 512;
        }

        @Override
        public LambdaLogger getLogger() {
            throw new UnsupportedOperationException();
        }
    }
}
