package dev.tributary.domain.access;

import dev.tributary.domain.id.ProgramId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where sign-in links and sessions are kept.
public interface SignIns {
    /// How many sessions of a person are shown: the youngest ones.
    int MOST_SESSIONS = 100;
    /// How many applications to one program are mailed on a day (UTC): whoever writes down addresses sends their owners
    /// mail from us.
    int MOST_APPLICATIONS = 100;

    sealed interface Asked {
        record Kept() implements Asked {}

        /// So many were asked for in this hour.
        record TooMany(Instant until) implements Asked {}
    }

    /// What is counted of an address in an hour, each for itself: nobody uses up what another needs.
    enum Budget {
        /// Links that anybody asked for.
        LINKS,
        /// Links that the person asked for in a session that is open.
        OWN_LINKS,
        /// Invitations, by whichever tenants.
        INVITATIONS,
        /// Links by which somebody applies, who may be anybody.
        APPLICATIONS
    }

    /// Keeps a link and counts it, both or neither. The same is done for an address that belongs to nobody.
    Asked keep(SignInLink link, Budget budget);

    /// What becomes of a link by which somebody applies.
    sealed interface Applied {
        record Kept() implements Applied {}

        /// The address has had its mails of this hour, and the link is not kept. Nobody else is told.
        record Spent() implements Applied {}

        /// The program has had its applications of the day, by whomever.
        record Full(Instant until) implements Applied {}
    }

    /// The same of a link by which somebody applies, counted of the mailbox, however its address is written, and of the
    /// program.
    Applied keep(SignInLink link, ProgramId program);

    /// Counts a mail that is no link.
    Asked count(PersonId person, Budget budget, Instant now);

    /// By the operator, whose links are not counted.
    void mint(SignInLink link);

    Optional<SignInLink> link(String hash);

    /// Uses a link up and opens the session, both or neither.
    /// @return false when the link was used up meanwhile
    boolean open(SignInLink link, Session session);

    Optional<Session> session(String hash);

    /// The youngest ones of a person that have not been ended, expired ones too.
    List<Session> sessions(PersonId person);

    void seen(Session session, Instant now);

    /// One that ended before stays so since then.
    void end(Session session, Instant now);
}
