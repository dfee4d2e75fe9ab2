package dev.tributary.infrastructure.local.seed;

import dev.tributary.domain.access.ApiKey;
import dev.tributary.domain.access.ApiKeySecret;
import dev.tributary.domain.access.ApiKeys;
import dev.tributary.domain.access.Scope;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkCode;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.LandingUrl;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.party.Merchant;
import dev.tributary.domain.postback.PostbackCredentials;
import dev.tributary.domain.postback.PostbackSecret;
import dev.tributary.domain.postback.PostbackToken;
import dev.tributary.domain.program.Coupon;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.table.DynamoAffiliates;
import dev.tributary.infrastructure.table.DynamoApiKeys;
import dev.tributary.infrastructure.table.DynamoCoupons;
import dev.tributary.infrastructure.table.DynamoEnrollments;
import dev.tributary.infrastructure.table.DynamoLinks;
import dev.tributary.infrastructure.table.DynamoMerchants;
import dev.tributary.infrastructure.table.DynamoPostbackCredentials;
import dev.tributary.infrastructure.table.Table;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A merchant with a program and its terms, an affiliate in it, a link and a coupon, and what proves
/// postbacks, so that the first click, and the order after it, are one curl away. Each thing is made where it is absent
/// and left alone where it is there, so a start that was
/// cut off is finished by the next one, and what the operator changed stays.
public final class DemoSeed {
    static final MerchantId MERCHANT = new MerchantId(1);
    static final ProgramId PROGRAM = new ProgramId(1);
    static final AffiliateId AFFILIATE = new AffiliateId(1);
    static final LinkCode CODE = new LinkCode("demo");
    static final CouponCode COUPON = new CouponCode("ANNA10");
    private static final LinkId LINK = new LinkId(1);
    private static final String LANDING_DOMAIN = "shop.example";

    private final Table table;
    private final Rings rings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public DemoSeed(Table table, Rings rings, Clock clock) {
        this.table = table;
        this.rings = rings;
        this.clock = clock;
    }

    /// Makes what is absent, then writes the file, last of all. Keys that the file names stay as long
    /// as they open; others are made anew, since of a lost key only the hash is left.
    /// @param baseUrl where the machine answers: `http://127.0.0.1:3000`
    public void run(String baseUrl, DemoFile file) throws IOException {
        Instant now = clock.instant();
        new DynamoMerchants(table).create(new Merchant(MERCHANT, "Demo merchant", now));
        DemoTerms.publish(table, program(), now);
        new DynamoAffiliates(table).create(new Affiliate(AFFILIATE, "Demo affiliate", now));
        new DynamoEnrollments(table)
                .create(new Enrollment(
                        PROGRAM,
                        AFFILIATE,
                        List.of(
                                new Enrollment.Change(EnrollmentState.APPLIED, now),
                                new Enrollment.Change(EnrollmentState.APPROVED, now)),
                        Optional.empty()));
        new DynamoLinks(table).create(link());
        new DynamoCoupons(table).create(new Coupon(PROGRAM, COUPON, AFFILIATE, Optional.empty(), true));
        DemoPeople people = new DemoPeople(table, random);
        DemoFile.Values before = file.read();
        String merchantKey = key(before.merchantKey(), new Tenant.OfMerchant(MERCHANT), "Demo merchant", now);
        String affiliateKey = key(before.affiliateKey(), new Tenant.OfAffiliate(AFFILIATE), "Demo affiliate", now);
        file.write(new DemoFile.Values(
                baseUrl,
                Optional.of(merchantKey),
                Optional.of(affiliateKey),
                PROGRAM.toString(),
                baseUrl + "/r/" + CODE,
                Optional.of(postback(before.postback(), baseUrl, now)),
                Optional.of(new DemoFile.SignInUrls(
                        people.signInUrl(DemoPeople.MERCHANT, new Tenant.OfMerchant(MERCHANT), baseUrl, now),
                        people.signInUrl(DemoPeople.AFFILIATE, new Tenant.OfAffiliate(AFFILIATE), baseUrl, now)))));
    }

    /// The secret and the token that the file names, as long as the table takes both; else new ones,
    /// and those before stay valid, as in any rotation.
    private DemoFile.Postback postback(Optional<DemoFile.Postback> before, String baseUrl, Instant now)
            throws IOException {
        DynamoPostbackCredentials credentials = new DynamoPostbackCredentials(table, random);
        KeyRing ring = rings.ring();
        String url = baseUrl + "/postbacks/" + PROGRAM;
        PostbackCredentials known =
                credentials.find(PROGRAM).map(Versioned::value).orElse(PostbackCredentials.NONE);
        if (before.isPresent() && takes(known, before.get(), ring)) {
            return new DemoFile.Postback(
                    url, before.get().secret(), before.get().token());
        }
        DynamoPostbackCredentials.Plain plain = credentials.create(PROGRAM, ring, now);
        return new DemoFile.Postback(url, plain.secret().reveal(), plain.token().reveal());
    }

    private static boolean takes(PostbackCredentials known, DemoFile.Postback before, KeyRing ring) {
        Optional<PostbackSecret> secret = PostbackSecret.parse(before.secret());
        Optional<String> token = PostbackToken.parse(before.token()).map(PostbackToken::hash);
        boolean takesSecret = known.secrets().stream()
                .map(one -> one.sealed().open(PROGRAM.toString(), ring).map(PostbackSecret::new))
                .anyMatch(one -> one.isPresent() && one.equals(secret));
        return takesSecret
                && known.tokens().stream()
                        .anyMatch(one -> Optional.of(one.hash()).equals(token));
    }

    private static Program program() {
        return new Program(
                PROGRAM,
                MERCHANT,
                "Demo shop",
                new CurrencyCode("EUR"),
                ZoneId.of("Europe/Riga"),
                List.of(LANDING_DOMAIN),
                Program.DEFAULT_CLICK_PARAMETER,
                Optional.empty(),
                Optional.empty(),
                1,
                Set.of(),
                List.of());
    }

    private static Link link() {
        return new Link(
                LINK,
                CODE,
                PROGRAM,
                AFFILIATE,
                Optional.empty(),
                Optional.empty(),
                LandingUrl.of("https://" + LANDING_DOMAIN + "/"),
                true);
    }

    private String key(Optional<String> before, Tenant tenant, String name, Instant now) {
        ApiKeys keys = new DynamoApiKeys(table);
        Optional<String> kept = before.flatMap(ApiKeySecret::parse)
                .filter(secret -> keys.find(secret.hash())
                        .filter(key -> key.tenant().equals(tenant) && key.opens(now))
                        .isPresent())
                .map(ApiKeySecret::reveal);
        if (kept.isPresent()) {
            return kept.get();
        }
        byte[] bytes = new byte[ApiKeySecret.RANDOM_BYTES];
        random.nextBytes(bytes);
        ApiKeySecret secret = ApiKeySecret.of(bytes);
        keys.create(ApiKey.of(secret, tenant, EnumSet.allOf(Scope.class), name, now));
        return secret.reveal();
    }
}
