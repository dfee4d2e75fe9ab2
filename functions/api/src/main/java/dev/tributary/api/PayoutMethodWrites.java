package dev.tributary.api;

import dev.tributary.domain.access.Actor;
import dev.tributary.domain.access.ActorId;
import dev.tributary.domain.access.AgencyGrants;
import dev.tributary.domain.access.ApiKey;
import dev.tributary.domain.access.ApiKeyId;
import dev.tributary.domain.access.ApiKeys;
import dev.tributary.domain.access.Members;
import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.payout.Iban;
import dev.tributary.domain.payout.PayoutMethod;
import dev.tributary.domain.payout.PayoutMethods;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.payout.Receiver;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.program.Programs;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.domain.token.Purpose;
import dev.tributary.domain.token.SealedField;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/// `PUT /v1/payout_method`, by an affiliate for itself. The first one is valid at once and marked new;
/// a changed one after a week, in which nothing is paid. The same again changes nothing, but is sealed
/// anew when another key seals by now: so an old key can be done without one day.
final class PayoutMethodWrites {
    private static final Set<String> FIELDS = Set.of("rail", "reference", "holder", "iban");
    /// So many merchants are told in the same transaction, the first ones by their programs' ids.
    private static final int MOST_MERCHANTS = 80;

    private static final int MOST_PAGES = 10;
    private static final int MOST_STEPS = 10;

    private final PayoutMethods methods;
    private final ApiKeys keys;
    private final Members members;
    private final AgencyGrants grants;
    private final Enrollments enrollments;
    private final Programs programs;
    private final Telling telling;
    private final Rings ring;
    private final IntFunction<byte[]> random;

    /// @param random so many random bytes, fit for secrets
    PayoutMethodWrites(
            PayoutMethods methods,
            ApiKeys keys,
            PeopleStores people,
            Enrollments enrollments,
            Programs programs,
            Telling telling,
            Rings ring,
            IntFunction<byte[]> random) {
        this.methods = methods;
        this.keys = keys;
        this.members = people.members();
        this.grants = people.grants();
        this.enrollments = enrollments;
        this.programs = programs;
        this.telling = telling;
        this.ring = ring;
        this.random = random;
    }

    Decision put(Write write) throws IOException {
        AffiliateId affiliate = write.ask()
                .affiliate()
                .orElseThrow(() -> HttpRefusal.of(403, "affiliate_only", "Only an affiliate's key may do this."));
        FieldReader body = write.body();
        Optional<Rail> rail = body.required("rail", body.text("rail", Rail::parse));
        Optional<Receiver> receiver = rail.flatMap(by -> receiver(by, body));
        write.check();
        Optional<Versioned<PayoutMethod>> there = methods.find(affiliate);
        there.ifPresent(found -> write.match(found.version()));
        KeyRing secrets = ring.ring();
        boolean same = there.isPresent() && isSame(there.get().value(), receiver.orElseThrow(), secrets);
        if (same && isSealedByNow(there.get().value(), secrets, write.now())) {
            return Decision.unchanged(answer(there.get()));
        }
        byte[] nonce = random.apply(SealedField.NONCE_BYTES);
        SealedField destination = receiver.orElseThrow().sealed(affiliate.toString(), nonce, secrets, write.now());
        Set<MerchantId> merchants = merchants(affiliate);
        String by = by(affiliate, write.ask().principal().actor(), merchants);
        PayoutMethod method = there.map(found -> same
                        ? found.value().resealed(destination)
                        : found.value().changed(rail.orElseThrow(), destination, write.now(), by))
                .orElseGet(() -> PayoutMethod.first(affiliate, rail.orElseThrow(), destination, write.now(), by));
        List<Change> changes = new ArrayList<>();
        changes.add(
                there.isPresent()
                        ? new Change.ChangedPayoutMethod(there.get().with(method))
                        : new Change.NewPayoutMethod(method));
        if (!same) {
            changes.addAll(telling.of(method, there.map(Versioned::version).orElse(0L) + 1, write.now()));
            merchants.forEach(merchant -> changes.add(new Change.Noted(
                    write.event(new Tenant.OfMerchant(merchant), "payout_method.put", affiliate, FIELDS))));
        }
        return Decision.of(
                changes,
                write.event(write.tenant(), "payout_method.put", affiliate, FIELDS),
                answer(new Versioned<>(method, there.map(Versioned::version).orElse(0L) + 1)));
    }

    /// What a rail needs to be told; what is another rail's is not asked for.
    private static Optional<Receiver> receiver(Rail rail, FieldReader body) {
        return switch (rail) {
            case CSV ->
                body.required("reference", body.text("reference", PayoutMethodWrites::reference))
                        .map(Receiver.Reference::new);
            case STRIPE ->
                body.required("stripe_account", body.text("stripe_account", Receiver.StripeAccount::parse))
                        .map(Receiver.class::cast);
            case PAYPAL ->
                body.required("paypal_receiver", body.text("paypal_receiver", Receiver.PayPalReceiver::parse))
                        .map(Receiver.class::cast);
            case SEPA -> {
                Optional<String> holder = body.required("holder", body.text("holder", Sepa::holder));
                Optional<Iban> iban = body.required("iban", body.text("iban", Sepa::iban));
                yield holder.flatMap(name -> iban.map(number -> new Receiver.BankAccount(name, number)));
            }
        };
    }

    /// Who may pay to it: they see that it is another one.
    private Set<MerchantId> merchants(AffiliateId affiliate) {
        Set<MerchantId> merchants = new LinkedHashSet<>();
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Page<Enrollment> page = enrollments.of(affiliate, request);
            for (Enrollment enrollment : page.items()) {
                if (merchants.size() < MOST_MERCHANTS) {
                    programs.find(enrollment.program())
                            .ifPresent(program -> merchants.add(program.value().merchant()));
                }
            }
            if (page.next().isEmpty()) {
                break;
            }
            request = request.after(page.next().get());
        }
        return merchants;
    }

    /// With the affiliate's id, so that it is seen who set it for whom: an affiliate's own word
    /// warns nobody. A key that a merchant made for it, and saw, is the merchant's word too; so is what a
    /// person does for it, by whatever key, who belongs to one of its merchants, and whoever such a key or
    /// person let into the affiliate. Invitations are followed `MOST_STEPS` far.
    private String by(AffiliateId affiliate, Actor actor, Set<MerchantId> merchants) {
        Tenant own = new Tenant.OfAffiliate(affiliate);
        Actor hand = actor;
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            if (!hand.tenant().equals(own) || belongs(hand.branch(), merchants)) {
                return hand.branch().text();
            }
            Optional<Actor> inviter = inviter(own, hand.branch());
            if (inviter.isEmpty()) {
                break;
            }
            hand = inviter.get();
        }
        return affiliate + "/" + actor.branch().text();
    }

    private boolean belongs(ActorId id, Set<MerchantId> merchants) {
        return id instanceof PersonId person
                && (merchants.stream()
                                .anyMatch(merchant -> members.find(new Tenant.OfMerchant(merchant), person)
                                        .isPresent())
                        || isOfAgency(person, merchants));
    }

    /// Whoever acts for one of the merchants by a grant approves its runs as a member does.
    private boolean isOfAgency(PersonId person, Set<MerchantId> merchants) {
        return members.of(person).stream()
                .map(found -> found.value().tenant())
                .anyMatch(tenant -> tenant instanceof Tenant.OfMerchant(var agency)
                        && merchants.stream()
                                .anyMatch(merchant -> grants.find(merchant, agency)
                                        .filter(grant -> grant.value().counts())
                                        .isPresent()));
    }

    /// Empty for a key that nobody made, and for whoever is no member any more.
    private Optional<Actor> inviter(Tenant own, ActorId id) {
        return switch (id) {
            case ApiKeyId _ -> Optional.empty();
            case PersonId person ->
                members.find(own, person)
                        .map(member -> member.value().by())
                        .filter(by -> !by.equals(person))
                        .map(by -> switch (by) {
                            // One that was used a moment after it was made is not in the index yet.
                            case ApiKeyId key ->
                                keys.find(own, key)
                                        .map(ApiKey::actor)
                                        .orElseThrow(() -> new UnavailableException(
                                                "table", new IllegalStateException("the inviter's key is not found")));
                            case PersonId other -> Actor.of(other, own);
                        });
        };
    }

    /// One that cannot be opened any more is another.
    private static boolean isSame(PayoutMethod method, Receiver receiver, KeyRing keys) {
        return Receiver.open(
                        method.rail(), method.destination(), method.affiliate().toString(), keys)
                .filter(receiver::equals)
                .isPresent();
    }

    private static boolean isSealedByNow(PayoutMethod method, KeyRing keys, Instant now) {
        return method.destination().kid() == keys.signing(Purpose.FIELD, now).kid();
    }

    private static Optional<String> reference(String text) {
        boolean fits = !text.isBlank()
                && text.length() <= PayoutMethod.MAX_REFERENCE_LENGTH
                && text.codePoints().noneMatch(PayoutMethodWrites::isUnprintable);
        return fits ? Optional.of(text) : Optional.empty();
    }

    /// Signs that turn the direction of what follows would let a reference show another account.
    private static boolean isUnprintable(int sign) {
        int type = Character.getType(sign);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED
                || type == Character.PRIVATE_USE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private static HttpAnswer answer(Versioned<PayoutMethod> method) {
        return HttpAnswer.ok(json -> PayoutMethodsResource.write(method, json))
                .with("etag", "\"" + method.version() + "\"");
    }
}
