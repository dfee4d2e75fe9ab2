package dev.tributary.domain.access;

import dev.tributary.domain.id.Mode;
import dev.tributary.domain.mail.MailAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What is kept of an API key.
///
/// @param hash of its secret, 64 hexadecimal digits
/// @param name what its owner calls it
/// @param person whom it is for; a key that was made with another one and may move money says so
/// @param origin how it came to be; empty of a tenant's first key, which nobody made
/// @param revoked since when it opens nothing
/// @param lastUsedOn the last day (UTC) on which it opened something; not finer, so that using a
///     key writes once a day
/// @param mode of the programs that it sees
public record ApiKey(
        String hash,
        Tenant tenant,
        Set<Scope> scopes,
        String name,
        Optional<String> person,
        Optional<Origin> origin,
        Instant created,
        Optional<Instant> revoked,
        Optional<LocalDate> lastUsedOn,
        Mode mode) {
    public static final int MAX_NAME_LENGTH = 100;
    private static final int HASH_LENGTH = 64;

    public ApiKey {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(created, "created");
        scopes = Set.copyOf(scopes);
        if (hash.length() != HASH_LENGTH) {
            throw new IllegalArgumentException("hash is not of 64 digits");
        }
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("scopes are missing");
        }
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("name is empty or longer than " + MAX_NAME_LENGTH);
        }
        if (person.filter(of -> of.isBlank() || of.length() > MAX_NAME_LENGTH).isPresent()) {
            throw new IllegalArgumentException("person is empty or longer than " + MAX_NAME_LENGTH);
        }
    }

    /// @param maker the key that it was made with, or the person who made it
    /// @param tenant and `root` and `branch` as of an `Actor`
    public record Origin(ActorId maker, Tenant tenant, ActorId root, ActorId branch) {}

    /// A tenant's first key, not yet used: by the platform's operator, with no key before it.
    public static ApiKey of(ApiKeySecret secret, Tenant tenant, Set<Scope> scopes, String name, Instant now) {
        return new ApiKey(
                secret.hash(),
                tenant,
                scopes,
                name,
                Optional.empty(),
                Optional.empty(),
                now,
                Optional.empty(),
                Optional.empty(),
                secret.mode());
    }

    /// The same, as one that was made with another key, or by a person. What the root makes for its own tenant begins a
    /// branch, which is the person's own where it is known whom the key is for: all that is made with it is that
    /// person's hand. What is made for another tenant, an affiliate, stays the deed of who made it.
    /// @param forPerson whom it is for, as the maker wrote it
    /// @param member whom that names; an address names somebody by itself
    public ApiKey madeBy(Principal maker, Optional<String> forPerson, Optional<PersonId> member) {
        Actor by = maker.actor();
        ActorId branch = by.isRoot() && maker.tenant().equals(tenant)
                ? member.or(() -> forPerson.flatMap(MailAddress::parse).map(PersonId::of))
                        .<ActorId>map(person -> person)
                        .orElse(id())
                : by.branch();
        Origin made = new Origin(by.id(), by.tenant(), by.root(), branch);
        return new ApiKey(hash, tenant, scopes, name, forPerson, Optional.of(made), created, revoked, lastUsedOn, mode);
    }

    /// For nobody who is known by more than what the maker wrote.
    public ApiKey madeBy(Principal maker, Optional<String> forPerson) {
        return madeBy(maker, forPerson, Optional.empty());
    }

    public Actor actor() {
        return origin.map(made -> new Actor(id(), made.tenant(), made.root(), made.branch(), person))
                .orElseGet(() -> new Actor(id(), tenant, id(), id(), person));
    }

    /// Whether it is a member's hand by the name alone, as `Hands` compares names: it is no longer when that changes.
    public boolean isByNameOf(Member member) {
        Actor actor = actor();
        return actor.isFor(member.name()) && !actor.branch().equals(member.person());
    }

    public boolean opens(Instant now) {
        return revoked.isEmpty() || revoked.get().isAfter(now);
    }

    public ApiKeyId id() {
        return ApiKeyId.ofHash(hash);
    }

    /// The same, opening nothing from then on.
    public ApiKey revokedAt(Instant now) {
        return new ApiKey(hash, tenant, scopes, name, person, origin, created, Optional.of(now), lastUsedOn, mode);
    }

    public Principal principal() {
        return new Principal(actor(), tenant, Permission.of(scopes), mode);
    }

    @Override
    public String toString() {
        return "ApiKey[" + tenant + ", " + scopes + "]";
    }
}
