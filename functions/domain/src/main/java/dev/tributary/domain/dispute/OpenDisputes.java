package dev.tributary.domain.dispute;

import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.id.ProgramId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What an affiliate has open in a program: of one thing one dispute at most, and not too many in all; and what it was
/// given by rulings, of one thing once. Written with each dispute that is opened or ends, so that of two calls at once
/// the second one is judged again.
///
/// @param open by what they are about
/// @param accepted by their order, where the ruling names one, else by what they are about
/// @param version as it was read; 0 before the first
public record OpenDisputes(
        ProgramId program,
        AffiliateId affiliate,
        Map<String, DisputeId> open,
        Map<String, DisputeId> accepted,
        long version) {
    public static final int MOST = 20;
    private static final String ORDER = "order ";
    /// They stand in one item.
    public static final int MOST_ACCEPTED = 2_000;

    public OpenDisputes {
        open = Map.copyOf(open);
        accepted = Map.copyOf(accepted);
        if (open.size() > MOST) {
            throw new IllegalArgumentException("open are more than " + MOST);
        }
    }

    public static OpenDisputes none(ProgramId program, AffiliateId affiliate) {
        return new OpenDisputes(program, affiliate, Map.of(), Map.of(), 0);
    }

    public boolean isFull() {
        return open.size() == MOST || accepted.size() >= MOST_ACCEPTED;
    }

    public Optional<DisputeId> about(Claim claim) {
        return Optional.ofNullable(open.get(claim.about()));
    }

    /// Those by which the affiliate was given something for the same thing before, whatever kind they were of.
    /// @param order that the claim is about, or is to be accepted for
    public List<DisputeId> accepted(Claim claim, Optional<ConversionKey> order) {
        return Stream.concat(order.map(OpenDisputes::thing).stream(), Stream.of(claim.about()))
                .distinct()
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
        return new OpenDisputes(program, affiliate, more, accepted, version);
    }

    /// Without one that ended.
    public OpenDisputes without(Dispute ended) {
        Map<String, DisputeId> fewer = new TreeMap<>(open);
        fewer.remove(ended.claim().about(), ended.id());
        return new OpenDisputes(program, affiliate, fewer, accepted, version);
    }

    /// Without one that was accepted, which is noted.
    public OpenDisputes accepting(Dispute ended, Ruling ruling) {
        Map<String, DisputeId> more = new TreeMap<>(accepted);
        more.put(ruling.order().map(OpenDisputes::thing).orElse(ended.claim().about()), ended.id());
        return new OpenDisputes(program, affiliate, without(ended).open(), more, version);
    }

    private static String thing(ConversionKey order) {
        return ORDER + order.event() + " " + order.order();
    }
}
