package dev.tributary.domain.click;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.id.CreativeId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.token.ClickToken;
import dev.tributary.domain.token.ClickTokens;
import dev.tributary.domain.token.Device;
import dev.tributary.domain.token.KeyRing;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A click for tests: a qualified one without sub ids, changed by `with...`.
public record TestClick(
        long program,
        long link,
        Instant time,
        long nonce,
        int shard,
        ClickKind kind,
        int visitor,
        List<String> subIds,
        String source,
        Optional<Long> creative,
        Optional<String> country,
        Device device,
        List<AdClick> ads) {
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    public static final KeyRing KEYS = new KeyRing(List.of(new KeyRing.Key(1, new byte[32], Instant.EPOCH)));

    public static TestClick of(long program, long nonce) {
        return new TestClick(
                program,
                1,
                NOON,
                nonce,
                0,
                ClickKind.QUALIFIED,
                (int) nonce,
                Collections.nCopies(Click.SUB_IDS, ""),
                "",
                Optional.empty(),
                Optional.empty(),
                Device.OTHER,
                List.of());
    }

    public TestClick withLink(long newLink) {
        return new TestClick(
                program, newLink, time, nonce, shard, kind, visitor, subIds, source, creative, country, device, ads);
    }

    public TestClick withTime(Instant newTime) {
        return new TestClick(
                program, link, newTime, nonce, shard, kind, visitor, subIds, source, creative, country, device, ads);
    }

    public TestClick withShard(int newShard) {
        return new TestClick(
                program, link, time, nonce, newShard, kind, visitor, subIds, source, creative, country, device, ads);
    }

    public TestClick withKind(ClickKind newKind) {
        return new TestClick(
                program, link, time, nonce, shard, newKind, visitor, subIds, source, creative, country, device, ads);
    }

    public TestClick withVisitor(int newVisitor) {
        return new TestClick(
                program, link, time, nonce, shard, kind, newVisitor, subIds, source, creative, country, device, ads);
    }

    public TestClick withSubs(String... subs) {
        List<String> five = new java.util.ArrayList<>(List.of(subs));
        five.addAll(Collections.nCopies(Click.SUB_IDS - subs.length, ""));
        return new TestClick(
                program, link, time, nonce, shard, kind, visitor, five, source, creative, country, device, ads);
    }

    /// The attributes that stand on some clicks only.
    public TestClick withRest(String newSource, long newCreative, String newCountry, Device newDevice) {
        return new TestClick(
                program,
                link,
                time,
                nonce,
                shard,
                kind,
                visitor,
                subIds,
                newSource,
                Optional.of(newCreative),
                Optional.of(newCountry),
                newDevice,
                List.of(new AdClick(AdClick.Kind.GCLID, nonce)));
    }

    /// The affiliate of a link has the link's number and 1,000 more. Visitor 0 is not known.
    public Click click() {
        ClickToken token = new ClickToken(
                new ProgramId(program),
                new AffiliateId(1_000 + link),
                new LinkId(link),
                Optional.empty(),
                time,
                1,
                nonce,
                shard,
                country.map(CountryCode::new),
                device,
                OptionalLong.empty(),
                kind == ClickKind.QUALIFIED,
                false,
                false);
        return new Click(
                ClickTokens.sign(token, KEYS),
                token,
                kind,
                subIds,
                source,
                creative.map(CreativeId::new),
                "blog.example",
                "chrome",
                ads,
                visitor,
                visitor == 0 ? 0 : 7);
    }
}
