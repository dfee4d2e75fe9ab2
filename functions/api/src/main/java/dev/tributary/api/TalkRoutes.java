package dev.tributary.api;

import static dev.tributary.domain.access.Permission.READ;

import dev.tributary.infrastructure.lambda.HttpRoutes.Route;
import java.util.ArrayList;
import java.util.List;

/// The paths of creatives, announcements and threads.
final class TalkRoutes {
    private static final String IMAGE_HOSTS = "/v1/programs/{program_id}/image_hosts";
    private static final String CREATIVES = "/v1/creatives";
    private static final String CREATIVE = CREATIVES + "/{creative_id}";

    private TalkRoutes() {}

    static List<Route<Routes.Endpoint>> of(
            ApiHandler.Stores stores, TalkStores talk, Visible visible, Cursors cursors, Writes writes) {
        List<Route<Routes.Endpoint>> routes = new ArrayList<>();
        routes.addAll(creatives(stores, talk, visible, cursors, writes));
        return routes;
    }

    private static List<Route<Routes.Endpoint>> creatives(
            ApiHandler.Stores stores, TalkStores talk, Visible visible, Cursors cursors, Writes writes) {
        CreativesResource read = new CreativesResource(visible, stores.enrollments(), talk.creatives(), cursors);
        CreativeWrites written = new CreativeWrites(visible, talk.creatives(), read);
        return List.of(
                Routes.route("GET", IMAGE_HOSTS, READ, new ImageHostsResource(visible, talk.creatives())::get),
                WriteRoutes.write("PUT", IMAGE_HOSTS, writes, written::putHosts),
                Routes.route("GET", CREATIVES, READ, read::list),
                WriteRoutes.write("POST", CREATIVES, writes, written::create),
                Routes.route("GET", CREATIVE, READ, read::get),
                WriteRoutes.write("PATCH", CREATIVE, writes, written::change));
    }
}
