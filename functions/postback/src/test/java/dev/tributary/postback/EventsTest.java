package dev.tributary.postback;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.domain.access.ApiKey;
import dev.tributary.domain.access.ApiKeySecret;
import dev.tributary.domain.access.Scope;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.infrastructure.table.DynamoApiKeys;
import dev.tributary.domain.postback.Sender;
import dev.tributary.infrastructure.table.DynamoPostbackCredentials;
import dev.tributary.infrastructure.table.DynamoPrograms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The samples in events/postback/, through Lambda's own serialization, each with its outcome. They
/// are signed at NOW with a secret, and bear a token, of 32 bytes of 7 each.
final class EventsTest {
    private static final Path FOLDER = Path.of("../../events/postback");
    private static final Instant NOW = Instant.parse("2026-11-22T12:05:00Z");
    private static final ProgramId PROGRAM = ProgramId.of("prg_00000000000z9");
    private static final String TABLE = """
        sale-signed           202 processing
        sale-in-base64        202 processing
        refund-by-token       202 processing
        chargeback-won        202 processing
        order-update          202 processing
        status-update         202 processing
        sale-by-url           202 processing
        pixel                 202 image
        wrong-signature       401 unauthorized
        stale-signature       401 unauthorized
        unknown-program       401 unauthorized
        form-body             415 unsupported_media_type
        duplicate-keys        400 malformed_json
        wrong-fields          422 invalid_fields [occurred_at no_zone, order_id missing, amount negative]
        forged-click          422 forged_click_id [click_id forged_click_id]
        repeated-parameter    400 repeated_parameter [amount repeated]
        pixel-without-click   422 image
        tune                  200 success=true;
        tune-form             200 success=true;
        tune-macro            422 success=false; err_msg=unreplaced_macro (transaction_id unreplaced_macro);
        everflow              200 OK
        voluum                200 OK
        keitaro               200 OK
        keitaro-ignored       200 OK
        awin                  200 OK
        awin-another-channel  200 OK
        impact                200 QUEUED
        impact-json           200 QUEUED
        shopify               202 accepted
        shopify-redact        200 unused
        shopify-forged        401 unauthorized
        woocommerce           202 accepted
        woocommerce-ping      200 unused
        stripe                202 accepted
        stripe-negative       422 negative [data.object.amount_total negative]
        unknown-dialect       404 not_found
        explained             200 would be 202 accepted
        explain-without-key   401 unauthorized
        jwks                  200 4 keys
        """;

    @Test
    void samples_areAnsweredAsTheTableSays() throws IOException {
        StringBuilder answers = new StringBuilder();
        try (Backend backend = new Backend()) {
            new DynamoPrograms(backend.table).create(World.program(PROGRAM, "EUR"));
            DynamoPostbackCredentials credentials = new DynamoPostbackCredentials(backend.table, new Sevens());
            credentials.create(PROGRAM, World.RING, NOW);
            for (Sender sender : Sender.values()) {
                credentials.give(PROGRAM, sender, Shops.SECRET, World.RING, NOW);
            }
            ApiKeySecret key = ApiKeySecret.parse("trb_live_" + "0".repeat(32)).orElseThrow();
            new DynamoApiKeys(backend.table)
                    .create(ApiKey.of(
                            key, new Tenant.OfMerchant(new MerchantId(1)), Set.of(Scope.READ), "Sample", NOW));
            PostbackHandler handler =
                    new PostbackHandler(backend.environment(Clock.fixed(NOW, ZoneOffset.UTC), Map.of()));
            TABLE.lines()
                    .map(line -> line.split(" ", 2)[0])
                    .forEach(file -> answers.append("%-21s %s\n".formatted(file, outcome(handler, file))));
            assertThat(backend.messages()).hasSize(20);
        }
        assertThat(answers.toString()).isEqualTo(TABLE);
    }

    @Test
    void everySample_isInTheTable() throws IOException {
        List<String> listed = TABLE.lines()
                .map(line -> line.split(" ", 2)[0] + ".json")
                .sorted()
                .toList();
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted().toList())
                    .isEqualTo(listed);
        }
    }

    private static String outcome(PostbackHandler handler, String file) {
        try {
            APIGatewayV2HTTPEvent event = LambdaEventSerializers.serializerFor(
                            APIGatewayV2HTTPEvent.class, EventsTest.class.getClassLoader())
                    .fromJson(new ByteArrayInputStream(Files.readAllBytes(FOLDER.resolve(file + ".json"))));
            APIGatewayV2HTTPResponse answer = handler.handleRequest(event, new World.NoContext());
            if (answer.getHeaders().getOrDefault("content-type", "").startsWith("text/plain")) {
                return answer.getStatusCode() + " " + answer.getBody();
            }
            if (answer.getIsBase64Encoded()) {
                return answer.getStatusCode() + " image";
            }
            JsonNode body = JsonMapper.builder().build().readTree(answer.getBody());
            return answer.getStatusCode() + " " + words(body);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String words(JsonNode body) {
        if (body.has("keys")) {
            return body.path("keys").size() + " keys";
        }
        if (body.has("proof")) {
            return "would be " + body.at("/answer/status").asText() + " "
                    + body.at("/answer/code").asText();
        }
        if (body.has("Status")) {
            return body.path("Status").asText();
        }
        if (!body.has("code")) {
            return body.path("status").asText();
        }
        List<String> faults = body.path("errors")
                .valueStream()
                .map(fault ->
                        fault.path("field").asText() + " " + fault.path("code").asText())
                .toList();
        return body.path("code").asText() + (faults.isEmpty() ? "" : " " + faults);
    }

    private static final class Sevens extends SecureRandom {
        private static final long serialVersionUID = 1;

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 7);
        }
    }
}
