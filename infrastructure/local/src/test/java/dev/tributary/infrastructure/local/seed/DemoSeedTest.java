package dev.tributary.infrastructure.local.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.access.ApiKey;
import dev.tributary.domain.access.ApiKeySecret;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.postback.PostbackSecret;
import dev.tributary.domain.postback.PostbackToken;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.table.DynamoApiKeys;
import dev.tributary.infrastructure.table.DynamoCoupons;
import dev.tributary.infrastructure.table.DynamoEnrollments;
import dev.tributary.infrastructure.table.DynamoLinks;
import dev.tributary.infrastructure.table.DynamoPostbackCredentials;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.DynamoTerms;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.Table;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoSeedTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

    private static final KeyRing RING =
            new KeyRing(List.of(new KeyRing.Key(0, "k".repeat(32).getBytes(StandardCharsets.UTF_8), Instant.EPOCH)));

    @TempDir
    private Path folder = Path.of("");

    private final Table table = EmbeddedTable.create().connect();

    @Test
    void firstStart_makesAllThatALinkNeeds_andTheFile() throws IOException {
        DemoFile.Values values = start("http://127.0.0.1:3000");
        Link link = new DynamoLinks(table).find(DemoSeed.CODE).orElseThrow().value();
        Program program =
                new DynamoPrograms(table).find(link.program()).orElseThrow().value();
        assertThat(link.enabled()).isTrue();
        assertThat(program.landingDomains()).contains(link.destination().host());
        assertThat(program.currency().code()).isEqualTo("EUR");
        assertThat(program.zone().getId()).isEqualTo("Europe/Riga");
        assertThat(new DynamoEnrollments(table)
                        .find(link.program(), link.affiliate())
                        .orElseThrow()
                        .value()
                        .state())
                .isEqualTo(EnrollmentState.APPROVED);
        assertThat(program.termsVersionAt(CLOCK.instant())).isEqualTo(1);
        TermsDocument terms = new DynamoTerms(table).find(program.id(), 1).orElseThrow();
        assertThat(terms.rules()).extracting(rule -> rule.pay()).containsExactly(new Pay.Percent(BigDecimal.TEN));
        assertThat(terms.holdDays()).isZero();
        assertThat(new DynamoCoupons(table)
                        .find(program.id(), DemoSeed.COUPON)
                        .orElseThrow()
                        .value()
                        .owner())
                .isEqualTo(link.affiliate());
        assertThat(values.linkUrl()).isEqualTo("http://127.0.0.1:3000/r/demo");
        assertThat(values.postback().orElseThrow().url()).isEqualTo("http://127.0.0.1:3000/postbacks/" + program.id());
        assertThat(values.programId()).isEqualTo(program.id().toString());
        assertThat(key(values.merchantKey().orElseThrow()).tenant())
                .isEqualTo(new Tenant.OfMerchant(program.merchant()));
        assertThat(key(values.affiliateKey().orElseThrow()).tenant())
                .isEqualTo(new Tenant.OfAffiliate(link.affiliate()));
    }

    @Test
    void secondStart_keepsKeysAndWhatWasChanged_andSaysTheNewAddress() throws IOException {
        DemoFile.Values first = start("http://127.0.0.1:3000");
        DynamoLinks links = new DynamoLinks(table);
        Versioned<Link> read = links.find(DemoSeed.CODE).orElseThrow();
        Link l = read.value();
        links.replace(read.with(new Link(
                l.id(), l.code(), l.program(), l.affiliate(), l.channel(), l.creative(), l.destination(), false)));
        DemoFile.Values second = start("http://127.0.0.1:3001");
        assertThat(second.merchantKey()).isEqualTo(first.merchantKey());
        assertThat(second.affiliateKey()).isEqualTo(first.affiliateKey());
        assertThat(second.linkUrl()).isEqualTo("http://127.0.0.1:3001/r/demo");
        // Links are used up: each start makes its own.
        DemoFile.SignInUrls before = first.signInUrls().orElseThrow();
        DemoFile.SignInUrls after = second.signInUrls().orElseThrow();
        assertThat(after.merchant()).startsWith("http://127.0.0.1:3001/sign-in?token=");
        assertThat(after.merchant().replaceFirst(".*=", ""))
                .isNotEqualTo(before.merchant().replaceFirst(".*=", ""));
        assertThat(after.affiliate().replaceFirst(".*=", ""))
                .isNotEqualTo(before.affiliate().replaceFirst(".*=", ""));
        assertThat(links.find(DemoSeed.CODE).orElseThrow().value().enabled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "{\"merchant\":7}",
                "{\"merchant\":{\"api_key\":\"trb_live_x\"}}",
                "{\"postback\":{\"secret\":\"whsec_x\",\"token\":\"pbt_x\"}}"
            })
    void lostFile_isWrittenAgainWithKeysThatOpen(String text) throws IOException {
        start("http://127.0.0.1:3000");
        Files.writeString(folder.resolve(DemoFile.NAME), text);
        assertThat(key(start("http://127.0.0.1:3000").merchantKey().orElseThrow())
                        .revoked())
                .isEmpty();
    }

    @Test
    void keysOfAnotherTable_orRevokedOnes_areReplaced() throws IOException {
        DemoFile.Values first = start("http://127.0.0.1:3000");
        String hash = ApiKeySecret.parse(first.merchantKey().orElseThrow())
                .orElseThrow()
                .hash();
        new DynamoApiKeys(table).revoke(hash, CLOCK.instant());
        DemoFile.Values second = start("http://127.0.0.1:3000");
        assertThat(second.merchantKey()).isNotEqualTo(first.merchantKey());
        assertThat(second.affiliateKey()).isEqualTo(first.affiliateKey());
        Table empty = EmbeddedTable.create().connect();
        new DemoSeed(empty, () -> RING, CLOCK).run("http://127.0.0.1:3000", new DemoFile(folder));
        assertThat(new DemoFile(folder).read().affiliateKey()).isNotEqualTo(first.affiliateKey());
    }

    @Test
    void programFromBeforeThereWereTerms_getsThem() throws IOException {
        start("http://127.0.0.1:3000");
        DynamoPrograms programs = new DynamoPrograms(table);
        Versioned<Program> read = programs.find(DemoSeed.PROGRAM).orElseThrow();
        Program p = read.value();
        programs.replace(read.with(new Program(
                p.id(),
                p.merchant(),
                "Renamed",
                p.currency(),
                p.zone(),
                p.landingDomains(),
                p.clickParameter(),
                p.utmTemplate(),
                p.fallbackUrl(),
                p.clickShards(),
                p.consentAssumed(),
                List.of())));
        start("http://127.0.0.1:3000");
        Program after = programs.find(DemoSeed.PROGRAM).orElseThrow().value();
        assertThat(after.terms()).isEqualTo(p.terms()).hasSize(1);
        assertThat(after.name()).isEqualTo("Renamed");
    }

    @Test
    void postbackCredentials_areKeptWhileTheTableTakesThem() throws IOException {
        DemoFile.Postback first = start("http://127.0.0.1:3000").postback().orElseThrow();
        DemoFile.Postback second = start("http://127.0.0.1:3001").postback().orElseThrow();
        assertThat(second.secret()).isEqualTo(first.secret());
        assertThat(second.token()).isEqualTo(first.token());
        assertThat(second.url()).startsWith("http://127.0.0.1:3001/");
        DynamoPostbackCredentials credentials = new DynamoPostbackCredentials(table, new SecureRandom());
        credentials.rotateToken(DemoSeed.PROGRAM, CLOCK.instant());
        assertThat(start("http://127.0.0.1:3001").postback().orElseThrow()).isEqualTo(second);
        credentials.endRotation(DemoSeed.PROGRAM);
        DemoFile.Postback third = start("http://127.0.0.1:3001").postback().orElseThrow();
        assertThat(third.token()).isNotEqualTo(first.token());
        assertThat(PostbackToken.parse(third.token())).isPresent();
        assertThat(PostbackSecret.parse(third.secret())).isPresent();
    }

    @Test
    void file_isItsOwnersAndKeepsOtherFields() throws IOException {
        Files.writeString(folder.resolve(DemoFile.NAME), "{\"later\":{\"url\":\"x\"},\"merchant\":{\"page\":\"y\"}}");
        start("http://127.0.0.1:3000");
        assertThat(Files.readString(folder.resolve(DemoFile.NAME)))
                .contains("\"url\" : \"x\"")
                .contains("\"page\" : \"y\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(DemoFile.NAME))))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly(DemoFile.NAME);
        }
    }

    private DemoFile.Values start(String baseUrl) throws IOException {
        DemoFile file = new DemoFile(folder);
        new DemoSeed(table, () -> RING, CLOCK).run(baseUrl, file);
        return file.read();
    }

    private ApiKey key(String secret) {
        return new DynamoApiKeys(table)
                .find(ApiKeySecret.parse(secret).orElseThrow().hash())
                .orElseThrow();
    }
}
