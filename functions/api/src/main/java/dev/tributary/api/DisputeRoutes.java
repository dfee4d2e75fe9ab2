package dev.tributary.api;

import static dev.tributary.domain.access.Permission.READ;

import dev.tributary.domain.access.Permission;
import dev.tributary.infrastructure.lambda.HttpRoutes.Route;
import java.util.List;

/// The paths of disputes. To rule gives money, or denies it: who may is who may adjust.
final class DisputeRoutes {
    private static final String DISPUTES = "/v1/disputes";
    private static final String DISPUTE = DISPUTES + "/{dispute_id}";

    private DisputeRoutes() {}

    static List<Route<Routes.Endpoint>> of(Wiring wiring, Writes writes) {
        DisputesResource read = new DisputesResource(wiring);
        DisputeWrites written = new DisputeWrites(wiring, read);
        DisputeRulings rulings = new DisputeRulings(wiring, read);
        DisputePreviews previews = new DisputePreviews(wiring, read);
        return List.of(
                Routes.route("GET", DISPUTES, READ, read::list),
                // Before the variable that it would fill.
                Routes.route("GET", DISPUTES + "/preview", READ, previews::ofStated),
                Routes.route("GET", DISPUTE + "/preview", READ, previews::ofDispute),
                Routes.route("GET", DISPUTE, READ, read::get),
                // In a text of several lines.
                Routes.route(
                        "POST", DISPUTES, Permission.PROGRAMS, ask -> writes.answer(ask, Prose::body, written::open)),
                WriteRoutes.write("POST", DISPUTE + "/withdraw", writes, written::withdraw),
                MoneyRoutes.write("POST", DISPUTE + "/accept", Permission.ADJUST, writes, rulings::accept),
                MoneyRoutes.write("POST", DISPUTE + "/reject", Permission.ADJUST, writes, rulings::reject));
    }
}
