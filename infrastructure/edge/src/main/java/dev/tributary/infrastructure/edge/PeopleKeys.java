package dev.tributary.infrastructure.edge;

import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.access.SessionId;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import java.time.Instant;
import java.time.LocalDate;

/// Key text of members, sign-in links and sessions; the table of all items stands in `Keys`.
public final class PeopleKeys {
    /// In the partition of its hash: a sign-in link; and a session.
    public static final String LINK = "LINK";

    public static final String SESSION = "SESSION";

    /// In the partition of a person: how many links were asked for.
    public static final String LINKS = "LINKS";

    /// What the ids of persons begin with, which are their places in a tenant; and those of sessions.
    public static final String PERSONS = "per_";

    public static final String SESSIONS = "ses_";

    private PeopleKeys() {}

    /// The members of a tenant. Not within its audit log: whoever adds to that need not be allowed to say
    /// who gets in.
    public static String members(Tenant tenant) {
        return "T#" + tenant;
    }

    /// In that partition.
    public static String member(PersonId person) {
        return person.text();
    }

    /// What the sort keys of grants begin with, among a merchant's members; and in GSI1, among its agency's.
    public static final String AGENCIES = "AGENCY#";

    /// The other side of a grant.
    public static String agency(MerchantId other) {
        return AGENCIES + other;
    }

    /// GSI1 of members: their person.
    public static String belongings(PersonId person) {
        return "T#" + person;
    }

    /// What the sort keys of these begin with.
    public static final String TENANTS = "T#";

    /// GSI1 of members, within their person.
    public static String belonging(Tenant tenant) {
        return TENANTS + tenant;
    }

    /// A link or a session, by the hash of its secret.
    public static String secret(String hash) {
        return "I#" + hash;
    }

    /// What is kept of a person without a tenant; also GSI1 of sessions.
    public static String person(PersonId person) {
        return "I#" + person;
    }

    /// What is counted of a program before anybody is proven to be anybody.
    public static String counted(ProgramId program) {
        return "I#" + program;
    }

    /// In that partition: how many applications were mailed on a day.
    public static String applied(LocalDate day) {
        return "APPLIED#" + day;
    }

    /// GSI1 of sessions that have not been ended, within their person: by when they began.
    public static String session(Instant created, SessionId session) {
        return "%s%013d_%s".formatted(SESSIONS, created.toEpochMilli(), session.text());
    }
}
