package dev.tributary.domain.oracle.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.oracle.Chance;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The engine and the second implementation come to the same cent after every event of random stories:
/// sales early and late, refunds, updates, rejections and releases, over every measure and period.
class TierAgreementTest {
    private static final int STORIES = Integer.getInteger("tier.stories", 500);
    private static final long SEED = Long.getLong("tier.seed", 1);

    @Test
    void engineAndOracle_agreeAfterEachEvent() {
        int changes = 0;
        for (long seed = SEED; seed < SEED + STORIES; seed++) {
            changes += agree(seed);
        }
        // A test in which nothing ever changes would agree about nothing.
        assertThat(changes).isGreaterThan(STORIES);
    }

    private static int agree(long seed) {
        Chance chance = new Chance(seed);
        Story story = Story.draw(chance);
        TierOracle oracle = new TierOracle(story.terms());
        TierEngine engine = new TierEngine(story.terms(), chance);
        for (Story.Event event : story.events()) {
            oracle.play(event);
            try {
                engine.play(event);
            } catch (RuntimeException failed) {
                throw new AssertionError("tier.seed=" + seed + " at " + event + " of " + story.terms(), failed);
            }
            Map<Integer, BigDecimal> expected = oracle.nets();
            assertThat(engine.nets())
                    .as("tier.seed=%d after %s, %s", seed, event, story.terms())
                    .isEqualTo(expected);
            assertThat(engine.balance())
                    .as("tier.seed=%d after %s", seed, event)
                    .isEqualTo(expected.values().stream().reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add));
        }
        return engine.changes;
    }
}
