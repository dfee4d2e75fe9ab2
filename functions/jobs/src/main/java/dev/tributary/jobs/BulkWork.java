package dev.tributary.jobs;

import dev.tributary.domain.books.BookFiles;
import dev.tributary.domain.id.ExportId;
import dev.tributary.domain.id.ImportId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.imports.ImportDecisions;
import dev.tributary.domain.imports.ImportRow;
import dev.tributary.domain.listing.ListRows;
import dev.tributary.domain.listing.ListedClicks;
import dev.tributary.domain.listing.ListedCommissions;
import dev.tributary.domain.listing.ListedPayouts;
import dev.tributary.domain.message.ConversionQueue;
import dev.tributary.infrastructure.queue.ConversionMessages;
import dev.tributary.infrastructure.table.DynamoAccounts;
import dev.tributary.infrastructure.table.DynamoAffiliateReferences;
import dev.tributary.infrastructure.table.DynamoAffiliates;
import dev.tributary.infrastructure.table.DynamoApplications;
import dev.tributary.infrastructure.table.DynamoAuditEvents;
import dev.tributary.infrastructure.table.DynamoBookExports;
import dev.tributary.infrastructure.table.DynamoClickEntries;
import dev.tributary.infrastructure.table.DynamoClickReports;
import dev.tributary.infrastructure.table.DynamoCoupons;
import dev.tributary.infrastructure.table.DynamoDecisions;
import dev.tributary.infrastructure.table.DynamoEnrollments;
import dev.tributary.infrastructure.table.DynamoImports;
import dev.tributary.infrastructure.table.DynamoLinks;
import dev.tributary.infrastructure.table.DynamoListExports;
import dev.tributary.infrastructure.table.DynamoOrderLists;
import dev.tributary.infrastructure.table.DynamoOrders;
import dev.tributary.infrastructure.table.DynamoPayoutRows;
import dev.tributary.infrastructure.table.DynamoPayoutRuns;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.DynamoPurges;
import dev.tributary.infrastructure.table.DynamoTerms;
import dev.tributary.infrastructure.table.Table;
import java.time.Clock;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/// What people wait for longer than for an answer: each takes what time there is, and leaves the rest due.
///
/// @param books exports of the books
/// @param lists exports of lists
/// @param imports of rows
/// @param purges of test programs
public record BulkWork(
        BiConsumer<ExportId, BooleanSupplier> books,
        BiConsumer<ExportId, BooleanSupplier> lists,
        BiConsumer<ImportId, BooleanSupplier> imports,
        BiConsumer<ProgramId, BooleanSupplier> purges) {
    /// Ten times as many as the API reads before it takes an export of clicks.
    private static final int MOST_LINK_PAGES = 10 * ListedClicks.LINK_PAGES;

    /// For who asks for none.
    static final BulkWork NONE = new BulkWork(BulkWork::refuse, BulkWork::refuse, BulkWork::refuse, BulkWork::refuse);

    static BulkWork of(Table table, BookFiles files, ConversionQueue conversions, Clock clock) {
        DynamoAccounts ledger = new DynamoAccounts(table);
        DynamoEnrollments enrollments = new DynamoEnrollments(table);
        DynamoAffiliates affiliates = new DynamoAffiliates(table);
        DynamoLinks links = new DynamoLinks(table);
        DynamoCoupons coupons = new DynamoCoupons(table);
        DynamoTerms terms = new DynamoTerms(table);
        DynamoPrograms programs = new DynamoPrograms(table);
        ListRows rows = new ListRows(new ListRows.Sources(
                enrollments,
                affiliates,
                links,
                coupons,
                new DynamoOrderLists(table),
                new ListedCommissions.Sources(ledger, new DynamoClickEntries(table), terms, programs),
                new ListedPayouts(new DynamoPayoutRuns(table, 1), new DynamoPayoutRows(table)),
                new DynamoDecisions(table),
                new DynamoAuditEvents(table),
                new ListedClicks(new DynamoClickReports(table), links, MOST_LINK_PAGES)));
        ImportDecisions decisions = new ImportDecisions(new ImportDecisions.Sources(
                enrollments,
                affiliates,
                new DynamoAffiliateReferences(table),
                links,
                coupons,
                terms,
                new DynamoApplications(table),
                new DynamoOrders(table),
                row -> ConversionMessages.read(row.cell(ImportRow.MESSAGE).orElseThrow())));
        return new BulkWork(
                new BookWork(new BookWork.Sources(enrollments, ledger), new DynamoBookExports(table), files, clock)
                        ::run,
                new ListWork(rows::open, new DynamoListExports(table), files, clock)::run,
                new ImportWork(programs, decisions, new DynamoImports(table), conversions, clock)::run,
                new PurgeWork(new DynamoPurges(table), clock)::run);
    }

    private static void refuse(Object id, BooleanSupplier isNear) {
        throw new IllegalStateException("no such work is asked for: " + id);
    }
}
