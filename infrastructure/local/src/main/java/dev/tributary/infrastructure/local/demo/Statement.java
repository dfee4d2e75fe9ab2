package dev.tributary.infrastructure.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// An affiliate's period: every entry posted in it, between an opening and a closing balance. It is made
/// of what the affiliate itself reads by its key, and has to sum exactly.
///
/// @param name of the affiliate
/// @param opening of all that it has: what waits, what is available, what is on its way, less what it owes
/// @param stated what the API says it has at the end
record Statement(
        String name,
        LocalDate from,
        LocalDate to,
        String currency,
        BigDecimal opening,
        List<Line> lines,
        BigDecimal closing,
        BigDecimal stated) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final int MOST_SHOWN = 40;

    Statement {
        lines = List.copyOf(lines);
    }

    /// An entry: what it changed in each place, and in all together.
    record Line(
            String postedAt,
            String what,
            BigDecimal pending,
            BigDecimal available,
            BigDecimal inFlight,
            BigDecimal change,
            BigDecimal balance) {}

    /// @param entries of the account, the first one first, as the API gives them
    /// @param balance of the account, as the API gives it
    /// @param orders the order of each conversion, by the conversion's id
    static Statement of(
            String name,
            List<JsonNode> entries,
            JsonNode balance,
            Map<String, String> orders,
            LocalDate from,
            LocalDate to,
            ZoneId zone) {
        BigDecimal opening = BigDecimal.ZERO;
        BigDecimal running = BigDecimal.ZERO;
        List<Line> lines = new ArrayList<>();
        for (JsonNode entry : entries) {
            BigDecimal pending = change(entry, "pending:").add(change(entry, "held"));
            BigDecimal available = change(entry, "available").add(change(entry, "receivable"));
            BigDecimal inFlight = change(entry, "in_flight");
            BigDecimal all = pending.add(available).add(inFlight);
            running = running.add(all);
            var posted = Instant.parse(entry.path("posted_at").asText()).atZone(zone);
            if (posted.toLocalDate().isBefore(from)) {
                opening = running;
            } else if (!posted.toLocalDate().isAfter(to)) {
                lines.add(
                        new Line(posted.format(TIME), what(entry, orders), pending, available, inFlight, all, running));
            }
        }
        BigDecimal closing = lines.isEmpty() ? opening : lines.getLast().balance();
        BigDecimal stated = money(balance, "pending")
                .add(money(balance, "held"))
                .add(money(balance, "available"))
                .add(money(balance, "in_flight"))
                .subtract(money(balance, "receivable"));
        return new Statement(name, from, to, balance.path("currency").asText(), opening, lines, closing, stated);
    }

    /// Whether opening and changes make the closing balance, and that is what the API says.
    boolean sums() {
        BigDecimal sum = lines.stream().map(Line::change).reduce(opening, BigDecimal::add);
        return sum.compareTo(closing) == 0 && closing.compareTo(stated) == 0;
    }

    List<String> text() {
        List<String> text = new ArrayList<>();
        text.add("Statement of " + name + ", " + from + " to " + to + ", in " + currency + ", by the day of posting");
        text.add(row("posted", "what", "pending", "available", "in flight", "balance"));
        text.add(row("", "opening balance", "", "", "", plain(opening)));
        List<Line> shown = lines.size() > MOST_SHOWN ? lines.subList(lines.size() - MOST_SHOWN, lines.size()) : lines;
        if (shown.size() < lines.size()) {
            Line last = lines.get(lines.size() - shown.size() - 1);
            text.add(row("", (lines.size() - shown.size()) + " entries more", "", "", "", plain(last.balance())));
        }
        for (Line line : shown) {
            text.add(row(
                    line.postedAt(),
                    line.what(),
                    signed(line.pending()),
                    signed(line.available()),
                    signed(line.inFlight()),
                    plain(line.balance())));
        }
        text.add(row("", "closing balance", "", "", "", plain(closing)));
        text.add("opening balance and " + lines.size() + " entries "
                + (sums() ? "sum to the closing balance, which is what the API says" : "DO NOT SUM: " + stated));
        return text;
    }

    /// What the postings of an entry put into accounts of this name, less what they took out.
    private static BigDecimal change(JsonNode entry, String account) {
        BigDecimal change = BigDecimal.ZERO;
        for (JsonNode posting : entry.path("postings")) {
            BigDecimal amount =
                    new BigDecimal(posting.path("amount").path("amount").asText());
            if (posting.path("to").asText().startsWith(account)) {
                change = change.add(amount);
            }
            if (posting.path("from").asText().startsWith(account)) {
                change = change.subtract(amount);
            }
        }
        return change;
    }

    /// `accrue A-00012` of `conversion:cnv_...:accrue`.
    private static String what(JsonNode entry, Map<String, String> orders) {
        String[] cause = entry.path("id").asText().split(":", -1);
        String kind = entry.path("kind").asText();
        return switch (cause[0]) {
            case "conversion" -> kind + " " + orders.getOrDefault(cause[1], cause[1]);
            case "payout" -> kind + " " + cause[1];
            default -> kind;
        };
    }

    private static BigDecimal money(JsonNode balance, String field) {
        return new BigDecimal(balance.path(field).path("amount").asText());
    }

    private static String signed(BigDecimal amount) {
        return amount.signum() == 0 ? "" : amount.signum() > 0 ? "+" + plain(amount) : plain(amount);
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0.00" : amount.toPlainString();
    }

    private static String row(String posted, String what, String pending, String available, String flight, String all) {
        return "  %-16s  %-34s %12s %12s %12s %12s".formatted(posted, what, pending, available, flight, all);
    }
}
