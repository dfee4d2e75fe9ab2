package dev.tributary.domain.access;

import dev.tributary.domain.joining.PendingApplication;
import dev.tributary.domain.mail.MailAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What is kept of a link that signs one person in, once.
///
/// @param hash of its secret
/// @param used when it was; it opens nothing more
/// @param application what its button sends off, for whoever applied by asking for it
public record SignInLink(
        String hash,
        MailAddress address,
        Instant created,
        Optional<Instant> used,
        Optional<PendingApplication> application) {
    public static final Duration VALID = Duration.ofMinutes(10);
    /// How many are made for one address in an hour.
    public static final int MOST_PER_HOUR = 5;

    public static SignInLink of(SignInSecret secret, MailAddress address, Instant now) {
        return new SignInLink(secret.hash(SignInSecret.Use.LINK), address, now, Optional.empty(), Optional.empty());
    }

    /// The same, which applies for whom it signs in.
    public SignInLink applying(PendingApplication pending) {
        return new SignInLink(hash, address, created, used, Optional.of(pending));
    }

    /// Where it leads: to a page whose button uses it up.
    /// @param origin `https://tributary.example`
    public static String url(String origin, SignInSecret secret) {
        return origin + "/sign-in?token=" + secret.reveal();
    }

    public Instant expires() {
        return created.plus(VALID);
    }

    public boolean opens(Instant now) {
        return used.isEmpty() && now.isBefore(expires());
    }

    @Override
    public String toString() {
        return "SignInLink[" + created + "]";
    }
}
