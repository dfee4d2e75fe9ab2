package dev.tributary.infrastructure.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.infrastructure.edge.BonusKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Invariant 12, of what no conversion pays: each fee of a period that ended, each place, each signing bonus
/// and each accepted submission has given what it has to, once, at its time and into its day; and nothing else
/// was given. Of programs whose fees are scheduled: up to how far that schedule says it is.
final class Rewards {
    private static final List<String> LENGTHS = List.of("month", "quarter", "year");
    private static final String EVER = "ever";

    private final Snapshot snapshot;
    private final List<String> broken;
    private final RewardProgram program;
    /// By `aff_... banner@2026-11`: what is decided, when, for which day, under which version.
    private final Map<String, String> right = new TreeMap<>();
    /// Of those, what a ban that came later may have kept from being given.
    private final Set<String> uncertain = new HashSet<>();

    private Rewards(Snapshot snapshot, RewardProgram program, List<String> broken) {
        this.snapshot = snapshot;
        this.broken = broken;
        this.program = program;
    }

    /// @return what is broken, a line each
    static List<String> broken(Snapshot snapshot) {
        List<String> broken = new ArrayList<>();
        snapshot.partitions(BonusKeys.SCHEDULES).forEach((pk, partition) -> {
            RewardProgram program = RewardProgram.of(snapshot, pk.substring(BonusKeys.SCHEDULES.length()));
            if (program.versions().isEmpty() || !partition.containsKey(Keys.SOLE)) {
                return;
            }
            Optional<LocalDate> next = Optional.ofNullable(
                            partition.getOrDefault(Keys.SOLE, Map.of()).get("next"))
                    .map(day -> LocalDate.parse(day.s()));
            Rewards rewards = new Rewards(snapshot, program, broken);
            rewards.signings();
            rewards.bounties();
            next.ifPresent(until -> {
                rewards.fees(until);
                rewards.boards(until, partition);
            });
            rewards.compare();
        });
        shipped(snapshot, broken);
        return broken;
    }

    private void expect(String name, String ground, Instant at, LocalDate day, JsonNode terms) {
        String what =
                ground + " " + at + " " + day + " " + terms.path("version").asInt();
        if (right.put(name, what) != null) {
            broken.add("12 " + name + " is to be given twice");
        }
    }

    /// After a period at whose beginning and end the enrollment was approved.
    private void fees(LocalDate until) {
        for (LocalDate day = program.since().withDayOfMonth(1).plusMonths(1);
                day.isBefore(until);
                day = day.plusMonths(1)) {
            for (String length : LENGTHS) {
                Optional<LocalDate> start = start(length, day);
                if (start.isPresent()) {
                    fees(length, start.get(), day);
                }
            }
        }
    }

    /// Of the period that ends where a day begins; empty where none does.
    private static Optional<LocalDate> start(String length, LocalDate end) {
        int month = end.getMonthValue();
        return switch (length) {
            case "month" -> Optional.of(end.minusMonths(1));
            case "quarter" -> month % 3 == 1 ? Optional.of(end.minusMonths(3)) : Optional.empty();
            default -> month == 1 ? Optional.of(end.minusYears(1)) : Optional.empty();
        };
    }

    private void fees(String length, LocalDate start, LocalDate end) {
        Instant from = program.begin(start);
        Instant at = program.begin(end);
        JsonNode terms = program.terms(from);
        String period = CapturedPay.period(length, start.toString());
        for (JsonNode bonus : terms.path("bonuses")) {
            boolean covers = bonus.path("kind").asText().equals("flat_fee")
                    && bonus.path("every").asText().equals(length)
                    && !start.isBefore(date(bonus, "first", LocalDate.MIN))
                    && !end.minusDays(1).isAfter(date(bonus, "last", LocalDate.MAX));
            for (RewardProgram.Enrolled one : covers ? program.enrolled() : List.<RewardProgram.Enrolled>of()) {
                if (one.isIn(bonus) && one.isApproved(from) && one.isApproved(at)) {
                    String name = name(one.affiliate(), bonus, period);
                    expect(
                            name,
                            "flat_fee",
                            at,
                            program.released(at, terms.path("hold_days").asLong()),
                            terms);
                    if (one.isBannedBy(Instant.MAX)) {
                        uncertain.add(name);
                    }
                }
            }
        }
    }

    private static LocalDate date(JsonNode bonus, String name, LocalDate none) {
        return bonus.has(name) ? LocalDate.parse(bonus.path(name).asText()) : none;
    }

    private static String name(String affiliate, JsonNode bonus, String period) {
        return affiliate + " " + bonus.path("id").asText() + "@" + period;
    }

    /// By the version in force when it was approved for the first time, and never again.
    private void signings() {
        for (RewardProgram.Enrolled one : program.enrolled()) {
            one.firstApproved().ifPresent(at -> {
                JsonNode terms = program.terms(at);
                for (JsonNode bonus : terms.path("bonuses")) {
                    if (bonus.path("when").asText().equals("approval") && one.isIn(bonus)) {
                        LocalDate day =
                                program.released(at, terms.path("hold_days").asLong());
                        expect(name(one.affiliate(), bonus, EVER), "signing", at, day, terms);
                    }
                }
            });
        }
    }

    /// One for each submission that was accepted: of one bounty an affiliate has one.
    private void bounties() {
        snapshot.partitions(BonusKeys.SUBMISSIONS)
                .values()
                .forEach(partition -> partition.values().forEach(item -> {
                    if (text(item, "program_id").equals(program.id())
                            && text(item, "review").equals("accepted")) {
                        Instant at = Instant.parse(text(item, "at"));
                        JsonNode terms = program.version(Integer.parseInt(
                                Snapshot.value(item, "terms_version").n()));
                        expect(
                                text(item, "affiliate_id") + " " + text(item, "bonus_id") + "@" + EVER,
                                "bounty",
                                at,
                                program.released(at, terms.path("hold_days").asLong()),
                                terms);
                    }
                }));
    }

    /// Each quarter's places are sealed, are those of our own ranking, and have given what they have to.
    private void boards(LocalDate until, Map<String, Map<String, AttributeValue>> sealed) {
        Set<String> prizes = new HashSet<>();
        LocalDate first = program.since().withDayOfMonth(1);
        for (LocalDate start = first.minusMonths((first.getMonthValue() - 1) % 3);
                start.isBefore(until);
                start = start.plusMonths(3)) {
            JsonNode terms = program.terms(program.begin(start));
            for (JsonNode bonus : terms.path("bonuses")) {
                if (bonus.path("kind").asText().equals("leaderboard")) {
                    Board board = new Board(snapshot, program, bonus, start);
                    if (board.day(terms).isBefore(until)) {
                        place(board, terms, sealed, prizes);
                    }
                }
            }
        }
        snapshot.partitions(BonusKeys.PRIZES)
                .values()
                .forEach(partition -> partition.values().forEach(item -> {
                    String name =
                            text(item, "affiliate_id") + " " + text(item, "bonus_id") + "@" + text(item, "period");
                    if (text(item, "program_id").equals(program.id())
                            && program.isOfBoard(text(item, "bonus_id"))
                            && !prizes.remove(
                                    name + " " + Snapshot.value(item, "times").n())) {
                        broken.add("12 a prize is there for a place that nobody has: " + name);
                    }
                }));
        prizes.forEach(name -> broken.add("12 a place has not given its prize: " + name));
    }

    private void place(
            Board board, JsonNode terms, Map<String, Map<String, AttributeValue>> sealed, Set<String> prizes) {
        JsonNode bonus = board.bonus();
        String key = bonus.path("id").asText() + "#" + board.period();
        Map<String, AttributeValue> item = sealed.getOrDefault(key, Map.of());
        List<String> places = item.containsKey("places")
                ? Snapshot.value(item, "places").l().stream()
                        .map(AttributeValue::s)
                        .toList()
                : List.of("nothing is sealed");
        LocalDate day = board.day(terms);
        if (!board.isRight(places, program.begin(day))) {
            broken.add("12 " + program.id() + " " + key + " has the places " + places + ", and should have "
                    + board.ranked(program.begin(day)));
        }
        for (String place : places) {
            String name = name(place.split(" ", 2)[0], bonus, board.period());
            if (bonus.has("prize")) {
                prizes.add(name + " 1");
            } else {
                expect(name, "leaderboard", program.begin(day), day, terms);
            }
        }
    }

    /// What was decided by terms, or by a review of what they ask for, against what has to be.
    private void compare() {
        snapshot.partitions(Keys.DECISIONS)
                .values()
                .forEach(partition -> partition.values().forEach(item -> {
                    if (item.containsKey("ground") && text(item, "program_id").equals(program.id())) {
                        String name =
                                text(item, "affiliate_id") + " " + text(item, "bonus_id") + "@" + text(item, "period");
                        String given = text(item, "ground") + " " + text(item, "decided_at") + " "
                                + text(item, "release_day") + " "
                                + Snapshot.value(item, "terms_version").n();
                        Optional<String> wanted = Optional.ofNullable(right.remove(name));
                        if (!wanted.equals(Optional.of(given))) {
                            broken.add("12 " + name + " was given by " + given + ", and should be by " + wanted);
                        }
                        if (!text(item, "outcome").equals("posted")) {
                            broken.add("12 " + name + " was decided, and is " + text(item, "outcome"));
                        }
                    }
                }));
        right.keySet().removeAll(uncertain);
        right.forEach((name, what) -> broken.add("12 " + name + " was not given, and should be by " + what));
    }

    /// A gift goes on its way while it is won; what has left before that is not called back.
    private static void shipped(Snapshot snapshot, List<String> broken) {
        snapshot.partitions(BonusKeys.PRIZES)
                .forEach((pk, partition) -> partition.values().forEach(item -> {
                    boolean late = item.containsKey("lost_at")
                            && item.containsKey("step")
                            && text(item, "step").equals("shipped")
                            && text(item, "step_at").compareTo(text(item, "lost_at")) > 0;
                    if (late) {
                        broken.add("12 " + pk + " was handed over at " + text(item, "step_at") + ", and lost at "
                                + text(item, "lost_at"));
                    }
                }));
        Set<String> once = new HashSet<>();
        snapshot.partitions(BonusKeys.PRIZES)
                .values()
                .forEach(partition -> partition.values().forEach(item -> {
                    String name = String.join(
                            " ",
                            text(item, "program_id"),
                            text(item, "affiliate_id"),
                            text(item, "bonus_id"),
                            text(item, "period"));
                    if (!once.add(name)) {
                        broken.add("12 there are two prizes for " + name);
                    }
                }));
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Snapshot.value(item, name).s();
    }
}
