package dev.tributary.infrastructure.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The places of a quarter, ranked anew from the entries of all accounts: by what was counted, and of one
/// figure by who had come to it first, as the events happened.
final class Board {
    /// A board is decided within so long; what is taken back in that time may count.
    private static final Duration DECIDED_WITHIN = Duration.ofDays(1);
    /// Clicks are posted by then.
    private static final long CLICK_DAYS = 3;

    private final RewardProgram program;
    private final JsonNode bonus;
    private final LocalDate start;
    private final List<Count> counts = new ArrayList<>();
    private final Set<Instant> posted = new TreeSet<>();

    private record Count(String affiliate, Instant occurred, Instant posted, long change) {}

    private record Place(String affiliate, long figure, Instant reached) {}

    Board(Snapshot snapshot, RewardProgram program, JsonNode bonus, LocalDate start) {
        this.program = program;
        this.bonus = bonus;
        this.start = start;
        String line = "count " + bonus.path("measure").asText() + "@" + period() + " ";
        snapshot.partitions(Keys.ACCOUNTS + program.id() + "#")
                .values()
                .forEach(partition -> partition.tailMap(Keys.ENTRIES).values().forEach(item -> read(item, line)));
    }

    private void read(Map<String, AttributeValue> item, String line) {
        String[] lines = Snapshot.value(item, "entry").s().split("\n", -1);
        for (String one : lines) {
            if (one.startsWith(line)) {
                Instant at = Instant.parse(lines[8]);
                counts.add(
                        new Count(lines[2], Instant.parse(lines[7]), at, Long.parseLong(one.substring(line.length()))));
                posted.add(at);
            }
        }
    }

    JsonNode bonus() {
        return bonus;
    }

    String period() {
        return CapturedPay.period("quarter", start.toString());
    }

    /// When nothing of the quarter waits any more.
    LocalDate day(JsonNode terms) {
        long days = terms.path("hold_days").asLong();
        for (JsonNode rule : terms.path("rules")) {
            days = Math.max(days, rule.path("hold_days").asLong());
        }
        if (terms.path("validation").asText().equals("manual")) {
            days = Math.max(days, terms.path("validation_days").asLong());
        }
        if (bonus.path("measure").asText().equals("qualified_clicks")) {
            days = Math.max(days, CLICK_DAYS);
        }
        return program.released(program.begin(start.plusMonths(3)), days);
    }

    /// Whether these are the places at some time at which it may have been decided.
    boolean isRight(List<String> places, Instant due) {
        return places.equals(ranked(due))
                || posted.stream()
                        .map(at -> at.plusNanos(1))
                        .filter(at -> at.isAfter(due) && !at.isAfter(due.plus(DECIDED_WITHIN)))
                        .anyMatch(at -> places.equals(ranked(at)));
    }

    /// As they are stored: `aff_... 120000 2026-12-05T10:15:00Z`.
    List<String> ranked(Instant by) {
        List<Place> places = new ArrayList<>();
        for (RewardProgram.Enrolled one : program.enrolled()) {
            List<Count> own = counts.stream()
                    .filter(count -> count.affiliate().equals(one.affiliate())
                            && count.posted().isBefore(by))
                    .sorted(Comparator.comparing(Count::occurred))
                    .toList();
            long figure = own.stream().mapToLong(Count::change).sum();
            if (figure > 0 && one.isIn(bonus) && !one.isBannedBy(by)) {
                places.add(new Place(one.affiliate(), figure, reached(own, figure)));
            }
        }
        return places.stream()
                .sorted(Comparator.comparingLong(Place::figure)
                        .reversed()
                        .thenComparing(Place::reached)
                        .thenComparing(Place::affiliate))
                .limit(bonus.path("top").asLong())
                .map(place -> place.affiliate() + " " + place.figure() + " " + place.reached())
                .toList();
    }

    private static Instant reached(List<Count> own, long figure) {
        long sum = 0;
        for (Count count : own) {
            sum += count.change();
            if (sum >= figure) {
                return count.occurred();
            }
        }
        return Instant.MAX;
    }
}
