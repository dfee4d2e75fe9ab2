package dev.tributary.infrastructure.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A program as its stored items say it: its zone, its versions by their times, and who is in it.
///
/// @param versions number and time of each, the first one first
record RewardProgram(Snapshot snapshot, String id, ZoneId zone, List<Version> versions, List<Enrolled> enrolled) {
    record Version(int number, Instant from) {}

    private record Change(String state, Instant from) {}

    /// An affiliate with its states by time, and its group and tags.
    record Enrolled(String affiliate, List<Change> history, Set<String> groups) {
        boolean isApproved(Instant at) {
            String state = "";
            for (Change change : history) {
                state = change.from().isAfter(at) ? state : change.state();
            }
            return state.equals("approved");
        }

        boolean isBannedBy(Instant at) {
            return history.stream()
                    .anyMatch(change ->
                            change.state().equals("banned") && !change.from().isAfter(at));
        }

        Optional<Instant> firstApproved() {
            return history.stream()
                    .filter(change -> change.state().equals("approved"))
                    .map(Change::from)
                    .findFirst();
        }

        /// Whether a bonus is for it: for everybody, or for one of its groups.
        boolean isIn(JsonNode bonus) {
            return !bonus.has("groups")
                    || bonus.path("groups").valueStream().anyMatch(group -> groups.contains(group.asText()));
        }
    }

    static RewardProgram of(Snapshot snapshot, String id) {
        Map<String, AttributeValue> program = snapshot.item(Keys.PROGRAMS + id, Keys.SOLE);
        List<Version> versions = new ArrayList<>();
        Snapshot.value(program, "terms")
                .l()
                .forEach(one -> versions.add(new Version(
                        Integer.parseInt(Snapshot.value(one.m(), "version").n()),
                        Instant.parse(Snapshot.value(one.m(), "from").s()))));
        versions.sort(Comparator.comparing(Version::from));
        List<Enrolled> enrolled = new ArrayList<>();
        snapshot.partitions(Keys.ENROLLMENTS + id)
                .values()
                .forEach(partition -> partition.values().forEach(item -> enrolled.add(enrolled(item))));
        return new RewardProgram(snapshot, id, snapshot.zone(id), versions, enrolled);
    }

    private static Enrolled enrolled(Map<String, AttributeValue> item) {
        Set<String> groups = new HashSet<>();
        Optional.ofNullable(item.get("group")).ifPresent(group -> groups.add(group.s()));
        Optional.ofNullable(item.get("tags")).ifPresent(tags -> tags.l().forEach(tag -> groups.add(tag.s())));
        return new Enrolled(
                Snapshot.value(item, "affiliate").s(),
                Snapshot.value(item, "history").l().stream()
                        .map(AttributeValue::m)
                        .map(change -> new Change(
                                Snapshot.value(change, "state").s(),
                                Instant.parse(Snapshot.value(change, "from").s())))
                        .toList(),
                groups);
    }

    /// The day on which its first version came into force.
    LocalDate since() {
        return versions.isEmpty()
                ? LocalDate.MAX
                : LocalDate.ofInstant(versions.getFirst().from(), zone);
    }

    Instant begin(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /// Those in force at a time; nothing before the first.
    JsonNode terms(Instant at) {
        JsonNode terms = MissingNode.getInstance();
        for (Version version : versions) {
            terms = version.from().isAfter(at) ? terms : version(version.number());
        }
        return terms;
    }

    JsonNode version(int number) {
        return snapshot.terms(id, number);
    }

    /// The first day that begins when so many times 24 hours are over.
    LocalDate released(Instant from, long days) {
        Instant end = from.plusSeconds(days * 86_400);
        LocalDate day = LocalDate.ofInstant(end, zone);
        return begin(day).isBefore(end) ? day.plusDays(1) : day;
    }

    /// Whether any version has a board of that name.
    boolean isOfBoard(String bonus) {
        return versions.stream()
                .flatMap(version -> version(version.number()).path("bonuses").valueStream())
                .anyMatch(one -> one.path("id").asText().equals(bonus)
                        && one.path("kind").asText().equals("leaderboard"));
    }
}
