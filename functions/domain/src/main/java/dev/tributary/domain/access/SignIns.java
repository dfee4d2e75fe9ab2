package dev.tributary.domain.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where sign-in links and sessions are kept.
public interface SignIns {
    /// How many sessions of a person are shown, the youngest ones kept longest.
    int MOST_SESSIONS = 100;

    sealed interface Asked {
        record Kept() implements Asked {}

        /// So many were asked for in this hour.
        record TooMany(Instant until) implements Asked {}
    }

    /// Keeps a link and counts it, both or neither. The same is done for an address that belongs to nobody.
    Asked keep(SignInLink link);

    /// By the operator, whose links are not counted.
    void mint(SignInLink link);

    Optional<SignInLink> link(String hash);

    /// Uses a link up and opens the session, both or neither.
    /// @return false when the link was used up meanwhile
    boolean open(SignInLink link, Session session);

    Optional<Session> session(String hash);

    /// Those of a person that are kept, ended and expired ones too.
    List<Session> sessions(PersonId person);

    void seen(Session session, Instant now);

    /// One that ended before stays so since then.
    void end(Session session, Instant now);
}
