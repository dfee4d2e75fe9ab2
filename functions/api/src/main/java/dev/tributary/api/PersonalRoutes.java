package dev.tributary.api;

import dev.tributary.domain.change.Changes;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpRoutes.Route;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// The paths of signing in, and of what is a person's own affair in whichever tenant: they need no
/// permission, but a link, or a session.
final class PersonalRoutes {
    private PersonalRoutes() {}

    /// What answers such a call; it lets the call in itself.
    @FunctionalInterface
    interface Personal {
        HttpAnswer answer(HttpCall call, Map<String, String> variables) throws IOException;
    }

    static List<Route<Personal>> of(PeopleStores people, Changes changes, SessionDoor door, Clock clock) {
        SigningIn signingIn = new SigningIn(people.signIns(), people.members(), people.mail(), new RandomBytes());
        SignInLinksResource links = new SignInLinksResource(signingIn, door, clock);
        SessionsResource sessions = new SessionsResource(door, signingIn, people, clock);
        MembershipsResource memberships = new MembershipsResource(people.members(), changes, door, clock);
        SignInPage page = new SignInPage(signingIn, door, clock);
        return List.of(
                route("POST", "/v1/sign_in_links", (call, _) -> links.create(call)),
                route("POST", "/v1/sessions", (call, _) -> sessions.create(call)),
                route("GET", "/v1/sessions", (call, _) -> sessions.list(call)),
                route("GET", "/v1/sessions/current", (call, _) -> sessions.current(call)),
                route("DELETE", "/v1/sessions/{session_id}", sessions::end),
                route("PATCH", "/v1/memberships/{tenant_id}", memberships::change),
                route("GET", "/sign-in", (call, _) -> page.show(call)),
                route("POST", "/sign-in", (call, _) -> page.take(call)));
    }

    private static Route<Personal> route(String method, String path, Personal personal) {
        return new Route<>(method, path, personal);
    }
}
