package dev.tributary.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.mail.MailAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which keys are one actor. The root hands out `ops` and `finance`; Ops makes `bot` and `bot2` with it,
/// under another name; the root makes `ops2` for Ops; an affiliate's key is made with `ops`.
class ActorTest {
    private static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");
    private static final Tenant MERCHANT = new Tenant.OfMerchant(new MerchantId(1));
    private static final Tenant AFFILIATE = new Tenant.OfAffiliate(new AffiliateId(1));

    private static final Members NOBODY = new Named(Map.of());

    private final Map<String, ApiKey> keys = new HashMap<>();

    ActorTest() {
        key("root", MERCHANT);
        key("other root", MERCHANT);
        made("ops", "root", MERCHANT, Optional.of("Olga Ops"));
        made("finance", "root", MERCHANT, Optional.of("Frieda"));
        made("shop", "root", MERCHANT, Optional.empty());
        made("site", "root", MERCHANT, Optional.empty());
        made("ops2", "root", MERCHANT, Optional.of(" OLGA  ops"));
        made("bot", "ops", MERCHANT, Optional.of("Somebody Else"));
        made("bot2", "bot", MERCHANT, Optional.empty());
        made("anna", "ops", AFFILIATE, Optional.empty());
        made("anna2", "anna", AFFILIATE, Optional.empty());
        made("bert", "root", AFFILIATE, Optional.empty());
        key("carl", AFFILIATE);
    }

    private void key(String name, Tenant tenant) {
        ApiKeySecret secret = ApiKeySecret.of(Arrays.copyOf(name.getBytes(), ApiKeySecret.RANDOM_BYTES));
        keys.put(name, ApiKey.of(secret, tenant, Set.of(Scope.PAYOUTS), name, NOW));
    }

    private void made(String name, String maker, Tenant tenant, Optional<String> person) {
        key(name, tenant);
        keys.put(name, known(name).madeBy(known(maker).principal(), person));
    }

    private Actor actor(String name) {
        return known(name).actor();
    }

    private ApiKey known(String name) {
        return Objects.requireNonNull(keys.get(name), name);
    }

    @ParameterizedTest
    @CsvSource({
        // who approves, what was done by, which is
        "ops,     ops,        OWN",
        "ops,     bot,        OWN",
        "bot,     ops,        OWN",
        "bot2,    ops,        OWN",
        "bot2,    bot,        OWN",
        "ops,     ops2,       OWN",
        "ops2,    ops,        OWN",
        "bot,     ops2,       OTHER",
        "ops,     finance,    OTHER",
        "bot,     finance,    OTHER",
        "shop,    site,       OTHER",
        "root,    root,       OWN",
        "root,    ops,        OWN",
        "root,    bot2,       OWN",
        "ops,     root,       ROOT",
        "bot2,    root,       ROOT",
        "root,    other root, OTHER",
        "ops,     other root, OTHER",
        "ops,     anna,       OWN",
        "ops,     anna2,      OWN",
        "finance, anna2,      OTHER",
        "root,    bert,       OWN",
        "finance, bert,       OTHER"
    })
    void keysOfOneHand_areOneActor(String approver, String other, Actor.Kin expected) {
        assertThat(actor(approver).kin(actor(other))).isEqualTo(expected);
    }

    /// Anna and Ben sign in as merchant's members. Anna makes a key; with that she makes another, and one for
    /// an affiliate. The root hands out a key that names Ben's address, with which he makes one for nobody; by
    /// his session he makes one for Carol.
    @ParameterizedTest
    @CsvSource({
        // who approves, what was done by, which is
        "anna,        anna,        OWN",
        "anna,        annas,       OWN",
        "annas,       anna,        OWN",
        "annas2,      anna,        OWN",
        "anna,        annas2,      OWN",
        "annas,       annas2,      OWN",
        "anna,        annas site,  OWN",
        "annas site,  anna,        OWN",
        "anna,        ben,         OTHER",
        "ben,         annas2,      OTHER",
        "annas,       ben,         OTHER",
        "ben,         bens,        OWN",
        "bens,        ben,         OWN",
        "bens,        anna,        OTHER",
        "root,        anna,        OTHER",
        "anna,        root,        OTHER",
        "root,        annas,       OTHER",
        "root,        bens,        OWN",
        "bens,        root,        ROOT",
        "ben,         bens bot,    OWN",
        "bens bot,    ben,         OWN",
        "bens,        bens bot,    OWN",
        "bens bot,    bens,        OWN",
        "bens,        bens carol,  OWN",
        "bens carol,  bens,        OWN",
        "bens bot,    bens carol,  OWN",
        "bens carol,  bens bot,    OWN",
        "carols bot,  bens,        OWN",
        "bens,        carols bot,  OWN",
        "carols bot,  ben,         OWN",
        "bens bot,    anna,        OTHER",
        "annas2,      bens bot,    OTHER",
        "root,        bens bot,    OWN",
        "root,        bens carol,  OTHER",
        "ops,         anna,        OTHER"
    })
    void aPersonAndThePersonsKeys_areOneHand(String approver, String other, Actor.Kin expected) {
        Map<String, Actor> actors = new HashMap<>(Map.of("anna", person("anna"), "ben", person("ben")));
        key("annas", MERCHANT);
        keys.put("annas", known("annas").madeBy(principal("anna"), Optional.of("Anna")));
        made("annas2", "annas", MERCHANT, Optional.of("Somebody"));
        key("annas site", AFFILIATE);
        keys.put("annas site", known("annas site").madeBy(principal("anna"), Optional.empty()));
        made("bens", "root", MERCHANT, Optional.of(" Ben@Shop.Example"));
        made("bens bot", "bens", MERCHANT, Optional.of("Nobody"));
        key("bens carol", MERCHANT);
        keys.put("bens carol", known("bens carol").madeBy(principal("ben"), Optional.of("carol")));
        // Carol's session makes one for Ben's address.
        key("carols bot", MERCHANT);
        keys.put("carols bot", known("carols bot").madeBy(principal("carol"), Optional.of("ben@shop.example")));
        Actor who = Optional.ofNullable(actors.get(approver)).orElseGet(() -> actor(approver));
        Actor did = Optional.ofNullable(actors.get(other)).orElseGet(() -> actor(other));

        assertThat(who.kin(did)).isEqualTo(expected);
        // The same by what is recorded of a person who set a method as an affiliate.
        if (did.id() instanceof PersonId && !approver.equals(other)) {
            assertThat(FourEyes.of(new Hands(new OneTenant(keys), NOBODY), MERCHANT, who)
                            .kin("aff_0000000000001/" + did.branch()))
                    .isEqualTo(expected);
        }
        // The same by what is recorded.
        if (did.tenant().equals(MERCHANT) && !other.equals("annas site")) {
            assertThat(FourEyes.of(new Hands(new OneTenant(keys), NOBODY), MERCHANT, who)
                            .kin(did.id().text()))
                    .isEqualTo(expected);
            assertThat(FourEyes.of(
                            new Hands(new OneTenant(keys), NOBODY),
                            MERCHANT,
                            did.id().text()))
                    .isPresent();
        }
    }

    /// Alma Alt and Ben Bar are members, and there is another Alma Alt; Alma has made a bot by her session. The root
    /// hands out keys for names: one for `alma ALT`, one for nobody's, and one that it knew to be Ben's.
    @ParameterizedTest
    @CsvSource({
        // who approves, what was done by, which is
        "for alma,  alma,     OWN",
        "alma,      for alma, OWN",
        "for alma,  almas,    OWN",
        "almas,     for alma, OWN",
        "for alma,  alma2,    OWN",
        "alma2,     for alma, OWN",
        "alma,      alma2,    OTHER",
        "for alma,  ben,      OTHER",
        "ben,       for alma, OTHER",
        "for nobody, alma,    OTHER",
        "for nobody, for alma, OTHER",
        "for ben,   ben,      OWN",
        "ben,       for ben,  OWN",
        "bens site, ben,      OWN",
        "ben,       bens site, OWN",
        "for ben,   alma,     OTHER",
        "for alma,  gone,     OTHER"
    })
    void aKeyForAName_isTheHandOfWhoeverIsCalledSo(String approver, String other, Actor.Kin expected) {
        Members members = new Named(Map.of(
                person("alma").id(),
                "Alma  Alt",
                person("alma2").id(),
                "Alma Alt",
                person("ben").id(),
                "Ben Bar"));
        key("almas", MERCHANT);
        keys.put("almas", known("almas").madeBy(principal("alma"), Optional.of("Bot")));
        made("for alma", "root", MERCHANT, Optional.of("alma ALT"));
        made("for nobody", "root", MERCHANT, Optional.of("Nobody"));
        key("for ben", MERCHANT);
        keys.put(
                "for ben",
                known("for ben")
                        .madeBy(
                                known("root").principal(),
                                Optional.of("B. Bar"),
                                PersonId.parse(person("ben").id().text())));
        made("bens site", "for ben", MERCHANT, Optional.empty());

        assertThat(FourEyes.of(new Hands(new OneTenant(keys), members), MERCHANT, named(approver))
                        .kin(named(other).id().text()))
                .isEqualTo(expected);
    }

    private Actor named(String name) {
        return keys.containsKey(name) ? actor(name) : person(name);
    }

    private static Actor person(String name) {
        return Actor.of(PersonId.of(new MailAddress(name + "@shop.example")), MERCHANT);
    }

    private static Principal principal(String name) {
        return new Principal(person(name), MERCHANT, Role.OWNER.permissions(MERCHANT));
    }

    /// Who made it is who may have used it.
    @Test
    void affiliatesKey_isTheMerchantsDeed_unlessItBeganByItself() {
        assertThat(actor("anna").tenant()).isEqualTo(MERCHANT);
        assertThat(actor("anna2").branch()).isEqualTo(actor("ops").id());
        assertThat(actor("bert").branch()).isEqualTo(actor("root").id());
        assertThat(actor("carl").tenant()).isEqualTo(AFFILIATE);
    }

    @Test
    void whoIsNotFound_mightBeAnybody_andWhatIsNoKeyIsNobody() {
        Hands known = new Hands(new OneTenant(keys), NOBODY);
        FourEyes eyes = FourEyes.of(known, MERCHANT, actor("ops"));

        assertThat(eyes.kin(actor("bot").id().text())).isEqualTo(Actor.Kin.OWN);
        assertThat(eyes.kin(actor("finance").id().text())).isEqualTo(Actor.Kin.OTHER);
        assertThat(eyes.kin("key_" + "0".repeat(32))).isEqualTo(Actor.Kin.OWN);
        assertThat(eyes.kin("schedule")).isEqualTo(Actor.Kin.OTHER);
        assertThat(FourEyes.of(known, MERCHANT, "key_" + "0".repeat(32))).isEmpty();
        assertThat(FourEyes.of(known, MERCHANT, actor("bot").id().text())
                        .orElseThrow()
                        .isOwn(actor("ops").id().text()))
                .isTrue();
    }
}
