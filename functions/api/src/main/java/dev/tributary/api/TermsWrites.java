package dev.tributary.api;

import dev.tributary.domain.bonus.FeeCalendar;
import dev.tributary.domain.bonus.FeeSchedule;
import dev.tributary.domain.bonus.FeeSchedules;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.payout.PayoutPolicies;
import dev.tributary.domain.payout.PayoutPolicy;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.Addressee;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.domain.terms.TermsCheck;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsDrafts;
import dev.tributary.domain.terms.TermsHistory;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.HttpRefusal.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The draft of a program's terms, and its publication. A published version has no route that changes
/// it: the next one is a new draft.
final class TermsWrites {
    /// What is kept for a repeated call is in English, whoever repeats it.
    private static final Reader OWNER = new Reader(new Addressee.Owner(), Language.ENGLISH);

    /// The redirect reads the list of versions with every program, so it stays short.
    static final int MOST_VERSIONS = 200;

    private static final Set<String> DRAFT_FIELDS = Set.of("terms");
    private final Visible visible;
    private final PublishedTerms terms;
    private final TermsDrafts drafts;
    private final PayoutPolicies policies;
    private final FeeSchedules schedules;

    TermsWrites(
            Visible visible,
            PublishedTerms terms,
            TermsDrafts drafts,
            PayoutPolicies policies,
            FeeSchedules schedules) {
        this.schedules = schedules;
        this.visible = visible;
        this.terms = terms;
        this.drafts = drafts;
        this.policies = policies;
    }

    HttpAnswer draft(Ask ask) {
        ask.parameters().check();
        Program program = program(ask).value();
        return shown(program, drafts.find(program.id()).orElseThrow(TermsWrites::noDraft));
    }

    Decision create(Write write) {
        Program program = program(write.ask()).value();
        TermsDocument draft = TermsReader.draft(write.body(), program.currency());
        write.check();
        Versioned<TermsDocument> created = new Versioned<>(draft, 1);
        if (drafts.find(program.id()).isPresent()) {
            throw HttpRefusal.of(409, "draft_exists", "The program has a draft: replace it by PUT, or publish it.");
        }
        return Decision.of(
                List.of(new Change.NewDraft(program.id(), draft)),
                write.event(write.tenant(), "terms.draft", program.id(), DRAFT_FIELDS),
                Replies.created(created, path(program) + "/draft", drafted(program, draft)));
    }

    Decision replace(Write write) {
        Program program = program(write.ask()).value();
        TermsDocument draft = TermsReader.draft(write.body(), program.currency());
        write.check();
        Versioned<TermsDocument> read = drafts.find(program.id()).orElseThrow(TermsWrites::noDraft);
        write.match(read.version());
        if (read.value().equals(draft)) {
            return Decision.unchanged(shown(program, read));
        }
        return Decision.of(
                List.of(new Change.ChangedDraft(program.id(), read.with(draft))),
                write.event(write.tenant(), "terms.draft", program.id(), DRAFT_FIELDS),
                shown(program, new Versioned<>(draft, read.version() + 1)));
    }

    /// The version, the program that names it and the end of the draft are one transaction.
    Decision publish(Write write) {
        Versioned<Program> read = program(write.ask());
        Program program = read.value();
        Instant from = write.body().time("effective_from").orElse(write.now());
        write.check();
        Versioned<TermsDocument> draft = drafts.find(program.id())
                .orElseThrow(() -> HttpRefusal.of(409, "no_draft", "There is no draft to publish."));
        write.match(draft.version());
        if (program.terms().size() >= MOST_VERSIONS) {
            throw HttpRefusal.of(409, "too_many_versions", "A program has at most " + MOST_VERSIONS + " versions.");
        }
        int last = program.terms().stream()
                .mapToInt(Program.TermsVersion::version)
                .max()
                .orElse(TermsDocument.NONE);
        TermsDocument document = draft.value().published(last + 1, from);
        Optional<Versioned<PayoutPolicy>> policy = policies.find(program.id());
        check(document, program, policy.map(Versioned::value), write.now());
        List<Program.TermsVersion> versions = new ArrayList<>(program.terms());
        versions.add(new Program.TermsVersion(
                document.version(), from, document.attribution().historyDays()));
        List<Change> changes = new ArrayList<>(List.of(
                new Change.NewTerms(program.id(), document),
                new Change.ChangedProgram(read.with(program.with(versions))),
                new Change.RemovedDraft(program.id(), draft.version()),
                // How soon is paid was judged by it.
                new Change.SamePayoutPolicy(
                        program.id(), policy.map(Versioned::version).orElse(0L))));
        schedule(program, document, write.now()).ifPresent(changes::add);
        return Decision.of(
                changes,
                write.event(write.tenant(), "terms.publish", program.id(), Set.of("terms", "effective_from")),
                Replies.created(
                        new Versioned<>(document, 1),
                        path(program) + "/" + document.version(),
                        (published, json) -> TermsWriter.write(program.id(), published, OWNER, json)));
    }

    /// With the first version that gives a fee its schedule begins, and never ends: what it is to pay it reads
    /// from the versions.
    private Optional<Change> schedule(Program program, TermsDocument document, Instant now) {
        return new FeeCalendar(new TermsHistory(List.of(document)), program.zone())
                .next(now)
                .filter(first -> schedules.find(program.id()).isEmpty())
                .map(first -> new Change.NewFeeSchedule(
                        new FeeSchedule(program.id(), Optional.of(first), Optional.empty()), program.zone()));
    }

    private void check(TermsDocument document, Program program, Optional<PayoutPolicy> policy, Instant now) {
        List<TermsDocument> earlier = program.terms().stream()
                .sorted(Comparator.comparing(Program.TermsVersion::version))
                .map(version -> Published.read(terms, program.id(), version.version()))
                .toList();
        TermsCheck.Publishing publishing = new TermsCheck.Publishing(setting(program, policy), earlier, now);
        List<Fault> faults = TermsCheck.faults(document, publishing).stream()
                .map(fault -> new Fault(fault.path(), fault.code(), "The draft cannot be published so."))
                .toList();
        if (!faults.isEmpty()) {
            throw HttpRefusal.of(422, "invalid_terms", "The draft cannot be published.")
                    .because(faults);
        }
    }

    private static TermsCheck.Setting setting(Program program, Optional<PayoutPolicy> policy) {
        int longestRunDays = policy.orElseGet(() -> PayoutPolicy.byHand(program.id()))
                .schedule()
                .longestDays();
        return new TermsCheck.Setting(program.currency(), program.categories(), longestRunDays);
    }

    private Versioned<Program> program(Ask ask) {
        Versioned<Program> program = visible.versioned(ask.tenant(), ProgramId.parse(ask.variable("program_id")));
        ask.merchantOnly();
        return program;
    }

    private HttpAnswer shown(Program program, Versioned<TermsDocument> draft) {
        return Replies.ok(draft, drafted(program, draft.value()));
    }

    /// With what keeps it from being published: it may be saved with faults, and is mended in rounds.
    private Lists.Writing<TermsDocument> drafted(Program program, TermsDocument draft) {
        List<TermsCheck.Fault> faults = faults(program, draft);
        return (document, json) -> TermsWriter.writeDraft(program.id(), document, faults, json);
    }

    /// What keeps a draft from being published, apart from its time.
    List<TermsCheck.Fault> faults(Program program, TermsDocument draft) {
        Optional<PayoutPolicy> policy = policies.find(program.id()).map(Versioned::value);
        return TermsCheck.faults(draft, setting(program, policy));
    }

    private static String path(Program program) {
        return "/v1/programs/" + program.id() + "/terms";
    }

    private static HttpRefusal noDraft() {
        return HttpRefusal.of(404, "not_found", "There is no draft.");
    }
}
