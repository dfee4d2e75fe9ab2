package dev.tributary.api;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.payout.PayoutRuns;
import dev.tributary.domain.program.Program;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What stands behind the ids of an answer, read for all of its rows together and shown as its own path shows it to
/// the same caller: what that path would not show is not found.
final class Behind {
    private final Visible visible;
    private final SeenAffiliates affiliates;
    private final PayoutRuns runs;
    private final ClickRecords clicks;

    Behind(Visible visible, SeenAffiliates affiliates, PayoutRuns runs, ClickRecords clicks) {
        this.visible = visible;
        this.affiliates = affiliates;
        this.runs = runs;
        this.clicks = clicks;
    }

    /// @param wanted by a call
    /// @param own of a resource, for what its rows lead to and their ids alone do not
    Map<Noun, Expanding.Finder> finders(Ask ask, Set<Noun> wanted, Map<Noun, Expanding.Finder> own) {
        Look look = new Look(ask);
        Map<Noun, Expanding.Finder> finders = new EnumMap<>(Noun.class);
        for (Noun noun : wanted) {
            finders.put(
                    noun,
                    switch (noun) {
                        case AFFILIATE -> look::affiliates;
                        case CLICK -> ids -> clicks.find(ask.tenant(), ids);
                        case LINK -> look::links;
                        case PROGRAM -> look::programs;
                        case RUN -> look::runs;
                        case COMMISSION, CONVERSION ->
                            Optional.ofNullable(own.get(noun))
                                    .orElseThrow(() -> new IllegalStateException("nothing finds a " + noun));
                    });
        }
        return finders;
    }

    /// Of one call: programs are read once for all that asks for them.
    private final class Look {
        private final Ask ask;
        private final Map<ProgramId, Program> seen = new HashMap<>();
        private final Set<ProgramId> read = new HashSet<>();

        private Look(Ask ask) {
            this.ask = ask;
        }

        private Map<ProgramId, Program> programs(Collection<ProgramId> ids) {
            Set<ProgramId> unread =
                    ids.stream().filter(id -> !read.contains(id)).collect(Collectors.toSet());
            if (!unread.isEmpty()) {
                seen.putAll(visible.programs(ask.tenant(), unread));
                read.addAll(unread);
            }
            return seen;
        }

        private Map<String, Expanding.Shown> programs(Map<String, Set<ProgramId>> ids) {
            Map<String, Expanding.Shown> shown = new HashMap<>();
            programs(ids.keySet().stream().map(ProgramId::of).toList())
                    .forEach((id, program) -> shown.put(id.toString(), json -> ProgramsResource.write(program, json)));
            return shown;
        }

        private Map<String, Expanding.Shown> affiliates(Map<String, Set<ProgramId>> ids) {
            Map<AffiliateId, Set<ProgramId>> where = new HashMap<>();
            ids.forEach((id, programs) -> where.put(AffiliateId.of(id), programs));
            Map<String, Expanding.Shown> shown = new HashMap<>();
            affiliates
                    .find(ask, where)
                    .forEach((id, affiliate) ->
                            shown.put(id.toString(), json -> AffiliatesResource.write(affiliate, json)));
            return shown;
        }

        private Map<String, Expanding.Shown> links(Map<String, Set<ProgramId>> ids) {
            Map<String, Expanding.Shown> shown = new HashMap<>();
            visible.links(ask.tenant(), ids.keySet().stream().map(LinkId::of).toList(), this::programs)
                    .forEach((id, link) -> shown.put(id.toString(), json -> LinksResource.write(link, json)));
            return shown;
        }

        /// For merchants.
        private Map<String, Expanding.Shown> runs(Map<String, Set<ProgramId>> ids) {
            Map<String, Expanding.Shown> shown = new HashMap<>();
            if (ask.affiliate().isEmpty()) {
                var there = runs.find(ids.keySet().stream().map(RunId::of).toList());
                Map<ProgramId, Program> among = programs(
                        there.values().stream().map(run -> run.head().program()).toList());
                there.forEach((id, run) -> {
                    if (among.containsKey(run.head().program())) {
                        shown.put(id.toString(), json -> PayoutRunsResource.write(run, json));
                    }
                });
            }
            return shown;
        }
    }
}
