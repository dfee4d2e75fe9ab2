package dev.tributary.domain.dispute;

import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.id.ProgramId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What an affiliate has open in a program: of one thing one dispute at most, and not too many in all, nor in a day;
/// and what it was given by rulings, of one thing once. Written with each dispute that is opened or ends, so that of
/// two calls at once the second one is judged again.
///
/// @param open by what they are about
/// @param accepted by the digest of their order, where the ruling names one, else of what they are about
/// @param daily how many were opened on the last day on which one was
/// @param version as it was read; 0 before the first
public record OpenDisputes(
        ProgramId program,
        AffiliateId affiliate,
        Map<String, DisputeId> open,
        Map<String, DisputeId> accepted,
        Daily daily,
        long version) {
    public static final int MOST = 20;
    /// Each is told to both sides, whoever withdraws it at once.
    public static final int MOST_A_DAY = 40;

    private static final String ORDER = "order ";
    private static final String ABOUT = "about ";
    private static final Pattern KEPT = Pattern.compile("(order|about) [0-9a-f]{32}");
    private static final Pattern IN_WORDS = Pattern.compile("order ([a-z][a-z0-9_]*) (.+)");
    /// They stand in one item, which holds 400 KB; by digests, since ids of orders are long.
    public static final int MOST_ACCEPTED = 2_000;

    /// How many were opened on a day of UTC, whatever became of them.
    public record Daily(LocalDate day, int opened) {
        public static final Daily NONE = new Daily(LocalDate.EPOCH, 0);

        public Daily {
            if (opened < 0 || opened > MOST_A_DAY) {
                throw new IllegalArgumentException("opened is not within 0 and " + MOST_A_DAY + ": " + opened);
            }
        }

        /// Clocks differ: what was opened a moment before the last one counts on the day of that one.
        private Daily plus(Instant opening) {
            LocalDate on = day(opening);
            return on.isAfter(day) ? new Daily(on, 1) : new Daily(day, opened + 1);
        }

        private static LocalDate day(Instant at) {
            return LocalDate.ofInstant(at, ZoneOffset.UTC);
        }
    }

    public OpenDisputes {
        open = Map.copyOf(open);
        accepted = Map.copyOf(accepted);
        if (open.size() > MOST) {
            throw new IllegalArgumentException("open are more than " + MOST);
        }
    }

    public static OpenDisputes none(ProgramId program, AffiliateId affiliate) {
        return new OpenDisputes(program, affiliate, Map.of(), Map.of(), Daily.NONE, 0);
    }

    public boolean isFull() {
        return open.size() == MOST || accepted.size() >= MOST_ACCEPTED;
    }

    /// How long until one more may be opened; empty where it may be now.
    public Optional<Duration> wait(Instant now) {
        boolean free = daily.opened() < MOST_A_DAY || Daily.day(now).isAfter(daily.day());
        return free
                ? Optional.empty()
                : Optional.of(Duration.between(
                        now,
                        daily.day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()));
    }

    public Optional<DisputeId> about(Claim claim) {
        return Optional.ofNullable(open.get(claim.about()));
    }

    /// Those by which the affiliate was given something for the same thing before, whatever kind they were of.
    /// @param order that the claim is about, or is to be accepted for
    public List<DisputeId> accepted(Claim claim, Optional<ConversionKey> order) {
        return Stream.concat(order.map(OpenDisputes::thing).stream(), Stream.of(about(claim.about())))
                .flatMap(thing -> Optional.ofNullable(accepted.get(thing)).stream())
                .toList();
    }

    /// Whether something was given for a click whose order nobody named: any of its orders may be that one.
    public boolean hasGivenWithoutOrder() {
        return accepted.keySet().stream().anyMatch(thing -> !thing.startsWith(ORDER));
    }

    /// With one more, still at the version that was read.
    public OpenDisputes with(Dispute opened) {
        Map<String, DisputeId> more = new TreeMap<>(open);
        more.put(opened.claim().about(), opened.id());
        return new OpenDisputes(program, affiliate, more, accepted, daily.plus(opened.openedAt()), version);
    }

    /// Without one that ended.
    public OpenDisputes without(Dispute ended) {
        Map<String, DisputeId> fewer = new TreeMap<>(open);
        fewer.remove(ended.claim().about(), ended.id());
        return new OpenDisputes(program, affiliate, fewer, accepted, daily, version);
    }

    /// Without one that was accepted, which is noted.
    public OpenDisputes accepting(Dispute ended, Ruling ruling) {
        Map<String, DisputeId> more = new TreeMap<>(accepted);
        more.put(
                ruling.order()
                        .map(OpenDisputes::thing)
                        .orElseGet(() -> about(ended.claim().about())),
                ended.id());
        return new OpenDisputes(program, affiliate, without(ended).open(), more, daily, version);
    }

    /// A thing as it is kept now, of one that an earlier release kept in words: `order sale A-1001`, or what the claim
    /// is
    /// about. What was given before that release is not given once more.
    public static String digested(String kept) {
        if (KEPT.matcher(kept).matches()) {
            return kept;
        }
        Matcher order = IN_WORDS.matcher(kept);
        return order.matches()
                ? ORDER + Digest128.of(order.group(1), order.group(2)).hex()
                : about(kept);
    }

    private static String thing(ConversionKey order) {
        return ORDER + Digest128.of(order.event().text(), order.order().text()).hex();
    }

    private static String about(String text) {
        return ABOUT + Digest128.of(text).hex();
    }
}
