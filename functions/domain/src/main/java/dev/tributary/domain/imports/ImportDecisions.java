package dev.tributary.domain.imports;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.AuditEventId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.id.LinkCode;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.imports.ImportRow.Fault;
import dev.tributary.domain.joining.ApplicationForm;
import dev.tributary.domain.joining.Applications;
import dev.tributary.domain.joining.JoiningChange;
import dev.tributary.domain.link.LandingUrl;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.link.Links;
import dev.tributary.domain.order.KnownOrders;
import dev.tributary.domain.party.Affiliates;
import dev.tributary.domain.program.Coupon;
import dev.tributary.domain.program.Coupons;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.PublishedTerms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// What a row comes to, from what is there now. It writes nothing: a dry run asks the same.
public final class ImportDecisions {
    private static final String AFFILIATE_ID = "affiliate_id";
    private static final String ENABLED = "enabled";

    private final Sources sources;
    private final AffiliateRows affiliates;

    /// Where rows are judged from.
    public record Sources(
            Enrollments enrollments,
            Affiliates affiliates,
            AffiliateReferences references,
            Links links,
            Coupons coupons,
            PublishedTerms terms,
            Applications applications,
            KnownOrders orders,
            Postbacks postbacks) {}

    /// What a past order's row says.
    @FunctionalInterface
    public interface Postbacks {
        Postback of(ImportRow row);
    }

    /// What becomes of a row, and what does it.
    ///
    /// @param sent what goes to whoever decides about orders, before anybody says that it did
    public record Decided(RowOutcome outcome, List<Change> changes, Optional<Postback> sent) {
        public Decided {
            changes = List.copyOf(changes);
        }

        Decided(RowOutcome outcome, List<Change> changes) {
            this(outcome, changes, Optional.empty());
        }

        static Decided refused(ImportRow row, Fault fault) {
            return new Decided(RowOutcome.refused(row, fault), List.of());
        }
    }

    public ImportDecisions(Sources sources) {
        this(sources, new Foreseen());
    }

    private ImportDecisions(Sources sources, Foreseen foreseen) {
        this.sources = sources;
        this.affiliates = new AffiliateRows(sources, foreseen, this);
    }

    /// The same, where a dry run has come so far.
    public ImportDecisions after(Foreseen foreseen) {
        return new ImportDecisions(sources, foreseen);
    }

    public Decided decide(Import of, Program program, ImportRow row, Instant now) {
        if (row.fault().isPresent()) {
            return Decided.refused(row, row.fault().get());
        }
        return switch (of.wish().kind()) {
            case AFFILIATES -> affiliates.decide(of, program, row, now);
            case LINKS -> ofOwner(of, program, row, owner -> link(of, program, row, owner, now));
            case COUPONS -> ofOwner(of, program, row, owner -> coupon(of, program, row, owner, now));
            case CONVERSIONS ->
                ConversionRows.decide(sources, program, row, sources.postbacks().of(row), now);
        };
    }

    /// What holds what was decided of an enrollment that lets somebody in, as the form was read before.
    public Change same(ProgramId program, Optional<Versioned<ApplicationForm>> form) {
        return new Change.OfJoining(new JoiningChange.SameForm(
                form.map(Versioned::value).orElseGet(() -> ApplicationForm.empty(program)),
                form.map(Versioned::version).orElse(0L)));
    }

    public Optional<Versioned<ApplicationForm>> form(ProgramId program) {
        return sources.applications().form(program);
    }

    @FunctionalInterface
    private interface OfOwner {
        Decided decide(Enrollment owner);
    }

    /// By the affiliate's own id, or by a name that an import brought.
    private Decided ofOwner(Import of, Program program, ImportRow row, OfOwner next) {
        List<AffiliateReference> names = AffiliateReference.of(of, row);
        boolean byId = row.cell(AFFILIATE_ID).isPresent();
        if ((byId ? 1 : 0) + names.size() != 1) {
            return Decided.refused(row, new Fault(AFFILIATE_ID, byId || !names.isEmpty() ? "ambiguous" : "missing"));
        }
        String field = byId
                ? AFFILIATE_ID
                : row.cell(ImportRow.EXTERNAL_ID).isPresent() ? ImportRow.EXTERNAL_ID : ImportRow.EMAIL;
        Optional<AffiliateId> affiliate = byId
                ? row.cell(AFFILIATE_ID).flatMap(AffiliateId::parse)
                : sources.references().find(names.getFirst());
        Optional<Enrollment> owner = affiliate
                .flatMap(id -> sources.enrollments().find(program.id(), id))
                .map(Versioned::value);
        // Somebody else's affiliate looks like one that is not there.
        if (owner.isEmpty()) {
            return Decided.refused(row, new Fault(field, "not_enrolled"));
        }
        if (row.cell(ENABLED)
                .filter(text -> !text.equals("true") && !text.equals("false"))
                .isPresent()) {
            return Decided.refused(row, new Fault(ENABLED, "malformed"));
        }
        return next.decide(owner.get());
    }

    private Decided link(Import of, Program program, ImportRow row, Enrollment owner, Instant now) {
        Optional<LinkCode> code = row.cell("code").flatMap(LinkCode::parse);
        if (code.isEmpty()) {
            return wrong(row, "code");
        }
        Optional<LandingUrl> destination = row.cell("destination").flatMap(LandingUrl::parse);
        if (destination.isEmpty()) {
            return wrong(row, "destination");
        }
        if (!program.landingDomains().contains(destination.get().host())) {
            return Decided.refused(row, new Fault("destination", "other_domain"));
        }
        Optional<Link> there = sources.links().find(code.get()).map(Versioned::value);
        if (there.isPresent()) {
            boolean same = there.get().program().equals(program.id())
                    && there.get().affiliate().equals(owner.affiliate())
                    && there.get().destination().equals(destination.get());
            return same
                    ? new Decided(RowOutcome.unchanged(row, there.get().id().toString()), List.of())
                    : Decided.refused(row, new Fault("code", "code_taken"));
        }
        if (owner.state().isClosed()) {
            return Decided.refused(row, new Fault("code", "illegal_state"));
        }
        LinkId id = new LinkId(Digest128.of(
                        "imported link", program.id().toString(), code.get().text())
                .high());
        Link link = new Link(
                id,
                code.get(),
                program.id(),
                owner.affiliate(),
                Optional.empty(),
                Optional.empty(),
                destination.get(),
                isEnabled(row));
        return new Decided(
                RowOutcome.created(row, id.toString()),
                List.of(new Change.NewLink(link), noted(of, row, "link.create", id.toString(), now)));
    }

    private Decided coupon(Import of, Program program, ImportRow row, Enrollment owner, Instant now) {
        Optional<CouponCode> code = row.cell("code").flatMap(Coupon::code);
        if (code.isEmpty()) {
            return wrong(row, "code");
        }
        String object = program.id() + "/" + code.get();
        Optional<Coupon> there =
                sources.coupons().find(program.id(), code.get()).map(Versioned::value);
        if (there.isPresent()) {
            return there.get().owner().equals(owner.affiliate())
                    ? new Decided(RowOutcome.unchanged(row, object), List.of())
                    : Decided.refused(row, new Fault("code", "code_taken"));
        }
        if (owner.state().isClosed()) {
            return Decided.refused(row, new Fault("code", "illegal_state"));
        }
        Coupon coupon = new Coupon(program.id(), code.get(), owner.affiliate(), Optional.empty(), isEnabled(row));
        return new Decided(
                RowOutcome.created(row, object),
                List.of(new Change.NewCoupon(coupon), noted(of, row, "coupon.create", object, now)));
    }

    private static boolean isEnabled(ImportRow row) {
        return !row.cell(ENABLED).orElse("true").equals("false");
    }

    /// The trace of what a row makes, in whoever's name the file was brought.
    Change noted(Import of, ImportRow row, String action, String object, Instant now) {
        Digest128 digest = Digest128.of("import audit", of.id().toString(), Integer.toString(row.line()));
        return new Change.Noted(new AuditEvent(
                new AuditEventId(digest.high()),
                new Tenant.OfMerchant(of.wish().merchant()),
                now,
                Optional.of(of.wish().by()),
                action,
                object,
                new TreeSet<>(row.cells().keySet())));
    }

    private static Decided wrong(ImportRow row, String column) {
        return Decided.refused(row, new Fault(column, row.cell(column).isPresent() ? "malformed" : "missing"));
    }
}
