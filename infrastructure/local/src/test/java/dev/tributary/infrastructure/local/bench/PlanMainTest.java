package dev.tributary.infrastructure.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The bench's market is one that the deployed planner plans, and comes to what was counted beside it.
class PlanMainTest {
    @Test
    void plan_comesToWhatTheMarketHas() {
        PlanMain.Outcome outcome = PlanMain.plan(PlanMain.function(Path.of("../../template.yaml")), 12_345);

        assertThat(outcome.invocations()).isPositive();
        assertThat(outcome.peakHeapBytes()).isPositive();
    }
}
