package dev.tributary.postback;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.standardwebhooks.Webhook;
import dev.tributary.domain.postback.PostbackSecret;
import dev.tributary.domain.token.KeyRing;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Both directions: who signed a call, and what we sign. The oracles are Standard Webhooks' own
/// library, and a verification of receipts that knows nothing but the published keys.
final class SignatureTest {
    private static final String BODY =
            "{\"event\":\"sale\",\"order_id\":\"Ā-1\",\"amount\":\"10.00\",\"currency\":\"EUR\"}";
    private final World world;

    SignatureTest() throws Exception {
        world = new World();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void oraclesSignature_isTaken() throws Exception {
        String oracle = new Webhook(world.plain.secret().reveal()).sign("msg_1", World.NOW.getEpochSecond(), BODY);
        Map<String, String> headers = Calls.signature(world.plain.secret(), World.NOW, BODY);
        assertThat(headers).containsEntry("webhook-signature", oracle);
        assertThat(status(Calls.event("POST", World.PATH, "", headers, BODY))).isEqualTo(202);
    }

    @Test
    void severalSignatures_oneFits() {
        Map<String, String> headers = Calls.signature(world.plain.secret(), World.NOW, BODY);
        headers.put("webhook-signature", "v1,AAAA v1a,xyz v1,%% " + headers.get("webhook-signature"));
        assertThat(status(Calls.event("POST", World.PATH, "", headers, BODY))).isEqualTo(202);
    }

    @Test
    void base64Body_isDecodedBeforeTheSignature() {
        Map<String, String> headers = Calls.signature(world.plain.secret(), World.NOW, BODY);
        assertThat(status(Calls.bytes(headers, World.PATH, BODY.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(202);
    }

    @Test
    void edgesOfTheTolerance_areTaken() {
        assertThat(status(Calls.signed(World.PATH, world.plain.secret(), World.NOW.minusSeconds(300), BODY)))
                .isEqualTo(202);
        assertThat(status(Calls.signed(World.PATH, world.plain.secret(), World.NOW.plusSeconds(300), BODY)))
                .isEqualTo(202);
    }

    @Test
    void rotation_keepsTwoSecretsAndTwoTokens() {
        PostbackSecret second = world.credentials.rotateSecret(World.PROGRAM, world.ring, World.NOW);
        assertThat(status(Calls.signed(World.PATH, world.plain.secret(), World.NOW, BODY)))
                .isEqualTo(202);
        assertThat(status(Calls.signed(World.PATH, second, World.NOW, BODY))).isEqualTo(202);

        PostbackSecret third = world.credentials.rotateSecret(World.PROGRAM, world.ring, World.NOW);
        assertThat(status(Calls.signed(World.PATH, world.plain.secret(), World.NOW, BODY)))
                .isEqualTo(401);
        assertThat(status(Calls.signed(World.PATH, third, World.NOW, BODY))).isEqualTo(202);

        String token = world.credentials.rotateToken(World.PROGRAM, World.NOW).reveal();
        assertThat(status(Calls.bearer(World.PATH, world.token, BODY))).isEqualTo(202);
        world.credentials.endRotation(World.PROGRAM);
        assertThat(status(Calls.bearer(World.PATH, world.token, BODY))).isEqualTo(401);
        assertThat(status(Calls.bearer(World.PATH, token, BODY))).isEqualTo(202);
        assertThat(status(Calls.signed(World.PATH, second, World.NOW, BODY))).isEqualTo(401);
    }

    /// A key was taken from the ring too early: whoever calls with a token is not concerned, and whoever
    /// signs is not told that its signature is wrong.
    @Test
    void secretThatDoesNotOpen_failsOnlyWhatIsSignedByIt() {
        KeyRing later = new KeyRing(List.of(new KeyRing.Key(9, new byte[32], Instant.EPOCH)));
        PostbackSecret gone = world.credentials.rotateSecret(World.PROGRAM, later, World.NOW);
        assertThat(status(Calls.bearer(World.PATH, world.token, BODY))).isEqualTo(202);
        assertThat(status(Calls.signed(World.PATH, world.plain.secret(), World.NOW, BODY)))
                .isEqualTo(202);
        assertThat(status(Calls.signed(World.PATH, gone, World.NOW, BODY))).isEqualTo(500);

        world.credentials.endRotation(World.PROGRAM);
        assertThat(status(Calls.bearer(World.PATH, world.token, BODY))).isEqualTo(202);
        assertThat(status(Calls.signed(World.PATH, gone, World.NOW, BODY))).isEqualTo(500);
        assertThat(status(Calls.bearer(World.PATH, "whatever", BODY))).isEqualTo(401);
    }

    @Test
    void storedCredentials_holdNoPlainText() {
        String stored = world.backend.items().toString();
        assertThat(stored)
                .doesNotContain(world.token)
                .doesNotContain(world.plain.secret().reveal().substring(6));
    }

    @Test
    void receipt_verifiesWithThePublishedKeys() throws Exception {
        JsonNode receipt = JsonMapper.builder()
                .build()
                .readTree(
                        world.call(Calls.bearer(World.PATH, world.token, BODY)).getBody());
        APIGatewayV2HTTPResponse answer = world.call(Calls.get("/.well-known/jwks.json", ""));
        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(answer.getHeaders()).containsEntry("cache-control", "public, max-age=300");
        JWKSet keys = JWKSet.parse(answer.getBody());
        assertThat(keys.getKeys()).hasSize(4).noneMatch(key -> key.isPrivate());

        OctetKeyPair key =
                (OctetKeyPair) keys.getKeyByKeyId(receipt.path("key_id").asText());
        assertThat(key.getCurve()).isEqualTo(Curve.Ed25519);
        String signed = "tributary-receipt-v1\n" + receipt.path("receipt_id").asText() + "\n"
                + receipt.path("content_hash").asText() + "\n"
                + receipt.path("received_at").asText();
        byte[] signature =
                Base64.getUrlDecoder().decode(receipt.path("signature").asText());
        assertThat(verifies(key, signed, signature)).isTrue();
        assertThat(verifies(key, signed.replace("2026", "2027"), signature)).isFalse();
    }

    @Test
    void unknownProgram_looksLikeAWrongSignature() {
        Map<String, String> wrong = new HashMap<>(Calls.signature(world.yen.secret(), World.NOW, BODY));
        APIGatewayV2HTTPResponse known = world.call(Calls.event("POST", World.PATH, "", wrong, BODY));
        APIGatewayV2HTTPResponse unknown =
                world.call(Calls.event("POST", "/postbacks/prg_0000000000001", "", wrong, BODY));
        assertThat(unknown.getStatusCode()).isEqualTo(known.getStatusCode());
        assertThat(unknown.getBody()).isEqualTo(known.getBody());
        assertThat(unknown.getHeaders()).isEqualTo(known.getHeaders());
    }

    private int status(APIGatewayV2HTTPEvent event) {
        return world.call(event).getStatusCode();
    }

    /// RFC 8032, 5.1.3: y in little endian, the sign of x in the last bit.
    private static boolean verifies(OctetKeyPair key, String text, byte[] signature) throws Exception {
        byte[] encoded = key.getX().decode();
        boolean odd = (encoded[31] & 0x80) != 0;
        byte[] big = new byte[32];
        for (int i = 0; i < 32; i++) {
            big[31 - i] = encoded[i];
        }
        big[0] &= 0x7f;
        PublicKey published = KeyFactory.getInstance("Ed25519")
                .generatePublic(
                        new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, big))));
        Signature verification = Signature.getInstance("Ed25519");
        verification.initVerify(published);
        verification.update(text.getBytes(StandardCharsets.US_ASCII));
        return verification.verify(signature);
    }
}
