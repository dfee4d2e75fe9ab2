package dev.tributary.api;

import static dev.tributary.domain.access.Permission.READ;

import dev.tributary.domain.access.Permission;
import dev.tributary.domain.listing.ListedCommissions;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRoutes.Route;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/// Every path of the API that reads, with the permission that it needs (docs/permissions.md). Whose things a call may
/// see is not decided here but in `Visible`, since merchants and affiliates share the paths.
final class Routes {
    private Routes() {}

    /// What answers a call that was let in.
    @FunctionalInterface
    interface Resource {
        HttpAnswer answer(Ask ask) throws IOException;
    }

    /// @param mostBytes how large a body may be
    /// @param isOfTenant whether what it shows and changes belongs to the tenant, and to no program
    record Endpoint(Permission permission, int mostBytes, boolean isOfTenant, Resource resource) {}

    private static final List<String> OF_TENANT = List.of(
            "/v1/webhooks",
            "/v1/members",
            "/v1/agency_grants",
            "/v1/api_keys",
            "/v1/affiliates/{affiliate_id}/api_keys",
            "/v1/payout_method",
            "/v1/audit_events");

    /// What answers under these paths.
    record Resources(
            ProgramsResource programs,
            TermsResource terms,
            EnrollmentsResource enrollments,
            LinksResource links,
            ClicksResource clicks,
            ConversionsResource conversions,
            CommissionsResource commissions,
            OverviewResource overview,
            BalancesResource balances,
            EntriesResource entries,
            StatementsResource statements,
            NextPayoutsResource nextPayouts,
            ReceiptsResource receipts) {
        static Resources of(Wiring wiring) {
            ApiHandler.Stores stores = wiring.stores();
            Visible visible = wiring.visible();
            Cursors cursors = wiring.cursors();
            Clock clock = wiring.clock();
            OrderWalk walk = new OrderWalk(visible, stores.lists());
            return new Resources(
                    new ProgramsResource(visible, stores.programs(), stores.enrollments(), cursors),
                    new TermsResource(visible, stores.terms(), wiring.written().drafts(), cursors),
                    new EnrollmentsResource(
                            visible, stores.enrollments(), wiring.written().affiliates(), wiring.behind(), cursors),
                    new LinksResource(visible, stores.links(), wiring.behind(), cursors),
                    new ClicksResource(visible, ExportRoutes.clicks(stores), cursors, clock),
                    new ConversionsResource(walk, wiring.behind(), cursors, clock),
                    new CommissionsResource(
                            walk,
                            new ListedCommissions.Sources(
                                    stores.ledger(), stores.clickEntries(), stores.terms(), stores.programs()),
                            wiring.behind(),
                            cursors,
                            clock),
                    new OverviewResource(
                            visible,
                            new OverviewResource.Stores(stores.clicks(), stores.figures(), stores.clickEntries()),
                            cursors,
                            clock),
                    new BalancesResource(visible, stores.enrollments(), stores.ledger(), cursors),
                    new EntriesResource(visible, stores.ledger(), cursors),
                    new StatementsResource(visible, stores.ledger(), cursors, wiring.ring(), clock),
                    new NextPayoutsResource(stores, wiring.money(), visible, cursors, clock),
                    new ReceiptsResource(visible, stores.orders(), wiring.ring()));
        }
    }

    static List<Route<Endpoint>> of(Resources of) {
        return List.of(
                route("GET", "/v1/programs", READ, of.programs()::list),
                route("GET", "/v1/programs/{program_id}", READ, of.programs()::get),
                route("GET", "/v1/programs/{program_id}/terms", READ, of.terms()::list),
                route("GET", "/v1/programs/{program_id}/terms/{version}", READ, of.terms()::get),
                route("GET", "/v1/programs/{program_id}/terms/{version}/changes", READ, of.terms()::changes),
                route("GET", "/v1/programs/{program_id}/links", READ, of.links()::listOfProgram),
                route("GET", "/v1/enrollments", READ, of.enrollments()::list),
                route("GET", WriteRoutes.ENROLLMENT, READ, of.enrollments()::get),
                route("GET", "/v1/links", READ, of.links()::list),
                route("GET", "/v1/links/{link_id}", READ, of.links()::get),
                route("GET", "/v1/clicks", READ, of.clicks()::list),
                route("GET", "/v1/conversions", READ, of.conversions()::list),
                route("GET", "/v1/conversions/{conversion_id}", READ, of.conversions()::get),
                route("GET", "/v1/commissions", READ, of.commissions()::list),
                route("GET", "/v1/commissions/{commission_id}", READ, of.commissions()::get),
                route("GET", "/v1/commissions/{commission_id}/entries", READ, of.commissions()::entries),
                route("GET", "/v1/overview", READ, of.overview()::get),
                route("GET", "/v1/overviews", READ, of.overview()::list),
                route("GET", "/v1/balances", READ, of.balances()::list),
                route("GET", "/v1/entries", READ, of.entries()::list),
                route("GET", "/v1/statements", READ, of.statements()::list),
                route("GET", "/v1/statements/{month}", READ, of.statements()::get),
                route("GET", "/v1/statements/{month}/entries", READ, of.statements()::entries),
                route("GET", "/v1/statements/{month}/proof", READ, of.statements()::proof),
                route("GET", "/v1/next_payouts", READ, of.nextPayouts()::list),
                route("GET", "/v1/receipts/{receipt_id}", READ, of.receipts()::get));
    }

    static Route<Endpoint> route(String method, String path, Permission permission, Resource resource) {
        return new Route<>(
                method,
                path,
                new Endpoint(permission, BodyLimits.of(method, path), isOfTenant(method, path), resource));
    }

    /// An affiliate has an account across merchants, and its payout method is one.
    private static boolean isOfTenant(String method, String path) {
        return OF_TENANT.stream().anyMatch(path::startsWith)
                || path.equals("/v1/affiliates/{affiliate_id}") && !method.equals("GET");
    }
}
