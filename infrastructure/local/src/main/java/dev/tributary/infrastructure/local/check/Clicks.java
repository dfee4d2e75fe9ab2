package dev.tributary.infrastructure.local.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Invariant 14: every answered click is recorded, queued, or in the fallback log, and each is counted
/// once. Clicks are named by whatever tells them apart, their click_id or its nonce.
/// @param answered those that the edge has answered
/// @param recorded those of the chunks
/// @param queued those in a queue or its dead-letter queue
/// @param fallback those in the fallback log
/// @param counted how many the reports count
public record Clicks(
        Set<String> answered, Set<String> recorded, Set<String> queued, Set<String> fallback, long counted) {
    public Clicks {
        answered = Set.copyOf(answered);
        recorded = Set.copyOf(recorded);
        queued = Set.copyOf(queued);
        fallback = Set.copyOf(fallback);
    }

    /// @return what is broken, a line each
    public List<String> broken() {
        List<String> broken = new ArrayList<>();
        Set<String> lost = new HashSet<>(answered);
        lost.removeAll(recorded);
        lost.removeAll(queued);
        lost.removeAll(fallback);
        if (!lost.isEmpty()) {
            broken.add("14 answered and nowhere: " + lost.size() + " clicks, such as "
                    + lost.iterator().next());
        }
        if (counted != recorded.size()) {
            broken.add("14 recorded are " + recorded.size() + " clicks, counted " + counted);
        }
        // What still waits may be recorded as well: a message can be delivered twice.
        Set<String> uncounted = new HashSet<>(queued);
        uncounted.addAll(fallback);
        uncounted.removeAll(recorded);
        Set<String> taken = new HashSet<>(answered);
        taken.removeAll(uncounted);
        if (counted < taken.size()) {
            broken.add("14 answered " + answered.size() + " is more than counted " + counted + " and waiting "
                    + uncounted.size());
        }
        return broken;
    }
}
