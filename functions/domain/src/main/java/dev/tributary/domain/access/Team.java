package dev.tributary.domain.access;

/// What is counted of a tenant's members. It is read beside a member, so the two may not fit each other when
/// somebody changes both in between; what is made of them then is kept by nobody, since each is held to its
/// version. So nothing is refused here, a number below zero neither.
///
/// @param owners who have signed in
/// @param version 0 when nothing is kept yet
public record Team(Tenant tenant, int members, int owners, long version) {
    public static final int MOST_MEMBERS = 200;

    public static Team none(Tenant tenant) {
        return new Team(tenant, 0, 0, 0);
    }

    public boolean isFull() {
        return members >= MOST_MEMBERS;
    }

    public Team plus(Member member) {
        return new Team(tenant, members + 1, owners + (member.isActingOwner() ? 1 : 0), version);
    }

    public Team minus(Member member) {
        return new Team(tenant, members - 1, owners - (member.isActingOwner() ? 1 : 0), version);
    }

    /// Whether nobody who can sign in would own the tenant without this member.
    public boolean needs(Member member) {
        return member.isActingOwner() && owners <= 1;
    }
}
