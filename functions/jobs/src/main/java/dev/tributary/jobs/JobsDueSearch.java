package dev.tributary.jobs;

import dev.tributary.domain.backtest.BackTests;
import dev.tributary.domain.bonus.FeeSchedules;
import dev.tributary.domain.books.BookExports;
import dev.tributary.domain.dispute.Disputes;
import dev.tributary.domain.imports.Imports;
import dev.tributary.domain.listing.ListExports;
import dev.tributary.domain.message.Job;
import dev.tributary.domain.message.JobQueue;
import dev.tributary.domain.purge.Purges;
import dev.tributary.domain.stored.Page;
import dev.tributary.infrastructure.table.DynamoBookExports;
import dev.tributary.infrastructure.table.DynamoImports;
import dev.tributary.infrastructure.table.DynamoListExports;
import dev.tributary.infrastructure.table.DynamoPurges;
import dev.tributary.infrastructure.table.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Finds what is due and sends a job for each: one may take longer than the others would like to wait.
public final class JobsDueSearch {
    /// In one run, so that a run ends; the next one goes on.
    private static final int MAX_PAGES = 40;

    private final List<Due> due;
    private final JobQueue queue;

    private JobsDueSearch(Due due, JobQueue queue) {
        this(List.of(due), queue);
    }

    private JobsDueSearch(List<Due> due, JobQueue queue) {
        this.due = due;
        this.queue = queue;
    }

    /// One page of the jobs of what is due by then.
    @FunctionalInterface
    private interface Due {
        /// @param minute since 1970, by which the jobs of one time differ from those of another
        Page<Job> page(Instant now, long minute, Optional<String> from);
    }

    /// Nothing is ever due.
    static JobsDueSearch none() {
        return new JobsDueSearch((now, minute, from) -> Page.last(List.of()), jobs -> {});
    }

    /// Programs of whose fees a period has ended.
    public static JobsDueSearch fees(FeeSchedules schedules, JobQueue queue) {
        return new JobsDueSearch(
                (now, minute, from) -> schedules
                        .due(now, from)
                        .map(program -> new Job.DecideFees("fee_" + program + "_" + minute, program)),
                queue);
    }

    /// Back-tests that run and that nobody works at, new ones among them.
    public static JobsDueSearch backTests(BackTests tests, JobQueue queue) {
        return new JobsDueSearch(
                (now, minute, from) ->
                        tests.due(now, from).map(test -> new Job.RunBackTest("rbt_" + minute + "_" + test, test)),
                queue);
    }

    /// Exports of the books that are made and that nobody works at, new ones among them.
    public static JobsDueSearch books(BookExports exports, JobQueue queue) {
        return new JobsDueSearch(ofBooks(exports), queue);
    }

    /// Exports of books and of lists, imports, and purges of test programs.
    public static JobsDueSearch bulk(Bulk bulk, JobQueue queue) {
        return new JobsDueSearch(
                List.of(
                        ofBooks(bulk.books()),
                        ofLists(bulk.lists()),
                        ofImports(bulk.imports()),
                        ofPurges(bulk.purges())),
                queue);
    }

    /// Where that is kept of which people wait longer than for an answer.
    public record Bulk(BookExports books, ListExports lists, Imports imports, Purges purges) {
        public static Bulk of(Table table) {
            return new Bulk(
                    new DynamoBookExports(table),
                    new DynamoListExports(table),
                    new DynamoImports(table),
                    new DynamoPurges(table));
        }
    }

    private static Due ofPurges(Purges purges) {
        return (now, minute, from) ->
                purges.due(now, from).map(due -> new Job.PurgeProgram("pur_" + minute + "_" + due, due));
    }

    private static Due ofImports(Imports imports) {
        return (now, minute, from) ->
                imports.due(now, from).map(due -> new Job.RunImport("rim_" + minute + "_" + due, due));
    }

    private static Due ofBooks(BookExports exports) {
        return (now, minute, from) ->
                exports.due(now, from).map(export -> new Job.ExportBooks("xbk_" + minute + "_" + export, export));
    }

    private static Due ofLists(ListExports exports) {
        return (now, minute, from) ->
                exports.due(now, from).map(export -> new Job.ExportList("xls_" + minute + "_" + export, export));
    }

    /// Disputes that nobody ruled on, of which time does the next step.
    public static JobsDueSearch disputes(Disputes disputes, JobQueue queue) {
        return new JobsDueSearch(
                (now, minute, from) -> disputes.due(now, from)
                        .map(dispute -> new Job.TendDispute("dis_" + minute + "_" + dispute, dispute)),
                queue);
    }

    /// @return how many messages were sent
    int send(Instant now) {
        int sent = 0;
        for (Due some : due) {
            sent += send(some, now);
        }
        return sent;
    }

    private int send(Due some, Instant now) {
        int sent = 0;
        Optional<String> from = Optional.empty();
        for (int pages = 0; pages < MAX_PAGES && (pages == 0 || from.isPresent()); pages++) {
            Page<Job> page = some.page(now, now.getEpochSecond() / 60, from);
            List<Job> jobs = page.items();
            if (!jobs.isEmpty()) {
                queue.send(jobs);
            }
            sent += jobs.size();
            from = page.next();
        }
        return sent;
    }
}
