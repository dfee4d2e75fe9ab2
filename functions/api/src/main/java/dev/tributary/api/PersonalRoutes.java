package dev.tributary.api;

import dev.tributary.domain.change.Changes;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpRoutes.Route;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The paths of signing in, and of what is a person's own affair in whichever tenant: they need no
/// permission, but a link, or a session.
final class PersonalRoutes {
    private static final String DIRECTORY = "/v1/directory";

    private PersonalRoutes() {}

    /// What answers such a call; it lets the call in itself.
    @FunctionalInterface
    interface Personal {
        HttpAnswer answer(HttpCall call, Map<String, String> variables) throws IOException;
    }

    static List<Route<Personal>> of(Wiring wiring, SessionDoor door, CallLimits limits) {
        PeopleStores people = wiring.people();
        Changes changes = wiring.written().changes();
        Clock clock = wiring.clock();
        SigningIn signingIn = new SigningIn(
                people.signIns(), people.members(), people.mail(), new Arriving(wiring), new RandomBytes());
        TenantNames names = new TenantNames(people.merchants(), wiring.written().affiliates());
        DirectoryResource directory = new DirectoryResource(wiring, signingIn);
        SignInLinksResource links = new SignInLinksResource(signingIn, door, clock);
        SessionsResource sessions = new SessionsResource(door, signingIn, people, names, clock);
        MembershipsResource memberships = new MembershipsResource(people.members(), names, changes, door, clock);
        SignInPage page = new SignInPage(signingIn, door, clock);
        DocsResource docs = new DocsResource();
        return List.of(
                shown("/v1/docs", variables -> docs.index()),
                shown("/v1/docs/{page}", docs::page),
                shown("/v1/openapi.yaml", variables -> docs.file()),
                visited("GET", DIRECTORY, limits, (call, _) -> directory.list(call)),
                visited("GET", DIRECTORY + "/{program_id}", limits, directory::get),
                applying(DIRECTORY + "/{program_id}/applications", limits, directory::apply),
                open("POST", "/v1/sign_in_links", limits, links::create),
                open("POST", "/v1/sessions", limits, sessions::create),
                own("GET", "/v1/sessions", limits, (call, _) -> sessions.list(call)),
                own("GET", "/v1/sessions/current", limits, (call, _) -> sessions.current(call)),
                own("DELETE", "/v1/sessions/{session_id}", limits, sessions::end),
                own("PATCH", "/v1/memberships/{tenant_id}", limits, memberships::change),
                open("GET", "/sign-in", limits, page::show),
                open("POST", "/sign-in", limits, page::take));
    }

    /// What is there to read for anybody, and costs nothing to make.
    private static Route<Personal> shown(String path, Function<Map<String, String>, HttpAnswer> answer) {
        return new Route<>("GET", path, (call, variables) -> {
            requireNoParameters(path, call);
            return answer.apply(variables);
        });
    }

    /// What anybody may read, at the cost of a few reads.
    private static Route<Personal> visited(String method, String path, CallLimits limits, Personal personal) {
        return new Route<>(method, path, (call, variables) -> {
            call.requireBody(BodyLimits.NAMING);
            limits.countVisit(call);
            return personal.answer(call, variables);
        });
    }

    /// What anybody may send, at the cost of a mail.
    private static Route<Personal> applying(String path, CallLimits limits, Personal personal) {
        return new Route<>("POST", path, (call, variables) -> {
            call.requireBody(BodyLimits.WRITING);
            limits.countSignIn(call);
            return personal.answer(call, variables);
        });
    }

    /// What anybody may call.
    private static Route<Personal> open(
            String method, String path, CallLimits limits, Function<HttpCall, HttpAnswer> answer) {
        return new Route<>(method, path, (call, _) -> {
            call.requireBody(BodyLimits.NAMING);
            limits.countSignIn(call);
            requireNoParameters(path, call);
            return answer.apply(call);
        });
    }

    /// By a session, which the route looks for itself.
    private static Route<Personal> own(String method, String path, CallLimits limits, Personal personal) {
        return new Route<>(method, path, (call, variables) -> {
            call.requireBody(BodyLimits.NAMING);
            requireNoParameters(path, call);
            return limits.answer(call, () -> personal.answer(call, variables), made -> made);
        });
    }

    /// A page's address may say more than the page looks at; the API's may not.
    private static void requireNoParameters(String path, HttpCall call) {
        if (path.startsWith("/v1/")) {
            Parameters.of(call).check();
        }
    }
}
