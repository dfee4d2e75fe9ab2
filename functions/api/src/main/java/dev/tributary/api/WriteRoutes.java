package dev.tributary.api;

import dev.tributary.domain.access.Scope;
import dev.tributary.infrastructure.lambda.HttpRoutes.Route;
import java.util.List;

/// Every path of the API that makes or changes something, and the audit log of it.
final class WriteRoutes {
    private WriteRoutes() {}

    /// What answers under these paths.
    record Resources(LinkWrites links, AuditEventsResource auditEvents) {}

    static List<Route<Routes.Endpoint>> of(Resources of, Writes writes) {
        return List.of(
                Routes.route("GET", "/v1/audit_events", Scope.READ, of.auditEvents()::list),
                write("POST", "/v1/links", writes, of.links()::create),
                write("PATCH", "/v1/links/{link_id}", writes, of.links()::change));
    }

    static Route<Routes.Endpoint> write(String method, String path, Writes writes, Writes.Writing writing) {
        return Routes.route(method, path, Scope.WRITE, ask -> writes.answer(ask, writing));
    }
}
