package dev.tributary.api;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.click.ClickOverrides;
import dev.tributary.domain.conversion.PersonTag;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.joining.Application;
import dev.tributary.domain.joining.Applications;
import dev.tributary.domain.link.Links;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.party.Affiliates;
import dev.tributary.domain.postback.PersonTags;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.program.Programs;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.Pay;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// `POST /v1/enrollments`: an affiliate applies, a merchant invites or approves; and what a merchant
/// changes of an enrollment besides its state.
final class EnrollmentWrites {
    private static final String GROUP = "group";
    private static final String TAGS = "tags";
    private static final String MINIMUM_PAYOUT = "minimum_payout";
    static final String RECOGNITION = "recognition";
    /// What only a merchant changes.
    private static final List<String> MERCHANTS =
            List.of(GROUP, TAGS, MINIMUM_PAYOUT, EnrollmentPay.PAY, EnrollmentPay.LINK_PAY);

    /// Where enrollments and what they are made from are read.
    record Sources(
            Visible visible,
            Programs programs,
            Enrollments enrollments,
            Affiliates affiliates,
            Links links,
            Signings signings,
            ClickOverrides clickOverrides,
            Telling telling,
            Applications applications) {}

    private final Sources sources;
    private final Rings ring;

    EnrollmentWrites(Sources sources, Rings ring) {
        this.sources = sources;
        this.ring = ring;
    }

    Decision create(Write write) throws IOException {
        return switch (write.tenant()) {
            case Tenant.OfAffiliate(var affiliate) -> apply(write, affiliate);
            case Tenant.OfMerchant _ -> invite(write);
        };
    }

    /// Whoever knows a program's id may apply: it stands on the page that asks for affiliates.
    private Decision apply(Write write, AffiliateId affiliate) throws IOException {
        FieldReader body = write.body();
        Optional<ProgramId> id = body.required("program_id", body.text("program_id", ProgramId::parse));
        // Fields of ours, though without the program nobody knows what it asks.
        body.isNull(ApplicationFields.ANSWERS);
        body.isNull(ApplicationFields.AGREEMENT_VERSION);
        write.check();
        Versioned<Program> program = id.filter(CallSight::has)
                .flatMap(sources.programs()::find)
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such program."));
        ApplicationFields form =
                ApplicationFields.of(sources.applications(), program.value().id());
        List<Application.Answer> answers = form.answers(body);
        Optional<Enrollment.Acceptance> accepted = form.acceptance(write);
        write.check();
        Enrollment applied = enrollment(write, program.value(), affiliate, EnrollmentState.APPLIED);
        List<Change> changes = new ArrayList<>(List.of(new Change.OfJoining(form.same())));
        form.application(affiliate, write, answers).map(Change.OfJoining::new).ifPresent(changes::add);
        return make(write, program, accepted.map(applied::accepting).orElse(applied), changes);
    }

    private Decision invite(Write write) throws IOException {
        FieldReader body = write.body();
        Optional<ProgramId> id = body.required("program_id", body.text("program_id", ProgramId::parse));
        Optional<AffiliateId> affiliate = body.required("affiliate_id", body.text("affiliate_id", AffiliateId::parse));
        Optional<EnrollmentState> state = body.text(
                "state",
                text -> EnrollmentState.parse(text)
                        .filter(wanted -> wanted == EnrollmentState.INVITED || wanted == EnrollmentState.APPROVED));
        Optional<String> group = group(body);
        Optional<Versioned<Program>> program = id.map(some -> sources.visible().versioned(write.tenant(), id));
        // A field of ours, though without the program nobody knows which currency it takes.
        body.isNull(MINIMUM_PAYOUT);
        Optional<Money> minimum = program.flatMap(
                found -> Texts.money(body, MINIMUM_PAYOUT, found.value().currency()));
        write.check();
        Enrollment made = enrollment(
                write, program.orElseThrow().value(), affiliate.orElseThrow(), state.orElse(EnrollmentState.INVITED));
        List<Change> changes = new ArrayList<>();
        if (made.state() == EnrollmentState.APPROVED) {
            ApplicationFields form = ApplicationFields.of(sources.applications(), made.program());
            form.requireAccepted(made);
            changes.add(new Change.OfJoining(form.same()));
        }
        return make(
                write,
                program.orElseThrow(),
                new Enrollment(made.program(), made.affiliate(), made.history(), group, made.members(), minimum),
                changes);
    }

    /// @param more what else stands in the transaction
    private Decision make(Write write, Versioned<Program> read, Enrollment enrollment, List<Change> more) {
        Program program = read.value();
        if (sources.enrollments().find(program.id(), enrollment.affiliate()).isPresent()) {
            throw HttpRefusal.of(409, "already_enrolled", "The affiliate is in this program already.");
        }
        Set<String> fields = new TreeSet<>(Set.of("state"));
        enrollment.group().ifPresent(group -> fields.add(GROUP));
        enrollment.minimumPayout().ifPresent(minimum -> fields.add(MINIMUM_PAYOUT));
        enrollment.acceptance().ifPresent(accepted -> fields.add("agreement"));
        List<Adjustment> given = sources.signings().of(program, enrollment);
        List<Change> changes = new ArrayList<>(ProgramWrites.fixing(read, new Change.NewEnrollment(enrollment)));
        changes.addAll(more);
        changes.addAll(Signings.changes(given));
        changes.addAll(sources.telling().of(program, enrollment, write.now()));
        return Decision.of(
                        changes,
                        event(write, program, enrollment, "enrollment." + verb(enrollment.state()), fields),
                        Replies.created(
                                new Versioned<>(enrollment, 1),
                                "/v1/enrollments/" + object(enrollment),
                                EnrollmentsResource.of(program)))
                .then(() -> sources.signings().send(given));
    }

    /// @throws HttpRefusal 404 for an affiliate that a merchant names and that is not there
    private Enrollment enrollment(Write write, Program program, AffiliateId id, EnrollmentState state)
            throws IOException {
        Optional<Affiliate> affiliate = sources.affiliates().find(id).map(Versioned::value);
        if (affiliate.isEmpty() && write.ask().affiliate().isEmpty()) {
            throw HttpRefusal.of(404, "not_found", "There is no such affiliate.");
        }
        Optional<String> hash = affiliate.flatMap(Affiliate::emailHash);
        Set<PersonTag> members =
                hash.isEmpty() ? Set.of() : Set.of(PersonTags.email(program.id(), hash.get(), ring.ring()));
        return new Enrollment(
                program.id(),
                id,
                List.of(new Enrollment.Change(state, write.now())),
                Optional.empty(),
                members,
                Optional.empty());
    }

    Decision change(Write write) {
        Versioned<Enrollment> read = enrollment(sources.visible(), write.ask());
        if (write.ask().affiliate().isPresent()) {
            return changeOwn(write, read);
        }
        Enrollment before = read.value();
        Program program = sources.visible().program(write.tenant(), Optional.of(before.program()));
        FieldReader body = write.body();
        boolean noGroup = body.isNull(GROUP);
        boolean noMinimum = body.isNull(MINIMUM_PAYOUT);
        Optional<String> group = group(body);
        Optional<Money> minimum = Texts.money(body, MINIMUM_PAYOUT, program.currency());
        Texts.refuseNull(body, TAGS);
        Set<Group> tags =
                body.has(TAGS) ? Set.copyOf(body.texts(TAGS, Enrollment.MAX_TAGS, Texts::group)) : before.tags();
        if (body.has(RECOGNITION)) {
            body.truth(RECOGNITION);
            body.fault(RECOGNITION, "affiliate_only", "Only the affiliate says whether others may read its name.");
        }
        EnrollmentPay pays = new EnrollmentPay(body, program.currency());
        Optional<Pay> pay = pays.pay(before);
        Map<LinkId, Pay> linkPay = pays.linkPay(before, link -> isOf(before, link));
        write.check();
        write.match(read.version());
        Enrollment next = new Enrollment(
                before.program(),
                before.affiliate(),
                before.history(),
                noGroup ? Optional.empty() : group.or(before::group),
                tags,
                before.members(),
                noMinimum ? Optional.empty() : minimum.or(before::minimumPayout),
                pay,
                linkPay,
                before.recognition(),
                before.acceptance());
        if (next.equals(before)) {
            return Decision.unchanged(Replies.ok(read, EnrollmentsResource.of(program)));
        }
        List<Change> changes = new ArrayList<>(List.of(new Change.ChangedEnrollment(read.with(next))));
        if (next.asksForClicks() && !sources.clickOverrides().areNoted(program.id())) {
            changes.add(new Change.NewClickOverrides(program.id()));
        }
        return Decision.of(
                changes,
                event(write, program, next, "enrollment.change", differing(before, next)),
                Replies.ok(new Versioned<>(next, read.version() + 1), EnrollmentsResource.of(program)));
    }

    /// The affiliate's part: whether others may read its name.
    private Decision changeOwn(Write write, Versioned<Enrollment> read) {
        FieldReader body = write.body();
        MERCHANTS.stream()
                .filter(field -> body.names().contains(field))
                .findFirst()
                .ifPresent(field -> write.ask().merchantOnly());
        Texts.refuseNull(body, RECOGNITION);
        boolean agreed = body.truth(RECOGNITION).orElse(read.value().recognition());
        write.check();
        write.match(read.version());
        Program program = sources.visible()
                .program(write.tenant(), Optional.of(read.value().program()));
        Enrollment next = read.value().withRecognition(agreed);
        if (next.equals(read.value())) {
            return Decision.unchanged(Replies.ok(read, EnrollmentsResource.of(program)));
        }
        return Decision.of(
                List.of(new Change.ChangedEnrollment(read.with(next))),
                event(write, program, next, "enrollment.change", Set.of(RECOGNITION)),
                Replies.ok(new Versioned<>(next, read.version() + 1), EnrollmentsResource.of(program)));
    }

    private static Set<String> differing(Enrollment one, Enrollment other) {
        return new ChangedFields()
                .note(GROUP, one.group(), other.group())
                .note(TAGS, one.tags(), other.tags())
                .note(MINIMUM_PAYOUT, one.minimumPayout(), other.minimumPayout())
                .note(EnrollmentPay.PAY, one.pay(), other.pay())
                .note(EnrollmentPay.LINK_PAY, one.linkPay(), other.linkPay())
                .names();
    }

    private boolean isOf(Enrollment enrollment, LinkId id) {
        return sources.links()
                .find(id)
                .map(Versioned::value)
                .filter(link -> link.program().equals(enrollment.program())
                        && link.affiliate().equals(enrollment.affiliate()))
                .isPresent();
    }

    /// The enrollment of the path, as the caller may see it.
    static Versioned<Enrollment> enrollment(Visible visible, Ask ask) {
        Program program = visible.program(ask.tenant(), ProgramId.parse(ask.variable("program_id")));
        return AffiliateId.parse(ask.variable("affiliate_id"))
                .map(affiliate -> visible.enrollment(ask.tenant(), program.id(), affiliate))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such enrollment."));
    }

    static AuditEvent event(
            Write write, Program program, Enrollment enrollment, String action, Collection<String> fields) {
        return write.event(new Tenant.OfMerchant(program.merchant()), action, object(enrollment), fields);
    }

    private static String object(Enrollment enrollment) {
        return enrollment.program() + "/" + enrollment.affiliate();
    }

    private static Optional<String> group(FieldReader body) {
        return body.text(GROUP, text -> Texts.group(text).map(Group::text));
    }

    private static String verb(EnrollmentState state) {
        return switch (state) {
            case APPLIED -> "apply";
            case INVITED -> "invite";
            default -> "approve";
        };
    }
}
