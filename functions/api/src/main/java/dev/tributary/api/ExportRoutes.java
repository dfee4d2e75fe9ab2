package dev.tributary.api;

import static dev.tributary.domain.access.Permission.READ;

import dev.tributary.domain.access.Permission;
import dev.tributary.domain.books.BookExports;
import dev.tributary.domain.books.BookFiles;
import dev.tributary.domain.imports.Imports;
import dev.tributary.domain.listing.ListExports;
import dev.tributary.domain.listing.ListedClicks;
import dev.tributary.infrastructure.lambda.HttpRoutes.Route;
import dev.tributary.infrastructure.table.DynamoBookExports;
import dev.tributary.infrastructure.table.DynamoImports;
import dev.tributary.infrastructure.table.DynamoListExports;
import dev.tributary.infrastructure.table.Table;
import java.util.List;

/// Every path of exports.
final class ExportRoutes {
    private static final String EXPORTS = "/v1/exports";

    private ExportRoutes() {}

    /// What is kept of exports and imports, and where files are.
    record Stores(BookExports books, ListExports lists, BookFiles files, Imports imports) {
        static Stores of(Table table, BookFiles files) {
            return new Stores(
                    new DynamoBookExports(table), new DynamoListExports(table), files, new DynamoImports(table));
        }
    }

    /// Clicks as somebody waits for them.
    static ListedClicks clicks(ApiHandler.Stores stores) {
        return new ListedClicks(stores.clicks(), stores.links(), ListedClicks.LINK_PAGES);
    }

    static List<Route<Routes.Endpoint>> of(Stores stores, Wiring wiring, Writes writes) {
        Visible visible = wiring.visible();
        ExportsResource read = new ExportsResource(visible, stores, wiring.cursors(), wiring.clock());
        ListExportWrites lists = new ListExportWrites(
                visible,
                new PayoutRunsResource(visible, wiring.money().runs(), wiring.cursors()),
                clicks(wiring.stores()),
                stores.lists());
        ExportWrites written = new ExportWrites(visible, stores.books(), lists);
        return List.of(
                Routes.route("GET", EXPORTS, READ, read::list),
                MoneyRoutes.write("POST", EXPORTS, Permission.EXPORT, writes, written::create),
                Routes.route("GET", EXPORTS + "/{export_id}", READ, read::get),
                Routes.route("GET", EXPORTS + "/{export_id}/files/{number}", READ, read::file));
    }
}
