package dev.tributary.domain.imports;

import dev.tributary.domain.change.Change;
import dev.tributary.domain.conversion.PersonTag;
import dev.tributary.domain.decision.Awards;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.imports.ImportDecisions.Decided;
import dev.tributary.domain.imports.ImportDecisions.Sources;
import dev.tributary.domain.imports.ImportRow.Fault;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.party.Channel;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.party.Disguise;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.Group;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Rows of affiliates: each an account where the merchant names none of this name yet, and its enrollment. Nobody
/// is told; what an approval gives by the terms is given.
final class AffiliateRows {
    private static final int MOST_ID_LENGTH = 128;
    private static final String NAME = "name";

    private final Sources sources;
    private final Foreseen foreseen;
    private final ImportDecisions decisions;

    AffiliateRows(Sources sources, Foreseen foreseen, ImportDecisions decisions) {
        this.sources = sources;
        this.foreseen = foreseen;
        this.decisions = decisions;
    }

    /// What a row says, well-formed.
    private record Said(
            String name,
            EnrollmentState state,
            Instant since,
            Optional<String> group,
            Set<Group> tags,
            List<NamedChannel> channels) {}

    /// The row of a dry run that would have enrolled the same affiliate.
    private record Before(ImportRow row, Said said) {}

    private record NamedChannel(ChannelKind kind, String name) {}

    /// Either of the two.
    private sealed interface Read {
        record Well(Said said) implements Read {}

        record Wrong(Fault fault) implements Read {}
    }

    Decided decide(Import of, Program program, ImportRow row, Instant now) {
        return switch (read(row, now)) {
            case Read.Wrong(Fault fault) -> Decided.refused(row, fault);
            case Read.Well(Said said) -> decide(of, program, row, said, now);
        };
    }

    private Decided decide(Import of, Program program, ImportRow row, Said said, Instant now) {
        List<AffiliateReference> names = AffiliateReference.of(of, row);
        List<AffiliateReference> unknown = new ArrayList<>();
        Set<AffiliateId> found = new HashSet<>();
        for (AffiliateReference name : names) {
            sources.references()
                    .find(name)
                    .or(() -> foreseen.find(name))
                    .ifPresentOrElse(found::add, () -> unknown.add(name));
        }
        if (found.size() > 1) {
            return Decided.refused(row, new Fault(ImportRow.EMAIL, "other_affiliate"));
        }
        AffiliateId id =
                found.stream().findFirst().orElseGet(() -> names.getFirst().affiliate());
        Optional<Affiliate> stored = sources.affiliates().find(id).map(Versioned::value);
        Optional<Before> before =
                foreseen.row(id).flatMap(first -> said(first, now).map(was -> new Before(first, was)));
        Optional<Affiliate> there =
                stored.or(() -> before.map(first -> affiliate(of, first.row(), first.said(), id, now)));
        Optional<Fault> differs = there.flatMap(affiliate -> differing(affiliate, row, said));
        if (differs.isPresent()) {
            return Decided.refused(row, differs.get());
        }
        Optional<Enrollment> enrolled = sources.enrollments()
                .find(program.id(), id)
                .map(Versioned::value)
                .or(() -> before.map(first -> enrollment(program, first.row(), first.said(), id)));
        if (enrolled.isPresent()) {
            return again(row, said, enrolled.get());
        }
        if (said.state() == EnrollmentState.APPROVED && needsAgreement(program)) {
            return Decided.refused(row, new Fault("state", "agreement_not_accepted"));
        }
        Enrollment enrollment = enrollment(program, row, said, id);
        List<Change> changes = new ArrayList<>();
        if (there.isEmpty()) {
            changes.add(new Change.NewAffiliate(affiliate(of, row, said, id, now)));
        }
        unknown.forEach(name -> changes.add(new Change.NewAffiliateReference(name, id)));
        changes.add(new Change.NewEnrollment(enrollment));
        Awards.signing(sources.terms(), program, enrollment)
                .forEach(award -> changes.add(new Change.NewAdjustment(award)));
        String object = program.id() + "/" + id;
        String verb = said.state() == EnrollmentState.APPROVED ? "approve" : "invite";
        changes.add(decisions.noted(of, row, "enrollment." + verb, object, now));
        return new Decided(RowOutcome.created(row, id.toString()), changes);
    }

    private static Affiliate affiliate(Import of, ImportRow row, Said said, AffiliateId id, Instant now) {
        return new Affiliate(
                id,
                said.name(),
                now,
                row.cell(ImportRow.EMAIL),
                Optional.of(of.wish().merchant()),
                channels(id, said));
    }

    /// Which nobody accepts for an affiliate: it is invited, and accepts itself.
    private boolean needsAgreement(Program program) {
        return sources.applications()
                .form(program.id())
                .filter(form -> form.value().needsAgreement())
                .isPresent();
    }

    /// Of a row before that came to something.
    private static Optional<Said> said(ImportRow first, Instant now) {
        return switch (read(first, now)) {
            case Read.Well(Said said) -> Optional.of(said);
            case Read.Wrong _ -> Optional.empty();
        };
    }

    private static Enrollment enrollment(Program program, ImportRow row, Said said, AffiliateId id) {
        return new Enrollment(
                        program.id(),
                        id,
                        List.of(new Enrollment.Change(said.state(), said.since())),
                        said.group(),
                        row.cell(ImportRow.MEMBER)
                                .flatMap(PersonTag::parse)
                                .map(Set::of)
                                .orElse(Set.of()),
                        Optional.empty())
                .with(said.tags(), Optional.empty(), Map.of());
    }

    /// The same row again is the same; what the merchant or the affiliate changed since is not brought back.
    private static Decided again(ImportRow row, Said said, Enrollment enrolled) {
        boolean same = enrolled.group().equals(said.group()) && enrolled.tags().equals(said.tags());
        return same
                ? new Decided(RowOutcome.unchanged(row, enrolled.affiliate().toString()), List.of())
                : Decided.refused(row, new Fault("group", "already_enrolled"));
    }

    /// Nobody gets another name, nor another address, by a row.
    private static Optional<Fault> differing(Affiliate affiliate, ImportRow row, Said said) {
        if (!affiliate.name().equals(said.name())) {
            return Optional.of(new Fault(NAME, "differs"));
        }
        Optional<String> email = row.cell(ImportRow.EMAIL);
        return email.isPresent() && !email.equals(affiliate.emailHash())
                ? Optional.of(new Fault(ImportRow.EMAIL, "differs"))
                : Optional.empty();
    }

    private static List<Channel> channels(AffiliateId id, Said said) {
        List<Channel> channels = new ArrayList<>();
        for (NamedChannel channel : said.channels()) {
            Digest128 digest = Digest128.of("imported channel", id.toString(), Integer.toString(channels.size()));
            channels.add(new Channel(new ChannelId(digest.high()), channel.kind(), channel.name()));
        }
        return channels;
    }

    private static Read read(ImportRow row, Instant now) {
        Optional<String> name = row.cell(NAME).flatMap(text -> Disguise.plain(text, Affiliate.MAX_NAME_LENGTH));
        if (name.isEmpty()) {
            return wrong(row, NAME);
        }
        if (row.cell(ImportRow.EXTERNAL_ID).isEmpty()
                && row.cell(ImportRow.EMAIL).isEmpty()) {
            return new Read.Wrong(new Fault(ImportRow.EXTERNAL_ID, "missing"));
        }
        if (row.cell(ImportRow.EXTERNAL_ID)
                .filter(id -> id.length() > MOST_ID_LENGTH)
                .isPresent()) {
            return wrong(row, ImportRow.EXTERNAL_ID);
        }
        Optional<EnrollmentState> state = EnrollmentState.parse(
                        row.cell("state").orElse("invited"))
                .filter(wanted -> wanted == EnrollmentState.INVITED || wanted == EnrollmentState.APPROVED);
        if (state.isEmpty()) {
            return wrong(row, "state");
        }
        Optional<Instant> since = time(row.cell("since").orElse(now.toString()));
        if (since.filter(time -> !time.isAfter(now)).isEmpty()) {
            return new Read.Wrong(new Fault("since", since.isEmpty() ? "malformed" : "in_the_future"));
        }
        Optional<String> group = row.cell("group");
        if (group.filter(text -> text.length() > Group.MAX_LENGTH).isPresent()) {
            return wrong(row, "group");
        }
        Set<Group> tags = new HashSet<>();
        for (String tag : parts(row, "tags")) {
            if (tag.length() > Group.MAX_LENGTH) {
                return wrong(row, "tags");
            }
            tags.add(new Group(tag));
        }
        List<NamedChannel> channels = new ArrayList<>();
        for (String part : parts(row, "channels")) {
            String[] channel = part.split(":", 2);
            Optional<ChannelKind> kind = ChannelKind.parse(channel[0].strip());
            Optional<String> called =
                    channel.length < 2 ? Optional.empty() : Disguise.plain(channel[1], Channel.MAX_NAME_LENGTH);
            if (kind.isEmpty() || called.isEmpty()) {
                return wrong(row, "channels");
            }
            channels.add(new NamedChannel(kind.get(), called.get()));
        }
        if (tags.size() > Enrollment.MAX_TAGS || channels.size() > Affiliate.MAX_CHANNELS) {
            return new Read.Wrong(new Fault(tags.size() > Enrollment.MAX_TAGS ? "tags" : "channels", "too_many"));
        }
        return new Read.Well(new Said(name.get(), state.get(), since.get(), group, tags, channels));
    }

    /// RFC 3339.
    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    /// Parted by semicolons.
    private static List<String> parts(ImportRow row, String column) {
        return List.of(row.cell(column).orElse("").split(";")).stream()
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static Read wrong(ImportRow row, String column) {
        return new Read.Wrong(new Fault(column, row.cell(column).isPresent() ? "malformed" : "missing"));
    }
}
