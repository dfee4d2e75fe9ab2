package dev.tributary.infrastructure.local.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What has to hold at the end, a line each: the invariants of the domain's list by their numbers, then
/// what this run counted itself.
final class Checks {
    /// `4 and 18: A#... says ...`, or `4 A#... is at version ...`.
    private static final Pattern NUMBERS = Pattern.compile("(\\d+)(?: and (\\d+))?:? (.*)", Pattern.DOTALL);

    /// Of the domain's list, in its words; those that a look at what is stored can judge.
    private static final Map<Integer, String> INVARIANTS = new TreeMap<>(Map.ofEntries(
            Map.entry(1, "each entry sums to zero per currency, and so does the ledger"),
            Map.entry(2, "one conversion per program, event and order, one commission per rule"),
            Map.entry(3, "each commission equals its recomputation"),
            Map.entry(4, "balances equal the sums of their entries, versions their number"),
            Map.entry(5, "no balance is negative; available and receivable are never both above zero"),
            Map.entry(6, "reversals never exceed the commission; a full refund leaves zero"),
            Map.entry(7, "entry ids are unique, and the chain of hashes is whole"),
            Map.entry(8, "an entry is settled by one payout; gross and net are as entries and files say"),
            Map.entry(9, "one line of one file per payout, under the same key and body"),
            Map.entry(10, "nothing is paid before its hold, nor to whoever may not be paid"),
            Map.entry(11, "each token attributes to its own program"),
            Map.entry(12, "deliveries made no entry more or less than their orders say"),
            Map.entry(13, "postbacks accepted are those that ended, one by one and in sum"),
            Map.entry(14, "each answered click is recorded, and counted once"),
            Map.entry(15, "a refused call changes nothing"),
            Map.entry(16, "no account holds an entry of another"),
            Map.entry(17, "no secret, and nothing that names a customer, in the table or in logs"),
            Map.entry(18, "the ledger replayed gives the same balances")));

    /// @param broken empty where it holds
    record Line(String what, List<String> broken) {
        Line {
            broken = List.copyOf(broken);
        }

        boolean holds() {
            return broken.isEmpty();
        }
    }

    private final Map<Integer, List<String>> byNumber = new TreeMap<>();
    private final List<Line> others = new ArrayList<>();

    Checks() {
        INVARIANTS.keySet().forEach(number -> byNumber.put(number, new ArrayList<>()));
    }

    /// @param broken what the checker found: each text begins with its invariant's number
    void broken(List<String> broken) {
        for (String text : broken) {
            Matcher matcher = NUMBERS.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("a broken invariant without a number: " + text);
            }
            note(matcher.group(1), matcher.group(3));
            if (matcher.group(2) != null) {
                note(matcher.group(2), matcher.group(3));
            }
        }
    }

    private void note(String number, String text) {
        byNumber.computeIfAbsent(Integer.valueOf(number), absent -> new ArrayList<>())
                .add(text);
    }

    /// A count of this run, which has to be what was sent.
    void equal(String what, long expected, long found) {
        that(what + ": " + expected, expected == found, "found " + found);
    }

    void that(String what, boolean holds, String otherwise) {
        others.add(new Line("   " + what, holds ? List.of() : List.of(otherwise)));
    }

    boolean hold() {
        return lines().stream().allMatch(Line::holds);
    }

    List<String> text() {
        return lines().stream()
                .map(line -> "  " + line.what() + ": "
                        + (line.holds() ? "holds" : "broken: " + String.join("; ", line.broken())))
                .toList();
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        byNumber.forEach((number, broken) ->
                lines.add(new Line("%2d %s".formatted(number, INVARIANTS.getOrDefault(number, "")), broken)));
        lines.addAll(others);
        return lines;
    }
}
