package dev.tributary.infrastructure.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tributary.domain.access.ApiKey;
import dev.tributary.domain.access.ApiKeySecret;
import dev.tributary.domain.access.ApiKeys;
import dev.tributary.domain.access.Scope;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.id.CreativeId;
import dev.tributary.domain.id.LinkCode;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.Mode;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.LandingUrl;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.party.Channel;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.party.Merchant;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.Pay;
import dev.tributary.infrastructure.edge.Items;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// What the stores of programs, links, enrollments and keys promise, on a table.
class TenantStoresTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Creation CREATED = new Creation.Created();
    private static final Creation ALREADY_THERE = new Creation.AlreadyThere();
    private static final Replacement REPLACED = new Replacement.Replaced();
    private static final Replacement STALE = new Replacement.Stale();
    private final Table table = EmbeddedTable.create().connect();
    private final DynamoPrograms programs = new DynamoPrograms(table);
    private final DynamoLinks links = new DynamoLinks(table);
    private final DynamoEnrollments enrollments = new DynamoEnrollments(table);
    private final DynamoApiKeys keys = new DynamoApiKeys(table);

    @Test
    void program_isFoundAsItWasCreated_andReplacedAtItsVersionOnly() {
        Program program = program(1, "One");
        assertThat(programs.find(program.id())).isEmpty();
        assertThat(programs.create(program)).isEqualTo(CREATED);
        assertThat(programs.create(program(1, "Other"))).isEqualTo(ALREADY_THERE);
        Versioned<Program> read = programs.find(program.id()).orElseThrow();
        assertThat(read).isEqualTo(new Versioned<>(program, 1));
        assertThat(programs.replace(read.with(program(1, "Two")))).isEqualTo(REPLACED);
        assertThat(programs.replace(read.with(program(1, "Three")))).isEqualTo(STALE);
        assertThat(programs.find(program.id())).contains(new Versioned<>(program(1, "Two"), 2));
        assertThat(programs.replace(new Versioned<>(program(2, "Absent"), 1))).isEqualTo(STALE);
        assertThat(programs.find(new ProgramId(2))).isEmpty();
    }

    @Test
    void programs_areListedByMerchant() {
        for (long id = 1; id <= 5; id++) {
            programs.create(program(id, "P" + id));
        }
        assertThat(all(page -> programs.of(new MerchantId(1), page), 2).stream().map(Program::id))
                .containsExactly(
                        new ProgramId(1), new ProgramId(2), new ProgramId(3), new ProgramId(4), new ProgramId(5));
        assertThat(programs.of(new MerchantId(2), PageRequest.first(10)).items())
                .isEmpty();
        assertThat(programs.of(new MerchantId(1), PageRequest.first(2).after(new ProgramId(4).toString()))
                        .items())
                .extracting(Program::id)
                .containsExactly(new ProgramId(5));
    }

    @Test
    void link_isFoundByCodeAndById_andNeitherIsGivenTwice() {
        Link link = link(1, "one", 1, 1);
        assertThat(links.create(link)).isEqualTo(CREATED);
        assertThat(links.create(link(2, "one", 1, 1))).isEqualTo(ALREADY_THERE);
        assertThat(links.create(link(1, "two", 1, 1))).isEqualTo(ALREADY_THERE);
        assertThat(links.find(new LinkCode("two"))).isEmpty();
        assertThat(links.find(new LinkId(2))).isEmpty();
        assertThat(links.find(new LinkCode("one"))).contains(new Versioned<>(link, 1));
        assertThat(links.find(new LinkId(1))).contains(new Versioned<>(link, 1));
    }

    @Test
    void link_changesAtItsVersion_butNotWhoseItIs() {
        links.create(link(1, "one", 1, 1));
        Versioned<Link> read = links.find(new LinkCode("one")).orElseThrow();
        Link l = read.value();
        Link disabled = new Link(
                l.id(), l.code(), l.program(), l.affiliate(), l.channel(), l.creative(), l.destination(), false);
        assertThatIllegalArgumentException().isThrownBy(() -> links.replace(read.with(link(1, "one", 1, 2))));
        assertThatIllegalArgumentException().isThrownBy(() -> links.replace(read.with(link(1, "one", 2, 1))));
        assertThatIllegalArgumentException().isThrownBy(() -> links.replace(read.with(link(2, "one", 1, 1))));
        assertThat(links.replace(read.with(disabled))).isEqualTo(REPLACED);
        assertThat(links.replace(read.with(l))).isEqualTo(STALE);
        assertThat(links.find(new LinkId(1))).contains(new Versioned<>(disabled, 2));
        assertThat(links.replace(new Versioned<>(link(9, "absent", 1, 1), 1))).isEqualTo(STALE);
    }

    @Test
    void links_areListedByProgramAndByEnrollment_codesThatBeginAlikeApart() {
        for (String code : List.of("a", "a-b", "a.b", "A", "_", "ab", "z")) {
            links.create(link(100 + code.hashCode(), code, 1, 1));
        }
        links.create(link(2, "other", 1, 2));
        links.create(link(3, "elsewhere", 2, 1));
        for (int limit = 1; limit <= 8; limit++) {
            assertThat(all(page -> links.of(new ProgramId(1), new AffiliateId(1), page), limit).stream()
                            .map(link -> link.code().text()))
                    .containsExactly("A", "_", "a", "a-b", "a.b", "ab", "z");
            assertThat(all(page -> links.in(new ProgramId(1), page), limit)).hasSize(8);
        }
        assertThat(links.in(new ProgramId(3), PageRequest.first(1))).isEqualTo(Page.last(List.of()));
    }

    @Test
    void page_ofExactlyTheLimit_hasNoNext() {
        links.create(link(1, "one", 1, 1));
        links.create(link(2, "two", 1, 1));
        assertThat(links.in(new ProgramId(1), PageRequest.first(2)).next()).isEmpty();
        assertThat(links.in(new ProgramId(1), PageRequest.first(1)).next()).isPresent();
    }

    @Test
    void enrollment_isListedBothWays_andReplacedAtItsVersion() {
        for (long affiliate = 1; affiliate <= 3; affiliate++) {
            for (long program = 1; program <= 2; program++) {
                assertThat(enrollments.create(enrollment(program, affiliate))).isEqualTo(CREATED);
            }
        }
        assertThat(enrollments.create(enrollment(1, 1))).isEqualTo(ALREADY_THERE);
        assertThat(all(page -> enrollments.in(new ProgramId(2), page), 2))
                .containsExactly(enrollment(2, 1), enrollment(2, 2), enrollment(2, 3));
        assertThat(all(page -> enrollments.of(new AffiliateId(3), page), 1))
                .containsExactly(enrollment(1, 3), enrollment(2, 3));
        Versioned<Enrollment> read =
                enrollments.find(new ProgramId(1), new AffiliateId(1)).orElseThrow();
        Enrollment banned = read.value().with(EnrollmentState.BANNED, NOW.plusSeconds(1));
        assertThat(enrollments.replace(read.with(banned))).isEqualTo(REPLACED);
        assertThat(enrollments.replace(read.with(enrollment(1, 1)))).isEqualTo(STALE);
        assertThat(enrollments.of(new AffiliateId(1), PageRequest.first(1)).items())
                .containsExactly(banned);
    }

    @Test
    void testKey_staysOne() {
        ApiKeySecret secret = ApiKeySecret.of(new byte[ApiKeySecret.RANDOM_BYTES], Mode.TEST);
        ApiKey key = ApiKey.of(secret, new Tenant.OfAffiliate(new AffiliateId(1)), Set.of(Scope.READ), "Mine", NOW);
        assertThat(keys.create(key)).isEqualTo(CREATED);
        assertThat(keys.find(secret.hash()).orElseThrow().mode()).isEqualTo(Mode.TEST);
        keys.revoke(secret.hash(), NOW);
        assertThat(keys.find(secret.hash()).orElseThrow())
                .isEqualTo(key.revokedAt(NOW))
                .extracting(ApiKey::mode)
                .isEqualTo(Mode.TEST);
    }

    @Test
    void key_isRevokedOnce_andUsedByDay() {
        ApiKeySecret secret = ApiKeySecret.of(new byte[ApiKeySecret.RANDOM_BYTES]);
        ApiKey key = ApiKey.of(
                secret, new Tenant.OfAffiliate(new AffiliateId(1)), Set.of(Scope.READ, Scope.WRITE), "Mine", NOW);
        assertThat(keys.revoke(key.hash(), NOW)).isEqualTo(new ApiKeys.Revocation.Unknown());
        keys.used(key.hash(), LocalDate.parse("2026-11-22"));
        assertThat(keys.find(key.hash())).isEmpty();
        assertThat(keys.create(key)).isEqualTo(CREATED);
        assertThat(keys.create(key)).isEqualTo(ALREADY_THERE);
        assertThat(keys.find(key.hash())).contains(key);
        for (String day : List.of("2026-11-22", "2026-11-24", "2026-11-23")) {
            keys.used(key.hash(), LocalDate.parse(day));
        }
        assertThat(keys.find(key.hash()).orElseThrow().lastUsedOn()).contains(LocalDate.parse("2026-11-24"));
        assertThat(keys.revoke(key.hash(), NOW)).isEqualTo(new ApiKeys.Revocation.Revoked(NOW));
        assertThat(keys.revoke(key.hash(), NOW.plusSeconds(9))).isEqualTo(new ApiKeys.Revocation.Revoked(NOW));
        ApiKey revoked = keys.find(key.hash()).orElseThrow();
        assertThat(revoked.opens(NOW)).isFalse();
        assertThat(revoked.opens(NOW.minusSeconds(1))).isTrue();
    }

    @Test
    void parties_areFoundAsTheyWereCreated() {
        Merchant merchant = new Merchant(new MerchantId(1), "Shop", NOW);
        Affiliate affiliate = new Affiliate(new AffiliateId(1), "Anna", NOW);
        assertThat(new DynamoMerchants(table).create(merchant)).isEqualTo(CREATED);
        assertThat(new DynamoMerchants(table).create(merchant)).isEqualTo(ALREADY_THERE);
        assertThat(new DynamoMerchants(table).find(merchant.id())).contains(merchant);
        assertThat(new DynamoAffiliates(table).create(affiliate)).isEqualTo(CREATED);
        assertThat(new DynamoAffiliates(table).find(affiliate.id())).contains(new Versioned<>(affiliate, 1));
        assertThat(new DynamoAffiliates(table).find(new AffiliateId(2))).isEmpty();
    }

    /// More than one read takes; what is not there is left out, and an id that is named twice is asked for once.
    @Test
    void many_areFoundTogether() {
        DynamoAffiliates affiliates = new DynamoAffiliates(table);
        List<AffiliateId> ids = new ArrayList<>();
        for (long id = 1; id <= 101; id++) {
            affiliates.create(new Affiliate(new AffiliateId(id), "A" + id, NOW));
            ids.add(new AffiliateId(id));
        }
        ids.addAll(List.of(new AffiliateId(1), new AffiliateId(999)));
        assertThat(affiliates.find(ids)).hasSize(101).doesNotContainKey(new AffiliateId(999));
        assertThat(affiliates.find(List.of())).isEmpty();

        programs.create(program(1, "One"));
        assertThat(programs.find(List.of(new ProgramId(1), new ProgramId(2))))
                .isEqualTo(Map.of(new ProgramId(1), program(1, "One")));
        links.create(link(1, "one", 1, 1));
        assertThat(links.find(List.of(new LinkId(1), new LinkId(2))))
                .isEqualTo(Map.of(new LinkId(1), link(1, "one", 1, 1)));
        enrollments.create(enrollment(1, 2));
        Enrollments.Place there = new Enrollments.Place(new ProgramId(1), new AffiliateId(2));
        assertThat(enrollments.there(List.of(there, new Enrollments.Place(new ProgramId(2), new AffiliateId(1)))))
                .containsExactly(there);
    }

    @Test
    void affiliate_comesBackWithItsChannels() {
        DynamoAffiliates affiliates = new DynamoAffiliates(table);
        List<Channel> channels = new ArrayList<>();
        for (ChannelKind kind : ChannelKind.values()) {
            channels.add(new Channel(new ChannelId(channels.size()), kind, "Anna's " + kind.text()));
        }
        Affiliate affiliate = new Affiliate(new AffiliateId(1), "Anna", NOW).with(channels);
        assertThat(affiliates.create(affiliate)).isEqualTo(CREATED);
        assertThat(affiliates.find(affiliate.id())).contains(new Versioned<>(affiliate, 1));
    }

    /// The redirect's mapping knows nothing of what only commission and the API ask for.
    @Test
    void whatTheRedirectDoesNotNeed_isPassedOverByIt() {
        Program plain = program(1, "One");
        Program program = plain.with(Set.of(new Category("shoes"), new Category("hats")));
        assertThat(programs.create(program)).isEqualTo(CREATED);
        assertThat(programs.find(program.id())).contains(new Versioned<>(program, 1));
        assertThat(Items.program(DynamoPrograms.item(program))).isEqualTo(plain);

        Pay staged = new Pay.Staged(List.of(new Pay.Stage(Optional.of(3), new Pay.Percent(BigDecimal.TEN))));
        Enrollment enrollment = enrollment(1, 1)
                .with(
                        Set.of(new Group("gold"), new Group("new")),
                        Optional.of(new Pay.Percent(new BigDecimal("12"))),
                        Map.of(new LinkId(1), staged, new LinkId(2), new Pay.Percent(BigDecimal.ONE)));
        assertThat(enrollments.create(enrollment)).isEqualTo(CREATED);
        assertThat(enrollments.find(new ProgramId(1), new AffiliateId(1))).contains(new Versioned<>(enrollment, 1));
        assertThat(enrollments.of(new AffiliateId(1), PageRequest.first(1)).items())
                .containsExactly(enrollment);
        assertThat(Items.enrollment(DynamoEnrollments.item(enrollment))).isEqualTo(enrollment(1, 1));
        Enrollment paused = enrollment.with(EnrollmentState.PAUSED, NOW);
        assertThat(enrollments.replace(new Versioned<>(paused, 1))).isEqualTo(REPLACED);
        assertThat(paused.groups()).containsExactlyInAnyOrder(new Group("vip"), new Group("gold"), new Group("new"));
        assertThat(enrollments.find(new ProgramId(1), new AffiliateId(1))).contains(new Versioned<>(paused, 2));
    }

    private static <T> List<T> all(Function<PageRequest, Page<T>> list, int limit) {
        List<T> all = new ArrayList<>();
        PageRequest request = PageRequest.first(limit);
        for (int page = 0; page < 100; page++) {
            Page<T> some = list.apply(request);
            assertThat(some.items().size()).isLessThanOrEqualTo(limit);
            all.addAll(some.items());
            if (some.next().isEmpty()) {
                return all;
            }
            request = request.after(some.next().get());
        }
        throw new AssertionError("no end");
    }

    private static Program program(long id, String name) {
        return new Program(
                new ProgramId(id),
                new MerchantId(1),
                name,
                new CurrencyCode("EUR"),
                ZoneId.of("Europe/Riga"),
                List.of("shop.example", "www.shop.example"),
                "cid",
                Optional.of("utm_source={affiliate_id}"),
                Optional.of(LandingUrl.of("https://shop.example/closed")),
                4,
                Set.of(new CountryCode("US"), new CountryCode("LV")),
                List.of(new Program.TermsVersion(1, NOW)));
    }

    private static Link link(long id, String code, long program, long affiliate) {
        return new Link(
                new LinkId(id),
                new LinkCode(code),
                new ProgramId(program),
                new AffiliateId(affiliate),
                Optional.of(new ChannelId(5)),
                Optional.of(new CreativeId(6)),
                LandingUrl.of("https://shop.example/a?b=c"),
                true);
    }

    private static Enrollment enrollment(long program, long affiliate) {
        return new Enrollment(
                new ProgramId(program),
                new AffiliateId(affiliate),
                List.of(new Enrollment.Change(EnrollmentState.APPROVED, NOW)),
                Optional.of("vip"));
    }
}
