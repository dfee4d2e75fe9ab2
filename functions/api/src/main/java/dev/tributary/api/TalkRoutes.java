package dev.tributary.api;

import static dev.tributary.domain.access.Permission.READ;

import dev.tributary.domain.access.Members;
import dev.tributary.infrastructure.lambda.HttpRoutes.Route;
import java.util.List;
import java.util.stream.Stream;

/// The paths of creatives, announcements and threads.
final class TalkRoutes {
    private static final String IMAGE_HOSTS = "/v1/programs/{program_id}/image_hosts";
    private static final String CREATIVES = "/v1/creatives";
    private static final String CREATIVE = CREATIVES + "/{creative_id}";
    private static final String ANNOUNCEMENTS = "/v1/announcements";
    private static final String ANNOUNCEMENT = ANNOUNCEMENTS + "/{announcement_id}";
    private static final String THREADS = "/v1/threads";
    private static final String THREAD = THREADS + "/{thread_id}";
    private static final String MESSAGES = THREAD + "/messages";

    private TalkRoutes() {}

    static List<Route<Routes.Endpoint>> of(Wiring wiring, Writes writes) {
        ApiHandler.Stores stores = wiring.stores();
        TalkStores talk = wiring.written().talk();
        MoneyStores money = wiring.money();
        Visible visible = wiring.visible();
        Cursors cursors = wiring.cursors();
        Members members = wiring.people().members();
        CreativesResource creatives = new CreativesResource(visible, stores.enrollments(), talk.creatives(), cursors);
        AnnouncementsResource announcements =
                new AnnouncementsResource(visible, stores.enrollments(), talk.announcements(), cursors, wiring.clock());
        ThreadsResource threads = new ThreadsResource(visible, talk.threads(), wiring.behind(), cursors);
        ThreadSubjects subjects = new ThreadSubjects(stores.lists(), money.runs(), money.rows(), money.disputes());
        return Stream.of(
                        List.of(Routes.route(
                                "GET", IMAGE_HOSTS, READ, new ImageHostsResource(visible, talk.creatives())::get)),
                        creatives(creatives, new CreativeWrites(visible, talk.creatives(), creatives), writes),
                        announcements(
                                announcements,
                                new AnnouncementWrites(visible, talk.announcements(), announcements),
                                writes),
                        threads(threads, new ThreadWrites(visible, talk.threads(), threads, subjects, members), writes))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Route<Routes.Endpoint>> creatives(
            CreativesResource read, CreativeWrites written, Writes writes) {
        return List.of(
                WriteRoutes.write("PUT", IMAGE_HOSTS, writes, written::putHosts),
                Routes.route("GET", CREATIVES, READ, read::list),
                WriteRoutes.write("POST", CREATIVES, writes, written::create),
                Routes.route("GET", CREATIVE, READ, read::get),
                WriteRoutes.write("PATCH", CREATIVE, writes, written::change));
    }

    private static List<Route<Routes.Endpoint>> announcements(
            AnnouncementsResource read, AnnouncementWrites written, Writes writes) {
        return List.of(
                Routes.route("GET", ANNOUNCEMENTS, READ, read::list),
                WriteRoutes.prose("POST", ANNOUNCEMENTS, writes, written::create),
                Routes.route("GET", ANNOUNCEMENT, READ, read::get),
                WriteRoutes.prose("PATCH", ANNOUNCEMENT, writes, written::change),
                WriteRoutes.write("POST", ANNOUNCEMENT + "/read", writes, written::read));
    }

    private static List<Route<Routes.Endpoint>> threads(ThreadsResource read, ThreadWrites written, Writes writes) {
        return List.of(
                Routes.route("GET", THREADS, READ, read::list),
                WriteRoutes.prose("POST", THREADS, writes, written::open),
                Routes.route("GET", THREAD, READ, read::get),
                WriteRoutes.write("PATCH", THREAD, writes, written::change),
                Routes.route("GET", MESSAGES, READ, read::messages),
                WriteRoutes.prose("POST", MESSAGES, writes, written::reply),
                WriteRoutes.write("POST", THREAD + "/close", writes, written::close),
                WriteRoutes.write("POST", THREAD + "/reopen", writes, written::reopen),
                WriteRoutes.write("POST", THREAD + "/read", writes, written::read));
    }
}
