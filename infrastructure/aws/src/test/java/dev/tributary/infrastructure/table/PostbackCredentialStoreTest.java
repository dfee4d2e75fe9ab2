package dev.tributary.infrastructure.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.postback.PostbackCredentials;
import dev.tributary.domain.postback.Sender;
import dev.tributary.domain.postback.SenderSecret;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.edge.Keys;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class PostbackCredentialStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:00Z");
    private static final KeyRing RING = new KeyRing(List.of(new KeyRing.Key(0, new byte[32], Instant.EPOCH)));
    private static final ProgramId PROGRAM = new ProgramId(7);
    private static final SenderSecret ONE = new SenderSecret("0123456789abcdef");
    private static final SenderSecret TWO = new SenderSecret("fedcba9876543210");

    private final Table table = EmbeddedTable.create().connect();
    private final DynamoPostbackCredentials credentials = new DynamoPostbackCredentials(table, new SecureRandom());

    @Test
    void itemOfBefore_withoutWhatSendersGave_isRead_andTakesIt() {
        credentials.create(PROGRAM, RING, NOW);
        assertThat(item()).doesNotContainKey("given");
        PostbackCredentials before = stored();
        assertThat(before.given()).isEmpty();

        credentials.give(PROGRAM, Sender.SHOPIFY, ONE, RING, NOW);

        assertThat(stored().secrets()).isEqualTo(before.secrets());
        assertThat(stored().tokens()).isEqualTo(before.tokens());
        assertThat(opened(Sender.SHOPIFY)).containsExactly(ONE);
    }

    @Test
    void secretsOfSenders_areReadAsTheyWereGiven_theNewestFirst() {
        credentials.give(PROGRAM, Sender.SHOPIFY, ONE, RING, NOW);
        credentials.give(PROGRAM, Sender.STRIPE, ONE, RING, NOW);
        credentials.give(PROGRAM, Sender.SHOPIFY, TWO, RING, NOW.plusMillis(1));
        assertThat(opened(Sender.SHOPIFY)).containsExactly(TWO, ONE);
        assertThat(opened(Sender.STRIPE)).containsExactly(ONE);
        assertThat(opened(Sender.WOOCOMMERCE)).isEmpty();
        assertThat(item().toString()).doesNotContain(ONE.text(), TWO.text());

        assertThatThrownBy(() -> credentials.give(PROGRAM, Sender.SHOPIFY, ONE, RING, NOW.plusMillis(2)))
                .hasMessageContaining("given of shopify are more than 2");
        assertThat(opened(Sender.SHOPIFY)).containsExactly(TWO, ONE);
    }

    @Test
    void rotationOfOurs_leavesWhatSendersGave() {
        credentials.create(PROGRAM, RING, NOW);
        credentials.give(PROGRAM, Sender.SHOPIFY, ONE, RING, NOW);
        credentials.give(PROGRAM, Sender.SHOPIFY, TWO, RING, NOW.plusMillis(1));
        credentials.create(PROGRAM, RING, NOW.plusMillis(2));
        credentials.endRotation(PROGRAM);
        assertThat(stored().secrets()).hasSize(1);
        assertThat(opened(Sender.SHOPIFY)).containsExactly(TWO, ONE);
    }

    private List<SenderSecret> opened(Sender sender) {
        return stored().of(sender).stream()
                .map(given -> given.sealed().open(PROGRAM.toString(), RING).orElseThrow())
                .map(SenderSecret::of)
                .toList();
    }

    private PostbackCredentials stored() {
        return credentials.find(PROGRAM).orElseThrow().value();
    }

    private Map<String, AttributeValue> item() {
        return table.client()
                .getItem(get -> get.tableName(table.name()).key(Table.key(Keys.program(PROGRAM), Keys.POSTBACK)))
                .item();
    }
}
