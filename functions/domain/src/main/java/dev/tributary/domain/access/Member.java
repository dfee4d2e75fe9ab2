package dev.tributary.domain.access;

import dev.tributary.domain.language.Language;
import dev.tributary.domain.mail.MailAddress;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// A person in a tenant.
///
/// @param name as whoever invited the person wrote it
/// @param by who did
/// @param joined when the person first called the tenant, having signed in after the invitation
/// @param wishes the person's own
public record Member(
        Tenant tenant,
        MailAddress address,
        String name,
        Role role,
        ActorId by,
        Instant invited,
        Optional<Instant> joined,
        Wishes wishes) {
    public static final int MAX_NAME_LENGTH = 100;

    /// How somebody wants to be written to.
    /// @param muted what no mail comes about
    public record Wishes(Language language, Set<MailTopic> muted) {
        public static final Wishes NONE = new Wishes(Language.ENGLISH, true);

        public Wishes {
            muted = muted.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(muted));
        }

        /// @param mail false: no mail about any topic
        public Wishes(Language language, boolean mail) {
            this(language, mail ? Set.of() : MailTopic.all());
        }

        /// Whether mail comes about anything.
        public boolean mail() {
            return !muted.equals(MailTopic.all());
        }

        /// None at all, or again all of it; who muted a few topics and wants mail has said nothing new.
        public Wishes with(boolean mail) {
            return mail == mail() ? this : new Wishes(language, mail);
        }
    }

    /// One who has said nothing yet.
    public Member(
            Tenant tenant,
            MailAddress address,
            String name,
            Role role,
            ActorId by,
            Instant invited,
            Optional<Instant> joined) {
        this(tenant, address, name, role, by, invited, joined, Wishes.NONE);
    }

    public Member {
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("name is empty or longer than " + MAX_NAME_LENGTH);
        }
        if (!role.isOf(tenant)) {
            throw new IllegalArgumentException("role is none of " + tenant);
        }
    }

    public PersonId person() {
        return PersonId.of(address);
    }

    public Member with(String otherName, Role otherRole) {
        return new Member(tenant, address, otherName, otherRole, by, invited, joined, wishes);
    }

    /// Whether both have one name, however it is spaced and capitalized.
    public boolean isCalledLike(Member other) {
        return Actor.plain(name).equals(Actor.plain(other.name));
    }

    public Member joinedAt(Instant now) {
        return new Member(tenant, address, name, role, by, invited, Optional.of(now), wishes);
    }

    public Member wishing(Wishes other) {
        return new Member(tenant, address, name, role, by, invited, joined, other);
    }

    /// An owner who can sign in. One who never did may be an address with a slip in it.
    public boolean isActingOwner() {
        return role == Role.OWNER && joined.isPresent();
    }

    /// Who makes a call as this member.
    public Principal principal() {
        return new Principal(Actor.of(person(), tenant), tenant, role.permissions(tenant));
    }

    @Override
    public String toString() {
        return "Member[" + tenant + ", " + role + "]";
    }
}
