package dev.tributary.jobs;

import dev.tributary.domain.books.BookExports;
import dev.tributary.domain.id.ExportId;
import dev.tributary.domain.message.Job;
import dev.tributary.domain.message.JobQueue;
import dev.tributary.domain.stored.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Finds exports of the books that are made and that nobody works at, new ones among them, and sends a message
/// for each.
public final class BooksDueSearch {
    /// In one run, so that a run ends; the next one goes on.
    private static final int MAX_PAGES = 40;

    private final BookExports exports;
    private final JobQueue queue;

    public BooksDueSearch(BookExports exports, JobQueue queue) {
        this.exports = exports;
        this.queue = queue;
    }

    /// @return how many messages were sent
    int send(Instant now) {
        int sent = 0;
        Optional<String> from = Optional.empty();
        for (int pages = 0; pages < MAX_PAGES && (pages == 0 || from.isPresent()); pages++) {
            Page<ExportId> page = exports.due(now, from);
            List<Job> jobs = page.items().stream()
                    .<Job>map(export -> new Job.ExportBooks("xbk_" + now.getEpochSecond() / 60 + "_" + export, export))
                    .toList();
            if (!jobs.isEmpty()) {
                queue.send(jobs);
            }
            sent += jobs.size();
            from = page.next();
        }
        return sent;
    }
}
