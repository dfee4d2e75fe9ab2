package dev.tributary.infrastructure.local.demo;

import dev.tributary.domain.access.ApiKey;
import dev.tributary.domain.access.ApiKeySecret;
import dev.tributary.domain.access.KeyMode;
import dev.tributary.domain.access.Scope;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkCode;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.LandingUrl;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.Condition;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.ValidationPolicy;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.KeyRings;
import dev.tributary.infrastructure.edge.SignedCalls;
import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.demo.Market.Part;
import dev.tributary.infrastructure.local.demo.Market.Partner;
import dev.tributary.infrastructure.table.DynamoAffiliates;
import dev.tributary.infrastructure.table.DynamoApiKeys;
import dev.tributary.infrastructure.table.DynamoEnrollments;
import dev.tributary.infrastructure.table.DynamoLinks;
import dev.tributary.infrastructure.table.DynamoPostbackCredentials;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.DynamoTerms;
import dev.tributary.infrastructure.table.Table;
import java.io.IOException;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// TEMPORARY until the API writes: seeds through the stores.
final class MarketOpening {
    private final LocalMachine machine;
    private final SecureRandom random = new SecureRandom();

    MarketOpening(LocalMachine machine) {
        this.machine = machine;
    }

    Market open(String merchantKey, int affiliates) throws IOException {
        Environment environment = machine.environmentOf("ApiFunction");
        Table table = new Table(machine.dynamo(), environment.variable("TABLE_NAME"));
        Instant now = machine.clock().instant();
        ProgramId program = new ProgramId(901);
        ZoneId zone = ZoneId.of("Europe/Riga");
        CurrencyCode eur = new CurrencyCode("EUR");
        new DynamoTerms(table)
                .create(
                        program,
                        new TermsDocument(
                                1,
                                now,
                                new AttributionPolicy(
                                        AttributionPolicy.Model.LAST_CLICK,
                                        30,
                                        AttributionPolicy.Precedence.COUPON),
                                TermsDocument.PaidUnder.CLICK,
                                List.of(new Rule(
                                        new RuleId("base"),
                                        List.of(new Condition.Events(Set.of(EventName.SALE))),
                                        new Pay.Percent(BigDecimal.TEN),
                                        Optional.empty())),
                                Market.HOLD_DAYS,
                                ValidationPolicy.AUTO,
                                new Money(500, eur),
                                65));
        new DynamoPrograms(table)
                .create(new Program(
                        program,
                        new MerchantId(1),
                        "Demo",
                        eur,
                        zone,
                        List.of("shop.example"),
                        "click_id",
                        Optional.empty(),
                        Optional.empty(),
                        1,
                        Set.of(),
                        List.of(new Program.TermsVersion(1, now))));
        List<Partner> partners = new ArrayList<>();
        for (int i = 0; i < affiliates; i++) {
            AffiliateId id = new AffiliateId(7_000 + i);
            String name = "Affiliate " + (i + 1);
            new DynamoAffiliates(table).create(new Affiliate(id, name, now));
            new DynamoEnrollments(table)
                    .create(new Enrollment(
                            program,
                            id,
                            List.of(
                                    new Enrollment.Change(EnrollmentState.APPLIED, now),
                                    new Enrollment.Change(EnrollmentState.APPROVED, now)),
                            Optional.empty()));
            new DynamoLinks(table)
                    .create(new Link(
                            new LinkId(7_000 + i),
                            new LinkCode("d" + i),
                            program,
                            id,
                            Optional.empty(),
                            Optional.empty(),
                            LandingUrl.of("https://shop.example/"),
                            true));
            partners.add(new Partner(
                    name, id.toString(), key(table, new Tenant.OfAffiliate(id), now), "/r/d" + i, Part.of(i)));
        }
        KeyRings rings = new KeyRings(new SignedCalls(environment), environment);
        DynamoPostbackCredentials.Plain plain =
                new DynamoPostbackCredentials(table, random).create(program, rings.ring(), now);
        return new Market(
                program.toString(),
                zone,
                plain.secret().reveal(),
                merchantKey,
                key(table, new Tenant.OfMerchant(new MerchantId(1)), now),
                partners);
    }

    private String key(Table table, Tenant tenant, Instant now) {
        byte[] bytes = new byte[ApiKeySecret.RANDOM_BYTES];
        random.nextBytes(bytes);
        ApiKeySecret secret = ApiKeySecret.of(KeyMode.LIVE, bytes);
        new DynamoApiKeys(table).create(ApiKey.of(secret, tenant, EnumSet.allOf(Scope.class), "demo", now));
        return secret.reveal();
    }
}
