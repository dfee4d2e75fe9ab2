package dev.tributary.api;

import dev.tributary.domain.access.Scope;
import dev.tributary.infrastructure.lambda.HttpRoutes.Route;
import java.util.List;

/// The paths of bonuses and fees.
final class BonusRoutes {
    private static final String SUBMISSION = "/v1/submissions/{submission_id}";

    private BonusRoutes() {}

    /// What answers under these paths.
    record Resources(
            BonusesResource bonuses,
            BonusAwardsResource awards,
            SubmissionsResource submissions,
            SubmissionWrites reviews) {}

    static List<Route<Routes.Endpoint>> of(Resources of, Writes writes) {
        return List.of(
                Routes.route("GET", "/v1/bonuses", Scope.READ, of.bonuses()::list),
                Routes.route("GET", "/v1/bonus_awards", Scope.READ, of.awards()::list),
                Routes.route("GET", "/v1/bonus_awards/{award_id}", Scope.READ, of.awards()::get),
                Routes.route("GET", "/v1/submissions", Scope.READ, of.submissions()::list),
                Routes.route("GET", SUBMISSION, Scope.READ, of.submissions()::get),
                WriteRoutes.write("POST", "/v1/submissions", writes, of.reviews()::create),
                WriteRoutes.write("POST", SUBMISSION + "/accept", writes, of.reviews()::accept),
                WriteRoutes.write("POST", SUBMISSION + "/reject", writes, of.reviews()::reject));
    }
}
