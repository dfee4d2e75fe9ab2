package dev.tributary.api;

import static dev.tributary.domain.access.Permission.KEYS;
import static dev.tributary.domain.access.Permission.READ;

import dev.tributary.domain.notice.Deliveries;
import dev.tributary.domain.notice.HostAddresses;
import dev.tributary.domain.notice.KnownEndpoints;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.lambda.HttpRoutes.Route;
import dev.tributary.infrastructure.table.DynamoDeliveries;
import dev.tributary.infrastructure.table.DynamoEndpoints;
import dev.tributary.infrastructure.table.Table;
import dev.tributary.infrastructure.web.SystemHosts;
import java.util.List;
import java.util.function.IntFunction;

/// Every path of webhooks. To have one is to be told everything from then on, so it is made as a key is.
final class WebhookRoutes {
    private static final String WEBHOOKS = "/v1/webhooks";
    private static final String ONE = WEBHOOKS + "/{webhook_id}";

    private WebhookRoutes() {}

    /// What is kept of them, and how their addresses are judged.
    ///
    /// @param own whether this machine's own addresses may be called
    record Stores(KnownEndpoints endpoints, Deliveries deliveries, HostAddresses hosts, boolean own) {
        static Stores of(Table table, Environment environment) {
            return new Stores(
                    new DynamoEndpoints(table),
                    new DynamoDeliveries(table),
                    new SystemHosts(),
                    SystemHosts.own(environment));
        }

        /// Where nobody calls anybody: no name resolves.
        static Stores closed(Table table) {
            return new Stores(new DynamoEndpoints(table), new DynamoDeliveries(table), host -> List.of(), false);
        }
    }

    static List<Route<Routes.Endpoint>> of(
            Stores stores, Cursors cursors, Rings ring, IntFunction<byte[]> random, Writes writes) {
        WebhooksResource read = new WebhooksResource(stores.endpoints(), stores.deliveries(), cursors);
        WebhookWrites written = new WebhookWrites(read, stores, ring, random);
        WebhookSends sends = new WebhookSends(read, stores.deliveries());
        return List.of(
                Routes.route("GET", WEBHOOKS, READ, read::list),
                MoneyRoutes.write("POST", WEBHOOKS, KEYS, writes, written::create),
                Routes.route("GET", ONE, READ, read::get),
                MoneyRoutes.write("PATCH", ONE, KEYS, writes, written::change),
                WriteRoutes.write("DELETE", ONE, writes, written::remove),
                MoneyRoutes.write("POST", ONE + "/rotate_secret", KEYS, writes, written::rotate),
                WriteRoutes.write("POST", ONE + "/test", writes, sends::test),
                Routes.route("GET", ONE + "/deliveries", READ, read::deliveries),
                WriteRoutes.write("POST", ONE + "/deliveries/{notice_id}/resend", writes, sends::again));
    }
}
