package dev.tributary.domain.notice;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.WebhookId;
import dev.tributary.domain.token.SealedField;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Where a tenant is told, and of what.
///
/// @param url as it was judged when it was kept; it is judged again at each call
/// @param events that it wants; none: all
/// @param secrets that sign its calls, the newest first, with the one that goes; none for a postback URL
/// @param activeSince since when it is called, or was
/// @param disabled why it is called no more; empty while it is
public record Endpoint(
        WebhookId id,
        Kind kind,
        String url,
        Set<NoticeType> events,
        List<Secret> secrets,
        Instant createdAt,
        Instant activeSince,
        Optional<Disabled> disabled) {
    /// How long the old secret still signs beside a new one.
    public static final Duration OVERLAP = Duration.ofHours(24);
    /// For so long an endpoint may take nothing before it is called once a minute at most.
    public static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(2);
    private static final int MOST_SECRETS = 2;

    public enum Kind {
        /// A signed call with a body.
        WEBHOOK,
        /// A GET of a URL in which values stand for macros.
        POSTBACK_URL;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> parse(String text) {
            return Stream.of(values()).filter(kind -> kind.text().equals(text)).findFirst();
        }
    }

    /// @param endsAt when it signs no more; empty for the newest
    public record Secret(SealedField sealed, Instant createdAt, Optional<Instant> endsAt) {
        public boolean isValid(Instant now) {
            return endsAt.filter(end -> !now.isBefore(end)).isEmpty();
        }
    }

    /// @param by its owner, its own word (410), or three days without success
    public record Disabled(Instant at, Reason by) {}

    public enum Reason {
        OWNER,
        GONE,
        FAILING;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Endpoint {
        events = events.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(events));
        secrets = List.copyOf(secrets);
        if (secrets.size() > MOST_SECRETS || secrets.isEmpty() != (kind == Kind.POSTBACK_URL)) {
            throw new IllegalArgumentException("a webhook has one or two secrets, a postback URL none");
        }
    }

    /// What a secret is sealed with: neither another tenant's item nor another endpoint opens it.
    public static String sealedFor(Tenant owner, WebhookId id) {
        return owner + "/" + id;
    }

    public boolean isActive() {
        return disabled.isEmpty();
    }

    /// A test is for whoever asked for it, not for who wants some kind of notice. Nothing of a postback URL says that
    /// a commission is a test program's, and who is called there would book it.
    public boolean wants(Notice notice) {
        return isActive()
                && notice.type() != NoticeType.WEBHOOK_TEST
                && (events.isEmpty() || events.contains(notice.type()))
                && (notice.isLive() || kind == Kind.WEBHOOK);
    }

    /// Whether it is called with what was written on links.
    public boolean asksSubIds() {
        return isActive() && kind == Kind.POSTBACK_URL && PostbackMacro.areOfLinks(url);
    }

    public List<Secret> valid(Instant now) {
        return secrets.stream().filter(secret -> secret.isValid(now)).toList();
    }

    public Endpoint to(String newUrl, Set<NoticeType> newEvents) {
        return new Endpoint(id, kind, newUrl, newEvents, secrets, createdAt, activeSince, disabled);
    }

    /// The one before signs for a while; one that went before it is gone.
    public Endpoint rotated(SealedField next, Instant now) {
        Secret old = secrets.getFirst();
        return new Endpoint(
                id,
                kind,
                url,
                events,
                List.of(
                        new Secret(next, now, Optional.empty()),
                        new Secret(old.sealed(), old.createdAt(), Optional.of(now.plus(OVERLAP)))),
                createdAt,
                activeSince,
                disabled);
    }

    public Endpoint disabled(Reason by, Instant now) {
        return disabled.isPresent()
                ? this
                : new Endpoint(
                        id, kind, url, events, secrets, createdAt, activeSince, Optional.of(new Disabled(now, by)));
    }

    public Endpoint enabled(Instant now) {
        return disabled.isEmpty()
                ? this
                : new Endpoint(id, kind, url, events, secrets, createdAt, now, Optional.empty());
    }

    /// How long a delivery waits that is not attempted, since this endpoint takes nothing: from minutes to hours,
    /// by how long that has lasted. Empty where all are attempted at once.
    /// @param failingSince since when it took nothing; before it was made active again that does not count
    public Optional<Duration> pause(Optional<Instant> failingSince, Instant now) {
        return failingSince
                .map(since -> Duration.between(since.isAfter(activeSince) ? since : activeSince, now))
                .filter(failing -> failing.compareTo(PATIENCE) >= 0)
                .map(failing -> failing.dividedBy(10))
                .map(wait -> wait.compareTo(PATIENCE) < 0 ? PATIENCE : wait)
                .map(wait -> wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait);
    }
}
