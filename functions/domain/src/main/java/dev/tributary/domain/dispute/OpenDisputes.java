package dev.tributary.domain.dispute;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.id.ProgramId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What an affiliate has open in a program: of one thing one dispute at most, and not too many in all. Written with
/// each dispute that is opened or ends, so that of two calls at once the second one is judged again.
///
/// @param open by what they are about
/// @param version as it was read; 0 before the first
public record OpenDisputes(ProgramId program, AffiliateId affiliate, Map<String, DisputeId> open, long version) {
    public static final int MOST = 20;

    public OpenDisputes {
        open = Map.copyOf(open);
        if (open.size() > MOST) {
            throw new IllegalArgumentException("open are more than " + MOST);
        }
    }

    public static OpenDisputes none(ProgramId program, AffiliateId affiliate) {
        return new OpenDisputes(program, affiliate, Map.of(), 0);
    }

    public boolean isFull() {
        return open.size() == MOST;
    }

    public Optional<DisputeId> about(Claim claim) {
        return Optional.ofNullable(open.get(claim.about()));
    }

    /// With one more, still at the version that was read.
    public OpenDisputes with(Dispute opened) {
        Map<String, DisputeId> more = new TreeMap<>(open);
        more.put(opened.claim().about(), opened.id());
        return new OpenDisputes(program, affiliate, more, version);
    }

    /// Without one that ended.
    public OpenDisputes without(Dispute ended) {
        Map<String, DisputeId> fewer = new TreeMap<>(open);
        fewer.remove(ended.claim().about(), ended.id());
        return new OpenDisputes(program, affiliate, fewer, version);
    }
}
