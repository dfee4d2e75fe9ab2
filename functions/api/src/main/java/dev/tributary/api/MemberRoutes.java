package dev.tributary.api;

import dev.tributary.domain.access.Permission;
import dev.tributary.infrastructure.lambda.HttpRoutes.Route;
import java.util.List;

/// The paths of a tenant's members.
final class MemberRoutes {
    private static final String MEMBERS = "/v1/members";
    private static final String MEMBER = "/v1/members/{person_id}";

    private MemberRoutes() {}

    static List<Route<Routes.Endpoint>> of(Wiring wiring, Writes writes) {
        MembersResource read = new MembersResource(wiring.people().members(), wiring.cursors());
        MemberWrites written = new MemberWrites(wiring, read);
        return List.of(
                Routes.route("GET", MEMBERS, Permission.MEMBERS, read::list),
                MoneyRoutes.write("POST", MEMBERS, Permission.MEMBERS, writes, written::invite),
                Routes.route("GET", MEMBER, Permission.MEMBERS, read::get),
                MoneyRoutes.write("PATCH", MEMBER, Permission.MEMBERS, writes, written::change),
                MoneyRoutes.write("DELETE", MEMBER, Permission.MEMBERS, writes, written::remove),
                MoneyRoutes.write("POST", MEMBER + "/invite", Permission.MEMBERS, writes, written::inviteAgain));
    }
}
