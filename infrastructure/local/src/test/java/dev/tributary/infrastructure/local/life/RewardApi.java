package dev.tributary.infrastructure.local.life;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.api.ApiHandler;
import dev.tributary.domain.access.ApiKey;
import dev.tributary.domain.access.ApiKeySecret;
import dev.tributary.domain.access.Scope;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.books.BookFiles;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.message.DecisionQueue;
import dev.tributary.infrastructure.table.DynamoApiKeys;
import dev.tributary.infrastructure.table.DynamoCallRecords;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;

/// The API function between its callers and a table that fails it: whoever is not answered calls again, under
/// the same key, when the lease of the call is over.
final class RewardApi {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MERCHANT = "merchant";
    private static final int MAX_TRIES = 8;
    /// It is asked for the id of a call alone.
    private static final Context CONTEXT = (Context) Proxy.newProxyInstance(
            Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("getAwsRequestId")) {
                    return "request-1";
                }
                throw new IllegalStateException("the API reads " + method.getName());
            });

    private static final BookFiles NO_FILES = new BookFiles() {
        @Override
        public Put put(String name, byte[] bytes) {
            throw new AssertionError("a life of orders exports nothing");
        }

        @Override
        public byte[] read(String name, int atMost) {
            throw new AssertionError("a life of orders exports nothing");
        }
    };

    private final ApiHandler handler;
    private final TableFaults faults;
    private final Interference interference;
    private final Map<String, String> secrets = new HashMap<>();
    private int calls;

    /// What stands between a call and its answer.
    interface Interference {
        /// The next call of the table goes wrong, perhaps.
        void arm();

        /// Time goes by until a call is tried again.
        void pass(Duration time);
    }

    /// A status and what came with it.
    record Answer(int status, JsonNode body) {}

    RewardApi(
            OrderLife.Tables tables, TableFaults faults, DecisionQueue queue, Clock clock, Interference interference) {
        this.faults = faults;
        this.interference = interference;
        DynamoApiKeys keys = new DynamoApiKeys(tables.plain());
        key(keys, MERCHANT, new Tenant.OfMerchant(new MerchantId(1)));
        for (int number = 1; number <= OrderCalls.AFFILIATES; number++) {
            AffiliateId affiliate = Market.affiliate(number);
            key(keys, affiliate.toString(), new Tenant.OfAffiliate(affiliate));
        }
        handler = new ApiHandler(
                tables.faulty(),
                queue,
                transfers -> {
                    throw new AssertionError("a life of orders pays nothing out");
                },
                NO_FILES,
                () -> Market.RING,
                clock);
    }

    private void key(DynamoApiKeys keys, String owner, Tenant tenant) {
        byte[] random = Arrays.copyOf(owner.getBytes(StandardCharsets.UTF_8), ApiKeySecret.RANDOM_BYTES);
        ApiKeySecret secret = ApiKeySecret.of(random);
        secrets.put(owner, secret.reveal());
        keys.create(ApiKey.of(secret, tenant, EnumSet.allOf(Scope.class), owner, RewardTerms.FROM));
    }

    Answer merchant(String method, String path, String body) {
        return call(MERCHANT, method, path, body);
    }

    Answer affiliate(int number, String method, String path, String body) {
        return call(Market.affiliate(number).toString(), method, path, body);
    }

    private Answer call(String who, String method, String path, String body) {
        Map<String, String> headers = new HashMap<>();
        headers.put("authorization", "Bearer " + secrets.get(who));
        headers.put("content-type", "application/json");
        headers.put("idempotency-key", "call-" + calls++);
        for (int attempt = 1; attempt <= MAX_TRIES; attempt++) {
            if (attempt == 1) {
                interference.arm();
            }
            Answer answer;
            try {
                answer = answer(handler.handleRequest(CallText.http(method, path, "", headers, body), CONTEXT));
            } catch (TableFaults.Crash died) {
                answer = new Answer(500, JSON.missingNode());
            }
            faults.disarm();
            boolean isUnderWay = answer.body().toString().contains("idempotency_in_flight");
            if (answer.status() < 500 && !isUnderWay) {
                return answer;
            }
            faults.count(Fault.API_FAILED);
            interference.pass(DynamoCallRecords.LEASE.plusSeconds(1));
        }
        throw new IllegalStateException("the API never answered to " + method + " " + path);
    }

    private static Answer answer(APIGatewayV2HTTPResponse response) {
        try {
            String body = response.getBody();
            return new Answer(response.getStatusCode(), body.isEmpty() ? JSON.missingNode() : JSON.readTree(body));
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("an answer is no JSON", damaged);
        }
    }
}
