package dev.tributary.redirect;

import dev.tributary.domain.click.Click;
import dev.tributary.domain.click.ClickKind;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.token.ClickToken;
import dev.tributary.domain.token.ClickTokens;
import dev.tributary.domain.token.Device;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.domain.token.Purpose;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Makes the click out of what the request shows. Pure: time, nonce and a new visitor's id come in.
final class Clicks {
    static final String COOKIE = "trb_v";
    static final int VISITOR_BYTES = 16;
    private static final long COOKIE_SECONDS = 90L * 86_400;

    private final UserAgents userAgents;

    Clicks(UserAgents userAgents) {
        this.userAgents = userAgents;
    }

    /// What the link, its program and its enrollment are known to be.
    /// @param stale whether one of them could not be confirmed within the last minute
    record Way(Link link, Program program, Enrollment enrollment, boolean stale) {}

    /// What is different each time.
    record Chance(Instant now, long nonce, byte[] newVisitor) {}

    /// The click, and the cookie that goes with it.
    record Made(Click click, Optional<String> cookie) {}

    Made make(Shopper shopper, ClickQuery query, Way way, KeyRing keys, Chance chance) {
        UserAgents.Seen seen = userAgents.see(shopper.userAgent());
        ClickKind kind = kind(shopper, query, seen, way.enrollment);
        Optional<CountryCode> country =
                shopper.header("cloudfront-viewer-country").flatMap(CountryCode::parse);
        boolean consent = Consent.given(shopper, query, country, way.program);
        Optional<String> known = shopper.cookie(COOKIE).filter(Clicks::isVisitor);
        String visitor = known.orElseGet(() -> encode(chance.newVisitor));
        int addressHash = dayHash(keys, chance.now, "address", shopper.address());
        int agentHash = dayHash(keys, chance.now, "agent", shopper.userAgent());
        ClickToken token = new ClickToken(
                way.program.id(),
                way.link.affiliate(),
                way.link.id(),
                way.link.channel(),
                chance.now,
                way.program.termsVersionAt(chance.now),
                chance.nonce,
                Math.floorMod(31 * addressHash + agentHash, way.program.clickShards()),
                country,
                device(shopper, seen),
                consent ? OptionalLong.of(visitorTag(keys, way.program, visitor)) : OptionalLong.empty(),
                kind == ClickKind.QUALIFIED,
                consent,
                way.stale);
        Click click = new Click(
                ClickTokens.sign(token, keys),
                token,
                kind,
                query.subIds(),
                query.source(),
                way.link.creative(),
                referrerHost(
                        query.asJson()
                                ? query.referrer()
                                : shopper.header("referer").orElse("")),
                seen.agent(),
                query.adClicks(),
                addressHash,
                agentHash);
        return new Made(click, cookie(consent, visitor, shopper));
    }

    private static ClickKind kind(Shopper shopper, ClickQuery query, UserAgents.Seen seen, Enrollment enrollment) {
        if (seen.kind() == UserAgents.Kind.BOT) {
            return ClickKind.BOT;
        }
        if (seen.kind() == UserAgents.Kind.PREVIEW || isPrefetch(shopper)) {
            return ClickKind.PREVIEW;
        }
        // A shopper goes to a document; the shop's page, whose origin is known by now, fetches.
        String wanted = query.asJson() ? "empty" : "document";
        boolean person = shopper.method().equals("GET")
                && !shopper.userAgent().isBlank()
                && shopper.header("sec-fetch-dest").orElse(wanted).equals(wanted);
        return person && enrollment.state().clicksEarn() ? ClickKind.QUALIFIED : ClickKind.NOT_QUALIFIED;
    }

    /// `Sec-Purpose` by the Fetch standard; the other two are what browsers sent before it.
    private static boolean isPrefetch(Shopper shopper) {
        return shopper.header("sec-purpose").orElse("").startsWith("prefetch")
                || shopper.headerIs("purpose", "prefetch")
                || shopper.headerIs("x-purpose", "preview")
                || shopper.headerIs("x-moz", "prefetch");
    }

    private static Device device(Shopper shopper, UserAgents.Seen seen) {
        return shopper.headerIs("sec-ch-ua-mobile", "?1") && seen.device() != Device.TABLET
                ? Device.MOBILE
                : seen.device();
    }

    /// 32 bits that tell two addresses of one day apart and say nothing on the next.
    private static int dayHash(KeyRing keys, Instant now, String what, String value) {
        String day = LocalDate.ofInstant(now, ZoneOffset.UTC) + "|" + what + "|";
        byte[] tag = keys.signing(Purpose.VISITOR_OF_DAY, now)
                .tag(day.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(tag).getInt();
    }

    /// Under the oldest key of the ring: a visitor stays the same one when a key is added.
    private static long visitorTag(KeyRing keys, Program program, String visitor) {
        byte[] tag = keys.all(Purpose.VISITOR_TAG)
                .getLast()
                .tag((program.id() + "|" + visitor).getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(tag).getLong();
    }

    private static Optional<String> cookie(boolean consent, String visitor, Shopper shopper) {
        String attributes = "; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=";
        if (consent) {
            return Optional.of(COOKIE + "=" + visitor + attributes + COOKIE_SECONDS);
        }
        // Who takes consent back is forgotten.
        return shopper.cookie(COOKIE).map(old -> COOKIE + "=" + attributes + 0);
    }

    private static String encode(byte[] visitor) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(visitor);
    }

    private static boolean isVisitor(String cookie) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cookie);
            return bytes.length == VISITOR_BYTES && encode(bytes).equals(cookie);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static String referrerHost(String referrer) {
        int start = referrer.indexOf("://") + 3;
        if (start < 3) {
            return "";
        }
        int end = start;
        while (end < referrer.length() && "/?#:".indexOf(referrer.charAt(end)) < 0) {
            end++;
        }
        String host = referrer.substring(start, end).toLowerCase(Locale.ROOT);
        return Program.isHost(host) && host.length() <= Click.MAX_TEXT_BYTES ? host : "";
    }
}
