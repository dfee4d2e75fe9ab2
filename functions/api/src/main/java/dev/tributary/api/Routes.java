package dev.tributary.api;

import static dev.tributary.domain.access.Scope.READ;

import dev.tributary.domain.access.Scope;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRoutes;
import dev.tributary.infrastructure.lambda.HttpRoutes.Route;
import java.io.IOException;
import java.util.List;

/// Every path of the API, with the scope that a key needs for it. Whose things a call may see is
/// not decided here but in `Visible`, since merchants and affiliates share the paths.
final class Routes {
    private Routes() {}

    /// What answers a call that was let in.
    @FunctionalInterface
    interface Resource {
        HttpAnswer answer(Ask ask) throws IOException;
    }

    record Endpoint(Scope scope, Resource resource) {}

    static HttpRoutes<Endpoint> of(
            ProgramsResource programs, EnrollmentsResource enrollments, LinksResource links, ClicksResource clicks) {
        return new HttpRoutes<>(List.of(
                route("GET", "/v1/programs", READ, programs::list),
                route("GET", "/v1/programs/{program_id}", READ, programs::get),
                route("GET", "/v1/programs/{program_id}/links", READ, links::listOfProgram),
                route("GET", "/v1/enrollments", READ, enrollments::list),
                route("GET", "/v1/links", READ, links::list),
                route("GET", "/v1/links/{link_id}", READ, links::get),
                route("GET", "/v1/clicks", READ, clicks::list)));
    }

    private static Route<Endpoint> route(String method, String path, Scope scope, Resource resource) {
        return new Route<>(method, path, new Endpoint(scope, resource));
    }
}
