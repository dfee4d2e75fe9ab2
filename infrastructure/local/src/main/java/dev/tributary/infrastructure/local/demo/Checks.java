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
            Map.entry(10, "nothing is paid before its hold, nor to whoever may not be paid"),
            Map.entry(11, "each token attributes to its own program"),
            Map.entry(12, "deliveries made no entry more or less than their orders say"),
            Map.entry(13, "each accepted postback has ended, once"),
            Map.entry(16, "no account holds an entry of another"),
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

    private final List<Line> lines = new ArrayList<>();

    /// @param broken what the checker found: each text begins with its invariant's number
    void invariants(List<String> broken) {
        Map<Integer, List<String>> byNumber = new TreeMap<>();
        INVARIANTS.keySet().forEach(number -> byNumber.put(number, new ArrayList<>()));
        for (String text : broken) {
            Matcher matcher = NUMBERS.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("a broken invariant without a number: " + text);
            }
            byNumber.computeIfAbsent(Integer.valueOf(matcher.group(1)), absent -> new ArrayList<>())
                    .add(matcher.group(3));
            if (matcher.group(2) != null) {
                byNumber.computeIfAbsent(Integer.valueOf(matcher.group(2)), absent -> new ArrayList<>())
                        .add(matcher.group(3));
            }
        }
        byNumber.forEach((number, texts) ->
                lines.add(new Line("%2d %s".formatted(number, INVARIANTS.getOrDefault(number, "")), texts)));
    }

    /// A count of this run, which has to be what was sent.
    void equal(String what, long expected, long found) {
        that(what + ": " + expected, expected == found, "found " + found);
    }

    void that(String what, boolean holds, String otherwise) {
        lines.add(new Line("   " + what, holds ? List.of() : List.of(otherwise)));
    }

    boolean hold() {
        return lines.stream().allMatch(Line::holds);
    }

    List<String> text() {
        return lines.stream()
                .map(line -> "  " + line.what() + ": "
                        + (line.holds() ? "holds" : "broken: " + String.join("; ", line.broken())))
                .toList();
    }
}
