package dev.tributary.api;

import dev.tributary.domain.access.Member;
import dev.tributary.domain.access.Members;
import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.access.Role;
import dev.tributary.domain.access.SignInLink;
import dev.tributary.domain.access.Team;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.change.Changes;
import dev.tributary.domain.conversion.PersonTag;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.AuditEventId;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.joining.Agreement;
import dev.tributary.domain.joining.PendingApplication;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.party.Channel;
import dev.tributary.domain.party.EmailAddress;
import dev.tributary.domain.postback.PersonTags;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.edge.Rings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Sends an application off whose address is proven: by the affiliate that the person has, else by a new one, of which
/// it becomes the owner. What is made has its id from the person, so that two links at once make one affiliate.
final class Arriving {
    private static final int TRIES = 5;
    /// Each time that a person is taken out of the affiliate that was made for it, one more may be.
    private static final int MOST_MADE = 100;
    /// Who may apply for a tenant.
    private static final Set<Role> APPLYING = Set.of(Role.OWNER, Role.MANAGER);

    private static final Set<EnrollmentState> REFUSED = Set.of(EnrollmentState.REJECTED, EnrollmentState.BANNED);

    private final Members members;
    private final ApiHandler.Stores stores;
    private final ApiHandler.WriteStores written;
    private final Telling telling;
    private final Rings ring;

    Arriving(Wiring wiring) {
        this.members = wiring.people().members();
        this.stores = wiring.stores();
        this.written = wiring.written();
        this.telling = wiring.telling();
        this.ring = wiring.ring();
    }

    /// What the person reads before sending it.
    /// @param agreement that is accepted by sending it
    record Sent(Program program, PendingApplication pending, Optional<Agreement> agreement) {}

    /// Empty when the program takes it no more.
    Optional<Sent> sent(PendingApplication pending) {
        return asked(pending)
                .map(program -> new Sent(
                        program.value(),
                        pending,
                        pending.agreement()
                                .flatMap(version -> written.applications().agreement(pending.program(), version))));
    }

    /// @param sends whether it is sent; else the person is only signed in
    /// @return for whom the person acts from now on
    Tenant.OfAffiliate arrive(SignInLink link, PendingApplication pending, boolean sends, Instant now) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Applicant applicant = applicant(PersonId.of(link.address()));
            AffiliateId affiliate = applicant.id();
            Optional<Versioned<Program>> program = sends && !isRefused(pending.program(), PersonId.of(link.address()))
                    ? applied(pending, affiliate)
                    : Optional.empty();
            // What is not sent is nobody's word.
            List<Channel> channels = program.isPresent() ? channels(link, pending) : List.of();
            List<Change> changes = new ArrayList<>();
            if (applicant.isThere()) {
                with(channels, affiliate).ifPresent(changes::add);
            } else {
                changes.addAll(person(link, pending, affiliate, channels, now));
            }
            program.ifPresent(found -> changes.addAll(enrollment(link, pending, found, affiliate, now)));
            if (changes.isEmpty() || committed(link, pending, program, affiliate, changes, now)) {
                return new Tenant.OfAffiliate(affiliate);
            }
        }
        throw new UnavailableException("table", new IllegalStateException("a program's form always changes"));
    }

    private record Applicant(AffiliateId id, boolean isThere) {}

    /// The index may not show yet what another of the person's links has made: that one is read where it is, and is not
    /// made twice, having its id from the person. One that others have taken over is the person's no more.
    private Applicant applicant(PersonId person) {
        for (int round = 0; round < MOST_MADE; round++) {
            AffiliateId made = made(person, round);
            if (written.affiliates().find(made).isEmpty()) {
                return ownOf(person).map(own -> new Applicant(own, true)).orElseGet(() -> new Applicant(made, false));
            }
            if (members.find(new Tenant.OfAffiliate(made), person)
                    .filter(member -> isActing(member.value()))
                    .isPresent()) {
                return new Applicant(made, true);
            }
        }
        return ownOf(person)
                .map(own -> new Applicant(own, true))
                .orElseThrow(() -> new UnavailableException(
                        "table", new IllegalStateException("a person has left " + MOST_MADE + " affiliates")));
    }

    /// Whether the program has said no to the person by any affiliate: another one is no way around that. It counts,
    /// too, by what was made for the person once, whoever has it now.
    private boolean isRefused(ProgramId program, PersonId person) {
        Set<AffiliateId> all = new LinkedHashSet<>();
        for (int round = 0; round < MOST_MADE; round++) {
            AffiliateId made = made(person, round);
            if (written.affiliates().find(made).isEmpty()) {
                break;
            }
            all.add(made);
        }
        members.of(person).stream()
                .map(Versioned::value)
                .filter(member -> member.joined().isPresent())
                .forEach(member -> affiliate(member).ifPresent(all::add));
        return all.stream()
                .anyMatch(affiliate -> stores.enrollments()
                        .find(program, affiliate)
                        .filter(enrollment ->
                                REFUSED.contains(enrollment.value().state()))
                        .isPresent());
    }

    private static AffiliateId made(PersonId person, int round) {
        return new AffiliateId(
                Digest128.of("applied", person.text(), String.valueOf(round)).high());
    }

    private Optional<AffiliateId> ownOf(PersonId person) {
        return members.of(person).stream()
                .map(Versioned::value)
                .filter(Arriving::isActing)
                .flatMap(member -> affiliate(member).stream())
                .findFirst();
    }

    /// An invitation that was not accepted is somebody else's wish.
    private static boolean isActing(Member member) {
        return member.joined().isPresent() && APPLYING.contains(member.role());
    }

    private static Optional<AffiliateId> affiliate(Member member) {
        return member.tenant() instanceof Tenant.OfAffiliate(var id) ? Optional.of(id) : Optional.empty();
    }

    /// The program, where it is still listed, asks what it asked then, and knows nothing of the affiliate; else the
    /// person is signed in, and reads there what is asked now.
    private Optional<Versioned<Program>> applied(PendingApplication pending, AffiliateId affiliate) {
        return asked(pending)
                .filter(program ->
                        stores.enrollments().find(pending.program(), affiliate).isEmpty());
    }

    private Optional<Versioned<Program>> asked(PendingApplication pending) {
        return stores.programs()
                .find(pending.program())
                .filter(program -> program.value().listed())
                .filter(program -> ApplicationFields.of(written.applications(), pending.program())
                                .version()
                        == pending.form());
    }

    /// Their ids follow from the link: pressed twice at once it makes the same ones.
    private static List<Channel> channels(SignInLink link, PendingApplication pending) {
        List<Channel> channels = new ArrayList<>();
        for (PendingApplication.Place place : pending.channels()) {
            if (channels.stream().noneMatch(place::isSame)) {
                channels.add(place.channel(
                        new ChannelId(Digest128.of("applied channel", link.hash(), String.valueOf(channels.size()))
                                .high())));
            }
        }
        return channels;
    }

    /// An affiliate that is there keeps its own, and gets those that it has not, as many as it may have.
    private Optional<Change> with(List<Channel> said, AffiliateId id) {
        Optional<Versioned<Affiliate>> there =
                said.isEmpty() ? Optional.empty() : written.affiliates().find(id);
        if (there.isEmpty()) {
            return Optional.empty();
        }
        Versioned<Affiliate> before = there.get();
        List<Channel> channels = new ArrayList<>(before.value().channels());
        for (Channel one : said) {
            boolean isKnown = channels.stream()
                    .anyMatch(own -> own.kind() == one.kind() && own.name().equals(one.name()));
            if (!isKnown && channels.size() < Affiliate.MAX_CHANNELS) {
                channels.add(one);
            }
        }
        return channels.size() == before.value().channels().size()
                ? Optional.empty()
                : Optional.of(
                        new Change.ChangedAffiliate(before.with(before.value().with(channels))));
    }

    private static List<Change> person(
            SignInLink link, PendingApplication pending, AffiliateId id, List<Channel> channels, Instant now) {
        Tenant tenant = new Tenant.OfAffiliate(id);
        Affiliate affiliate = new Affiliate(
                id,
                pending.name(),
                now,
                EmailAddress.parse(link.address().text()).map(EmailAddress::hash),
                Optional.empty(),
                channels);
        Member owner = new Member(
                tenant,
                link.address(),
                pending.name(),
                Role.OWNER,
                PersonId.of(link.address()),
                // As somebody who asked for it: a session opens what was there before it.
                link.created().minusMillis(1),
                Optional.of(now),
                new Member.Wishes(pending.language(), true));
        return List.of(
                new Change.NewAffiliate(affiliate),
                new Change.NewMember(owner),
                new Change.CountedMembers(Team.none(tenant).plus(owner)));
    }

    private List<Change> enrollment(
            SignInLink link,
            PendingApplication pending,
            Versioned<Program> program,
            AffiliateId affiliate,
            Instant now) {
        ApplicationFields form = ApplicationFields.of(written.applications(), pending.program());
        Set<PersonTag> tags = EmailAddress.parse(link.address().text())
                .map(address -> PersonTags.email(pending.program(), address.hash(), keys()))
                .map(Set::of)
                .orElse(Set.of());
        Enrollment applied = new Enrollment(
                pending.program(),
                affiliate,
                List.of(new Enrollment.Change(EnrollmentState.APPLIED, now)),
                Optional.empty(),
                tags,
                Optional.empty());
        Enrollment enrollment = pending.agreement()
                .map(version -> applied.accepting(new Enrollment.Acceptance(version, now, PersonId.of(link.address()))))
                .orElse(applied);
        List<Change> changes = new ArrayList<>(ProgramWrites.fixing(program, new Change.NewEnrollment(enrollment)));
        changes.add(new Change.OfJoining(form.same()));
        form.application(affiliate, now, pending.answers())
                .map(Change.OfJoining::new)
                .ifPresent(changes::add);
        changes.addAll(telling.of(program.value(), enrollment, now));
        return changes;
    }

    private KeyRing keys() {
        try {
            return ring.ring();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// In the log of the program's merchant, where there is one; else in the affiliate's own.
    private boolean committed(
            SignInLink link,
            PendingApplication pending,
            Optional<Versioned<Program>> program,
            AffiliateId affiliate,
            List<Change> changes,
            Instant now) {
        Tenant own = new Tenant.OfAffiliate(affiliate);
        SortedSet<String> fields = new TreeSet<>(Set.of(program.isPresent() ? "state" : "name"));
        if (program.isPresent() && pending.agreement().isPresent()) {
            fields.add("agreement");
        }
        if (program.isPresent() && !pending.channels().isEmpty()) {
            fields.add(ChannelFields.CHANNELS);
        }
        AuditEvent event = new AuditEvent(
                new AuditEventId(Digest128.of("arrived", link.hash()).high()),
                program.<Tenant>map(found -> new Tenant.OfMerchant(found.value().merchant()))
                        .orElse(own),
                now,
                Optional.of(new AuditEvent.By(own, PersonId.of(link.address()))),
                program.isPresent() ? "enrollment.apply" : "affiliate.create",
                program.map(found -> found.value().id() + "/" + affiliate).orElse(affiliate.toString()),
                fields);
        return written.changes().commit(new Changes.Commit(changes, event, Optional.empty()))
                instanceof Changes.Outcome.Committed;
    }
}
