package dev.tributary.api;

import dev.tributary.domain.access.AgencyGrant;
import dev.tributary.domain.access.Member;
import dev.tributary.domain.access.Members;
import dev.tributary.domain.access.Permission;
import dev.tributary.domain.access.Principal;
import dev.tributary.domain.access.Role;
import dev.tributary.domain.access.Session;
import dev.tributary.domain.access.SignInSecret;
import dev.tributary.domain.access.SignIns;
import dev.tributary.domain.access.Tenant;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Lets a call in by its session. Session and member are read at each call and cached nowhere: whoever
/// signs out, or is removed or given another role, is judged so by the next call.
final class SessionDoor {
    static final String TENANT = "tributary-tenant";

    private final SignIns signIns;
    private final Members members;
    private final AgencyDoor agencies;
    private final Joining joining;
    private final Clock clock;

    SessionDoor(SignIns signIns, Members members, AgencyDoor agencies, Joining joining, Clock clock) {
        this.signIns = signIns;
        this.members = members;
        this.agencies = agencies;
        this.joining = joining;
        this.clock = clock;
    }

    /// Whether the browser sent something that could be a session.
    static boolean isKnocked(HttpCall call) {
        return call.header("cookie").isPresent() && Site.of(call).cookie(call).isPresent();
    }

    /// The session of a call, for what is the person's own affair.
    /// @throws HttpRefusal 401 without one that opens, 403 for a change that comes from elsewhere
    Session admit(HttpCall call) {
        Instant now = clock.instant();
        Session session = find(call, now).orElseThrow(SessionDoor::ended);
        if (changes(call)) {
            Site.of(call).requireOwnPage(call);
        }
        if (session.isToBeSeen(now)) {
            signIns.seen(session, now);
        }
        return session;
    }

    /// @throws HttpRefusal 401 without a session that opens; 403 for a change that comes from elsewhere, in a
    ///     tenant where the person is no member, for a role that does not allow this, and without a fresh link
    ///     where it needs one; 400 when it does not say for whom
    Principal admit(HttpCall call, Permission permission) {
        Session session = admit(call);
        Optional<Tenant> tenant = tenant(call, session);
        Optional<Member> member = tenant.flatMap(of -> member(of, session));
        Principal principal = member.map(Member::principal)
                .or(() -> tenant.flatMap(of -> agencies.find(of, session.person(), agency -> member(agency, session))))
                .orElseThrow(() -> HttpRefusal.of(403, "not_a_member", "You are no member there."));
        if (!principal.may(permission)) {
            String role = member.map(Member::role)
                    .or(() -> principal.grant().map(AgencyGrant::role))
                    .map(Role::text)
                    .orElse("none");
            throw HttpRefusal.of(
                    403, "insufficient_role", "Your role, " + role + ", does not include " + permission.text() + ".");
        }
        if (!changes(call) || session.isFresh(clock.instant())) {
            return principal;
        }
        if (permission.needsFreshLink()) {
            throw HttpRefusal.of(
                    403, "step_up_needed", "Sign in by a new link first: this needs one used within 15 minutes.");
        }
        // Nor is it allowed beside what needs none.
        return principal.without(Permission::needsFreshLink);
    }

    /// The one that the person is in a tenant, where this session is open to it; it joins what it was invited to.
    Optional<Member> member(Tenant tenant, Session session) {
        return members.find(tenant, session.person())
                .filter(found -> isOpenTo(found.value(), session))
                .flatMap(found -> joining.join(found, clock.instant()));
    }

    /// Who was invited after the sign-in signs in again: a session of somebody who was removed does not come back
    /// to life when the person is invited once more.
    static boolean isOpenTo(Member member, Session session) {
        return member.invited().isBefore(session.created());
    }

    Optional<Session> find(HttpCall call, Instant now) {
        return Site.of(call)
                .cookie(call)
                .flatMap(secret -> signIns.session(secret.hash(SignInSecret.Use.SESSION)))
                .filter(session -> session.opens(now));
    }

    /// An id that is none belongs to nobody, as another's.
    private static Optional<Tenant> tenant(HttpCall call, Session session) {
        if (call.header(TENANT).isEmpty() && session.tenant().isEmpty()) {
            throw HttpRefusal.of(
                    400, "tenant_required", "You belong to several: name one in the header Tributary-Tenant.");
        }
        return chosen(call, session);
    }

    /// The tenant that the call names, or the only one that the person had at the sign-in.
    static Optional<Tenant> chosen(HttpCall call, Session session) {
        Optional<String> named = call.header(TENANT);
        return named.isPresent() ? named.flatMap(Tenant::parse) : session.tenant();
    }

    private static boolean changes(HttpCall call) {
        return !call.method().equals("GET") && !call.method().equals("HEAD");
    }

    private static HttpRefusal ended() {
        return HttpRefusal.of(401, "unauthorized", "There is no session, or it has ended: sign in.");
    }
}
