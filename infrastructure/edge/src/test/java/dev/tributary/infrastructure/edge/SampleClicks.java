package dev.tributary.infrastructure.edge;

import dev.tributary.domain.click.AdClick;
import dev.tributary.domain.click.Click;
import dev.tributary.domain.click.ClickKind;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CreativeId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.token.ClickToken;
import dev.tributary.domain.token.ClickTokens;
import dev.tributary.domain.token.Device;
import dev.tributary.domain.token.KeyRing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Clicks for tests.
final class SampleClicks {
    static final KeyRing RING = new KeyRing(List.of(
            new KeyRing.Key(0, "a ring for tests, nothing else, 32".getBytes(StandardCharsets.UTF_8), Instant.EPOCH)));

    private SampleClicks() {}

    static Click full(long nonce) {
        return click(
                nonce,
                List.of("a\"b\\c", "ü€😀", "", "", "5"),
                "mail",
                Optional.of(new CreativeId(7)),
                "blog.example",
                "chrome",
                List.of(new AdClick(AdClick.Kind.GCLID, 0x00f1L), new AdClick(AdClick.Kind.LI_FAT_ID, -1)),
                0x1b2c3d4e,
                -2);
    }

    static Click bare(long nonce) {
        return click(nonce, List.of("", "", "", "", ""), "", Optional.empty(), "", "", List.of(), 0, 0);
    }

    private static Click click(
            long nonce,
            List<String> subIds,
            String source,
            Optional<CreativeId> creative,
            String referrer,
            String agent,
            List<AdClick> ads,
            int address,
            int ua) {
        ClickToken token = new ClickToken(
                new ProgramId(1),
                new AffiliateId(2),
                new LinkId(3),
                Optional.empty(),
                Instant.parse("2026-11-22T10:15:00Z"),
                1,
                nonce,
                0,
                Optional.empty(),
                Device.DESKTOP,
                OptionalLong.empty(),
                true,
                false,
                false);
        return new Click(
                ClickTokens.sign(token, RING),
                token,
                ClickKind.QUALIFIED,
                subIds,
                source,
                creative,
                referrer,
                agent,
                ads,
                address,
                ua);
    }
}
