package dev.tributary.api;

import dev.tributary.domain.access.Permission;
import dev.tributary.domain.bonus.Fulfilment.Step;
import dev.tributary.infrastructure.lambda.HttpRoutes.Route;
import java.time.Clock;
import java.util.List;

/// The paths of bonuses and fees.
final class BonusRoutes {
    private static final String AWARD = "/v1/bonus_awards/{award_id}";
    private static final String SUBMISSION = "/v1/submissions/{submission_id}";

    private BonusRoutes() {}

    /// What answers under these paths.
    record Resources(
            BonusesResource bonuses,
            BonusAwardsResource awards,
            SubmissionsResource submissions,
            SubmissionWrites reviews,
            PrizeWrites prizes,
            StandingsResource standings,
            BountiesResource bounties) {
        static Resources of(Wiring wiring) {
            ApiHandler.Stores stores = wiring.stores();
            ApiHandler.WriteStores written = wiring.written();
            MoneyStores money = wiring.money();
            Visible visible = wiring.visible();
            Cursors cursors = wiring.cursors();
            Clock clock = wiring.clock();
            SubmissionsResource submissions =
                    new SubmissionsResource(visible, written.bonuses().submissions(), cursors);
            BonusAwardsResource awards = new BonusAwardsResource(
                    visible, money.decisions(), written.bonuses(), stores.terms(), cursors, clock);
            return new Resources(
                    new BonusesResource(visible, stores.terms(), stores.ledger(), clock),
                    awards,
                    submissions,
                    new SubmissionWrites(
                            visible,
                            stores.terms(),
                            money.decisions(),
                            submissions,
                            new Signings(stores.terms(), money.queue())),
                    new PrizeWrites(visible, stores.terms(), money.decisions(), awards),
                    new StandingsResource(
                            visible,
                            new StandingsResource.Sources(
                                    stores.terms(),
                                    written.bonuses().boards(),
                                    stores.enrollments(),
                                    stores.ledger(),
                                    written.affiliates()),
                            clock),
                    new BountiesResource(visible, stores.terms(), money.decisions(), clock));
        }
    }

    static List<Route<Routes.Endpoint>> of(Resources of, Writes writes) {
        return List.of(
                Routes.route("GET", "/v1/bonuses", Permission.READ, of.bonuses()::list),
                Routes.route("GET", "/v1/bonus_awards", Permission.READ, of.awards()::list),
                Routes.route("GET", AWARD, Permission.READ, of.awards()::get),
                move("accept", Step.ACCEPTED, of, writes),
                move("ship", Step.SHIPPED, of, writes),
                move("fulfil", Step.FULFILLED, of, writes),
                move("cancel", Step.CANCELLED, of, writes),
                Routes.route(
                        "GET",
                        "/v1/programs/{program_id}/bonuses/{bonus_id}/standings",
                        Permission.READ,
                        of.standings()::get),
                Routes.route("GET", "/v1/bounties", Permission.READ, of.bounties()::list),
                Routes.route("GET", "/v1/submissions", Permission.READ, of.submissions()::list),
                Routes.route("GET", SUBMISSION, Permission.READ, of.submissions()::get),
                WriteRoutes.write("POST", "/v1/submissions", writes, of.reviews()::create),
                WriteRoutes.write("POST", SUBMISSION + "/accept", writes, of.reviews()::accept),
                WriteRoutes.write("POST", SUBMISSION + "/reject", writes, of.reviews()::reject));
    }

    private static Route<Routes.Endpoint> move(String verb, Step step, Resources of, Writes writes) {
        return WriteRoutes.write(
                "POST", AWARD + "/" + verb, writes, call -> of.prizes().move(call, step));
    }
}
