package dev.tributary.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClickTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:00.123Z");
    private static final KeyRing RING = new KeyRing(List.of(key(0, "first", Instant.EPOCH)));

    @Test
    void signedToken_isReadBackWhole() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            ClickToken token = token(random);
            String clickId = ClickTokens.sign(token, RING);
            assertThat(clickId)
                    .as("seed %d", seed)
                    .hasSizeLessThanOrEqualTo(120)
                    .matches("[A-Za-z0-9_-]+");
            assertThat(ClickTokens.verify(clickId, RING)).as("seed %d", seed).contains(token);
            assertThat(ClickTokens.read(clickId)).as("seed %d", seed).contains(token);
        }
    }

    @Test
    void oneChangedCharacter_isRefused() {
        String clickId = ClickTokens.sign(token(new Random(1)), RING);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int at = 0; at < clickId.length(); at++) {
            for (char other : alphabet.toCharArray()) {
                if (other != clickId.charAt(at)) {
                    String forged = clickId.substring(0, at) + other + clickId.substring(at + 1);
                    assertThat(ClickTokens.verify(forged, RING)).isEmpty();
                }
            }
        }
    }

    @Test
    void otherTexts_areRefused() {
        String clickId = ClickTokens.sign(token(new Random(2)), RING);
        for (String text :
                List.of("", "x", clickId + "A", clickId + "=", " " + clickId, "é".repeat(107), "?".repeat(107))) {
            assertThat(ClickTokens.verify(text, RING)).as(text).isEmpty();
            assertThat(ClickTokens.read(text)).as(text).isEmpty();
        }
    }

    @Test
    void anotherRing_knowsNothing() {
        String clickId = ClickTokens.sign(token(new Random(3)), RING);
        KeyRing sameKid = new KeyRing(List.of(key(0, "other", Instant.EPOCH)));
        KeyRing otherKid = new KeyRing(List.of(key(7, "first", Instant.EPOCH)));
        assertThat(ClickTokens.verify(clickId, sameKid)).isEmpty();
        assertThat(ClickTokens.verify(clickId, otherKid)).isEmpty();
    }

    @Test
    void newKey_verifiesBeforeItSigns_andTheOldOneAfter() {
        Instant change = NOW.plusSeconds(900);
        KeyRing rotated = new KeyRing(List.of(key(0, "first", Instant.EPOCH), key(1, "second", change)));
        String before = ClickTokens.sign(at(change.minusMillis(1)), rotated);
        String after = ClickTokens.sign(at(change), rotated);
        assertThat(ClickTokens.verify(before, RING)).isPresent();
        assertThat(ClickTokens.verify(after, RING)).isEmpty();
        assertThat(ClickTokens.verify(before, rotated)).isPresent();
        assertThat(ClickTokens.verify(after, rotated)).isPresent();
    }

    @Test
    void purposes_haveKeysOfTheirOwn() {
        byte[] data = {1, 2, 3};
        List<String> tags = java.util.Arrays.stream(Purpose.values())
                .map(purpose ->
                        java.util.Arrays.toString(RING.signing(purpose, NOW).tag(data)))
                .distinct()
                .toList();
        assertThat(tags).hasSize(Purpose.values().length);
    }

    @Test
    void illegalTokensAndRings_cannotBeMade() {
        assertThatThrownBy(() -> new KeyRing(List.of())).hasMessageContaining("keys");
        assertThatThrownBy(() -> new KeyRing(List.of(key(1, "a", NOW), key(1, "b", NOW))))
                .hasMessageContaining("kid");
        assertThatThrownBy(() -> new KeyRing.Key(0, new byte[31], NOW)).hasMessageContaining("32 bytes");
        ClickToken token = token(new Random(4));
        assertThatThrownBy(() -> new ClickToken(
                        token.program(),
                        token.affiliate(),
                        token.link(),
                        token.channel(),
                        NOW,
                        1,
                        1,
                        64,
                        token.country(),
                        token.device(),
                        OptionalLong.empty(),
                        true,
                        false,
                        false))
                .hasMessageContaining("shard");
        assertThatThrownBy(() -> new ClickToken(
                        token.program(),
                        token.affiliate(),
                        token.link(),
                        token.channel(),
                        NOW,
                        1,
                        1,
                        0,
                        token.country(),
                        token.device(),
                        OptionalLong.of(1),
                        true,
                        false,
                        false))
                .hasMessageContaining("consent");
    }

    @Test
    void secrets_areNotShown() {
        assertThat(key(0, "first", NOW).toString()).doesNotContain("first");
        assertThat(RING.signing(Purpose.CLICK_ID, NOW).toString()).isEqualTo("PurposeKey[kid=0]");
    }

    private static KeyRing.Key key(int kid, String text, Instant signsFrom) {
        return new KeyRing.Key(kid, (text + "-".repeat(32)).getBytes(StandardCharsets.UTF_8), signsFrom);
    }

    private static ClickToken at(Instant time) {
        ClickToken token = token(new Random(5));
        return new ClickToken(
                token.program(),
                token.affiliate(),
                token.link(),
                token.channel(),
                time,
                1,
                1,
                0,
                token.country(),
                token.device(),
                OptionalLong.empty(),
                true,
                false,
                false);
    }

    private static ClickToken token(Random random) {
        boolean consent = random.nextBoolean();
        return new ClickToken(
                new ProgramId(random.nextLong()),
                new AffiliateId(random.nextLong()),
                new LinkId(random.nextLong()),
                random.nextBoolean() ? Optional.of(new ChannelId(random.nextLong())) : Optional.empty(),
                Instant.ofEpochMilli(random.nextLong(1L << 48)),
                random.nextInt(1 << 24),
                random.nextLong(),
                random.nextInt(64),
                random.nextBoolean() ? Optional.of(new CountryCode("LV")) : Optional.empty(),
                Device.values()[random.nextInt(Device.values().length)],
                consent && random.nextBoolean() ? OptionalLong.of(random.nextLong()) : OptionalLong.empty(),
                random.nextBoolean(),
                consent,
                random.nextBoolean());
    }
}
