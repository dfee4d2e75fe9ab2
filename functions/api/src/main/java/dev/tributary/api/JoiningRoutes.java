package dev.tributary.api;

import static dev.tributary.domain.access.Permission.READ;

import dev.tributary.domain.joining.Applications;
import dev.tributary.infrastructure.lambda.HttpRoutes.Route;
import java.util.List;

/// The paths of how affiliates come into a program.
final class JoiningRoutes {
    private static final String FORM = "/v1/programs/{program_id}/application_form";
    private static final String AGREEMENTS = "/v1/programs/{program_id}/agreements";

    private JoiningRoutes() {}

    static List<Route<Routes.Endpoint>> of(Wiring wiring, Writes writes) {
        Applications applications = wiring.written().applications();
        ApplicationFormsResource read =
                new ApplicationFormsResource(wiring.visible(), wiring.stores().programs(), applications);
        ApplicationFormWrites written = new ApplicationFormWrites(wiring.visible(), applications);
        return List.of(
                Routes.route("GET", FORM, READ, read::form),
                WriteRoutes.write("PUT", FORM, writes, written::put),
                WriteRoutes.prose("POST", AGREEMENTS, writes, written::publish),
                Routes.route("GET", AGREEMENTS + "/{version}", READ, read::agreement),
                Routes.route("GET", WriteRoutes.ENROLLMENT + "/application", READ, read::application));
    }
}
