package dev.tributary.domain.access;

import dev.tributary.domain.mail.MailAddress;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/// Who stands behind a key or a session. A person who signs in is one actor, and all that this person's
/// keys do is the same hand's, in whichever tenant. Keys are cheap, and one hand may hold many: so all that was made
/// with a key, directly or through others, is one actor with it, and so are the keys of one person. Only the root, the
/// key that a tenant begins with and that nobody made, hands out keys to others: each of those begins a
/// branch.
///
/// @param tenant whose root it comes from: an affiliate's key that a merchant made is the merchant's
/// @param root the key at the beginning; the key itself where nobody made it
/// @param branch the key that the root made, and through which this one was made, or the person whom that
///     key is for; its own id for the root
/// @param person whom the key is for, as somebody wrote it
public record Actor(ActorId id, Tenant tenant, ActorId root, ActorId branch, Optional<String> person) {
    /// What somebody did, seen by whoever is about to approve it.
    public enum Kin {
        /// It is its own deed: of its branch, of its person, or of a key that the root itself handed out.
        OWN,
        /// It is the root's, which handed out its key.
        ROOT,
        OTHER
    }

    /// A person who has signed in and acts for a tenant.
    public static Actor of(PersonId person, Tenant tenant) {
        return new Actor(person, tenant, person, person, Optional.empty());
    }

    /// Whether it is a key that nobody made. A person is none: the keys that a person makes begin no branch.
    public boolean isRoot() {
        return id instanceof ApiKeyId && id.equals(root);
    }

    /// Of what another actor did.
    public Kin kin(Actor other) {
        boolean handedOut = isRoot() && other.root.equals(id);
        if (handedOut || branch.equals(other.branch) || isPerson(other)) {
            return Kin.OWN;
        }
        return other.isRoot() && root.equals(other.id) ? Kin.ROOT : Kin.OTHER;
    }

    private boolean isPerson(Actor other) {
        boolean sameName = person.isPresent() && person.map(Actor::plain).equals(other.person.map(Actor::plain));
        return sameName || isForHand(other) || other.isForHand(this);
    }

    /// Whether it is a key for the address or the id of a person whose hand the other is.
    private boolean isForHand(Actor other) {
        return person.flatMap(text ->
                        PersonId.parse(text).or(() -> MailAddress.parse(text).map(PersonId::of)))
                .filter(of -> of.equals(other.id) || of.equals(other.branch))
                .isPresent();
    }

    /// Whether it is a key for whoever has this name.
    boolean isFor(String name) {
        return person.map(Actor::plain).equals(Optional.of(plain(name)));
    }

    /// Nobody becomes another by a capital letter or a second space.
    static String plain(String person) {
        return Normalizer.normalize(person, Normalizer.Form.NFKC)
                .strip()
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }
}
