package dev.tributary.api;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.terms.Addressee;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.domain.terms.TermsChange;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsDrafts;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `/v1/programs/{program_id}/terms`: the published versions, by number. Everyone in a program sees
/// all of them, since past conversions were paid under past ones; in words an affiliate reads what
/// holds for itself.
final class TermsResource {
    private final Visible visible;
    private final PublishedTerms terms;
    private final TermsDrafts drafts;
    private final Cursors cursors;

    TermsResource(Visible visible, PublishedTerms terms, TermsDrafts drafts, Cursors cursors) {
        this.visible = visible;
        this.terms = terms;
        this.drafts = drafts;
        this.cursors = cursors;
    }

    HttpAnswer list(Ask ask) throws IOException {
        PageRequest request = cursors.page(ask);
        Program program = program(ask);
        Reader reader = reader(ask, program);
        int after = request.after().map(Integer::parseInt).orElse(0);
        List<Integer> rest = program.terms().stream()
                .map(Program.TermsVersion::version)
                .filter(version -> version > after)
                .sorted()
                .toList();
        List<Integer> shown = rest.subList(0, Math.min(rest.size(), request.limit()));
        Page<TermsDocument> page = new Page<>(
                shown.stream()
                        .map(version -> Published.orNone(terms, program, version))
                        .toList(),
                rest.size() > shown.size() ? Optional.of(shown.getLast().toString()) : Optional.empty());
        HttpAnswer answer = Lists.of(
                page,
                cursors.next(ask, page),
                (document, json) -> TermsWriter.write(program.id(), document, reader, json),
                (same, json) -> {
                    // Who may read the draft is told whether there is one, and need not try.
                    if (ask.tenant() instanceof Tenant.OfMerchant) {
                        json.writeBooleanField(
                                "has_draft", drafts.find(program.id()).isPresent());
                    }
                });
        return Languages.said(answer, reader.language());
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        Program program = program(ask);
        TermsDocument document = Published.orNone(terms, program, version(program, ask));
        Reader reader = reader(ask, program);
        return Languages.said(
                HttpAnswer.ok(json -> TermsWriter.write(program.id(), document, reader, json)), reader.language());
    }

    /// What a version changed, against the one before it or an earlier one. Before the first there were
    /// no terms: version 0.
    HttpAnswer changes(Ask ask) {
        Program program = program(ask);
        int version = version(program, ask);
        List<Integer> earlier = earlier(program, version);
        int since = ask.parameters()
                .take(
                        "since",
                        text -> earlier.stream()
                                .filter(other -> other.toString().equals(text))
                                .findFirst())
                .orElse(earlier.getLast());
        ask.parameters().check();
        TermsDocument now = Published.orNone(terms, program, version);
        TermsDocument before = Published.orNone(terms, program, since);
        Reader reader = reader(ask, program);
        List<String> changes = TermsChange.between(before, now, reader.addressee(), reader.language());
        HttpAnswer answer = HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeStringField("program_id", program.id().toString());
            json.writeNumberField("version", version);
            json.writeNumberField("since", since);
            json.writeStringField("effective_from", now.effectiveFrom().toString());
            TermsWriter.sentences(json, "changes", changes);
            json.writeEndObject();
        });
        return Languages.said(answer, reader.language());
    }

    /// No terms, and those before a version, in their order.
    private static List<Integer> earlier(Program program, int version) {
        return Stream.concat(
                        Stream.of(TermsDocument.NONE), program.terms().stream().map(Program.TermsVersion::version))
                .filter(other -> other < version)
                .sorted()
                .toList();
    }

    private Program program(Ask ask) {
        return visible.program(ask.tenant(), ProgramId.parse(ask.variable("program_id")));
    }

    /// @throws HttpRefusal 404
    private static int version(Program program, Ask ask) {
        String text = ask.variable("version");
        return program.terms().stream()
                .map(Program.TermsVersion::version)
                .filter(version -> Integer.toString(version).equals(text))
                .findFirst()
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such version of the terms."));
    }

    private Reader reader(Ask ask, Program program) {
        return new Reader(addressee(ask, program), Languages.of(ask.call()));
    }

    private Addressee addressee(Ask ask, Program program) {
        return switch (ask.tenant()) {
            case Tenant.OfMerchant _ -> new Addressee.Owner();
            case Tenant.OfAffiliate(var affiliate) -> {
                Enrollment own = visible.enrollment(ask.tenant(), program.id(), affiliate)
                        .value();
                yield new Addressee.Enrolled(own.groups(), own.minimumPayout(), own.pay(), own.linkPay());
            }
        };
    }
}
