package dev.tributary.domain.access;

import dev.tributary.domain.mail.MailAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A person who has signed in, in one browser. It names no role: what the person may is read from the
/// member at each call, so that whoever is removed is out at once.
///
/// @param hash of its secret, 64 hexadecimal digits
/// @param tenant the one for which it acts where a call names none: the only one that the person had at
///     the sign-in
/// @param seen when it was last used, to within `SEEN_STEP`
/// @param ended since when it opens nothing
public record Session(
        String hash,
        MailAddress address,
        Optional<Tenant> tenant,
        Instant created,
        Instant seen,
        Optional<Instant> ended) {
    public static final Duration IDLE = Duration.ofHours(12);
    public static final Duration LONGEST = Duration.ofDays(7);
    /// How long after the link what needs a fresh one is allowed.
    public static final Duration FRESH = Duration.ofMinutes(15);
    /// Not finer, so that using a session seldom writes.
    public static final Duration SEEN_STEP = Duration.ofMinutes(15);

    public static Session of(SignInSecret secret, MailAddress address, Optional<Tenant> tenant, Instant now) {
        return new Session(secret.hash(SignInSecret.Use.SESSION), address, tenant, now, now, Optional.empty());
    }

    public SessionId id() {
        return SessionId.ofHash(hash);
    }

    public PersonId person() {
        return PersonId.of(address);
    }

    public Instant freshUntil() {
        return created.plus(FRESH);
    }

    public boolean isFresh(Instant now) {
        return now.isBefore(freshUntil());
    }

    /// Where it is not used before.
    public Instant expires() {
        Instant idle = seen.plus(IDLE);
        Instant last = created.plus(LONGEST);
        return idle.isBefore(last) ? idle : last;
    }

    public boolean opens(Instant now) {
        return ended.isEmpty() && now.isBefore(expires());
    }

    public boolean isToBeSeen(Instant now) {
        return !now.isBefore(seen.plus(SEEN_STEP));
    }

    public Session endedAt(Instant now) {
        return new Session(hash, address, tenant, created, seen, Optional.of(now));
    }

    @Override
    public String toString() {
        return "Session[" + id() + "]";
    }
}
