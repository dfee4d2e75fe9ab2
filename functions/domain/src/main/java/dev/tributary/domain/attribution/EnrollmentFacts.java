package dev.tributary.domain.attribution;

import dev.tributary.domain.attribution.Attribution.Reason;
import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.conversion.PersonTag;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Enrollment.Change;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.Pay;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What must be known of an affiliate in the program: how it stood and stands, its groups and tags,
/// its members' own tags (to see self-referral), its channels, and a pay of its own where it has one.
///
/// @param override in place of what the rules pay
/// @param linkOverrides in place of that, for conversions of a click through one of these links
public record EnrollmentFacts(
        AffiliateId affiliate,
        List<Change> changes,
        Set<Group> groups,
        Set<PersonTag> members,
        Map<ChannelId, ChannelKind> channels,
        Optional<Pay> override,
        Map<LinkId, Pay> linkOverrides) {
    /// Without channels and links with a pay of their own.
    public EnrollmentFacts(
            AffiliateId affiliate,
            List<Change> changes,
            Set<Group> groups,
            Set<PersonTag> members,
            Optional<Pay> override) {
        this(affiliate, changes, groups, members, Map.of(), override, Map.of());
    }

    public EnrollmentFacts {
        changes = changes.stream().sorted(Comparator.comparing(Change::from)).toList();
        groups = Set.copyOf(groups);
        members = Set.copyOf(members);
        channels = Map.copyOf(channels);
        linkOverrides = Map.copyOf(linkOverrides);
    }

    /// @param channels of the affiliate; without them no condition on channels matches
    public static EnrollmentFacts of(Enrollment enrollment, Map<ChannelId, ChannelKind> channels) {
        return new EnrollmentFacts(
                enrollment.affiliate(),
                enrollment.history(),
                enrollment.groups(),
                enrollment.members(),
                channels,
                enrollment.pay(),
                enrollment.linkPay());
    }

    /// How it stood at an instant; before the first change it had not applied: empty.
    Optional<EnrollmentState> at(Instant instant) {
        Optional<EnrollmentState> standing = Optional.empty();
        for (Change change : changes) {
            if (!change.from().isAfter(instant)) {
                standing = Optional.of(change.state());
            }
        }
        return standing;
    }

    /// When it began to be able to earn.
    public Optional<Instant> firstApproved() {
        return changes.stream()
                .filter(change -> change.state() == EnrollmentState.APPROVED)
                .map(Change::from)
                .findFirst();
    }

    /// The pay of its own for a conversion of that link: the link's stands before the enrollment's.
    public Optional<Pay> override(Optional<LinkId> link) {
        return link.map(linkOverrides::get).or(() -> override);
    }

    /// Why an affiliate may not be credited for what it did at an instant. A ban takes everything out, a
    /// pause or an end only what came while it lasted; without an enrollment nothing was ever approved.
    static Optional<Reason> fault(Optional<EnrollmentFacts> enrollment, Customer customer, Instant at) {
        if (enrollment.isEmpty()) {
            return Optional.of(Reason.NOT_APPROVED);
        }
        EnrollmentFacts facts = enrollment.get();
        boolean earns = facts.at(at).filter(EnrollmentState::clicksEarn).isPresent();
        return earns || facts.isBanned() ? facts.refusal(customer) : Optional.of(Reason.NOT_APPROVED);
    }

    /// Why it may not be credited whatever it did, and whenever: a ban, or its own member who buys.
    Optional<Reason> refusal(Customer customer) {
        if (isBanned()) {
            return Optional.of(Reason.BANNED);
        }
        boolean self = customer.id().filter(members::contains).isPresent()
                || customer.email().filter(members::contains).isPresent();
        return self ? Optional.of(Reason.SELF_REFERRAL) : Optional.empty();
    }

    public boolean isBanned() {
        return !changes.isEmpty() && changes.getLast().state() == EnrollmentState.BANNED;
    }
}
