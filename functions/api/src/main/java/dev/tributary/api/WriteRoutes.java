package dev.tributary.api;

import static dev.tributary.api.Routes.route;
import static dev.tributary.domain.access.Permission.READ;

import dev.tributary.domain.access.Permission;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.lambda.HttpRoutes.Route;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// Every path of the API that makes or changes something, and reading of what only these resources
/// have: drafts, affiliates, coupons, the audit log.
final class WriteRoutes {
    private static final String PROGRAM = "/v1/programs/{program_id}";
    static final String ENROLLMENT = "/v1/enrollments/{program_id}/{affiliate_id}";
    private static final String COUPON = "/v1/coupons/{program_id}/{code}";

    private WriteRoutes() {}

    /// What answers under these paths.
    record Resources(
            ProgramWrites programs,
            TermsWrites terms,
            BackTestWrites newBackTests,
            BackTestsResource backTests,
            AffiliatesResource affiliates,
            EnrollmentWrites enrollments,
            EnrollmentMoves moves,
            LinkWrites links,
            CouponsResource coupons,
            ExchangeRatesResource rates,
            AuditEventsResource auditEvents,
            PurgesResource purges) {
        static Resources of(Wiring wiring) {
            ApiHandler.Stores stores = wiring.stores();
            ApiHandler.WriteStores written = wiring.written();
            MoneyStores money = wiring.money();
            Visible visible = wiring.visible();
            Cursors cursors = wiring.cursors();
            Telling telling = wiring.telling();
            Rings ring = wiring.ring();
            Clock clock = wiring.clock();
            Signings signings = new Signings(stores.terms(), money.queue());
            TermsWrites terms = new TermsWrites(
                    visible,
                    stores.terms(),
                    written.drafts(),
                    money.policies(),
                    written.bonuses().schedules());
            return new Resources(
                    new ProgramWrites(
                            visible,
                            stores.programs(),
                            stores.lists(),
                            stores.enrollments(),
                            money.credentials(),
                            money.policies()),
                    terms,
                    new BackTestWrites(visible, stores.terms(), written.drafts(), terms, written.backTests()),
                    new BackTestsResource(visible, written.backTests(), cursors, clock),
                    new AffiliatesResource(
                            visible, wiring.affiliates(), written.affiliates(), stores.enrollments(), cursors),
                    new EnrollmentWrites(
                            new EnrollmentWrites.Sources(
                                    visible,
                                    stores.programs(),
                                    stores.enrollments(),
                                    written.affiliates(),
                                    stores.links(),
                                    signings,
                                    written.bonuses().clickOverrides(),
                                    telling,
                                    written.applications()),
                            ring),
                    new EnrollmentMoves(visible, signings, telling, written.applications()),
                    new LinkWrites(visible, stores.links(), written.talk().creatives()),
                    new CouponsResource(visible, written.coupons(), wiring.behind(), cursors),
                    new ExchangeRatesResource(visible, written.rates(), cursors),
                    new AuditEventsResource(written.auditEvents(), cursors),
                    new PurgesResource(visible, written.purges()));
        }
    }

    static List<Route<Routes.Endpoint>> of(Resources of, Writes writes) {
        List<Route<Routes.Endpoint>> routes = new ArrayList<>(List.of(
                write("POST", "/v1/programs", writes, of.programs()::create),
                write("PATCH", PROGRAM, writes, of.programs()::change),
                route("GET", PROGRAM + "/purge", READ, of.purges()::get),
                write("POST", PROGRAM + "/purge", writes, of.purges()::start),
                write("POST", PROGRAM + "/terms", writes, of.terms()::create),
                route("GET", PROGRAM + "/terms/draft", READ, of.terms()::draft),
                write("PUT", PROGRAM + "/terms/draft", writes, of.terms()::replace),
                write("POST", PROGRAM + "/terms/draft/publish", writes, of.terms()::publish),
                write("POST", PROGRAM + "/terms/{version}/back-test", writes, of.newBackTests()::start),
                route("GET", PROGRAM + "/back_tests", READ, of.backTests()::list),
                route("GET", PROGRAM + "/back_tests/{back_test_id}", READ, of.backTests()::get),
                route("GET", PROGRAM + "/back_tests/{back_test_id}/rows", READ, of.backTests()::rows),
                route("GET", "/v1/affiliates", READ, of.affiliates()::list),
                route("GET", "/v1/affiliates/{affiliate_id}", READ, of.affiliates()::get),
                write("POST", "/v1/affiliates", writes, of.affiliates()::create),
                write("PATCH", "/v1/affiliates/{affiliate_id}", writes, of.affiliates()::change),
                prose("POST", "/v1/enrollments", writes, of.enrollments()::create),
                write("PATCH", ENROLLMENT, writes, of.enrollments()::change),
                write("POST", ENROLLMENT + "/agree", writes, of.moves()::agree),
                write("POST", "/v1/links", writes, of.links()::create),
                write("PATCH", "/v1/links/{link_id}", writes, of.links()::change),
                route("GET", "/v1/coupons", READ, of.coupons()::list),
                write("POST", "/v1/coupons", writes, of.coupons()::create),
                route("GET", COUPON, READ, of.coupons()::get),
                write("PATCH", COUPON, writes, of.coupons()::change),
                route("GET", PROGRAM + "/exchange_rates", READ, of.rates()::list),
                write("PUT", PROGRAM + "/exchange_rates/{currency}/{date}", writes, of.rates()::put),
                route("GET", "/v1/audit_events", READ, of.auditEvents()::list)));
        for (EnrollmentAction action : EnrollmentAction.values()) {
            routes.add(write(
                    "POST",
                    ENROLLMENT + "/" + action.text(),
                    writes,
                    call -> of.moves().move(call, action)));
        }
        return routes;
    }

    static Route<Routes.Endpoint> write(String method, String path, Writes writes, Writes.Writing writing) {
        return route(method, path, Permission.PROGRAMS, ask -> writes.answer(ask, writing));
    }

    /// Of a body in which texts have several lines.
    static Route<Routes.Endpoint> prose(String method, String path, Writes writes, Writes.Writing writing) {
        return route(method, path, Permission.PROGRAMS, ask -> writes.answer(ask, Prose::body, writing));
    }
}
