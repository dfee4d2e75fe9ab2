package dev.tributary.api;

import static dev.tributary.api.ProgramFields.CURRENCY;
import static dev.tributary.api.ProgramFields.LANDING_DOMAINS;
import static dev.tributary.api.ProgramFields.LISTED;
import static dev.tributary.api.ProgramFields.NAME;
import static dev.tributary.api.ProgramFields.ZONE;

import dev.tributary.domain.access.Principal;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.Mode;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.order.OrderLists;
import dev.tributary.domain.payout.PayoutPolicies;
import dev.tributary.domain.postback.KnownCredentials;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.program.Programs;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `POST /v1/programs` and `PATCH /v1/programs/{program_id}`. A new program has no terms: its links
/// lead, and nothing is paid until some are published.
final class ProgramWrites {
    /// No conversion is older than the platform. A month without one costs one empty query, and only
    /// where currency or zone are to change.
    private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");
    private static final String MODE = "mode";
    private static final Duration SKEW = Duration.ofDays(1);

    private final Visible visible;
    private final Programs programs;
    private final OrderLists orders;
    private final Enrollments enrollments;
    private final KnownCredentials credentials;
    private final PayoutPolicies policies;

    ProgramWrites(
            Visible visible,
            Programs programs,
            OrderLists orders,
            Enrollments enrollments,
            KnownCredentials credentials,
            PayoutPolicies policies) {
        this.visible = visible;
        this.programs = programs;
        this.orders = orders;
        this.enrollments = enrollments;
        this.credentials = credentials;
        this.policies = policies;
    }

    Decision create(Write write) {
        MerchantId merchant = write.ask().merchantOnly();
        if (write.ask().principal().grant().isPresent()) {
            throw CallSight.ofAgency();
        }
        FieldReader body = write.body();
        ProgramFields fields = ProgramFields.read(body);
        if (fields.listed().orElse(false)) {
            body.fault(LISTED, "not_yet", "A program is listed when it has terms.");
        }
        body.required(NAME, fields.name());
        body.required(CURRENCY, fields.currency());
        body.required(ZONE, fields.zone());
        body.required(LANDING_DOMAINS, fields.landingDomains());
        Mode mode = mode(write.ask().principal(), body);
        write.check();
        ProgramId id = ProgramId.of(mode, write.id("program"));
        Program program = new Program(
                id,
                merchant,
                fields.name().orElseThrow(),
                fields.currency().orElseThrow(),
                fields.zone().orElseThrow(),
                fields.landingDomains().orElseThrow(),
                fields.clickParameter().orElse(Program.DEFAULT_CLICK_PARAMETER),
                fields.utmTemplate(),
                fields.fallbackUrl(),
                1,
                fields.consentAssumed().orElse(Set.of()),
                List.of(),
                fields.categories().orElse(Set.of()),
                false);
        HttpAnswer answer = Replies.created(new Versioned<>(program, 1), "/v1/programs/" + id, ProgramsResource::write);
        Optional<Versioned<Program>> mine = programs.find(id);
        if (mine.isPresent()) {
            return Decision.unchanged(Repeats.same(program, mine.get().value(), answer));
        }
        return Decision.of(
                List.of(new Change.NewProgram(program)),
                write.event(write.tenant(), "program.create", id, Set.of(NAME, CURRENCY, ZONE, LANDING_DOMAINS)),
                answer);
    }

    /// Fixed from then on, since the id says it: a key makes programs of its own mode, a person either.
    private static Mode mode(Principal maker, FieldReader body) {
        Optional<Mode> wanted = body.text(MODE, Mode::parse);
        if (maker.mode().isPresent() && wanted.isPresent() && !wanted.equals(maker.mode())) {
            body.fault(MODE, "other_mode", "A key makes programs of its own mode.");
        }
        return maker.mode().or(() -> wanted).orElse(Mode.LIVE);
    }

    Decision change(Write write) {
        Versioned<Program> read =
                visible.versioned(write.tenant(), ProgramId.parse(write.ask().variable("program_id")));
        write.ask().merchantOnly();
        Program before = read.value();
        ProgramFields fields = ProgramFields.read(write.body());
        if (fields.listed().orElse(false)) {
            requireListable(before, write);
        }
        write.check();
        write.match(read.version());
        Program next = fields.on(before);
        if (next.equals(before)) {
            return Decision.unchanged(Replies.ok(read, ProgramsResource::write));
        }
        requireNotFixed(before, next, write.now());
        return Decision.of(
                List.of(new Change.ChangedProgram(read.with(next))),
                write.event(write.tenant(), "program.change", before.id(), ProgramFields.differing(before, next)),
                Replies.ok(new Versioned<>(next, read.version() + 1), ProgramsResource::write));
    }

    /// Whoever reads of it there reads its terms, and earns.
    private static void requireListable(Program program, Write write) {
        if (program.id().isTest()) {
            write.body().fault(LISTED, "test_program", "A test is not listed.");
        } else if (program.inForce(write.now()).isEmpty()) {
            write.body().fault(LISTED, "not_yet", "A program is listed when it has terms.");
        }
    }

    /// Amounts that were posted, days that were counted and terms that were published stay as they are.
    private void requireNotFixed(Program before, Program next, Instant now) {
        boolean currency = !before.currency().equals(next.currency());
        boolean zone = !before.zone().equals(next.zone());
        if (!currency && !zone) {
            return;
        }
        if (currency && mayHaveMoney(before) || hasConversions(before.id(), now)) {
            throw HttpRefusal.of(
                    409,
                    "fixed",
                    "Currency and time zone are fixed since the first conversion; the currency since the first"
                            + " terms, enrollment, postback credentials or limit of the payout policy.");
        }
    }

    /// What stands in an account of this currency, nobody would look for under another one. So the currency
    /// is fixed before there can be such money: none is given or earned without an enrollment, none is told
    /// of without credentials. Whoever makes the first of these holds the program to the version that it
    /// read (`fixing`), so that no change of the currency comes between.
    private boolean mayHaveMoney(Program program) {
        return !program.terms().isEmpty()
                || policies.find(program.id())
                        .filter(policy -> policy.value().limits().hasAmounts())
                        .isPresent()
                || credentials.find(program.id()).isPresent()
                || !enrollments.in(program.id(), PageRequest.first(1)).items().isEmpty();
    }

    /// To be kept together with a change that fixes the currency. Published terms have fixed it already: then
    /// nothing stands in the way of other writers.
    static List<Change> fixing(Versioned<Program> program, Change change) {
        return program.value().terms().isEmpty()
                ? List.of(change, new Change.SameProgram(program.value().id(), program.version()))
                : List.of(change);
    }

    private boolean hasConversions(ProgramId program, Instant now) {
        OrderLists.Span ever = new OrderLists.Span(EARLIEST, now.plus(SKEW));
        return !orders.sales(program, ever, PageRequest.first(1)).items().isEmpty();
    }
}
