package dev.tributary.api;

import dev.tributary.domain.access.AgencyGrants;
import dev.tributary.domain.access.Permission;
import dev.tributary.infrastructure.lambda.HttpRoutes.Route;
import java.util.List;

/// The paths of a tenant's members.
final class MemberRoutes {
    private static final String MEMBERS = "/v1/members";
    private static final String GRANTS = "/v1/agency_grants";
    private static final String MEMBER = "/v1/members/{person_id}";

    private MemberRoutes() {}

    /// The paths of what agencies may do, which say who gets in as well.
    static List<Route<Routes.Endpoint>> ofGrants(AgencyGrants known, Visible visible, Cursors cursors, Writes writes) {
        AgencyGrantsResource grants = new AgencyGrantsResource(known, visible, cursors);
        return List.of(
                Routes.route("GET", GRANTS + "/received", Permission.MEMBERS, grants::received),
                MoneyRoutes.write(
                        "POST", GRANTS + "/received/{merchant_id}/accept", Permission.MEMBERS, writes, grants::accept),
                MoneyRoutes.write(
                        "DELETE", GRANTS + "/received/{merchant_id}", Permission.MEMBERS, writes, grants::leave),
                Routes.route("GET", GRANTS, Permission.MEMBERS, grants::given),
                MoneyRoutes.write("PUT", GRANTS + "/{agency_id}", Permission.MEMBERS, writes, grants::put),
                MoneyRoutes.write("DELETE", GRANTS + "/{agency_id}", Permission.MEMBERS, writes, grants::end));
    }

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
