package dev.tributary.domain.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.Mode;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.WebhookId;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.domain.token.SealedField;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndpointTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:00Z");
    private static final ProgramId LIVE = new ProgramId(1);
    private static final ProgramId TEST = ProgramId.of(Mode.TEST, 1);

    /// A webhook's body says which it is, a postback URL says nothing.
    @Test
    void testProgram_isToldOfToWebhooksOnly() {
        assertThat(endpoint(Endpoint.Kind.WEBHOOK).wants(accrued(LIVE))).isTrue();
        assertThat(endpoint(Endpoint.Kind.WEBHOOK).wants(accrued(TEST))).isTrue();
        assertThat(endpoint(Endpoint.Kind.POSTBACK_URL).wants(accrued(LIVE))).isTrue();
        assertThat(endpoint(Endpoint.Kind.POSTBACK_URL).wants(accrued(TEST))).isFalse();
        assertThat(accrued(LIVE).isLive()).isTrue();
        assertThat(accrued(TEST).isLive()).isFalse();
    }

    @Test
    void whatConcernsNoProgram_isReal() {
        assertThat(notice(Map.of()).isLive()).isTrue();
    }

    private static Notice accrued(ProgramId program) {
        return notice(Map.of(NoticeFact.PROGRAM_ID, program.toString()));
    }

    private static Notice notice(Map<NoticeFact, String> facts) {
        return Notice.of(
                NoticeType.COMMISSION_ACCRUED,
                NOW,
                List.of(new Tenant.OfAffiliate(new AffiliateId(1))),
                Optional.empty(),
                facts,
                "com_1");
    }

    private static Endpoint endpoint(Endpoint.Kind kind) {
        KeyRing ring = new KeyRing(List.of(new KeyRing.Key(0, new byte[32], Instant.EPOCH)));
        List<Endpoint.Secret> secrets = kind == Endpoint.Kind.WEBHOOK
                ? List.of(new Endpoint.Secret(
                        SealedField.seal(new byte[] {1}, "owner", new byte[SealedField.NONCE_BYTES], ring, NOW),
                        NOW,
                        Optional.empty()))
                : List.of();
        return new Endpoint(
                new WebhookId(1), kind, "https://hooks.example.com/", Set.of(), secrets, NOW, NOW, Optional.empty());
    }
}
