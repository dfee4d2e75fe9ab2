package dev.tributary.api;

import dev.tributary.domain.access.Scope;
import dev.tributary.infrastructure.lambda.HttpRoutes.Route;
import java.util.List;

/// The paths of bonuses and fees.
final class BonusRoutes {
    private BonusRoutes() {}

    /// What answers under these paths.
    record Resources(BonusesResource bonuses, BonusAwardsResource awards) {}

    static List<Route<Routes.Endpoint>> of(Resources of) {
        return List.of(
                Routes.route("GET", "/v1/bonuses", Scope.READ, of.bonuses()::list),
                Routes.route("GET", "/v1/bonus_awards", Scope.READ, of.awards()::list),
                Routes.route("GET", "/v1/bonus_awards/{award_id}", Scope.READ, of.awards()::get));
    }
}
