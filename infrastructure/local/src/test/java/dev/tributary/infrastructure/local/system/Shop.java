package dev.tributary.infrastructure.local.system;

import dev.tributary.domain.access.ApiKey;
import dev.tributary.domain.access.ApiKeySecret;
import dev.tributary.domain.access.Scope;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.id.CreativeId;
import dev.tributary.domain.id.LinkCode;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.LandingUrl;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.party.Merchant;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.table.DynamoAffiliates;
import dev.tributary.infrastructure.table.DynamoApiKeys;
import dev.tributary.infrastructure.table.DynamoEnrollments;
import dev.tributary.infrastructure.table.DynamoLinks;
import dev.tributary.infrastructure.table.DynamoMerchants;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.DynamoTerms;
import dev.tributary.infrastructure.table.Table;
import dev.tributary.infrastructure.table.TestMarket;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A merchant with two programs, PLAIN and one with a FALLBACK page, and links in every state.
/// | code | leads to |
/// | --- | --- |
/// | demo | https://shop.example/landing?ref=a |
/// | macro | a destination that holds every macro |
/// | off, banned, paused, applied | the same, disabled or of an affiliate in that state |
/// | off-fallback, banned-fallback | the same in the program that has a fallback page |
final class Shop {
    static final ProgramId PLAIN = new ProgramId(1_001);
    static final ProgramId FALLBACK = new ProgramId(1_002);
    static final AffiliateId AFFILIATE = new AffiliateId(2_001);
    static final AffiliateId BANNED = new AffiliateId(2_002);
    static final AffiliateId PAUSED = new AffiliateId(2_003);
    static final AffiliateId APPLIED = new AffiliateId(2_004);
    static final LinkId DEMO_LINK = new LinkId(3_001);
    static final String FALLBACK_PAGE = "https://shop.example/closed";
    static final ApiKeySecret MERCHANT_KEY = ApiKeySecret.of(new byte[ApiKeySecret.RANDOM_BYTES]);
    static final ApiKeySecret AFFILIATE_KEY = ApiKeySecret.of(filled((byte) 1));
    private static final MerchantId MERCHANT = new MerchantId(4_001);
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    private final Table table;
    private long nextLink = DEMO_LINK.bits();

    private Shop(Table table) {
        this.table = table;
    }

    static Table table(LocalMachine machine) {
        return new Table(machine.dynamo(), machine.environmentOf("ApiFunction").variable("TABLE_NAME"));
    }

    static void seed(LocalMachine machine) {
        Shop shop = new Shop(table(machine));
        new DynamoMerchants(shop.table).create(new Merchant(MERCHANT, "Shop", LONG_AGO));
        shop.program(PLAIN, Optional.empty());
        shop.program(FALLBACK, Optional.of(LandingUrl.of(FALLBACK_PAGE)));
        shop.enrollment(AFFILIATE, EnrollmentState.APPROVED);
        shop.enrollment(BANNED, EnrollmentState.BANNED);
        shop.enrollment(PAUSED, EnrollmentState.PAUSED);
        shop.enrollment(APPLIED, EnrollmentState.APPLIED);
        shop.link("demo", PLAIN, AFFILIATE, "https://shop.example/landing?ref=a", true);
        shop.link(
                "macro",
                PLAIN,
                AFFILIATE,
                "https://shop.example/{sub1}?l={link_id}&a={affiliate_id}&c={creative_id}&s={sub2}&o={source}&x={other}",
                true);
        shop.link("off", PLAIN, AFFILIATE, "https://shop.example/", false);
        shop.link("banned", PLAIN, BANNED, "https://shop.example/", true);
        shop.link("paused", PLAIN, PAUSED, "https://shop.example/", true);
        shop.link("applied", PLAIN, APPLIED, "https://shop.example/", true);
        shop.link("off-fallback", FALLBACK, AFFILIATE, "https://shop.example/", false);
        shop.link("banned-fallback", FALLBACK, BANNED, "https://shop.example/", true);
        shop.key(MERCHANT_KEY, new Tenant.OfMerchant(MERCHANT));
        shop.key(AFFILIATE_KEY, new Tenant.OfAffiliate(AFFILIATE));
    }

    private static byte[] filled(byte value) {
        byte[] bytes = new byte[ApiKeySecret.RANDOM_BYTES];
        Arrays.fill(bytes, value);
        return bytes;
    }

    private void key(ApiKeySecret secret, Tenant tenant) {
        new DynamoApiKeys(table).create(ApiKey.of(secret, tenant, EnumSet.allOf(Scope.class), "test", LONG_AGO));
    }

    private void program(ProgramId id, Optional<LandingUrl> fallback) {
        new DynamoPrograms(table)
                .create(new Program(
                        id,
                        MERCHANT,
                        "Shop",
                        new CurrencyCode("EUR"),
                        ZoneId.of("Europe/Riga"),
                        List.of("shop.example", "www.shop.example"),
                        Program.DEFAULT_CLICK_PARAMETER,
                        Optional.of("utm_source={affiliate_id}&utm_content={sub1}&ref=never"),
                        fallback,
                        4,
                        Set.of(CountryCode.parse("US").orElseThrow()),
                        List.of(new Program.TermsVersion(1, LONG_AGO))));
        new DynamoTerms(table).create(id, TestMarket.terms(1));
    }

    private void enrollment(AffiliateId affiliate, EnrollmentState state) {
        new DynamoAffiliates(table).create(new Affiliate(affiliate, "Affiliate", LONG_AGO));
        for (ProgramId program : List.of(PLAIN, FALLBACK)) {
            new DynamoEnrollments(table)
                    .create(new Enrollment(
                            program, affiliate, List.of(new Enrollment.Change(state, LONG_AGO)), Optional.empty()));
        }
    }

    private void link(String code, ProgramId program, AffiliateId affiliate, String destination, boolean enabled) {
        Optional<CreativeId> creative = code.equals("macro") ? Optional.of(new CreativeId(9)) : Optional.empty();
        new DynamoLinks(table)
                .create(new Link(
                        new LinkId(nextLink++),
                        new LinkCode(code),
                        program,
                        affiliate,
                        Optional.empty(),
                        creative,
                        LandingUrl.of(destination),
                        enabled));
    }
}
